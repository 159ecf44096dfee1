#include <algorithm>
#include <cmath>
#include <numeric>

#include "allot/ranking.hpp"
#include "allot/solution.hpp"
#include "experiment/columns.hpp"
#include "experiment/labels.hpp"
#include "experiment/rank_runs.hpp"
#include "random/key.hpp"
#include "statistics/estimate.hpp"
#include "statistics/nondominated.hpp"
#include "statistics/selection.hpp"

// Scores are values of which more is better. The selection looks at one replication after another; they are simulated in
// blocks, of which the last of a variant may be larger than it took to drop it.

namespace allot {
namespace {

using experiment::RankRuns;
using NamedVariants = RankRuns::Variants;

constexpr std::size_t block_of_ranking = 50;
constexpr std::size_t resamples_of_ranking = 2000;
constexpr double default_days = 1;
constexpr char path_of_costs[] = "system.decision_cost";

Better better_side(const RankedMetric& metric) {
  if (metric.better != Better::neither) return metric.better;
  if (metric.path.starts_with("milestone.")) return is_date(metric.path) ? Better::less : Better::more;
  const Metric* known = metric_named(metric.path.substr(metric.path.rfind('.') + 1));
  if (known && known->better != Better::neither) return known->better;
  throw RequestError("neither more nor less of '" + metric.path + "' is better by itself: say " + metric.path +
                     "=more or " + metric.path + "=less");
}

void refuse_other_windows(const NamedVariants& variants, const std::vector<RankedMetric>& metrics) {
  if (std::all_of(metrics.begin(), metrics.end(), [](const RankedMetric& it) { return is_date(it.path); })) return;
  const Scenario& first = variants.front().second;
  for (const auto& [name, scenario] : variants)
    if (scenario.start != first.start || scenario.end != first.end)
      throw RequestError("'" + name + "' runs from " + format_date(scenario.start) + " to " +
                         format_date(scenario.end) + ", '" + variants.front().first + "' from " +
                         format_date(first.start) + " to " + format_date(first.end) +
                         "; what they come to can be ranked over one time only");
}

void expect_sense(const NamedVariants& variants, const RankRequest& request, const Sampling& sampling) {
  experiment::expect_fixed_count(sampling, "rank takes as many replications as its probability needs; see --most");
  if (sampling.only) throw RequestError("--replication is one replication; to rank takes many");
  if (variants.empty() || request.metrics.empty())
    throw RequestError("there is nothing to rank, or nothing to rank by");
  if (!(request.probability > 0.5 && request.probability < 1))
    throw RequestError("--probability: expected a number above 0.5 and below 1");
  if (!(request.indifference.amount > 0)) throw RequestError("--indifference: expected more than 0");
  if (request.metrics.size() == 1 && request.most < sampling.replications)
    throw RequestError("--most: expected at least as many replications as the first stage has (-n)");
  if (sampling.replications < 2) throw RequestError("--replications: to rank takes at least 2");
  refuse_other_windows(variants, request.metrics);
}

bool costs_anything(const NamedVariants& variants) {
  return std::any_of(variants.begin(), variants.end(),
                     [](const auto& it) { return model::compile(it.second).has_costs; });
}

std::vector<double> scores(const RankRuns& runs, const Ranking& ranking, std::size_t variant, std::size_t metric) {
  std::vector<double> out = runs.column(variant, metric);
  if (ranking.metrics[metric].better == Better::less)
    for (double& it : out) it = -it;
  return out;
}

double indifference_of(const RankRequest& request, const std::vector<double>& first, const std::string& variant) {
  if (!request.indifference.is_relative) return request.indifference.amount;
  if (is_date(request.metrics.front().path)) return default_days;
  const double amount = request.indifference.amount * std::abs(estimate(first).mean);
  if (amount > 0) return amount;
  throw RequestError("--indifference: the mean of '" + variant + "' is 0, and so is any share of it; say an amount");
}

/// Simulates further what is left until one is, or there are as many replications as are allowed.
Selection selection_of(RankRuns& runs, const Ranking& ranking, std::size_t variants) {
  std::vector<std::vector<double>> columns;
  for (std::size_t i = 0; i < variants; ++i) columns.push_back(scores(runs, ranking, i, 0));
  Selection selection(columns, {ranking.probability, ranking.indifference});
  while (!selection.is_done() && selection.observations() < ranking.most) {
    const std::vector<std::size_t> wanted = selection.left();
    const std::size_t from = selection.observations();
    runs.extend(wanted, std::min(block_of_ranking, ranking.most - from));
    for (const std::size_t i : wanted) columns[i] = scores(runs, ranking, i, 0);
    std::vector<double> row(variants);
    for (std::size_t r = from; r < columns[wanted.front()].size() && !selection.is_done(); ++r) {
      for (const std::size_t i : wanted) row[i] = columns[i][r];
      selection.add(row);
    }
  }
  return selection;
}

// What nothing is left to chance in is left out by its one value.
void drop_by_value(Ranking& ranking, const RankRuns& runs) {
  std::vector<double> values;
  for (std::size_t i = 0; i < ranking.variants.size(); ++i) values.push_back(scores(runs, ranking, i, 0).front());
  const auto best = std::max_element(values.begin(), values.end());
  const std::string& name = ranking.variants[static_cast<std::size_t>(best - values.begin())].name;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] < *best) ranking.variants[i].dropped = Dropped{name, 1, false};
}

void drop_by_selection(Ranking& ranking, RankRuns& runs) {
  const Selection selection = selection_of(runs, ranking, ranking.variants.size());
  for (const Elimination& it : selection.eliminations())
    ranking.variants[it.system].dropped = Dropped{ranking.variants[it.by].name, it.after, it.is_last};
}

/// The best first: by what is left, then by when it was dropped, then by the mean.
std::vector<std::size_t> order_of(const Ranking& ranking, const RankRuns& runs) {
  std::vector<std::size_t> order(ranking.variants.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> means;
  for (std::size_t i = 0; i < order.size(); ++i) means.push_back(estimate(scores(runs, ranking, i, 0)).mean);
  const auto after = [&](std::size_t i) {
    const auto& dropped = ranking.variants[i].dropped;
    return dropped ? dropped->after : SIZE_MAX;
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return after(a) != after(b) ? after(a) > after(b) : means[a] > means[b];
  });
  return order;
}

std::vector<double> less(const std::vector<double>& one, const std::vector<double>& other) {
  std::vector<double> out(std::min(one.size(), other.size()));
  for (std::size_t r = 0; r < out.size(); ++r) out[r] = one[r] - other[r];
  return out;
}

void select_best(Ranking& ranking, RankRuns& runs, const RankRequest& request) {
  if (runs.is_random()) {
    ranking.indifference = indifference_of(request, runs.column(0, 0), ranking.variants.front().name);
    drop_by_selection(ranking, runs);
  } else {
    drop_by_value(ranking, runs);
  }
  const std::size_t best = order_of(ranking, runs).front();
  for (std::size_t i = 0; i < ranking.variants.size(); ++i)
    ranking.variants[i].values = {
        {estimate(runs.column(i, 0)), estimate(less(runs.column(i, 0), runs.column(best, 0)))}};
}

Nondominated nondominated_of(const Ranking& ranking, const RankRuns& runs) {
  std::vector<std::vector<std::vector<double>>> values;
  for (std::size_t i = 0; i < ranking.variants.size(); ++i) {
    auto& own = values.emplace_back();
    for (std::size_t m = 0; m < ranking.metrics.size(); ++m) own.push_back(scores(runs, ranking, i, m));
  }
  const Key key{ranking.seed, hash_name("rank/resample")};
  std::vector<double> uniforms(runs.replications(0));
  return nondominated(values, ranking.resamples, [&](std::size_t resample, std::span<std::size_t> rows) {
    draw_consecutive(key, resample, 0, uniforms);
    for (std::size_t r = 0; r < rows.size(); ++r)
      rows[r] = static_cast<std::size_t>(uniforms[r] * static_cast<double>(rows.size()));
  });
}

void find_pareto_set(Ranking& ranking, const RankRuns& runs) {
  ranking.resamples = resamples_of_ranking;
  const Nondominated found = nondominated_of(ranking, runs);
  for (std::size_t i = 0; i < ranking.variants.size(); ++i) {
    RankedVariant& it = ranking.variants[i];
    for (std::size_t m = 0; m < ranking.metrics.size(); ++m) it.values.push_back({estimate(runs.column(i, m)), {}});
    it.nondominated = found.probability[i];
    for (std::size_t l = 0; l < ranking.variants.size(); ++l) {
      if (found.beats[l][i] <= it.dominated_share) continue;
      it.dominated_by = ranking.variants[l].name;
      it.dominated_share = found.beats[l][i];
    }
  }
}

void put_in_order(Ranking& ranking, const RankRuns& runs) {
  std::vector<std::size_t> order = order_of(ranking, runs);
  if (!ranking.is_of_one()) {
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return ranking.variants[a].nondominated > ranking.variants[b].nondominated;
    });
  }
  std::vector<RankedVariant> sorted;
  for (const std::size_t i : order) sorted.push_back(std::move(ranking.variants[i]));
  ranking.variants = std::move(sorted);
}

Ranking asked_of(const NamedVariants& variants, const RankRequest& request, const Sampling& sampling) {
  const Scenario& first = variants.front().second;
  Ranking out;
  out.scenario = first.name;
  out.currency = first.currency;
  for (const RankedMetric& it : request.metrics) out.metrics.push_back({it.path, better_side(it)});
  out.probability = request.probability;
  out.asked = request.indifference;
  out.first_stage = sampling.replications;
  out.most = request.most;
  out.seed = sampling.seed;
  out.basis = experiment::basis_of(first);
  for (const auto& [name, scenario] : variants) {
    out.variants.emplace_back().name = name;
    out.labels.add(experiment::labels_of(scenario));
  }
  return out;
}

}  // namespace

std::size_t Ranking::left() const {
  return static_cast<std::size_t>(
      std::count_if(variants.begin(), variants.end(), [](const RankedVariant& it) { return !it.dropped; }));
}

Ranking rank(const NamedVariants& variants, const RankRequest& request, const Sampling& sampling) {
  expect_sense(variants, request, sampling);
  std::vector<std::string> paths;
  for (const RankedMetric& it : request.metrics) paths.push_back(it.path);
  const bool has_costs = costs_anything(variants);
  if (has_costs) paths.emplace_back(path_of_costs);
  RankRuns runs(variants, paths, sampling);
  Ranking ranking = asked_of(variants, request, sampling);
  std::vector<std::size_t> all(variants.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  runs.extend(all, sampling.replications);
  ranking.is_random = runs.is_random();
  if (!ranking.is_random) runs.keep_first();
  if (ranking.is_of_one())
    select_best(ranking, runs, request);
  else
    find_pareto_set(ranking, runs);
  for (std::size_t i = 0; i < variants.size(); ++i) {
    ranking.variants[i].replications = runs.replications(i);
    if (has_costs) ranking.variants[i].decision_cost = estimate(runs.column(i, paths.size() - 1));
  }
  put_in_order(ranking, runs);
  return ranking;
}

}  // namespace allot

#include <algorithm>
#include <cmath>
#include <numeric>

#include "allot/ranking.hpp"
#include "allot/solution.hpp"
#include "experiment/rank_request.hpp"
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

std::vector<double> less(const std::vector<double>& one, const std::vector<double>& other) {
  std::vector<double> out(std::min(one.size(), other.size()));
  for (std::size_t r = 0; r < out.size(); ++r) out[r] = one[r] - other[r];
  return out;
}

/// By what is left and then by how good the mean is: of one metric that against the best, where both were simulated.
std::vector<std::size_t> order_of(const Ranking& ranking, const std::vector<double>& goodness) {
  std::vector<std::size_t> order(ranking.variants.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const bool is_a_left = !ranking.variants[a].dropped, is_b_left = !ranking.variants[b].dropped;
    return is_a_left != is_b_left ? is_a_left : goodness[a] > goodness[b];
  });
  return order;
}

std::vector<double> means_of_scores(const Ranking& ranking, const RankRuns& runs) {
  std::vector<double> out;
  for (std::size_t i = 0; i < ranking.variants.size(); ++i) out.push_back(estimate(scores(runs, ranking, i, 0)).mean);
  return out;
}

void put_in_order(Ranking& ranking, const std::vector<std::size_t>& order) {
  std::vector<RankedVariant> sorted;
  for (const std::size_t i : order) sorted.push_back(std::move(ranking.variants[i]));
  ranking.variants = std::move(sorted);
}

// How far each was simulated, and what its decisions cost, where any does: the column behind those ranked by.
void add_effort(Ranking& ranking, const RankRuns& runs) {
  const std::size_t costs = ranking.metrics.size();
  for (std::size_t i = 0; i < ranking.variants.size(); ++i) {
    ranking.variants[i].replications = runs.replications(i);
    if (costs < runs.paths()) ranking.variants[i].decision_cost = estimate(runs.column(i, costs));
  }
}

void select_best(Ranking& ranking, RankRuns& runs, const RankRequest& request) {
  if (runs.is_random()) {
    ranking.indifference = indifference_of(request, runs.column(0, 0), ranking.variants.front().name);
    drop_by_selection(ranking, runs);
  } else {
    drop_by_value(ranking, runs);
  }
  add_effort(ranking, runs);
  const std::size_t best = order_of(ranking, means_of_scores(ranking, runs)).front();
  const double sign = ranking.metrics.front().better == Better::less ? -1 : 1;
  std::vector<double> goodness;
  for (std::size_t i = 0; i < ranking.variants.size(); ++i) {
    ranking.variants[i].values = {
        {estimate(runs.column(i, 0)), estimate(less(runs.column(i, 0), runs.column(best, 0)))}};
    goodness.push_back(sign * ranking.variants[i].values.front().less_best.mean);
  }
  put_in_order(ranking, order_of(ranking, goodness));
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
  add_effort(ranking, runs);
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
  put_in_order(ranking, order_of(ranking, found.probability));
}

}  // namespace

std::size_t Ranking::left() const {
  return static_cast<std::size_t>(
      std::count_if(variants.begin(), variants.end(), [](const RankedVariant& it) { return !it.dropped; }));
}

Ranking rank(const NamedVariants& variants, const RankRequest& request, const Sampling& sampling) {
  experiment::expect_sense(variants, request, sampling);
  std::vector<std::string> paths;
  for (const RankedMetric& it : request.metrics) paths.push_back(it.path);
  RankRuns runs(variants, paths, sampling);
  Ranking ranking = experiment::asked_of(variants, request, sampling);
  std::vector<std::size_t> all(variants.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  runs.extend(all, sampling.replications);
  ranking.is_random = runs.is_random();
  if (!ranking.is_random) runs.keep_first();
  if (ranking.is_of_one())
    select_best(ranking, runs, request);
  else
    find_pareto_set(ranking, runs);
  return ranking;
}

}  // namespace allot

#include "experiment/rank_request.hpp"

#include <algorithm>

#include "allot/solution.hpp"
#include "experiment/labels.hpp"

namespace allot::experiment {
namespace {

Better better_side(const RankedMetric& metric) {
  if (metric.better != Better::neither) return metric.better;
  if (metric.path.starts_with("milestone.")) return is_date(metric.path) ? Better::less : Better::more;
  const Metric* known = metric_named(metric.path.substr(metric.path.rfind('.') + 1));
  if (known && known->better != Better::neither) return known->better;
  throw RequestError("neither more nor less of '" + metric.path + "' is better by itself: say " + metric.path +
                     "=more or " + metric.path + "=less");
}

void refuse_other_windows(const RankRuns::Variants& variants, const std::vector<RankedMetric>& metrics) {
  if (std::all_of(metrics.begin(), metrics.end(), [](const RankedMetric& it) { return is_date(it.path); })) return;
  const Scenario& first = variants.front().second;
  for (const auto& [name, scenario] : variants)
    if (scenario.start != first.start || scenario.end != first.end)
      throw RequestError("'" + name + "' runs from " + format_date(scenario.start) + " to " +
                         format_date(scenario.end) + ", '" + variants.front().first + "' from " +
                         format_date(first.start) + " to " + format_date(first.end) +
                         "; what they come to can be ranked over one time only");
}

}  // namespace

void expect_sense(const RankRuns::Variants& variants, const RankRequest& request, const Sampling& sampling) {
  expect_fixed_count(sampling, "rank takes as many replications as its probability needs; see --most");
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

Ranking asked_of(const RankRuns::Variants& variants, const RankRequest& request, const Sampling& sampling) {
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
  out.basis = basis_of(first);
  for (const auto& [name, scenario] : variants) {
    out.variants.emplace_back().name = name;
    out.labels.add(labels_of(scenario));
  }
  return out;
}

}  // namespace allot::experiment

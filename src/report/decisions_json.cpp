#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "report/decisions_formats.hpp"
#include "report/decisions_threshold.hpp"
#include "report/formats.hpp"
#include "report/json.hpp"
#include "report/metrics_json.hpp"
#include "report/transfers.hpp"

namespace allot::report {
namespace {

std::string difference_json(const Difference& difference) {
  const Estimate& estimate = difference.estimate;
  std::string text = json_object({{"mean", json_number(estimate.mean)},
                                  {"sd", json_number(estimate.sd)},
                                  {"ci95", json_of(estimate.ci95)},
                                  {"p10", json_number(estimate.p10.value)},
                                  {"p50", json_number(estimate.p50.value)},
                                  {"p90", json_number(estimate.p90.value)},
                                  {"min", json_number(estimate.min)},
                                  {"max", json_number(estimate.max)},
                                  {"p_less", json_number(difference.p_less)},
                                  {"p_equal", json_number(difference.p_equal)},
                                  {"p_greater", json_number(difference.p_greater)},
                                  {"variance_ratio", json_number(difference.variance_ratio)},
                                  {"p_value", json_number(difference.p_value)}});
  if (estimate.nulls > 0) text.insert(text.size() - 1, ", \"nulls\": " + std::to_string(estimate.nulls));
  if (difference.open > 0) text.insert(text.size() - 1, ", \"not_reached\": " + std::to_string(difference.open));
  if (difference.p50_bounds) text.insert(text.size() - 1, ", \"p50_bounds\": " + json_of(difference.p50_bounds));
  return text;
}

void add_run(JsonTree& tree, std::size_t replications, std::uint64_t seed) {
  tree.add(
      "run",
      json_object({{"replications", std::to_string(replications)}, {"seed", std::to_string(seed)}, {"failed", "0"}}));
}

void add_differences(JsonTree& tree, const VariantDifferences& variant) {
  tree.open(variant.label.empty() ? variant.name : variant.label);
  add_metrics(tree, variant.columns, EmptyKinds::shown,
              [&](std::size_t i) { return difference_json(variant.differences[i]); });
  tree.open("milestone");
  for (const auto& [id, days] : variant.milestones) tree.add(id, json_object({{"days", difference_json(days)}}));
  tree.close();
  tree.close();
}

// An object with an entry for each intervention.
template <class Text>
std::string by_intervention(const Attributions& attributions, const Text& text_of) {
  std::string text = "{";
  for (std::size_t i = 0; i < attributions.interventions.size(); ++i)
    text += (i > 0 ? ", " : "") + json_string(attributions.interventions[i]) + ": " + text_of(i);
  return text + "}";
}

std::string attribution_json(const Attributions& all, const Attribution& one) {
  return json_object({{"total", json_number(one.total)},
                      {"parts", by_intervention(all, [&](std::size_t i) { return json_number(one.parts[i]); })},
                      {"ci95", by_intervention(all, [&](std::size_t i) { return json_of(one.intervals[i]); })}});
}

std::string regret_json(const Regret& it) {
  const std::string none =
      it.against_none ? json_object({{"mean", json_number(*it.against_none)}, {"ci95", json_of(it.against_none_ci95)}})
                      : "null";
  return json_object({{"total", json_number(it.total)},
                      {"ci95", json_of(it.ci95)},
                      {"information", json_number(it.information)},
                      {"choice", json_number(it.choice)},
                      {"best", json_string(it.best)},
                      {"against_none", none}});
}

// VARIANT -> ORGANISATION -> METRIC.
void add_regrets(JsonTree& tree, const Comparison& comparison) {
  tree.open("regret");
  tree.add("none", comparison.none.empty() ? "null" : json_string(comparison.none));
  tree.open("variants");
  for (const VariantResults& variant : comparison.variants) {
    tree.open(variant.name);
    std::string open;
    for (const Regret& it : comparison.regrets) {
      if (it.variant != variant.name) continue;
      if (it.organisation != open && !open.empty()) tree.close();
      if (it.organisation != open) tree.open(it.organisation);
      open = it.organisation;
      tree.add(it.metric, regret_json(it));
    }
    if (!open.empty()) tree.close();
    tree.close();
  }
  tree.close();
  tree.close();
}

std::string json_pair(const std::string& first, const std::string& second) {
  const std::array<std::string, 2> both = {first, second};
  return json_array(both);
}

bool share_window(const VariantResults& one, const VariantResults& other) {
  return one.results.start == other.results.start && one.results.end == other.results.end;
}

// Start and end of each variant, where they are not the same for all.
void add_windows(JsonTree& tree, const Comparison& comparison) {
  const auto& all = comparison.variants;
  if (std::all_of(all.begin(), all.end(), [&](const VariantResults& it) { return share_window(it, all.front()); }))
    return;
  tree.open("windows");
  for (const VariantResults& it : all)
    tree.add(it.name, json_pair(json_string(format_date(it.results.start)), json_string(format_date(it.results.end))));
  tree.close();
}

// One baseline for all, or pairs with one each; differences go by the label of their pair.
void add_what_is_compared(JsonTree& tree, const Comparison& comparison) {
  if (!comparison.baseline.empty()) return tree.add("baseline", json_string(comparison.baseline));
  std::vector<std::string> pairs;
  for (std::size_t i = 0; i < comparison.differences.size(); ++i)
    pairs.push_back(json_object({{"label", json_string(comparison.differences[i].label)},
                                 {"variant", json_string(comparison.variant_of(i).name)},
                                 {"baseline", json_string(comparison.baseline_of(i).name)}}));
  tree.add("comparisons", json_array(pairs));
}

bool has_transfers(const Comparison& comparison) {
  return std::any_of(comparison.variants.begin(), comparison.variants.end(),
                     [](const VariantResults& variant) { return !variant.results.transfers.empty(); });
}

}  // namespace

std::string comparison_json(const Comparison& comparison) {
  const Results& baseline = comparison.variants.front().results;
  JsonTree tree;
  add_version(tree);
  tree.open("scenario");
  tree.add("name", json_string(comparison.scenario));
  if (!baseline.hash.empty()) tree.add("hash", json_string(baseline.hash));
  tree.close();
  add_run(tree, baseline.replications, baseline.seed);
  add_what_is_compared(tree, comparison);
  add_windows(tree, comparison);
  tree.open("variants");
  for (const VariantResults& variant : comparison.variants) {
    tree.open(variant.name);
    add_answers(tree, variant.results);
    tree.close();
  }
  tree.close();
  tree.open("differences");
  for (const VariantDifferences& variant : comparison.differences) add_differences(tree, variant);
  tree.close();
  if (!comparison.thresholds.empty()) {
    tree.open("flips");
    for (const Thresholds& thresholds : comparison.thresholds) add_thresholds(tree, thresholds);
    tree.close();
  }
  if (!comparison.regrets.empty()) add_regrets(tree, comparison);
  if (has_transfers(comparison)) {
    tree.open("transfers");
    for (const VariantResults& variant : comparison.variants) {
      tree.open(variant.name);
      add_transfers(tree, variant.results.transfers);
      tree.close();
    }
    tree.close();
  }
  return tree.take();
}

std::string attributions_json(const Attributions& attributions) {
  std::vector<MetricColumn> columns;
  for (const Attribution& one : attributions.metrics) columns.push_back(one.column);
  JsonTree tree;
  add_version(tree);
  tree.add("scenario", json_object({{"name", json_string(attributions.scenario)}}));
  add_run(tree, attributions.replications, attributions.seed);
  tree.add("baseline", json_string(attributions.is_of_edits ? "as written" : "no interventions"));
  tree.open("metrics");
  add_metrics(tree, columns, EmptyKinds::hidden,
              [&](std::size_t i) { return attribution_json(attributions, attributions.metrics[i]); });
  if (!attributions.milestones.empty()) {
    tree.open("milestone");
    for (const Attribution& it : attributions.milestones)
      tree.add(it.column.entity, json_object({{"days", attribution_json(attributions, it)}}));
    tree.close();
  }
  tree.close();
  return tree.take();
}

std::string solution_json(const Solution& solution) {
  const Search& search = solution.search;
  std::vector<std::string> curve, crossings;
  for (const auto& [value, mean] : solution.curve)
    curve.push_back(json_pair(json_string(value),
                              is_date(search.metric) ? json_string(target_text(search, mean)) : json_number(mean)));
  for (const Crossing& crossing : solution.crossings)
    crossings.push_back(json_pair(json_string(crossing.value), crossing.is_met_after ? "true" : "false"));
  JsonTree tree;
  add_version(tree);
  tree.add("axis", json_string(search.pointer));
  tree.add("target", json_string(search.metric + sign_of(search.relation) + target_text(search, search.target)));
  tree.add("value", json_string_or_null(solution.value));
  tree.add("band", json_pair(json_string_or_null(solution.band.first), json_string_or_null(solution.band.second)));
  tree.add("curve", json_array(curve));
  tree.add("crossings", json_array(crossings));
  return tree.take();
}

}  // namespace allot::report

#include <algorithm>
#include <cmath>
#include <map>

#include "allot/comparison.hpp"
#include "experiment/columns.hpp"
#include "experiment/labels.hpp"
#include "experiment/regret.hpp"
#include "experiment/related.hpp"
#include "experiment/sample.hpp"
#include "model/compile.hpp"
#include "statistics/estimate.hpp"
#include "statistics/paired.hpp"

namespace allot {
namespace {

using experiment::Sample;

/// A scenario, compiled and sampled.
struct Sampled {
  Sampled(const Scenario& its_scenario, const Sampling& sampling)
      : scenario(its_scenario),
        model(model::compile(its_scenario)),
        columns(metrics::columns(model)),
        sample(model, sampling) {
    const std::size_t count = sampling.only ? 1 : sampling.replications;
    experiment::refuse_too_large(model, sampling, 2 * count);  // a variant and the baseline
    sample.extend(count);
  }
  const Scenario& scenario;
  model::Model model;
  std::vector<MetricColumn> columns;
  Sample sample;
};

Difference difference_of(const std::vector<double>& variant, const std::vector<double>& baseline) {
  const Paired paired = compare_pairs(variant, baseline);
  Difference out;
  out.estimate = paired.difference;
  out.p_less = paired.p_less;
  out.p_equal = paired.p_equal;
  out.p_greater = paired.p_greater;
  out.variance_ratio = paired.variance_ratio;
  out.p_value = paired.p_value;
  return out;
}

// Many organisations looked at together: each metric's p-values are corrected for how many there are. One
// that is the same in every replication cannot raise a false alarm, and is not counted.
void correct_for_number(VariantDifferences& all) {
  std::map<std::string, std::vector<std::size_t>> by_metric;
  for (std::size_t i = 0; i < all.columns.size(); ++i)
    if (all.columns[i].kind == EntityKind::organisation && all.differences[i].p_value &&
        all.differences[i].p_equal < 1)
      by_metric[all.columns[i].metric].push_back(i);
  for (const auto& [metric, members] : by_metric) {
    std::vector<double> p;
    for (const std::size_t i : members) p.push_back(*all.differences[i].p_value);
    const std::vector<double> corrected = holm(p);
    for (std::size_t k = 0; k < members.size(); ++k) all.differences[members[k]].p_value = corrected[k];
  }
}

std::vector<double> milestone_days(const Sampled& it, std::size_t milestone) {
  std::vector<double> days;
  for (const Time when : it.sample.milestone(milestone))
    days.push_back(static_cast<double>(std::min(when, it.model.end)) / day);
  return days;
}

VariantDifferences differences_of(const std::string& name, const Sampled& variant, const Sampled& baseline) {
  VariantDifferences out;
  out.name = name;
  const auto places = experiment::places(variant.columns, baseline.columns);
  for (std::size_t i = 0; i < variant.columns.size(); ++i) {
    if (!places[i]) continue;
    out.columns.push_back(variant.columns[i]);
    out.differences.push_back(difference_of(variant.sample.column(i), baseline.sample.column(*places[i])));
  }
  for (std::size_t i = 0; i < variant.model.milestones.size(); ++i)
    for (std::size_t k = 0; k < baseline.model.milestones.size(); ++k)
      if (variant.model.milestones[i].id == baseline.model.milestones[k].id)
        out.milestones.emplace_back(variant.model.milestones[i].id,
                                    difference_of(milestone_days(variant, i), milestone_days(baseline, k)));
  correct_for_number(out);
  return out;
}

experiment::Judged judged(const std::string& name, const Sampled& it) {
  experiment::Judged out{name, {}, {}};
  for (std::size_t i = 0; i < it.columns.size(); ++i) {
    if (!experiment::is_judged(it.columns[i])) continue;
    out.columns.push_back(it.columns[i]);
    out.values.push_back(it.sample.column(i));
  }
  return out;
}

using NamedScenarios = std::vector<std::pair<std::string, Scenario>>;

// A variant without interventions, or else the baseline without its own.
std::optional<experiment::Judged> judged_nothing(const NamedScenarios& scenarios,
                                                 const std::vector<experiment::Judged>& variants,
                                                 const Sampling& sampling) {
  const auto does_something = [](const auto& it) { return !it.second.interventions.empty(); };
  if (std::none_of(scenarios.begin(), scenarios.end(), does_something)) return std::nullopt;
  for (std::size_t i = 0; i < scenarios.size(); ++i)
    if (!does_something(scenarios[i])) return variants[i];
  Scenario none = scenarios.front().second;
  none.interventions.clear();
  return judged("no interventions", Sampled(none, sampling));
}

void add_regrets(const NamedScenarios& scenarios, const std::vector<experiment::Judged>& variants,
                 const Sampling& sampling, Comparison& comparison) {
  const auto none = judged_nothing(scenarios, variants, sampling);
  if (none) comparison.none = none->variant;
  comparison.regrets = experiment::regrets_of(variants, none);
}

void add_groups(const Scenario& scenario, std::vector<std::pair<std::string, std::string>>& groups) {
  for (const Organisation& it : scenario.organisations) {
    if (!it.group) continue;
    std::pair<std::string, std::string> membership(it.id, scenario.groups[it.group.at()].id);
    if (std::find(groups.begin(), groups.end(), membership) == groups.end())
      groups.push_back(std::move(membership));
  }
}

}  // namespace

Comparison compare(const std::vector<std::pair<std::string, Scenario>>& variants, const Sampling& sampling) {
  if (variants.empty()) throw RequestError("there is nothing to compare");
  if (!sampling.precision_metric.empty())
    throw RequestError("--precision is for run: a comparison takes the same replications of every variant");
  Comparison comparison;
  comparison.scenario = variants.front().second.name;
  comparison.question = variants.front().second.question;
  comparison.baseline = variants.front().first;
  for (const auto& [name, scenario] : variants) {
    add_groups(scenario, comparison.groups);
    comparison.labels.add(experiment::labels_of(scenario));
    for (auto& owner : experiment::milestone_owners(scenario))
      if (std::find(comparison.milestone_owners.begin(), comparison.milestone_owners.end(), owner) == comparison.milestone_owners.end())
        comparison.milestone_owners.push_back(std::move(owner));
  }
  const Sampled baseline(variants.front().second, sampling);
  std::vector<experiment::Judged> all_judged = {judged(variants.front().first, baseline)};
  comparison.variants.push_back(
      {variants.front().first,
       experiment::results_of(baseline.scenario, baseline.model, baseline.sample, sampling)});
  for (std::size_t i = 1; i < variants.size(); ++i) {
    const Sampled variant(variants[i].second, sampling);
    comparison.variants.push_back({variants[i].first, experiment::results_of(variant.scenario, variant.model,
                                                                             variant.sample, sampling)});
    comparison.differences.push_back(differences_of(variants[i].first, variant, baseline));
    all_judged.push_back(judged(variants[i].first, variant));
  }
  comparison.related = experiment::related_parties(variants, comparison.variants);
  add_regrets(variants, all_judged, sampling, comparison);
  return comparison;
}

}  // namespace allot

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <span>

#include "allot/comparison.hpp"
#include "experiment/columns.hpp"
#include "experiment/difference.hpp"
#include "experiment/labels.hpp"
#include "experiment/regret.hpp"
#include "experiment/related.hpp"
#include "experiment/replicate.hpp"
#include "experiment/sample.hpp"
#include "experiment/series.hpp"
#include "experiment/together.hpp"
#include "statistics/estimate.hpp"
#include "statistics/paired.hpp"
#include "statistics/quantile.hpp"

namespace allot {
namespace {

using experiment::difference_of;
using experiment::Sampled;
using experiment::Samples;

// Many organisations looked at together: each metric's p-values are corrected for how many there are. One
// that is the same in every replication cannot raise a false alarm, and is not counted.
void correct_for_number(VariantDifferences& all) {
  std::map<std::string, std::vector<std::size_t>> by_metric;
  for (std::size_t i = 0; i < all.columns.size(); ++i)
    if (all.columns[i].kind == EntityKind::organisation && all.differences[i].p_value && all.differences[i].p_equal < 1)
      by_metric[all.columns[i].metric].push_back(i);
  for (const auto& [metric, members] : by_metric) {
    std::vector<double> p;
    for (const std::size_t i : members) p.push_back(*all.differences[i].p_value);
    const std::vector<double> corrected = holm(p);
    for (std::size_t k = 0; k < members.size(); ++k) all.differences[members[k]].p_value = corrected[k];
  }
}

/// The time that two runs share, seen from the start of the baseline: what one of them reaches after the other is over
/// was not reached before it either.
struct SharedWindow {
  Date start, end;
};

SharedWindow shared_window(const model::Model& baseline, const model::Model& variant) {
  return {baseline.start, std::min(baseline.start + baseline.end, variant.start + variant.end)};
}

/// Days from the start to a milestone, by replication, counted to the end of the window where it is not reached in it.
struct MilestoneDays {
  std::vector<double> days;
  std::vector<bool> is_open;
};

MilestoneDays milestone_days(const Sampled& it, std::size_t milestone, const SharedWindow& window) {
  MilestoneDays out;
  for (const Time when : it.sample.milestone(milestone)) {
    const Date date = when < it.model.end ? it.model.start + when : window.end;
    out.days.push_back(static_cast<double>(std::min(date, window.end) - window.start) / day);
    out.is_open.push_back(date >= window.end);
  }
  return out;
}

// The median where what is open is reached at the end, or never: whichever is less, and whichever is more.
Interval bounds_of_median(const MilestoneDays& variant, const MilestoneDays& baseline) {
  constexpr double never = std::numeric_limits<double>::infinity();
  std::vector<double> least, most;
  for (std::size_t r = 0; r < variant.days.size(); ++r) {
    const double days = variant.days[r] - baseline.days[r];
    least.push_back(baseline.is_open[r] ? -never : days);
    most.push_back(variant.is_open[r] ? never : days);
  }
  constexpr double half[] = {0.5};
  Interval bounds{};
  type1_quantiles(least, half, std::span(&bounds.low, 1));
  type1_quantiles(most, half, std::span(&bounds.high, 1));
  return bounds;
}

Difference milestone_difference(const MilestoneDays& variant, const MilestoneDays& baseline) {
  Difference out = difference_of(variant.days, baseline.days);
  for (std::size_t r = 0; r < variant.days.size(); ++r) out.open += variant.is_open[r] || baseline.is_open[r];
  if (out.open > 0) out.p50_bounds = bounds_of_median(variant, baseline);
  return out;
}

VariantDifferences differences_of(const std::string& name, const Sampled& variant, const Sampled& baseline,
                                  const Sampling& sampling) {
  VariantDifferences out;
  out.name = name;
  const auto places = experiment::places(variant.columns, baseline.columns);
  for (std::size_t i = 0; i < variant.columns.size(); ++i) {
    if (!places[i]) continue;
    out.columns.push_back(variant.columns[i]);
    out.differences.push_back(difference_of(variant.sample.column(i), baseline.sample.column(*places[i])));
  }
  if (sampling.with_answer) experiment::add_difference_quantiles(variant, baseline, out);
  experiment::add_difference_series(variant, baseline, sampling, out);
  const SharedWindow window = shared_window(baseline.model, variant.model);
  for (std::size_t i = 0; i < variant.model.milestones.size(); ++i)
    for (std::size_t k = 0; k < baseline.model.milestones.size(); ++k)
      if (variant.model.milestones[i].id == baseline.model.milestones[k].id)
        out.milestones.emplace_back(
            variant.model.milestones[i].id,
            milestone_difference(milestone_days(variant, i, window), milestone_days(baseline, k, window)));
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

bool does_something(const std::pair<std::string, Scenario>& it) { return !it.second.interventions.empty(); }

// The baseline without its interventions, where there are any and no variant is without.
std::optional<Scenario> doing_nothing(const NamedScenarios& scenarios) {
  if (std::none_of(scenarios.begin(), scenarios.end(), does_something)) return std::nullopt;
  if (!std::all_of(scenarios.begin(), scenarios.end(), does_something)) return std::nullopt;
  Scenario none = scenarios.front().second;
  none.interventions.clear();
  return none;
}

// `all` has the one that does nothing last, if it is none of the variants.
void add_regrets(const NamedScenarios& scenarios, std::vector<experiment::Judged> all, Comparison& comparison) {
  std::optional<experiment::Judged> none;
  for (std::size_t i = scenarios.size(); i-- > 0;)
    if (!does_something(scenarios[i])) none = all[i];
  if (std::none_of(scenarios.begin(), scenarios.end(), does_something)) none.reset();
  if (all.size() > scenarios.size()) none = all.back();
  all.resize(scenarios.size());
  if (none) comparison.none = none->variant;
  comparison.regrets = experiment::regrets_of(all, none);
}

void add_groups(const Scenario& scenario, std::vector<std::pair<std::string, std::string>>& groups) {
  for (const Organisation& it : scenario.organisations) {
    if (!it.group) continue;
    std::pair<std::string, std::string> membership(it.id, scenario.groups[it.group.at()].id);
    if (std::find(groups.begin(), groups.end(), membership) == groups.end()) groups.push_back(std::move(membership));
  }
}

// Without chance one replication shows all that there is: its difference is exact.
void make_exact(Difference& difference) {
  Estimate& it = difference.estimate;
  if (it.count == 0) return;
  it.sd = 0;
  it.ci95 = Interval{it.mean, it.mean};
}

Samples compiled(const NamedScenarios& variants, const std::optional<Scenario>& none, const Sampling& sampling) {
  const std::size_t count = experiment::count_of(sampling);
  Samples samples;
  for (const auto& [name, scenario] : variants) samples.push_back(std::make_unique<Sampled>(scenario, sampling));
  if (none) samples.push_back(std::make_unique<Sampled>(*none, sampling));
  for (const auto& it : samples)
    experiment::refuse_too_large(it->model, sampling, 2 * count);  // a variant and the baseline
  return samples;
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
      if (std::find(comparison.milestone_owners.begin(), comparison.milestone_owners.end(), owner) ==
          comparison.milestone_owners.end())
        comparison.milestone_owners.push_back(std::move(owner));
  }
  const std::optional<Scenario> none = doing_nothing(variants);
  const Samples samples = compiled(variants, none, sampling);
  const bool is_one_enough = experiment::is_one_enough(samples, sampling);
  const bool at_once = is_one_enough || experiment::fit_together(samples, sampling);
  if (!is_one_enough) experiment::fill(at_once ? std::span(samples) : std::span(samples).first(1), sampling);
  if (at_once && !experiment::is_any_random(samples))
    for (const auto& it : samples) it->sample.keep_first_if_all_are_the_same();
  std::vector<experiment::Judged> all_judged;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    Sampled& it = *samples[i];
    if (i > 0 && !at_once) experiment::fill(std::span(samples).subspan(i, 1), sampling);
    all_judged.push_back(judged(i < variants.size() ? variants[i].first : "no interventions", it));
    if (i < variants.size())
      comparison.variants.push_back(
          {variants[i].first, experiment::results_of(it.scenario, it.model, it.sample, sampling)});
    if (i > 0 && i < variants.size())
      comparison.differences.push_back(differences_of(variants[i].first, it, *samples.front(), sampling));
    if (i > 0) it.sample.forget();
  }
  if (at_once && !experiment::is_any_random(samples) && experiment::count_of(sampling) > 1)
    for (VariantDifferences& variant : comparison.differences)
      for (Difference& it : variant.differences) make_exact(it);
  comparison.related = experiment::related_parties(variants, comparison.variants);
  add_regrets(variants, std::move(all_judged), comparison);
  return comparison;
}

}  // namespace allot

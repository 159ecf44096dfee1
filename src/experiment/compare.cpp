#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <span>

#include "allot/comparison.hpp"
#include "experiment/columns.hpp"
#include "experiment/difference.hpp"
#include "experiment/labels.hpp"
#include "experiment/levers.hpp"
#include "experiment/regret.hpp"
#include "experiment/related.hpp"
#include "experiment/series.hpp"
#include "experiment/study.hpp"
#include "statistics/estimate.hpp"
#include "statistics/paired.hpp"
#include "statistics/quantile.hpp"

namespace allot {
namespace {

using experiment::Design;
using experiment::difference_of;
using experiment::Executor;
using experiment::Rows;
using experiment::Study;

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

MilestoneDays milestone_days(const Rows& rows, std::size_t milestone, const SharedWindow& window) {
  const model::Model& model = rows.point().model;
  MilestoneDays out;
  for (const Time when : rows.milestone(milestone)) {
    const Date date = when < model.end ? model.start + when : window.end;
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

// The differences of metrics that both have.
VariantDifferences differences_of(const VariantResults& variant, const Rows& rows, const VariantResults& baseline,
                                  const Rows& baseline_rows, const Executor& executor) {
  VariantDifferences out;
  out.name = variant.name;
  const std::vector<MetricColumn>& columns = variant.results.columns;
  const auto places = experiment::places(columns, baseline.results.columns);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!places[i]) continue;
    out.columns.push_back(columns[i]);
    out.differences.push_back(difference_of(rows.column(i), baseline_rows.column(*places[i])));
  }
  if (rows.chronicle().is_wanted()) {
    experiment::add_difference_quantiles(rows, columns, baseline_rows, baseline.results.columns, out);
    experiment::add_difference_series(rows, baseline_rows, executor, out);
  }
  const model::Model &model = rows.point().model, &baseline_model = baseline_rows.point().model;
  const SharedWindow window = shared_window(baseline_model, model);
  for (std::size_t i = 0; i < model.milestones.size(); ++i)
    for (std::size_t k = 0; k < baseline_model.milestones.size(); ++k)
      if (model.milestones[i].id == baseline_model.milestones[k].id)
        out.milestones.emplace_back(
            model.milestones[i].id,
            milestone_difference(milestone_days(rows, i, window), milestone_days(baseline_rows, k, window)));
  correct_for_number(out);
  return out;
}

// With the days of the milestones that the baseline has as well.
experiment::LeverColumns lever_columns(const std::string& name, const Rows& rows, const model::Model& baseline) {
  std::vector<std::pair<std::string, std::vector<double>>> milestones;
  const model::Model& model = rows.point().model;
  for (std::size_t i = 0; i < model.milestones.size(); ++i)
    milestones.emplace_back(model.milestones[i].id, milestone_days(rows, i, shared_window(baseline, model)).days);
  return experiment::lever_columns(name, rows, milestones);
}

// Nothing is kept where nothing costs anything.
bool has_costs(const Study& study) {
  for (std::size_t i = 0; i < study.design().size(); ++i)
    if (study.design()[i].model.has_costs) return true;
  return false;
}

experiment::Judged judged(const std::string& name, const Rows& rows) {
  experiment::Judged out{name, {}, {}};
  const std::vector<MetricColumn> columns = rows.point().columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!experiment::is_judged(columns[i])) continue;
    out.columns.push_back(columns[i]);
    out.values.push_back(rows.column(i));
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
    for (const Ref group : scenario.groups_above(it.group)) {
      std::pair<std::string, std::string> membership(it.id, scenario.groups[group.at()].id);
      if (std::find(groups.begin(), groups.end(), membership) == groups.end()) groups.push_back(std::move(membership));
    }
  }
}

Design design_of(const NamedScenarios& variants, const std::optional<Scenario>& none, const Sampling& sampling) {
  Design design(sampling);
  for (const auto& [name, scenario] : variants) design.add(scenario);
  if (none) design.add(*none);
  experiment::expect_metrics(design);
  experiment::refuse_too_large(design, 2 * design.block().to);  // a variant and the baseline
  return design;
}

}  // namespace

Comparison compare(const std::vector<std::pair<std::string, Scenario>>& variants, const Sampling& sampling) {
  if (variants.empty()) throw RequestError("there is nothing to compare");
  experiment::expect_fixed_count(sampling, "a comparison takes the same replications of every variant");
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
  Study study(design_of(variants, none, sampling));
  const bool is_exact = study.simulate() && !study.is_random();
  if (is_exact) study.keep_first_if_all_are_the_same();
  std::vector<experiment::Judged> all_judged;
  std::vector<experiment::LeverColumns> levers;
  for (std::size_t i = 0; i < study.design().size(); ++i) {
    const bool is_variant = i < variants.size();
    const Rows& rows = study.need(i);
    all_judged.push_back(judged(is_variant ? variants[i].first : "no interventions", rows));
    if (is_variant) comparison.variants.push_back({variants[i].first, experiment::results_of(study, i)});
    if (is_variant && has_costs(study) && sampling.metrics.empty())
      levers.push_back(lever_columns(variants[i].first, rows, study[0].point().model));
    if (is_variant && i > 0) {
      comparison.differences.push_back(
          differences_of(comparison.variants[i], rows, comparison.variants.front(), study[0], study.executor()));
      comparison.differences.back().variant = i;
    }
    if (i > 0) study.forget(i);
  }
  if (is_exact && study.design().block().to > 1)
    for (VariantDifferences& variant : comparison.differences)
      for (Difference& it : variant.differences) experiment::make_exact(it);
  if (!levers.empty()) comparison.levers = experiment::priced_levers(levers);
  comparison.related = experiment::related_parties(variants, comparison.variants);
  add_regrets(variants, std::move(all_judged), comparison);
  return comparison;
}

}  // namespace allot

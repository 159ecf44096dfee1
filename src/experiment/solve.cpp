#include <algorithm>
#include <cmath>
#include <map>

#include "allot/comparison.hpp"
#include "experiment/axis.hpp"
#include "experiment/columns.hpp"
#include "experiment/design.hpp"
#include "experiment/labels.hpp"
#include "experiment/metric_by_path.hpp"
#include "experiment/sign_changes.hpp"
#include "statistics/estimate.hpp"

namespace allot {
namespace {

using experiment::Axis;

constexpr std::int64_t coarse_grid = 32;

// A sum over a longer time is no difference that a decision made.
void refuse_unequal_windows(const std::vector<std::pair<std::string, Scenario>>& scenarios, const std::string& path) {
  for (const auto& [name, scenario] : scenarios) {
    const Scenario& first = scenarios.front().second;
    if (is_date(path) || (scenario.start == first.start && scenario.end == first.end)) continue;
    throw RequestError("difference." + name + ": '" + name + "' runs from " + format_date(scenario.start) + " to " +
                       format_date(scenario.end) + ", what it is compared with from " + format_date(first.start) +
                       " to " + format_date(first.end) + "; --set /end=DATE gives both one end");
  }
}

Date shared_end(const std::vector<std::pair<std::string, Scenario>>& scenarios) {
  Date end = scenarios.front().second.end;
  for (const auto& [name, scenario] : scenarios) end = std::min(end, scenario.end);
  return end;
}

/// What a path names, of each scenario, over the replications; of a date of a milestone also the share of them in which
/// the first scenario reaches it.
struct FoundValues {
  std::vector<std::vector<double>> values;
  std::optional<double> reached;
};

FoundValues sampled(const std::vector<std::pair<std::string, Scenario>>& scenarios, const std::string& path,
                    Sampling sampling) {
  refuse_unequal_windows(scenarios, path);
  const Date end = shared_end(scenarios);
  sampling.with_orders = experiment::may_be_of_order(path);
  experiment::Design design(sampling);
  for (const auto& [name, scenario] : scenarios) design.add(scenario);
  experiment::refuse_too_large(design, design.block().to);
  experiment::Study study(std::move(design));
  study.simulate();
  FoundValues out;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    out.values.push_back(experiment::metric_by_path(study.need(i), path, end));
    if (i == 0 && is_date(path)) {
      const std::string share = path.substr(0, path.size() - std::string_view("date").size()) + "reached";
      out.reached = estimate(experiment::metric_by_path(study.need(i), share, end)).mean;
    }
    study.forget(i);
  }
  return out;
}

/// What a bound of the metric's interval, or its mean, has to be.
enum class Reading : unsigned char { low, mean, high };

/// Where that is, seen from the target.
enum class Side : unsigned char { below, met, above, unknown };

// What is later by so many seconds is so many days later.
double scale_of_difference(const std::string& path) { return is_date(path) ? static_cast<double>(day) : 1; }

// PATH of difference.NAME.PATH; names hold dots too.
std::string path_within(const std::string& metric, const std::string& variant) {
  const std::string prefix = "difference." + variant + ".";
  return metric.starts_with(prefix) ? metric.substr(prefix.size()) : metric;
}

/// The metric along the axis, each step simulated at most once.
class Curve {
 public:
  Curve(const Search& search, const Axis& axis, const ScenarioAt& scenario_at, const Sampling& sampling)
      : search_(search), axis_(axis), scenario_at_(scenario_at), sampling_(sampling) {}

  Side side(std::int64_t step, Reading reading) {
    const Estimate& it = at(step);
    if (std::isnan(it.mean)) return Side::unknown;
    const double value = reading == Reading::mean || !it.ci95 ? it.mean
                         : reading == Reading::low            ? it.ci95->low
                                                              : it.ci95->high;
    const double tolerance = search_.relation == Relation::equal ? search_.tolerance : 0;
    if (value < search_.target - tolerance) return search_.relation == Relation::at_most ? Side::met : Side::below;
    if (value > search_.target + tolerance) return search_.relation == Relation::at_least ? Side::met : Side::above;
    return Side::met;
  }

  const Estimate& at(std::int64_t step) {
    const auto known = estimates_.find(step);
    if (known != estimates_.end()) return known->second;
    const auto scenarios = scenario_at_(axis_.at(step));
    if (estimates_.empty()) describe(scenarios);
    const std::string path = scenarios.size() > 1 ? path_within(search_.metric, scenarios[1].first) : search_.metric;
    const FoundValues found = sampled(scenarios, path, sampling_);
    const std::vector<std::vector<double>>& all = found.values;
    if (found.reached) reached_[step] = *found.reached;
    std::vector<double> values = all.front();
    if (all.size() > 1)
      for (std::size_t i = 0; i < values.size(); ++i) values[i] = (values[i] - all[1][i]) / scale_of_difference(path);
    return estimates_.emplace(step, estimate(values)).first->second;
  }

  const std::map<std::int64_t, Estimate>& known() const { return estimates_; }
  /// By step, of a date; else empty.
  const std::map<std::int64_t, double>& reached() const { return reached_; }
  /// Says of what the search was.
  void describe(Solution& solution) const {
    solution.scenario = scenario_;
    solution.currency = currency_;
    solution.variant = variant_;
    solution.labels = labels_;
    solution.basis = basis_;
    solution.seed = sampling_.seed;
    if (estimates_.empty()) return;
    const Estimate& any = estimates_.begin()->second;
    solution.replications = any.count + any.nulls;
  }

 private:
  void describe(const std::vector<std::pair<std::string, Scenario>>& scenarios) {
    const Scenario& first = scenarios.front().second;
    scenario_ = first.name;
    basis_ = experiment::basis_of(first);
    currency_ = first.currency;
    if (scenarios.size() > 1) variant_ = scenarios[1].first;
    for (const auto& [name, scenario] : scenarios) labels_.add(experiment::labels_of(scenario));
  }

  const Search& search_;
  const Axis& axis_;
  const ScenarioAt& scenario_at_;
  const Sampling& sampling_;
  std::map<std::int64_t, Estimate> estimates_;
  std::map<std::int64_t, double> reached_;
  Basis basis_;
  std::string scenario_, currency_, variant_;
  Labels labels_;
};

std::vector<experiment::SignChange<Side>> sign_changes(Curve& curve, std::int64_t steps, Reading reading) {
  return experiment::sign_changes([&](std::int64_t step) { return curve.side(step, reading); },
                                  experiment::evenly_spaced(steps, coarse_grid));
}

// The first step at which the target is met; for a bound of an interval also where it passes an equality
// between steps.
std::optional<std::int64_t> first_met(Curve& curve, std::int64_t steps, Reading reading) {
  if (curve.side(0, reading) == Side::met) return 0;
  for (const auto& change : sign_changes(curve, steps, reading)) {
    const bool is_passed = change.before != Side::unknown && change.after != Side::unknown && reading != Reading::mean;
    if (change.after == Side::met || is_passed) return change.step;
  }
  return std::nullopt;
}

// The band from the bound that meets the target earlier to the one that does later.
std::pair<std::optional<std::int64_t>, std::optional<std::int64_t>> band(Curve& curve, std::int64_t steps) {
  auto early = first_met(curve, steps, Reading::high), late = first_met(curve, steps, Reading::low);
  if (!early || (late && *late < *early)) std::swap(early, late);
  return {early, late};
}

}  // namespace

bool is_date(const std::string& metric) { return metric.starts_with("milestone.") && metric.ends_with(".date"); }

Solution solve(const Search& search, const ScenarioAt& scenario_at, const Sampling& sampling) {
  experiment::expect_fixed_count(sampling, "a search takes the same replications of every value");
  const auto axis = Axis::between(search.low, search.high, search.lot);
  if (!axis)
    throw RequestError("--axis: expected two dates, durations or numbers, the smaller first, found '" + search.low +
                       "' and '" + search.high + "'");
  Curve curve(search, *axis, scenario_at, sampling);
  const auto written = [&](std::optional<std::int64_t> step) {
    return step ? std::optional(axis->at(*step)) : std::nullopt;
  };
  Solution solution;
  solution.search = search;
  solution.value = written(first_met(curve, axis->steps(), Reading::mean));
  const auto [early, late] = band(curve, axis->steps());
  solution.band = {written(early), written(late)};
  for (const auto& change : sign_changes(curve, axis->steps(), Reading::mean))
    if (change.before == Side::met || change.after == Side::met)
      solution.crossings.push_back({axis->at(change.step), change.after == Side::met});
  for (const auto& [step, estimate] : curve.known()) {
    solution.curve.emplace_back(axis->at(step), estimate.mean);
    solution.curve_ci95.push_back(estimate.ci95);
  }
  for (const auto& [step, share] : curve.reached()) solution.curve_reached.push_back(share);
  curve.describe(solution);
  return solution;
}

}  // namespace allot

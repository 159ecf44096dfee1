#include <algorithm>
#include <cmath>
#include <map>

#include "allot/comparison.hpp"
#include "experiment/axis.hpp"
#include "experiment/columns.hpp"
#include "experiment/sample.hpp"
#include "model/compile.hpp"
#include "statistics/estimate.hpp"

namespace allot {
namespace {

using experiment::Axis;
using experiment::Sample;

constexpr std::int64_t coarse_points = 32;

/// A metric of one scenario over the replications.
std::vector<double> sampled(const Scenario& scenario, const std::string& path, const Sampling& sampling) {
  const model::Model model = model::compile(scenario);
  const std::size_t column = experiment::column_named(metrics::columns(model), path);
  experiment::refuse_too_large(model, sampling, sampling.replications);
  Sample sample(model, sampling);
  sample.extend(sampling.only ? 1 : sampling.replications);
  return sample.column(column);
}

/// What a bound of the metric's interval, or its mean, has to be.
enum class Reading : unsigned char { low, mean, high };

/// The metric along the axis, each step simulated at most once.
class Curve {
 public:
  Curve(const Search& search, const Axis& axis, const ScenarioAt& scenario_at, const Sampling& sampling)
      : search_(search), axis_(axis), scenario_at_(scenario_at), sampling_(sampling) {
    // difference.NAME.PATH: NAME has no dot but its own variants' names may; the caller put the variant second.
    path_ = search.metric;
    if (path_.starts_with("difference.")) path_ = path_.substr(path_.find_first_of('.', 11) + 1);
  }

  bool is_met(std::int64_t step, Reading reading) {
    const Estimate& it = at(step);
    if (std::isnan(it.mean)) return false;
    const double value = reading == Reading::mean || !it.ci95 ? it.mean : reading == Reading::low ? it.ci95->low : it.ci95->high;
    switch (search_.relation) {
      case Relation::at_least: return value >= search_.target;
      case Relation::at_most: return value <= search_.target;
      case Relation::equal: return std::abs(value - search_.target) <= search_.tolerance;
    }
    return false;
  }

  const Estimate& at(std::int64_t step) {
    const auto known = estimates_.find(step);
    if (known != estimates_.end()) return known->second;
    const auto scenarios = scenario_at_(axis_.at(step));
    std::vector<double> values = sampled(scenarios.front().second, path_, sampling_);
    if (scenarios.size() > 1) {
      const std::vector<double> other = sampled(scenarios[1].second, path_, sampling_);
      for (std::size_t i = 0; i < values.size(); ++i) values[i] -= other[i];
    }
    return estimates_.emplace(step, estimate(values)).first->second;
  }

  const std::map<std::int64_t, Estimate>& known() const { return estimates_; }

 private:
  const Search& search_;
  const Axis& axis_;
  const ScenarioAt& scenario_at_;
  const Sampling& sampling_;
  std::string path_;
  std::map<std::int64_t, Estimate> estimates_;
};

struct Turn {
  std::int64_t step = 0;
  bool is_met_after = false;
};

// Looks at evenly spaced steps, then halves every interval across which the answer changes.
std::vector<Turn> turns(Curve& curve, std::int64_t steps, Reading reading) {
  std::vector<std::int64_t> looked_at;
  for (std::int64_t k = 0; k <= coarse_points; ++k) {
    const std::int64_t step = steps * k / coarse_points;
    if (looked_at.empty() || looked_at.back() != step) looked_at.push_back(step);
  }
  std::vector<Turn> found;
  if (curve.is_met(0, reading)) found.push_back({0, true});
  for (std::size_t k = 1; k < looked_at.size(); ++k) {
    std::int64_t low = looked_at[k - 1], high = looked_at[k];
    const bool before = curve.is_met(low, reading);
    if (curve.is_met(high, reading) == before) continue;
    while (high - low > 1) {
      const std::int64_t middle = low + (high - low) / 2;
      (curve.is_met(middle, reading) == before ? low : high) = middle;
    }
    found.push_back({high, !before});
  }
  return found;
}

std::optional<std::string> first_met(const std::vector<Turn>& turns, const Axis& axis) {
  const auto met = std::find_if(turns.begin(), turns.end(), [](const Turn& turn) { return turn.is_met_after; });
  return met == turns.end() ? std::nullopt : std::optional(axis.at(met->step));
}

}  // namespace

Solution solve(const Search& search, const ScenarioAt& scenario_at, const Sampling& sampling) {
  const auto axis = Axis::between(search.low, search.high);
  if (!axis) throw RequestError("--axis: expected two dates, durations or numbers, the smaller first, found '" + search.low + "' and '" + search.high + "'");
  Curve curve(search, *axis, scenario_at, sampling);
  const std::vector<Turn> by_mean = turns(curve, axis->steps(), Reading::mean);
  Solution solution;
  solution.search = search;
  solution.value = first_met(by_mean, *axis);
  auto early = first_met(turns(curve, axis->steps(), Reading::high), *axis);
  auto late = first_met(turns(curve, axis->steps(), Reading::low), *axis);
  if (search.relation == Relation::at_most) std::swap(early, late);
  solution.band = {early, late};
  for (const Turn& turn : by_mean)
    if (turn.step > 0) solution.crossings.push_back({axis->at(turn.step), turn.is_met_after});
  for (const auto& [step, estimate] : curve.known()) solution.curve.emplace_back(axis->at(step), estimate.mean);
  return solution;
}

}  // namespace allot

// What would have to be otherwise for the answer to be the opposite.
//
// A comparison says "the swap costs this buyer GPU-days". It rests on assumptions: a hall opens in June, a yield is
// 0.9. The question here is not how much the number moves when one of them does (that is a tornado diagram) but whether
// its sign does: from which value on would one have decided otherwise? For a decision that is all that matters, and it
// is a value that can be checked with whoever knows the hall.
//
// Each assumption is moved alone along an axis of steps (days, units, ten-thousandths), all others as they are, on the
// same draws. At every step both scenarios are simulated and the sign of each headline's mean is noted; one simulation
// serves all headlines. Seven points are looked at first, and the value that holds now; between two neighbours with
// different signs the interval is halved until the turn is between two steps (sign_changes.hpp). About ten simulations an
// axis, instead of one a step.
//
// What it gives is exact, under one condition that is said with it: a sign that turns twice between two neighbouring
// points of the first look is not seen. A sign of 0 is one of its own: "makes no difference from there on" is an answer
// that people look for. Headlines that the fewer replications of a point do not show as the full comparison did are
// dropped first, since what cannot be seen cannot be seen to turn.
//
// source: threshold (break-even) analysis in place of one-way ranges, Howard (1988), Management Science 34(6), 679-695;
//         Clemen and Reilly (2013), Making Hard Decisions, chapter 5

#include "allot/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "experiment/assumptions.hpp"
#include "experiment/axis.hpp"
#include "experiment/columns.hpp"
#include "experiment/difference.hpp"
#include "experiment/metric_by_path.hpp"
#include "experiment/sign_changes.hpp"
#include "metrics/metrics.hpp"
#include "statistics/estimate.hpp"

namespace allot {
namespace {

using experiment::Axis;
using experiment::negligible;

constexpr std::int64_t coarse_points = 6;
constexpr std::size_t most_headlines = 12;  // that move, and as many that do not, of organisations and of milestones
constexpr double level = 0.05;

std::optional<int> sign_of(const Difference& difference) {
  const Estimate& it = difference.estimate;
  if (it.count == 0) return std::nullopt;
  if (it.min == 0 && it.max == 0) return 0;
  if (difference.p_value.value_or(0) > level) return std::nullopt;
  return it.mean > 0 ? 1 : it.mean < 0 ? -1 : 0;
}

// Those that move most, and the first of those that do not.
std::vector<Headline> foremost(std::vector<std::pair<double, Headline>> all) {
  std::stable_sort(all.begin(), all.end(), [](const auto& one, const auto& other) { return one.first > other.first; });
  std::vector<Headline> out;
  std::size_t moving = 0, still = 0;
  for (auto& [size, headline] : all)
    if ((headline.sign != 0 ? moving : still)++ < most_headlines) out.push_back(std::move(headline));
  return out;
}

std::vector<Headline> headlines_of(const VariantDifferences& variant) {
  std::vector<std::pair<double, Headline>> organisations, milestones;
  const auto add = [](auto& to, const std::string& path, const Difference& difference) {
    if (const auto sign = sign_of(difference)) to.push_back({std::abs(difference.estimate.mean), {path, *sign, {}}});
  };
  for (std::size_t i = 0; i < variant.columns.size(); ++i) {
    const MetricColumn& column = variant.columns[i];
    if (column.kind != EntityKind::organisation || column.metric != "online_gpu_days") continue;
    add(organisations, experiment::path_of(column), variant.differences[i]);
  }
  for (const auto& [id, days] : variant.milestones) add(milestones, "milestone." + id + ".date", days);
  std::vector<Headline> out = foremost(std::move(organisations));
  for (Headline& it : foremost(std::move(milestones))) out.push_back(std::move(it));
  return out;
}

// Whom the decision touches in anything, be it only in what is promised.
std::set<std::string> movers(const Comparison& comparison) {
  std::set<std::string> out;
  for (const VariantDifferences& variant : comparison.differences)
    for (std::size_t i = 0; i < variant.columns.size(); ++i)
      if (variant.columns[i].kind == EntityKind::organisation && sign_of(variant.differences[i]).value_or(0) != 0)
        out.insert(variant.columns[i].entity);
  return out;
}

/// What a headline says at one point of an axis, and the difference that says it.
struct Saying {
  int sign = 0;  ///< of the mean
  Estimate difference;
};

// GPU-days, or days of a milestone.
Saying saying_of(const std::string& path, const experiment::Rows& variant_rows, const experiment::Rows& baseline_rows) {
  const std::vector<double> variant = experiment::metric_by_path(variant_rows, path),
                            baseline = experiment::metric_by_path(baseline_rows, path);
  const double unit = path.starts_with("milestone.") ? static_cast<double>(day) : 1;
  std::vector<double> difference;
  double largest = 0;
  for (std::size_t r = 0; r < variant.size(); ++r) {
    difference.push_back((variant[r] - baseline[r]) / unit);
    largest = std::max({largest, std::abs(variant[r]) / unit, std::abs(baseline[r]) / unit});
  }
  const Estimate it = estimate(difference);
  return {it.mean > negligible * largest ? 1 : it.mean < -negligible * largest ? -1 : 0, it};
}

using Sayings = std::vector<std::vector<Saying>>;  ///< by difference and headline

/// One point of an axis: what is said, and the decisions that find units to move, and that ask for them in vain.
struct AxisPoint {
  Sayings sayings;
  std::set<std::string> moving, thwarted;
};

void add_decisions(const experiment::Rows& rows, AxisPoint& to) {
  const std::vector<MetricColumn> columns = rows.point().columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].kind != EntityKind::intervention || !(estimate(rows.column(i)).mean > 0)) continue;
    if (columns[i].metric == "moved_units") to.moving.insert(columns[i].entity);
    if (columns[i].metric == "shortfall_units") to.thwarted.insert(columns[i].entity);
  }
}

AxisPoint point_at(const std::vector<Scenario>& scenarios, const std::vector<Thresholds>& all,
                   const Sampling& sampling) {
  experiment::Design design(sampling);
  for (const Scenario& it : scenarios) design.add(it);
  experiment::refuse_too_large(design, 2 * design.block().to);  // a variant and the baseline
  experiment::Study study(std::move(design));
  AxisPoint out;
  const auto is_needed_behind = [&](std::size_t place, std::size_t d) {
    return std::any_of(all.begin() + static_cast<std::ptrdiff_t>(d) + 1, all.end(),
                       [&](const Thresholds& it) { return it.variant == place || it.baseline == place; });
  };
  for (std::size_t d = 0; d < all.size(); ++d) {
    const experiment::Rows &baseline = study.need(all[d].baseline), &variant = study.need(all[d].variant);
    std::vector<Saying>& sayings = out.sayings.emplace_back();
    for (const Headline& it : all[d].headlines) sayings.push_back(saying_of(it.path, variant, baseline));
    add_decisions(baseline, out);
    add_decisions(variant, out);
    for (const std::size_t place : {all[d].baseline, all[d].variant})
      if (!is_needed_behind(place, d)) study.forget(place);
  }
  return out;
}

// What so few replications as a point has do not show of the scenarios as they are, they cannot show to be
// reversed. Gives the decisions that move something as things are.
std::set<std::string> drop_unseen(std::vector<Thresholds>& all,
                                  const std::vector<std::pair<std::string, Scenario>>& named,
                                  const Sampling& sampling) {
  std::vector<Scenario> scenarios;
  for (const auto& [name, scenario] : named) scenarios.push_back(scenario);
  AxisPoint seen = point_at(scenarios, all, sampling);
  for (std::size_t d = 0; d < all.size(); ++d) {
    std::size_t place = 0;
    std::erase_if(all[d].headlines, [&](const Headline& it) { return seen.sayings[d][place++].sign != it.sign; });
  }
  return std::move(seen.moving);
}

/// What every headline says along one axis, each step simulated at most once for all of them.
class Sweep {
 public:
  Sweep(const Axis& axis, const Assumption& assumption, const std::vector<Thresholds>& all,
        const std::set<std::string>& moving, const ScenariosAt& scenarios_at, const Sampling& sampling)
      : axis_(axis),
        assumption_(assumption),
        all_(all),
        moving_(moving),
        scenarios_at_(scenarios_at),
        sampling_(sampling) {}

  /// The sign of a headline's mean there; none where the scenario would not pass its check, or where a decision that
  /// is to be judged finds nothing to move.
  std::optional<int> sign(std::size_t difference, std::size_t headline, std::int64_t step) {
    auto known = sayings_.find(step);
    if (known == sayings_.end()) known = sayings_.emplace(step, simulated(step)).first;
    if (known->second.empty()) return std::nullopt;
    return known->second[difference][headline].sign;
  }

  /// All that was simulated, for whichever headline.
  std::vector<PointOfThreshold> points(std::size_t difference, std::size_t headline) const {
    std::vector<PointOfThreshold> out;
    for (const auto& [step, sayings] : sayings_)
      if (!sayings.empty()) out.push_back({axis_.at(step), sayings[difference][headline].difference});
    return out;
  }

 private:
  Sayings simulated(std::int64_t step) const {
    const auto scenarios = scenarios_at_(assumption_.pointer, axis_.at(step));
    if (!scenarios) return {};
    AxisPoint point = point_at(*scenarios, all_, sampling_);
    const bool is_possible = std::none_of(moving_.begin(), moving_.end(), [&](const std::string& id) {
      return !point.moving.contains(id) && point.thwarted.contains(id);
    });
    return is_possible ? std::move(point.sayings) : Sayings();
  }

  const Axis& axis_;
  const Assumption& assumption_;
  const std::vector<Thresholds>& all_;
  const std::set<std::string>& moving_;
  const ScenariosAt& scenarios_at_;
  const Sampling& sampling_;
  std::map<std::int64_t, Sayings> sayings_;
};

/// The same in steps; no sign where no scenario passes the check.
struct Steps {
  std::int64_t first, last;
  std::optional<int> sign;

  std::int64_t nearest(std::int64_t to) const { return std::clamp(to, first, last); }
};

std::vector<Steps> signs_along(Sweep& sweep, std::size_t difference, std::size_t headline, std::int64_t now,
                               std::int64_t steps) {
  std::vector<std::int64_t> looked_at = experiment::evenly_spaced(steps, coarse_points);
  const auto place = std::lower_bound(looked_at.begin(), looked_at.end(), now);
  if (*place != now) looked_at.insert(place, now);
  const auto sign = [&](std::int64_t step) { return sweep.sign(difference, headline, step); };
  std::vector<Steps> out = {{0, steps, sign(0)}};
  for (const auto& change : experiment::sign_changes(sign, looked_at)) {
    out.back().last = change.step - 1;
    out.push_back({change.step, steps, change.after});
  }
  return out;
}

Threshold threshold_of(const Headline& headline, std::size_t assumption, const std::vector<Steps>& sweep,
                       std::int64_t now, const Axis& axis) {
  Threshold threshold;
  threshold.assumption = assumption;
  std::optional<std::int64_t> nearest;
  const auto value = [&](bool is_bound, std::int64_t step) {
    return is_bound ? std::nullopt : std::optional(axis.at(step));
  };
  for (const Steps& it : sweep) {
    if (!it.sign) continue;
    threshold.stretches.push_back(
        {value(it.first == 0, it.first), value(it.last == axis.steps(), it.last + 1), *it.sign});
    if (*it.sign == headline.sign) continue;
    if (nearest && std::abs(it.nearest(now) - now) >= std::abs(*nearest - now)) continue;
    nearest = it.nearest(now);
    threshold.sign = *it.sign;
  }
  if (nearest) threshold.value = axis.at(*nearest);
  return threshold;
}

// Which values cannot be is the same for all headlines.
void bound(Assumption& assumption, const std::vector<Steps>& sweep, const Axis& axis) {
  if (!sweep.front().sign && sweep.size() > 1) assumption.possible_from = axis.at(sweep[1].first);
  if (!sweep.back().sign && sweep.size() > 1) assumption.possible_until = axis.at(sweep.back().first);
}

}  // namespace

std::vector<Thresholds> thresholds(const Comparison& comparison,
                                   const std::vector<std::pair<std::string, Scenario>>& scenarios,
                                   const ScenariosAt& scenarios_at, const Sampling& asked) {
  Sampling sampling = asked;
  sampling.with_orders = false;
  sampling.metrics.clear();  // of what is asked the headlines are what is left
  const std::vector<Assumption> assumptions = experiment::assumptions(scenarios, movers(comparison));
  // Where the comparison found no chance, none was met.
  const std::size_t replications =
      std::min(experiment::count_of(sampling), comparison.variants.front().results.replications);
  std::vector<Thresholds> all;
  for (const VariantDifferences& variant : comparison.differences)
    all.push_back({variant.label.empty() ? variant.name : variant.label,
                   replications,
                   {},
                   headlines_of(variant),
                   variant.variant,
                   variant.baseline});
  const std::set<std::string> moving = drop_unseen(all, scenarios, sampling);
  for (const Assumption& assumption : assumptions) {
    const auto axis = Axis::between(assumption.low, assumption.high);
    if (!axis || axis->steps() < 1) continue;
    const std::int64_t now = axis->step_of(assumption.now).value_or(0);
    Sweep sweep(*axis, assumption, all, moving, scenarios_at, sampling);
    for (std::size_t d = 0; d < all.size(); ++d) {
      Assumption moved = assumption;
      for (std::size_t h = 0; h < all[d].headlines.size(); ++h) {
        Headline& headline = all[d].headlines[h];
        const std::vector<Steps> steps = signs_along(sweep, d, h, now, axis->steps());
        headline.thresholds.push_back(threshold_of(headline, all[d].assumptions.size(), steps, now, *axis));
        if (h == 0) bound(moved, steps, *axis);
      }
      all[d].assumptions.push_back(moved);
      if (assumption.is_drawn) all[d].assumptions.back().now = axis->at(now);
    }
    for (std::size_t d = 0; d < all.size(); ++d)
      for (std::size_t h = 0; h < all[d].headlines.size(); ++h)
        all[d].headlines[h].thresholds.back().points = sweep.points(d, h);
  }
  return all;
}

}  // namespace allot

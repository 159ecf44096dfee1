#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "allot/estimate.hpp"
#include "allot/experiment.hpp"
#include "allot/scenario.hpp"

/// What would have to be otherwise for a comparison to say the opposite: every assumption moved alone, all
/// others as they are, on the same draws.
namespace allot {

struct Comparison;

/// A value of the scenario that may be moved between two bounds, all as a scenario would write them.
struct Assumption {
  std::string pointer;  ///< "/parameters/hall_ready"
  std::string low, high;
  std::string now;        ///< what it is; where it is drawn, its median
  bool is_drawn = false;  ///< by chance, between the bounds (almost always, where there are none)
  /// Where not all values between the bounds can be: from which on they can, and from which on no more. Elsewhere a
  /// scenario does not pass the check, or a decision that moves units now finds none to move.
  std::optional<std::string> possible_from = std::nullopt, possible_until = std::nullopt;
};

/// Values between which a headline says the same.
struct Stretch {
  std::optional<std::string> from, until;  ///< from a value on, and from which on no more; none: to the bound
  int sign = 0;
};

/// The difference that a headline is about, in GPU-days, or days of a milestone, with an assumption at one value.
struct PointOfThreshold {
  std::string value;
  Estimate difference;
};

/// For one headline and one assumption: what it says between the bounds.
struct Threshold {
  std::size_t assumption = 0;      ///< into `Thresholds::assumptions`
  std::vector<Stretch> stretches;  ///< ascending; values that cannot be lie between them
  /// The value nearest to what the assumption is now at which the headline says something else; none:
  /// nowhere.
  std::optional<std::string> value;
  int sign = 0;  ///< of the headline there: 0, or the opposite; 0 where there is no value
  std::vector<PointOfThreshold> points;  ///< ascending: every value that was simulated, the bounds among them
};

/// What a comparison says of one organisation or milestone: its path, and whether it gains (later, of a
/// milestone), +1, loses, -1, or is the same in every replication, 0.
struct Headline {
  std::string path;
  int sign = 0;
  std::vector<Threshold> thresholds;  ///< one for each assumption
};

/// Of one variant less the baseline.
struct Thresholds {
  std::string name;              ///< of the variant, or the label of the pair
  std::size_t replications = 0;  ///< of each point
  std::vector<Assumption> assumptions;
  std::vector<Headline> headlines;
  std::size_t variant = 1, baseline = 0;  ///< places of the two among the scenarios
};

/// Makes the compared scenarios, the baseline first, with that field set; nothing where one of them does not
/// pass the check. Given by the caller, who knows the files.
using ScenariosAt =
    std::function<std::optional<std::vector<Scenario>>(const std::string& pointer, const std::string& value)>;

/// Asks of every headline of a comparison which single assumption reverses it or makes it nothing.
///
/// Headlines are organisations by online GPU-days and milestones by their dates, if the difference is one
/// that the comparison can tell from none, or is none in every replication; the twelve largest, and the first
/// twelve that are none; what the fewer replications of a point do not show of the scenarios as they are is
/// left out. Assumptions are the parameters and the dates of room and power of sites that belong to an
/// organisation for which any metric differs, if all compared scenarios agree on them: what they do not agree
/// on is what is compared. One that is drawn is moved within what it may be (1% to 99% where that has no
/// end), a date that is known by half a year within the simulated time, and other numbers from half to twice.
///
/// gives:  on one axis, the same as simulating each of its values does, unless a headline changes twice between two of
///         the seven values looked at first; the same on any number of threads
/// shape:  `scenarios` are those of the comparison, in its order; an element for each of its differences
/// cost:   about ten points an axis, each `replications` of all scenarios
std::vector<Thresholds> thresholds(const Comparison& comparison,
                                   const std::vector<std::pair<std::string, Scenario>>& scenarios,
                                   const ScenariosAt& scenarios_at, const Sampling& sampling);

}  // namespace allot

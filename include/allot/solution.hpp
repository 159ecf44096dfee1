#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "allot/basis.hpp"
#include "allot/experiment.hpp"
#include "allot/labels.hpp"
#include "allot/scenario.hpp"

/// What it takes: the first value of one field at which a metric meets a target. A search by bisection on common draws, so
/// that two values differ by what the field does and not by the dice.
namespace allot {

enum class Relation : unsigned char { at_least, at_most, equal };

/// What `solve` looks for: the first value of one field between two bounds at which a metric meets a target.
struct Search {
  std::string pointer, low, high;  ///< bounds as a scenario would write them
  /// A metric's path, milestone.ID.date (the earlier of date and end), milestone.ID.reached (the share that reaches
  /// it), or difference.NAME.PATH: the scenario less variant NAME, dates in days.
  std::string metric;
  Relation relation = Relation::at_least;
  double target = 0;     ///< in the metric's unit; of a date: seconds since 1970
  double tolerance = 0;  ///< for `equal`; of a date: seconds
  Units lot = 1;         ///< whole numbers are looked at in multiples of it
};

/// The lot in which a scenario counts the field at that pointer, if it is a number of units of an order, or a cap, a
/// guarantee or an award by hand; else 1.
Units lot_at(const Scenario& scenario, const std::string& pointer);

/// Whether the metric is a date: target and means are seconds since 1970.
bool is_date(const std::string& metric);

/// A value at which the answer turns.
struct Crossing {
  std::string value;
  bool is_met_after = false;  ///< false: from there on it is not met any more
};

/// The answer of `solve`.
struct Solution {
  Search search;
  std::string currency;
  std::optional<std::string> value;  ///< none: not met anywhere between the bounds
  std::pair<std::optional<std::string>, std::optional<std::string>> band;  ///< where the 95% interval's bounds meet it
  std::vector<std::pair<std::string, double>> curve;  ///< the metric's mean at the values looked at
  std::vector<std::optional<Interval>> curve_ci95;    ///< of each of these means; none with one replication
  /// Of a date of a milestone, at each of the values the share of replications in which it is reached before the end;
  /// of a difference, in the scenario itself. Else empty.
  std::vector<double> curve_reached;
  std::vector<Crossing> crossings;  ///< more than one: the metric is not monotone
  std::string scenario, variant;    ///< the variant is what is subtracted; empty: none
  std::uint64_t seed = 1;
  std::size_t replications = 0;  ///< of each value looked at
  Labels labels;
  Basis basis;
};

/// Makes the scenario with that field set, and the variant that is subtracted, if any. Given by the caller, who knows
/// the file.
using ScenarioAt = std::function<std::vector<std::pair<std::string, Scenario>>(const std::string& value)>;

/// Searches dates and durations in whole days, whole numbers in ones or lots, and other numbers to a ten-thousandth of the
/// range; numbers may have a unit, the same at both bounds.
///
/// gives:  the first value that meets the target, if the metric turns at most once between two of those looked at first
/// errors: RequestError for bounds of no common kind, an unknown metric; Interrupted
/// cost:   some twenty runs of the scenario
Solution solve(const Search& search, const ScenarioAt& scenario_at, const Sampling& sampling);

}  // namespace allot

#pragma once

#include <optional>
#include <span>
#include <vector>

#include "allot/fit.hpp"

namespace allot {

/// A distribution function that rises in steps: the share at or below each value. The last may stay below 1.
struct StepFunction {
  struct Step {
    double value, share;
  };
  std::vector<Step> steps;  ///< rising in both

  /// The least value at which the share is reached; none: nowhere.
  std::optional<double> quantile(double share) const;
  /// The share at or below a value.
  double at(double value) const;
};

/// What rows say of the distribution function without any family, those that are open included: Kaplan-Meier where every
/// row is exact or open, else Turnbull (turnbull.hpp), whose weights stand at the upper ends of the intervals that may have any.
///
/// source: Kaplan, Meier (1958), JASA 53, 457-481
StepFunction observed_distribution(std::span<const Observation> rows);

/// The same of the open ends: delivered rows are what cuts them off.
StepFunction open_end_distribution(std::span<const Observation> rows);

}  // namespace allot

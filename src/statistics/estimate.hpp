#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "statistics/interval.hpp"

namespace allot {

/// A quantile of a sample and where that of the population lies, with 95 percent confidence. No bound: the
/// sample is too small to give one.
struct QuantileEstimate {
  double value = std::numeric_limits<double>::quiet_NaN();
  std::optional<double> low, high;
};

/// What a column of numbers, one a replication, says. Not a number stands for null in the column, and in the
/// estimate for what nothing is known about: without values all, with one the deviation.
struct Estimate {
  std::size_t count = 0;  ///< values that are numbers
  std::size_t nulls = 0;  ///< those that are not, left out of everything else
  double mean = std::numeric_limits<double>::quiet_NaN();
  double sd = std::numeric_limits<double>::quiet_NaN();  ///< of the sample, n - 1
  double min = std::numeric_limits<double>::quiet_NaN();
  double max = std::numeric_limits<double>::quiet_NaN();
  std::optional<Interval> ci95;  ///< of the mean, by Student's t; none from fewer than two values
  QuantileEstimate p10, p50, p90;
};

/// Estimates one column after another, and keeps between them its memory and the critical numbers for a
/// count.
///
/// gives:  the same bytes for the same column, whatever was estimated before
/// cost:   some passes over the column
class Estimator {
 public:
  Estimate operator()(std::span<const double> column);

 private:
  void prepare_for(std::size_t count);
  void estimate_quantiles(Estimate& estimate);

  std::vector<double> values_;
  std::size_t prepared_for_ = 0;
  double t_critical_ = 0;
  std::array<Ranks, 3> ranks_{};
};

Estimate estimate(std::span<const double> column);

}  // namespace allot

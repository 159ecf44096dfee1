#pragma once

#include <cstddef>
#include <limits>
#include <optional>

#include "allot/time.hpp"

namespace allot {

/// What replications say of a number or a date. Every estimate comes with how sure it is; nothing here is drawn or
/// resampled, so that equal samples give equal estimates, bit for bit.
///
/// source: Student's t for means; order statistics for quantiles, David and Nagaraja (2003), Order Statistics, section
///         7.1; Wilson (1927), Journal of the American Statistical Association 22, 209-212, for shares

struct Interval {
  double low, high;
};

/// One number that was estimated, and where what it estimates lies, with 95 percent confidence.
struct PointEstimate {
  double value = std::numeric_limits<double>::quiet_NaN();
  std::optional<Interval> ci95;
};

/// A quantile of a sample (type 1: the ceil(n p)-th smallest) and where that of the population lies, with 95 percent
/// confidence by order statistics. No bound: the sample is too small to give one.
struct QuantileEstimate {
  double value = std::numeric_limits<double>::quiet_NaN();
  std::optional<double> low, high;
};

/// What a column of numbers, one a replication, says. Not a number stands for null in the column, and in the estimate
/// for what nothing is known about: without values all, with one the deviation.
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

/// A quantile of dates, "not reached" after all of them, and where that of the population lies.
struct DateQuantile {
  std::optional<Time> value, low, high;
};

/// When something happens, over the replications. One that never comes counts after all others: with 30% that do not
/// reach it, the median is a date and the ninth decile is none, as it should be.
///
/// units: seconds since the start
struct DateEstimate {
  std::size_t count = 0, reached = 0;
  double share = std::numeric_limits<double>::quiet_NaN();           ///< of replications that reach it
  Interval share_ci95{0, 1};                                         ///< by Wilson
  DateQuantile p10, p50, p90;                                        ///< over all replications
  double mean_until_end = std::numeric_limits<double>::quiet_NaN();  ///< of the earlier of date and end; seconds
};

}  // namespace allot

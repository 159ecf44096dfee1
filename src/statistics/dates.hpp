#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "allot/time.hpp"
#include "statistics/interval.hpp"

namespace allot {

/// The date by which a share of the replications has reached something, type 1, where those that never reach
/// it count as after all others. None if that is one of those, or there is no replication. Reorders the
/// dates.
///
/// shape: one entry a replication, `never` where it was not reached
std::optional<Time> quantile_of_dates(std::span<Time> dates, double share);

/// The mean of the earlier of date and end, in seconds; not a number without replications.
double mean_until(std::span<const Time> dates, Time end);

/// A quantile of dates and where that of the population lies, with 95 percent confidence. No value, or no
/// bound: not reached there, or the sample is too small to give one.
struct DateQuantile {
  std::optional<Time> value, low, high;
};

struct DateEstimate {
  std::size_t count = 0, reached = 0;
  double share = std::numeric_limits<double>::quiet_NaN();           ///< of replications that reach it
  Interval share_ci95{0, 1};                                         ///< by Wilson
  DateQuantile p10, p50, p90;                                        ///< over all replications
  double mean_until_end = std::numeric_limits<double>::quiet_NaN();  ///< seconds
};

DateEstimate estimate_dates(std::span<const Time> dates, Time end);

}  // namespace allot

#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "allot/estimate.hpp"
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

DateEstimate estimate_dates(std::span<const Time> dates, Time end);

}  // namespace allot

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "allot/time.hpp"

namespace allot {

/// The days on which units were delivered, over the units of all replications (quantiles of type 1).
struct DeliveryDates {
  Date first = 0, p10 = 0, p50 = 0, p90 = 0, last = 0;
};

/// What one intervention moved from one organisation to another, in the mean over the replications. A swap has two, one
/// each way; so has a loan with its return.
///
/// gives: by intervention, what all organisations receive less what they give is exactly 0
struct Transfer {
  std::string intervention, from, to;
  std::string group;                                     ///< that both belong to; empty: none
  double units = 0;                                      ///< moved
  double delivered = 0;                                  ///< of them, delivered by the end, to whom they were given
  double cancelled = 0;                                  ///< of them, cancelled by the end
  double unit_days = 0;                                  ///< of what was delivered, from then to the end
  DeliveryDates days;                                    ///< where `delivered` is more than 0
  std::vector<std::pair<std::string, double>> by_month;  ///< "2024-01" and what was delivered in it
};

}  // namespace allot

#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

namespace allot {

/// The rank, counted from 1, of the value at which a share of `count` values is reached: the least whole
/// number of at least share * count. A few units in the last place are forgiven, so that a tenth of 70 is 7.
///
/// source: type 1 of Hyndman, Fan (1996), The American Statistician 50(4), 361-365
inline std::size_t type1_rank(std::size_t count, double share) {
  const double place = share * static_cast<double>(count) * (1 - 4 * std::numeric_limits<double>::epsilon());
  const auto rank = static_cast<std::size_t>(std::ceil(place));
  return rank < 1 ? 1 : rank > count ? count : rank;
}

/// The values of given ranks (counted from 1, ascending) of a sample, which it may reorder.
///
/// cost: three passes over the values, whatever the number of ranks, where they are spread out; memory for those that lie near
///       to one of the ranks
void order_statistics(std::span<double> values, std::span<const std::size_t> ranks, std::span<double> found);

/// The quantiles of a sample, type 1, for ascending shares in (0,1], at most 16. Values that are not numbers
/// are left out; none left gives not a number. Reorders the sample.
void type1_quantiles(std::span<double> values, std::span<const double> shares, std::span<double> quantiles);

}  // namespace allot

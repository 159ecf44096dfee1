#pragma once

#include <optional>
#include <span>

#include "allot/estimate.hpp"

namespace allot {

/// One mean by another.
struct RatioOfMeans {
  double value = 0;
  std::optional<Interval> ci95;  ///< none from fewer than two pairs
};

/// The mean of what was won by the mean of what it cost, from pairs.
///
/// shape:  as many numbers in each; a pair with a null is left out
/// gives:  none where the mean cost is not above zero, or its 95% interval holds zero: nothing can be said then
/// source: Fieller (1954), Some problems in interval estimation, Journal of the Royal Statistical Society B 16(2),
///         175-185, with Student's t; exact for pairs from a normal distribution
std::optional<RatioOfMeans> ratio_of_means(std::span<const double> won, std::span<const double> cost);

}  // namespace allot

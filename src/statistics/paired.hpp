#pragma once

#include <optional>
#include <span>
#include <vector>

#include "allot/estimate.hpp"

namespace allot {

/// Two columns of numbers that were drawn in pairs, and what the first is less the second.
struct Paired {
  Estimate difference;
  double p_less = 0, p_equal = 0, p_greater = 0;  ///< shares of the pairs without null
  std::optional<double> variance_ratio;           ///< (var a + var b) / var(a - b); none where that is 0/0 or x/0
  std::optional<double> p_value;  ///< of the mean difference, by Student's t; none from fewer than two pairs
};

/// shape: as many numbers in a as in b; a pair with a null is left out
Paired compare_pairs(std::span<const double> a, std::span<const double> b);

/// p-values of several tests, corrected so that the chance of any false alarm stays at the level.
///
/// gives:  the same order, none smaller than before, at most 1
/// source: Holm (1979), Scandinavian Journal of Statistics 6, 65-70
std::vector<double> holm(std::span<const double> p_values);

}  // namespace allot

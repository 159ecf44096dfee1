#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "allocation/double_double.hpp"

namespace allot::allocation {

/// What each gets at a level t: t * slope, kept between low and high. Empty slopes are 1, empty lows 0.
struct Curves {
  std::span<const DoubleDouble> slopes;
  std::span<const double> lows;
  std::span<const double> highs;

  DoubleDouble at(DoubleDouble level, std::size_t i) const { return slopes.empty() ? level : level * slopes[i]; }
  double low(std::size_t i) const { return lows.empty() ? 0 : lows[i]; }
};

/// Fills `amounts` with the curves at the level at which they sum to `total`.
///
/// gives: low <= amount <= high; they sum to `total`, which lies between the sums of lows and of highs
void water_fill(DoubleDouble total, const Curves& curves, std::vector<std::uint32_t>& free,
                std::span<DoubleDouble> amounts);

}  // namespace allot::allocation

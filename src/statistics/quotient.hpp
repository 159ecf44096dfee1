#pragma once

#include <span>

#include "allot/estimate.hpp"

namespace allot {

/// One sum by another, from blocks that are independent of each other and alike: the terms of each, block by block.
///
/// gives:  linear in `above`: parts that add up block by block add up; 0 and 1 exactly where `above` is 0 or `below`. No
///         interval where leaving out a block leaves nothing to divide by
/// source: the jackknife, its pseudo-values and Student's t for their mean, Tukey (1958), Bias and confidence in not quite
///         large samples; Miller (1974), The jackknife: a review, Biometrika 61, 1-15, section 2
PointEstimate quotient_of_sums(std::span<const double> above, std::span<const double> below);

/// Which of equal blocks a row belongs to.
inline std::size_t block_of(std::size_t row, std::size_t rows, std::size_t blocks) { return row * blocks / rows; }

}  // namespace allot

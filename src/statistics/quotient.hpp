#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "allot/estimate.hpp"

namespace allot {

/// Which of equal blocks a row belongs to.
inline std::size_t block_of(std::size_t row, std::size_t rows, std::size_t blocks) { return row * blocks / rows; }

/// One sum by another, from blocks that are independent of each other and alike: a value for each block, whose mean is the
/// quotient, corrected for its bias. Values of several quotients add up block by block.
///
/// shape:  the terms of each sum, block by block
/// gives:  0 and 1 exactly where `above` is 0 or `below`; not a number where a block has all of `below`
/// source: pseudo-values of the jackknife, Tukey (1958), Bias and confidence in not quite large samples (abstract), Annals of
///         Mathematical Statistics 29, 614; Miller (1974), The jackknife: a review, Biometrika 61, 1-15, section 2
std::vector<double> pseudo_values(std::span<const double> above, std::span<const double> below);

/// Their mean, and Student's t about it; no interval from one block.
PointEstimate mean_of_blocks(std::span<const double> values);

/// source: as above
PointEstimate quotient_of_sums(std::span<const double> above, std::span<const double> below);

}  // namespace allot

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "allot/estimate.hpp"

namespace allot {

/// What a function came to at the points of a sample A, at those of another, B, and for each factor at those of A with that
/// factor as B has it.
///
/// shape: as many values in each; rows in blocks of equal size that are independent of each other. A row with a null in any
///        of them is left out
struct PickFreeze {
  std::span<const double> a, b;
  std::vector<std::span<const double>> swapped;  ///< by factor
};

/// What shares of a function's variance its factors have, by factor. A factor may be several inputs at once.
struct SobolIndices {
  double mean = 0, variance = 0;
  std::size_t left_out = 0;           ///< rows with a null
  std::vector<PointEstimate> first;   ///< it alone: V(E(f | factor)) / V(f)
  std::vector<PointEstimate> total;   ///< it and all that it has to do with: E(V(f | all others)) / V(f)
  std::vector<PointEstimate> shared;  ///< total less first: what it does only together with others
  PointEstimate sum_of_first;
};

/// None where the function is the same everywhere.
///
/// gives:  0 exactly, with an interval of no width, for a factor that changes nothing
/// source: first: Saltelli et al. (2010), Variance based sensitivity analysis of model output, Computer Physics
///         Communications 181, 259-270, table 2, (b), of values less their mean; total: Jansen (1999), Analysis of variance
///         designs for model output, ibid. 117, 35-43 (table 2, (f)); intervals by `quotient_of_sums` over blocks
std::optional<SobolIndices> sobol_indices(const PickFreeze& sample, std::size_t blocks);

}  // namespace allot

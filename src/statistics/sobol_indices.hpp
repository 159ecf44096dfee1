#pragma once

#include <cstddef>
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

/// No indices where the function is the same everywhere (a variance of 0), or never a number (no mean).
///
/// Two columns that have some inputs in common and all others apart correlate as those inputs' share of the variance
/// (their closed index): B and the swapped column say the first-order index, A and the swapped column one less the total.
/// What A and B, which have nothing in common, correlate with by chance goes into both, and is taken out of each with the
/// coefficient that makes it vary least: shares near 1 are known up to a hundred times better by it, and
/// those near 0 as well as by the estimators that are made for them.
///
/// gives:  0 exactly, with intervals of no width, for a factor that changes nothing; 1 for one that does everything
/// source: the correlation: Janon, Klein, Lagnoux, Nodet, Prieur (2014), Asymptotic normality and efficiency of two Sobol
///         index estimators, ESAIM: Probability and Statistics 18, 342-364, equation 6; that A and the swapped column say the
///         total: Saltelli et al. (2010), Variance based sensitivity analysis of model output, Computer Physics
///         Communications 181, 259-270, section 3; the control: Lavenberg, Welch (1981), A perspective on the use of control
///         variables, Management Science 27, 322-335
SobolIndices sobol_indices(const PickFreeze& sample, std::size_t blocks);

}  // namespace allot

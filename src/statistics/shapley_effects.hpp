#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "allot/estimate.hpp"

namespace allot {

/// What a function came to while its factors were drawn anew one after another, in an order of its own in each row: step 0
/// at the point itself, step k where the first k of its order are drawn anew, given those that are not.
///
/// shape: rows in blocks of equal size that are independent of each other; one more step than factors. A row with a null is
///        left out
struct RedrawnInTurn {
  std::vector<std::span<const double>> steps;
  std::vector<std::vector<std::size_t>> order;  ///< by row: the factors, each once
};

struct ShapleyEffects {
  double variance = 0;
  std::size_t left_out = 0;            ///< rows with a null
  std::vector<PointEstimate> effects;  ///< by factor
};

/// Splits a function's variance among its factors, dependent or not. None where it is the same everywhere.
///
/// gives:  effects that sum to 1; 0 exactly for a factor that is independent of the others and changes nothing
/// source: Shapley effects with the cost E(V(f | all others)), Owen (2014), Sobol' indices and Shapley value, SIAM/ASA
///         Journal on Uncertainty Quantification 2, 245-251; dependent factors and random orders: Song, Nelson, Staum
///         (2016), Shapley effects for global sensitivity analysis, ibid. 4, 1060-1083, with one point, one order and one
///         pair for each cost, whose difference from one step to the next is that of Goda (2021), A simple algorithm for
///         global sensitivity analysis with Shapley effects, Reliability Engineering & System Safety 213, 107702
std::optional<ShapleyEffects> shapley_effects(const RedrawnInTurn& sample, std::size_t blocks);

}  // namespace allot

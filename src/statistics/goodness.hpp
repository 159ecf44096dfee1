#pragma once

#include <cstdint>

#include "allot/fit.hpp"

namespace allot {

/// How far a distribution function is at most from what the rows say without any, at rows that are exact.
///
/// shape: no row lies between bounds
double distance_from_rows(std::span<const Observation> rows, const Distribution& fitted);

/// In what share of samples drawn from a fit it is at least as far from it, each fitted anew; see FittedFamily.
///
/// shape: as above; `fitted` is what the rows are likeliest under
double p_value_of_distance(std::span<const Observation> rows, const Distribution& fitted, double distance,
                           std::size_t samples, std::uint64_t seed);

}  // namespace allot

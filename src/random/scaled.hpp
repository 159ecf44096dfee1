#pragma once

#include "allot/distribution.hpp"

namespace allot {

/// The distribution of `factor` times a draw.
///
/// gives:  quantile(scaled(d, f), u) = f * quantile(d, u), within rounding
/// errors: none; a factor of 0 or less is a broken promise
Distribution scaled(const Distribution& distribution, double factor);

}  // namespace allot

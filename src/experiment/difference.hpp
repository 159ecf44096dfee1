#pragma once

#include <vector>

#include "allot/comparison.hpp"

namespace allot::experiment {

/// What adding up in another order leaves behind, of the largest value.
inline constexpr double negligible = 1e-9;

/// A variant less the baseline, replication by replication.
Difference difference_of(const std::vector<double>& variant, const std::vector<double>& baseline);

/// Without chance one replication shows all that there is: its difference is exact.
void make_exact(Difference& difference);

}  // namespace allot::experiment

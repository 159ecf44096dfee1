#pragma once

#include <string>

#include "allot/bound.hpp"
#include "allot/metric.hpp"

namespace allot::report {

/// "room at Giga Texas", "supply of NVIDIA H100 by NVIDIA".
std::string limit_in_words(const Bound& bound, const BindingLimit& limit);

/// "online GPU-days"
std::string bounded_in_words(const Bound& bound);

/// What the metric counts in.
Unit unit_of_bound(const Bound& bound);

/// Reached, of the best; not a number where the best is nothing.
double share_of_best(const RuleBound& it);

}  // namespace allot::report

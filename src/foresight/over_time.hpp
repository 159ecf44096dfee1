#pragma once

#include "foresight/best.hpp"

namespace allot::foresight {

/// GPU-days: the sum over all moments of the most units that could be online then. Awards that would have to be one thing
/// for one moment and another for another are not held against each other.
///
/// cost:   a flow for each moment at which anything changes; where these are many, times are rounded down to whole
///         hours, days or weeks, which only makes it larger
Best most_over_time(const World& world, const Limits& limits);

}  // namespace allot::foresight

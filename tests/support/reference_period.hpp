#pragma once

#include <algorithm>

#include "allot/period.hpp"

namespace allot::reference {

/// From then on, and before then.
struct Stretch {
  Time from = 0, until = 0;
  bool holds(Time time) const { return std::max<Time>(0, from) <= time && time < until; }
};

/// The period that holds a moment; of the calendar one may have begun before the start.
Stretch stretch_of(const Period& period, Date start, Time now);
/// The one before; what came before the start belongs to the one before the first.
Stretch stretch_before(const Period& period, Date start, Time now);

}  // namespace allot::reference

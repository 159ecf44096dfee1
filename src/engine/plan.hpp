#pragma once

#include "engine/replication.hpp"

namespace allot::engine {

/// The lots of one piece of a plan in this replication, in order of their planned day, with their arrivals.
///
/// gives: the lot at t holds floor(C(t + every)) - floor(C(t)) units, C the exact integral of the rate since `from`
///        (level before the first point and after the last), times the scale; no unit is lost over the plan
void append_lots(Replication& sim, Index piece);

}  // namespace allot::engine

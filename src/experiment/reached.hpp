#pragma once

#include "engine/replication.hpp"
#include "foresight/best.hpp"

namespace allot::experiment {

/// What a replication came to, of that which a bound is asked for.
double reached(const engine::Replication& sim, foresight::Goal goal);

}  // namespace allot::experiment

#pragma once

#include <cstdint>
#include <vector>

#include "engine/layout.hpp"

namespace allot::engine {

struct Replication;

/// One order of a stream. Nothing that happens can move it, so all are drawn before the replication begins.
struct StreamOrder {
  Time placed = 0;
  Index stream = 0;
  std::uint32_t number = 0;  ///< in its stream
  Units units = 0;
};

/// The orders of all streams, in order of time, then of stream, then of number.
void draw_demand(Replication& sim);

}  // namespace allot::engine

#pragma once

#include <cstdint>
#include <vector>

#include "engine/layout.hpp"
#include "random/key.hpp"

namespace allot::engine {

struct Replication;

/// Units of one order, awarded together.
struct Shipment {
  std::uint64_t key = 0;  ///< names the draws of its order
  Units units = 0;
  Units first = 0;  ///< number of its first unit in its order
  Time arrives = 0;
  Time begins = 0;  ///< its first stage
  Index owner = 0, promise = 0, route = 0, demand = 0;
};

/// What leaves a FIFO market in one run, and columns in which its stages are drawn together.
struct Departures {
  std::vector<Shipment> shipments;
  std::vector<Address> addresses;
  std::vector<double> draws;
};

/// Sends all that a run awarded on its way, and writes down when it arrives.
void depart(Replication& sim, Index market);

}  // namespace allot::engine

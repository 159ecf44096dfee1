#pragma once

#include <cstdint>
#include <vector>

#include "allot/time.hpp"
#include "allot/units.hpp"
#include "model/model.hpp"

namespace allot::engine {

using model::Index;

/// What a replication met that no rule of a supplier could have changed: what came into stock, what was asked for, what
/// there was at the start, and the room and power of sites.
struct Facts {
  /// Good units that came into a supplier's stock.
  struct Arrival {
    Time at = 0;
    Index market = 0;
    Index peg = model::none;  ///< whose orders take them first; none: nobody's
    Units units = 0;
    bool operator==(const Arrival&) const = default;
  };
  /// Units of an order, as it was placed.
  struct Wish {
    Index order = 0, owner = 0, product = 0, sites = 0, peg = model::none;
    Units first = 0, units = 0;
    Time placed = 0, from = 0, due = never;  ///< `from`: it claims from then on
    bool operator==(const Wish&) const = default;
  };
  /// Units that were shipped before the start, or ran.
  struct HeadStart {
    Index order = model::none, owner = 0, product = 0, sites = 0;
    Units units = 0;
    Time placed = 0, from = 0, due = never;  ///< `from`: at the dock
    bool is_on_its_way = false;
    bool operator==(const HeadStart&) const = default;
  };
  /// Of a site from then on, as its gates count; below 0: without a limit.
  struct Capacity {
    Time at = 0;
    Index site = 0;
    std::int64_t room = -1, power = -1;
    bool operator==(const Capacity&) const = default;
  };

  std::vector<Arrival> arrivals;
  std::vector<Wish> wishes;
  std::vector<HeadStart> head_starts;
  std::vector<Capacity> capacities;  ///< by site in order of time

  bool operator==(const Facts&) const = default;
  void clear() {
    arrivals.clear();
    wishes.clear();
    head_starts.clear();
    capacities.clear();
  }
};

}  // namespace allot::engine

#pragma once

#include <vector>

#include "engine/layout.hpp"
#include "engine/observations.hpp"
#include "engine/slice.hpp"

namespace allot::metrics {

/// A time in which something other than the rule held a slice back.
struct Hold {
  engine::JournalEntry::Kind why = engine::JournalEntry::Kind::gated;  ///< or frozen, kit
  Time from = 0, until = -1;                                           ///< -1: it lasts
};

/// Slices that one run of an allocation served while this one, placed before them, waited: those in the run's line from
/// a place on, except those of its own order.
struct Overtaking {
  std::size_t line = 0;  ///< by place in `Journeys::lines`
  std::size_t from = 0;  ///< in its line
};

/// How one slice came along: the seconds that it spent in each part of its way. What is not over at the end counts up
/// to it.
struct Journey {
  engine::SliceState state = engine::SliceState::planned;
  Time since = 0;     ///< of the state that it is in
  Time award = -1;    ///< or the end
  Time blocked = -1;  ///< first passed over, or held by a minimum, while eligible
  bool is_held_by_minimum = false;
  std::vector<Hold> holds;            ///< in order of time
  Time planned_lot = -1, lot = -1;    ///< of the lot that served it, the last of several; -1: of no lot
  engine::Index piece = model::none;  ///< of the plan, that the lot was of; none: of no lot, or a committed delivery
  Time shipped = -1, docked = -1;     ///< left the supplier, came to its owner's dock; -1: not yet
  Time stage_since = 0, reroute_since = -1;
  std::vector<Duration> stages;
  Duration reroute = 0, room = 0, install = 0, commissioning = 0, power = 0;
  Time online = -1;      ///< or the end
  bool is_open = false;  ///< not online at the end
  std::vector<Overtaking> overtakings;
};

struct Journeys {
  std::vector<Journey> of_slices;                 ///< by slice of the replication; true of those asked for alone
  std::vector<std::vector<engine::Index>> lines;  ///< by run and market: slices served, the first in line first
};

/// Of the slices that are asked for: the others of a large book would be nearly all of the work.
Journeys journeys(const engine::Model& model, const engine::Observations& seen, std::vector<char> is_asked);

}  // namespace allot::metrics

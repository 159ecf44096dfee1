#pragma once

#include <vector>

#include "engine/layout.hpp"
#include "engine/observations.hpp"
#include "engine/slice.hpp"

namespace allot::metrics {

/// A time in which something other than the rule held a slice back.
struct Hold {
  engine::JournalEntry::Kind why = engine::JournalEntry::Kind::gated;  ///< or frozen
  Time from = 0, until = -1;                                           ///< -1: it lasts
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
  Time online = -1;                    ///< or the end
  bool is_open = false;                ///< not online at the end
  std::vector<engine::Index> winners;  ///< slices placed later and served while it waited
};

/// yes: every journey names who overtook it, which takes as many entries as there are pairs of them.
enum class KeepWinners : std::uint8_t { no, yes };

/// By slice of the replication.
std::vector<Journey> journeys(const engine::Model& model, const engine::Observations& seen,
                              KeepWinners keep = KeepWinners::yes);

}  // namespace allot::metrics

#pragma once

#include "engine/layout.hpp"

namespace allot::engine {

enum class SliceState : std::uint8_t {
  planned,
  open,
  allocated,
  in_transit,
  delivered,
  installing,
  commissioning,
  unpowered,
  online,
  retired,
  returning,
  returned,
  cancelled,
  resold
};

/// Whether its units stand at a site or its dock, or run without one.
inline bool is_in_service(SliceState state) { return SliceState::delivered <= state && state <= SliceState::online; }

/// Whether its units have come to a dock, whatever became of them then.
inline bool has_arrived(SliceState state) { return SliceState::delivered <= state && state != SliceState::cancelled; }

/// Where a slice comes from: an order, or what was there when the simulation began.
enum class Origin : std::uint8_t { order, in_transit_at_start, delivered_at_start, online_at_start };

/// Ranks of orders that interventions place: behind those of the file, placed in the same second.
inline constexpr std::uint64_t rank_of_placed = 1ull << 62;

/// A part of an order that shares one fate: one owner, one state, one way to go. Splitting keeps order, who was awarded
/// it, peg and place. `resold` units have become the stock of the supplier for whom their owner buys, `returned` ones
/// that of the supplier they came from, and `returning` ones are on their way there. `delivered` waits for room and
/// `unpowered` for power: both are stranded.
///
/// shape: what every run looks at of all that wait fills the first line of the cache, what matters on the way the
///        second
struct alignas(64) Slice {
  Units units = 0;
  Time not_before = 0;
  Time placed = 0;
  std::uint64_t rank = 0;     ///< order of definition among orders placed in the same second
  Index order = model::none;  ///< none: online from the start
  Index product = 0;
  Index owner = 0;
  Index sites = 0;  ///< list of sites it may stand at
  Index peg = model::none;
  Index promise = model::none;
  std::uint32_t age = 0;  ///< among slices of its order, oldest first
  SliceState state = SliceState::planned;
  bool holds_server : 1 = false;
  bool is_in_line : 1 = false;  ///< before a stage with servers
  bool is_rerouting : 1 = false;
  bool is_barred : 1 = false;  ///< by an embargo
  Origin origin = Origin::order;

  Units first = 0;  ///< number of its first unit in its order
  Time due = never;
  std::uint64_t serial = 0;   ///< number of its shipment, in order of award; parts that were cut off stand behind
  Duration reroute = 0;       ///< what it still has to wait, after the stage that it is in
  Time busy_until = 0;        ///< end of the stage or reroute that it is in
  Index awarded_to = 0;       ///< the owner at the award
  Index site = model::none;   ///< where it was admitted
  std::uint32_t stamp = 0;    ///< events with another stamp are void
  std::uint32_t arrival = 0;  ///< place in the order of arrival at sites
  std::uint32_t ready = 0;    ///< place in the order of readiness for power
  std::int16_t stage = 0;
  std::int16_t raised_to = -1;  ///< of `Model::priorities`; below 0: its order's own
};
static_assert(sizeof(Slice) == 128, "a slice fills two lines of the cache");

/// Which award a slice is of, in their order; none of what ran at the start.
inline std::uint64_t award_of(const Slice& slice) { return slice.serial >> 20; }

/// The queue: by time placed, order of definition, age.
inline bool is_ahead(const Slice& a, const Slice& b) {
  if (a.placed != b.placed) return a.placed < b.placed;
  if (a.rank != b.rank) return a.rank < b.rank;
  return a.age < b.age;
}

}  // namespace allot::engine

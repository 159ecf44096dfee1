#pragma once

#include <cstdint>

#include "allot/time.hpp"
#include "engine/layout.hpp"

namespace allot::engine {

/// What can happen. Each kind belongs to one phase of its second.
// clang-format off
enum class EventKind : std::uint8_t {
  source_changes, site_fits, parameter_change, gate_opens,                                       // 1 parameters
  limits_change, award_due, parameter_change_ends,
  record_ends, term_ends, loan_due, lease_ends, intervention, units_cancelled,                   // 2
  order_placed, slice_eligible, substitute_due, stream_order, reneges, need_met, buyer_reviews,  // 3
  conversion_ends, lot_arrives, units_back, parts_are_there,                                     // 4
  shipment_due, pegs_served, allocation_run,                                                     // 5
  stage_ends, reroute_ends,                                                                      // 6
  piece_installed, commissioned, site_settles,                                                   // 7
  grid_sample                                                                                    // 8
};
// clang-format on

constexpr int phase_of(EventKind kind) {
  if (kind <= EventKind::parameter_change_ends) return 1;
  if (kind <= EventKind::units_cancelled) return 2;
  if (kind <= EventKind::buyer_reviews) return 3;
  if (kind <= EventKind::parts_are_there) return 4;
  if (kind <= EventKind::allocation_run) return 5;
  if (kind <= EventKind::reroute_ends) return 6;
  if (kind <= EventKind::site_settles) return 7;
  return 8;
}

/// In the first second orders come first, so that decisions of the start find what was placed by then.
constexpr int phase_at_start(EventKind kind) {
  const bool places_orders =
      kind == EventKind::order_placed || kind == EventKind::stream_order || kind == EventKind::buyer_reviews;
  return places_orders ? 0 : phase_of(kind);
}

constexpr bool begins_intervention(EventKind kind) {
  return kind == EventKind::parameter_change || kind == EventKind::intervention;
}

/// An event and its place: time, pass of its second, phase, order of definition (`rank`).
struct Event {
  std::int64_t at = 0;     ///< time * 256 + pass * 16 + phase
  std::uint64_t rank = 0;  ///< order of definition within a phase
  std::uint32_t stamp = 0;
  Index subject = 0;
  EventKind kind = EventKind::grid_sample;

  Time time() const { return at >> 8; }
  int pass() const { return static_cast<int>(at >> 4 & 15); }
  int phase() const { return static_cast<int>(at & 15); }

  friend bool operator<(const Event& a, const Event& b) {
    if (a.at != b.at) return a.at < b.at;
    if (a.rank != b.rank) return a.rank < b.rank;
    return a.stamp < b.stamp;
  }
};

}  // namespace allot::engine

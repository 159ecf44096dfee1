#pragma once

#include <cstdint>
#include <vector>

#include "engine/layout.hpp"

namespace allot::engine {

struct Replication;

/// The readiness gate: what the claims of a run count for, given the room that their sites are planned to
/// have. A source counts by its planned date and amount, means where those are uncertain, until it is there;
/// once there, as it is. Units at a site or on their way to it have their places, in order of award; claims
/// share what is left in order of the queue.
///
/// gives: for each of `Replication::claiming`, into `Replication::slice_claim`, all of it or the whole lots that its
///        sites will have room and power for; nothing where that is less than its smallest shipment
void gate_claims(Replication& sim, Index market, Duration lookahead);

/// Runs on arrival look again when a planned date comes within a look-ahead.
void plan_gates(Replication& sim);
/// The same for a date that has just moved.
void expect_gate(Replication& sim, Time planned_from, Time planned_until);
void on_gate(Replication& sim, Index supplier);
/// Room or power changed, or what is planned did.
void wake_gated(Replication& sim);

}  // namespace allot::engine

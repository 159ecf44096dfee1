#pragma once

#include "engine/replication.hpp"
#include "engine/selection.hpp"

/// What interventions do to the pipeline, one function an action, and what several of them share.
namespace allot::engine {

/// What an action asked for and what it moved.
struct Outcome {
  Units asked = 0, moved = 0;
};

// act_move.cpp: units that change hands
Outcome act(Replication& sim, const Occurrence& it, const model::Swap& swap);
Outcome act(Replication& sim, const Occurrence& it, const model::Divert& divert);

// act_open.cpp: open units
Outcome act(Replication& sim, const Occurrence& it, const model::Withdraw& withdraw);

// act_order.cpp
Outcome act(Replication& sim, const Occurrence& it, const model::PlaceOrder& order);

// parameters.cpp: what changes the parameters of a run, in the first phase
void begin_change(Replication& sim, const Occurrence& it, const model::Set& set);
void begin_change(Replication& sim, const Occurrence& it, const model::SupplyShock& shock);
void begin_change(Replication& sim, const Occurrence& it, const model::StageDelay& delay);
void begin_change(Replication& sim, const Occurrence& it, const model::PowerChange& change);

}  // namespace allot::engine

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
Outcome act(Replication& sim, const Occurrence& it, const model::Loan& loan);
/// The stream of random numbers of one occurrence: each has draws of its own.
std::uint64_t stream_of_occurrence(std::uint64_t name, std::uint32_t number);

// act_open.cpp: open units
Outcome act(Replication& sim, const Occurrence& it, const model::Withdraw& withdraw);

/// Open slices of an order or of an organisation, in the queues' order over all markets, from the front.
ScratchVector<Index> open_slices_of(const Replication& sim, Index order, Index organisation, Index product);

/// So many units of a product, or of the product of an order; of any product where neither is named.
Units units_of(const Replication& sim, const model::Amount& units, Index order, Index product);

// act_expedite.cpp
Outcome act(Replication& sim, const Occurrence& it, const model::Expedite& expedite);

// act_split.cpp
Outcome act(Replication& sim, const Occurrence& it, const model::Split& split);

// act_embargo.cpp
Outcome act(Replication& sim, const Occurrence& it, const model::Embargo& embargo);
void end_embargo(Replication& sim, const Occurrence& it);

// act_convert.cpp
Outcome act(Replication& sim, const Occurrence& it, const model::Convert& convert);

// act_retire.cpp
Outcome act(Replication& sim, const Occurrence& it, const model::Retire& retire);

// act_reclaim.cpp
Outcome act(Replication& sim, const Occurrence& it, const model::Reclaim& reclaim);

// act_lease.cpp
Outcome act(Replication& sim, const Occurrence& it, const model::Lease& lease);

// act_order.cpp
Outcome act(Replication& sim, const Occurrence& it, const model::PlaceOrder& order);

// parameters.cpp: what changes the parameters of a run, in the first phase
void begin_change(Replication& sim, const Occurrence& it, const model::Set& set);
void begin_change(Replication& sim, const Occurrence& it, const model::SupplyShock& shock);
void begin_change(Replication& sim, const Occurrence& it, const model::StageDelay& delay);
void begin_change(Replication& sim, const Occurrence& it, const model::PowerChange& change);
void begin_change(Replication& sim, const Occurrence& it, const model::PriceChange& change);

/// An action either acts on the pipeline or changes parameters: one of the functions above takes it. For one that has
/// neither, or both, `kind_of` (timing.cpp) does not compile.
template <class Action>
concept acts_on_pipeline = requires(Replication& sim, const Occurrence& it, const Action& action) {
  act(sim, it, action);
};
template <class Action>
concept changes_parameters = requires(Replication& sim, const Occurrence& it, const Action& action) {
  begin_change(sim, it, action);
};

// intervene.cpp
void conclude(Replication& sim, Index intervention, Outcome outcome);

}  // namespace allot::engine

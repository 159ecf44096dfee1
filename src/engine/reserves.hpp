#pragma once

#include "engine/replication.hpp"

/// Stock that is held back for some: what others are served only beyond of.
namespace allot::engine {

/// Whether a reserve keeps its stock for this slice too.
bool keeps_for(const Replication& sim, const ReserveNow& reserve, const Slice& slice);

/// What each reserve of a market holds now of so much stock, in order of definition, into `held`. Gives what is open to
/// all.
Units hold_back(Replication& sim, Index market, Units stock);

/// Writes down what each reserve asks for and holds, where the ledger is kept.
void note_reserves(Replication& sim, Index market, Units open);

/// Of what is open and what is held, that which a slice may be given.
Units within_reach(const Replication& sim, Index market, const Slice& slice, Units open);
/// It was given so many: first of what is held for it. Gives what is still open.
Units take_from_reach(Replication& sim, Index market, const Slice& slice, Units units, Units open);

}  // namespace allot::engine

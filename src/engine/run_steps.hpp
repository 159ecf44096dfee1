#pragma once

#include "engine/replication.hpp"

/// The steps of a run in one market, for who takes them otherwise than one after the other.
namespace allot::engine {

/// Who claims, in order of the queue, into `Replication::claiming`; what each claims and may get where that is not all
/// that is open, by caps as they stand. Gives whether anybody does.
bool gather_claims(Replication& sim, Index market);

/// By the rule, among them, into `Replication::awarded`. Gives what nobody can use.
Units divide_stock(Replication& sim, Index market);

/// What the division gave a slice, which forgets it.
Units take_award(Replication& sim, Index market, Index slice);

void end_run(Replication& sim, Index market, Units left);

/// Something other than a rule keeps a slice from its share, until it claims again.
void hold_back(Replication& sim, Index slice, JournalEntry::Kind why);

/// A frozen window in which the market is; none.
const WindowNow* frozen_by(const Replication& sim, Index market);
void stay_frozen(Replication& sim, Index market, const WindowNow& window);

}  // namespace allot::engine

#pragma once

#include "engine/event.hpp"

namespace allot::engine {

struct Replication;

/// How long a slice stays, where its units come back or are leased: since when its term runs and until when, and the
/// lease that it is under.
struct Tenure {
  Time began = never;           ///< when it first went online; never: not yet, or its units do not come back
  Time until = never;           ///< when it leaves, wherever it stands then
  Index lease = model::none;    ///< of `State::leases`
  bool is_called_back = false;  ///< by a `reclaim`
};

/// Of a slice; the usual one where nothing is known of it.
Tenure tenure(const Replication& sim, Index slice);
/// The same to write to.
Tenure& tenure_of(Replication& sim, Index slice);
/// A slice goes online: its term begins, unless it had.
void begin_term(Replication& sim, Index slice);
/// The same of one that was received before the start.
void begin_term_before_start(Replication& sim, Index slice, Time received);
/// A slice leaves at that moment, if that is earlier than its end so far.
void end_by(Replication& sim, Index slice, Time until);
/// A part that was cut off stays as long as the whole.
void share_tenure(Replication& sim, Index whole, Index part);

void on_term_end(Replication& sim, Index slice);
/// On their way back no more: stock of the supplier that they came from.
void on_units_back(Replication& sim, Index slice);
void on_lease_end(Replication& sim, Index lease);

}  // namespace allot::engine

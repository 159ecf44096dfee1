#pragma once

#include <vector>

#include "engine/layout.hpp"

namespace allot::engine {

struct Replication;

/// A transfer whose units are not delivered yet, and the one before it of the same units.
struct PendingTransfer {
  Time at = 0;
  Index intervention = 0, from = 0, to = 0;
  Index before = model::none;
};

/// The transfers that interventions brought about. Nothing is kept where there are none.
struct PendingTransfers {
  std::vector<PendingTransfer> all;
  std::vector<Index> last;  ///< by slice, as far as the last that ever moved: its latest transfer

  Index of(Index slice) const {
    return static_cast<std::size_t>(slice) < last.size() ? last[static_cast<std::size_t>(slice)] : model::none;
  }
  void set(Index slice, Index pending);
  void clear() {
    all.clear();
    last.clear();
  }
};

/// An intervention gives the slice to another owner. To be called before the owner changes.
void note_transfer(Replication& sim, Index intervention, Index slice, Index to);
/// A part goes the way that the whole went.
inline void share_transfers(PendingTransfers& pending_transfers, Index whole, Index part) {
  if (pending_transfers.of(whole) != model::none) pending_transfers.set(part, pending_transfers.of(whole));
}
/// The slice is delivered: so are all who had it before, in the books of what moved.
void deliver_transfers(Replication& sim, Index slice);
/// What moved and had not come when the replication ended.
void close_transfers(Replication& sim);

}  // namespace allot::engine

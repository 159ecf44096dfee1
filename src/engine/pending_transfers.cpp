#include "engine/pending_transfers.hpp"

#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

void record(Replication& sim, const PendingTransfer& pending, const Slice& slice, Time delivered_at) {
  sim.seen.transfers.push_back({pending.at, delivered_at, pending.intervention, pending.from, pending.to, slice.product,
                                slice.units, slice.state == SliceState::cancelled});
}

bool has_come(SliceState state) { return state >= SliceState::delivered && state != SliceState::cancelled; }

}  // namespace

void PendingTransfers::set(Index slice, Index pending) {
  const auto place = static_cast<std::size_t>(slice);
  if (place >= last.size()) last.resize(place + 1, model::none);
  last[place] = pending;
}

void note_transfer(Replication& sim, Index intervention, Index index, Index to) {
  const Slice& slice = sim.slices[at(index)];
  const PendingTransfer pending{sim.now, intervention, slice.owner, to, sim.pending_transfers.of(index)};
  if (has_come(slice.state)) return record(sim, pending, slice, sim.now);
  sim.pending_transfers.all.push_back(pending);
  sim.pending_transfers.set(index, static_cast<Index>(sim.pending_transfers.all.size()) - 1);
}

void deliver_transfers(Replication& sim, Index index) {
  Index next = sim.pending_transfers.of(index);
  if (next == model::none) return;
  for (; next != model::none; next = sim.pending_transfers.all[at(next)].before)
    record(sim, sim.pending_transfers.all[at(next)], sim.slices[at(index)], sim.now);
  sim.pending_transfers.set(index, model::none);
}

void close_transfers(Replication& sim) {
  for (std::size_t i = 0; i < sim.pending_transfers.last.size(); ++i)
    for (Index next = sim.pending_transfers.last[i]; next != model::none;
         next = sim.pending_transfers.all[at(next)].before)
      record(sim, sim.pending_transfers.all[at(next)], sim.slices[i], never);
}

}  // namespace allot::engine

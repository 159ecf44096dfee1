#include "engine/hops.hpp"

#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

void record(Replication& sim, const Hop& hop, const Slice& slice, Time came) {
  sim.seen.transfers.push_back({hop.at, came, hop.intervention, hop.from, hop.to, slice.product, slice.units,
                                slice.state == SliceState::cancelled});
}

bool has_come(SliceState state) { return state >= SliceState::delivered && state != SliceState::cancelled; }

}  // namespace

void Hops::set(Index slice, Index hop) {
  const auto place = static_cast<std::size_t>(slice);
  if (place >= last.size()) last.resize(place + 1, model::none);
  last[place] = hop;
}

void note_hop(Replication& sim, Index intervention, Index index, Index to) {
  const Slice& slice = sim.slices[at(index)];
  const Hop hop{sim.now, intervention, slice.owner, to, sim.hops.of(index)};
  if (has_come(slice.state)) return record(sim, hop, slice, sim.now);
  sim.hops.all.push_back(hop);
  sim.hops.set(index, static_cast<Index>(sim.hops.all.size()) - 1);
}

void come_by_hops(Replication& sim, Index index) {
  Index next = sim.hops.of(index);
  if (next == model::none) return;
  for (; next != model::none; next = sim.hops.all[at(next)].before)
    record(sim, sim.hops.all[at(next)], sim.slices[at(index)], sim.now);
  sim.hops.set(index, model::none);
}

void close_hops(Replication& sim) {
  for (std::size_t i = 0; i < sim.hops.last.size(); ++i)
    for (Index next = sim.hops.last[i]; next != model::none; next = sim.hops.all[at(next)].before)
      record(sim, sim.hops.all[at(next)], sim.slices[i], never);
}

}  // namespace allot::engine

#include <algorithm>

#include "engine/actions.hpp"
#include "engine/costs.hpp"

namespace allot::engine {
namespace {

// An order that an intervention places is placed when that happens.
void place_now(Replication& sim, Index first, Index intervention) {
  const Index order = sim.slices[at(first)].order;
  for (Index i = first; at(i) < sim.slices.size() && sim.slices[at(i)].order == order; ++i) {
    Slice& slice = sim.slices[at(i)];
    slice.placed = sim.now;
    count_units(sim, intervention, slice.units);
    slice.rank = rank_of_placed + static_cast<std::uint64_t>(order);
    slice.not_before = std::max(slice.not_before, sim.now);
    if (slice.peg != model::none) sim.pegs[at(slice.peg)].needed += slice.units;
  }
  for (std::size_t lot = 0; lot < sim.lots.size(); ++lot)
    if (sim.lots[lot].order == order)
      sim.schedule(std::max(sim.lots[lot].arrival, sim.now), EventKind::lot_arrives, lot, static_cast<Index>(lot));
}

}  // namespace

Outcome act(Replication& sim, const Occurrence& it, const model::PlaceOrder&) {
  const Index slice = sim.intervention_slices[at(it.intervention)];
  place_now(sim, slice, it.intervention);
  sim.schedule(sim.now, EventKind::order_placed, rank_of_placed + static_cast<std::uint64_t>(it.intervention), slice);
  return {};
}

}  // namespace allot::engine

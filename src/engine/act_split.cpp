#include "engine/actions.hpp"
#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

void note_parted(Replication& sim, Index slice) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "parted");
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("units", sim.slices[at(slice)].units);
}

}  // namespace

// From the back, so that later units stand behind earlier ones.
Outcome act(Replication& sim, const Occurrence&, const model::Split& split) {
  Outcome outcome;
  for (Index slice : open_slices_of(sim, split.order, model::none, model::none)) {
    const Units each = sim.units(split.units, sim.slices[at(slice)].product);
    const Units units = sim.slices[at(slice)].units;
    if (each == 0 || units <= each) continue;
    note_parted(sim, slice);
    outcome.asked += units;
    outcome.moved += units;
    wake_market(sim, slice);
    while (sim.slices[at(slice)].units > each) {
      slice = split_back(sim, slice, sim.slices[at(slice)].units - each);
      enter_queue(sim, slice);
    }
  }
  return outcome;
}

}  // namespace allot::engine

#include <algorithm>

#include "engine/actions.hpp"
#include "engine/handlers.hpp"

/// Nobody ships to whom an embargo names.
namespace allot::engine {
namespace {

const model::Embargo& embargo_of(const Replication& sim, const Occurrence& it) {
  return std::get<model::Embargo>(sim.model.interventions[at(it.intervention)].action);
}

bool holds(const Replication& sim, const model::Embargo& it, const Slice& slice, Index product) {
  if (it.organisation != model::none && it.organisation != slice.owner) return false;
  if (it.product != model::none && it.product != product) return false;
  if (!it.names_region) return true;
  const std::vector<Index>& sites = sim.sites_of(slice);
  return sites.empty() ? it.organisations_in_region[at(slice.owner)] : it.sites_in_region[at(sites.front())];
}

void note_slice(Replication& sim, const char* event, Index slice, Index peg = model::none) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, event);
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("units", sim.slices[at(slice)].units);
  if (peg != model::none) line.cells.emplace_back("peg", std::int64_t{peg});
}

// What was set aside for it is anybody's.
void unpeg(Replication& sim, Index index) {
  Slice& slice = sim.slices[at(index)];
  if (slice.peg == model::none) return;
  const Index peg = std::exchange(slice.peg, model::none);
  note_slice(sim, "unpegged", index, peg);
  sim.pegs[at(peg)].needed -= slice.units;
  if (slice.state == SliceState::open) sim.market_of(sim.terms(slice).supplier, slice.product).backlog += slice.units;
  release_unpegged(sim, peg);
}

bool is_yet_to_be_placed(const Replication& sim, const Slice& slice) {
  if (slice.state != SliceState::planned) return false;
  return slice.rank >= rank_of_placed || !sim.model.is_placed_by_intervention(sim.model.orders[at(slice.order)]);
}

void stop_order(Replication& sim, const model::Embargo& it, Index index) {
  if (it.orders == model::Embargo::Orders::cancel) cancel(sim, index, nullptr, 0.0);
  if (it.orders == model::Embargo::Orders::release) unpeg(sim, index);
  if (it.orders != model::Embargo::Orders::cancel) look_whether_barred(sim, index);
  wake_market(sim, index);
}

bool is_on_its_way(const Slice& slice) {
  return slice.state == SliceState::allocated || slice.state == SliceState::in_transit;
}

}  // namespace

bool is_embargoed(const Replication& sim, const Slice& slice, Index product) {
  return std::any_of(sim.embargoes.begin(), sim.embargoes.end(),
                     [&](const Occurrence& it) { return holds(sim, embargo_of(sim, it), slice, product); });
}

void look_whether_barred(Replication& sim, Index index) {
  Slice& slice = sim.slices[at(index)];
  const bool is_held = slice.state == SliceState::open && is_embargoed(sim, slice, slice.product);
  if (is_held == slice.is_barred) return;
  slice.is_barred = is_held;
  sim.journal({JournalEntry::Kind::embargoed, sim.now, index, is_held});
  note_slice(sim, is_held ? "barred" : "unbarred", index);
}

namespace {

bool stops(const Replication& sim, const model::Embargo& it, const Slice& slice) {
  return slice.order != model::none && holds(sim, it, slice, slice.product);
}

// None that is turned back begins a stage in which another that is leaves a server.
void clear_lines(Replication& sim, const model::Embargo& it) {
  for (std::size_t i = 0; i < sim.slices.size(); ++i)
    if (is_on_its_way(sim.slices[i]) && stops(sim, it, sim.slices[i])) leave_line(sim, static_cast<Index>(i));
}

}  // namespace

Outcome act(Replication& sim, const Occurrence& by, const model::Embargo& it) {
  const Time end = end_of(sim, it.until, sim.now);
  if (end <= sim.now) return {};
  sim.embargoes.push_back(by);
  sim.schedule(end, EventKind::parameter_change_ends, rank_of_intervention(by.intervention), by.intervention,
               by.number);
  if (it.takes_back) clear_lines(sim, it);
  Units stopped = 0;
  for (std::size_t i = 0; i < sim.slices.size(); ++i) {
    const auto index = static_cast<Index>(i);
    const Slice& slice = sim.slices[i];
    if (!stops(sim, it, slice)) continue;
    if (it.orders == model::Embargo::Orders::release && is_yet_to_be_placed(sim, slice)) unpeg(sim, index);
    const bool comes_back = it.takes_back && is_on_its_way(slice);
    if (slice.state != SliceState::open && !comes_back) continue;
    stopped += slice.units;
    note_slice(sim, "embargoed", index);
    if (comes_back) take_back(sim, index);
    stop_order(sim, it, index);
  }
  return {stopped, stopped};
}

void end_embargo(Replication& sim, const Occurrence& by) {
  std::erase_if(sim.embargoes,
                [&](const Occurrence& it) { return it.intervention == by.intervention && it.number == by.number; });
  for (std::size_t i = 0; i < sim.slices.size(); ++i) {
    if (!sim.slices[i].is_barred || sim.slices[i].state != SliceState::open) continue;
    look_whether_barred(sim, static_cast<Index>(i));
    if (!sim.slices[i].is_barred) wake_market(sim, static_cast<Index>(i));
  }
}

}  // namespace allot::engine

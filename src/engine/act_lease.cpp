#include <algorithm>
#include <tuple>

#include "engine/actions.hpp"
#include "engine/costs.hpp"
#include "engine/handlers.hpp"
#include "engine/tenure.hpp"

/// Units that another organisation uses where they stand.
namespace allot::engine {
namespace {

bool is_meant(const Replication& sim, const model::Lease& it, Index index) {
  const Slice& slice = sim.slices[at(index)];
  return slice.state == SliceState::online && slice.owner == it.from && slice.product == it.product &&
         (it.site == model::none || slice.site == it.site) && tenure(sim, index).lease == model::none;
}

// What ran at the start, by site, then in order of award; of one award its first units.
ScratchVector<Index> candidates(const Replication& sim, const model::Lease& it) {
  auto found = sim.list<Index>();
  for (std::size_t i = 0; i < sim.slices.size(); ++i)
    if (is_meant(sim, it, static_cast<Index>(i))) found.push_back(static_cast<Index>(i));
  const auto place = [&](Index slice) {
    const Slice& its = sim.slices[at(slice)];
    return std::tuple(award_of(its), its.order == model::none ? its.sites : 0, its.first);
  };
  std::sort(found.begin(), found.end(), [&](Index a, Index b) { return place(a) < place(b); });
  return found;
}

void hand_over(Replication& sim, const Occurrence& by, Index index, Index to) {
  const Slice slice = sim.slices[at(index)];
  if (sim.recording.ledger) {
    LedgerLine& line = note(sim, "leased");
    line.cells.emplace_back("intervention", sim.model.interventions[at(by.intervention)].id);
    line.cells.emplace_back("slice", std::int64_t{index});
    line.cells.emplace_back("units", slice.units);
    line.cells.emplace_back("from", sim.model.organisations[at(slice.owner)].id);
    line.cells.emplace_back("to", sim.model.organisations[at(to)].id);
  }
  note_transfer(sim, by.intervention, index, to);
  // Without a due: it changes no promise, and no account of when it came.
  sim.journal({JournalEntry::Kind::transfer, sim.now, index, by.intervention, slice.owner, to, slice.units, never});
  give_to(sim, index, to, slice.sites);
}

Time end_of_lease(const Replication& sim, const Occurrence& by, const model::Lease& it) {
  if (!it.term) return end_of(sim, it.until, sim.now);
  return sim.now + sim.duration(*it.term, sim.model.interventions[at(by.intervention)].term_stream, by.number, sim.now);
}

}  // namespace

Outcome act(Replication& sim, const Occurrence& by, const model::Lease& it) {
  const ScratchVector<Index> found = candidates(sim, it);
  Units available = 0;
  for (const Index slice : found) available += sim.slices[at(slice)].units;
  const Units asked = it.units ? sim.units(*it.units, it.product) : available;
  const Time until = end_of_lease(sim, by, it);
  if (available == 0 || until <= sim.now || (available < asked && !it.is_partial)) return {asked, 0};
  const auto lease = static_cast<Index>(sim.leases.size());
  Units left = asked;
  for (const Index slice : found) {
    if (left == 0) break;
    const Index part = left < sim.slices[at(slice)].units ? cut_front_at_site(sim, slice, left) : slice;
    left -= sim.slices[at(part)].units;
    tenure_of(sim, part).lease = lease;
    hand_over(sim, by, part, it.to);
  }
  sim.leases.push_back({by, it.from, asked - left});
  count_days(sim, by.intervention, asked - left, std::min(until, sim.model.end) - sim.now);
  if (until < never)
    sim.schedule(until, EventKind::lease_ends, rank_of_intervention(by.intervention), lease, by.number);
  return {asked, asked - left};
}

void on_lease_end(Replication& sim, Index lease) {
  const LeaseState it = sim.leases[at(lease)];
  Units back = 0;
  for (std::size_t i = 0; i < sim.tenures.size(); ++i) {
    if (sim.tenures[i].lease != lease || !is_in_service(sim.slices[i].state)) continue;
    sim.tenures[i].lease = model::none;
    back += sim.slices[i].units;
    hand_over(sim, it.of, static_cast<Index>(i), it.lender);
  }
  conclude(sim, it.of.intervention, {it.units, back});
}

}  // namespace allot::engine

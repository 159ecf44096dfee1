#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/plan.hpp"
#include "engine/replication.hpp"
#include "engine/selection.hpp"
#include "random/key.hpp"

namespace allot::engine {
namespace {

/// What an action asked for and what it moved.
struct Outcome {
  Units asked = 0, moved = 0;
};

void after_move(Replication& sim, Index index) {
  const Slice& slice = sim.slices[at(index)];
  wake_market(sim, index);
  if (slice.state == SliceState::delivered) request_settlement(sim);
}

void move(Replication& sim, Index intervention, Index index, Index owner, Index sites, const model::Delay& reroute) {
  const model::Intervention& it = sim.model.interventions[at(intervention)];
  if (sim.recording.ledger) {
    LedgerLine& line = note(sim, "transfer");
    line.cells.emplace_back("intervention", it.id);
    line.cells.emplace_back("slice", std::int64_t{index});
    line.cells.emplace_back("units", sim.slices[at(index)].units);
    line.cells.emplace_back("from", sim.model.organisations[at(sim.slices[at(index)].owner)].id);
    line.cells.emplace_back("to", sim.model.organisations[at(owner)].id);
    line.cells.emplace_back("sites", names_of_sites(sim, sites));
  }
  const Slice& given = sim.slices[at(index)];
  sim.journal({JournalEntry::Kind::transfer, sim.now, index, intervention, given.owner, owner, given.units, given.due});
  give_to(sim, index, owner, sites);
  Slice& slice = sim.slices[at(index)];
  const bool is_on_its_way = slice.state == SliceState::allocated || slice.state == SliceState::in_transit;
  if (is_on_its_way && !reroute.is_zero())
    slice.reroute += sim.duration(reroute, combine(sim.orders[at(slice.order)].key, it.reroute_name), static_cast<std::uint64_t>(slice.first));
  after_move(sim, index);
}

// Which sites each chosen unit goes to: where those that it replaces were going, unit by unit.
struct Destination {
  Index sites = 0;
  Units units = 0;
};

std::vector<Destination> destinations(const Replication& sim, const std::vector<Chosen>& given) {
  std::vector<Destination> out;
  for (const Chosen& it : given) {
    const Index sites = sim.slices[at(it.slice)].sites;
    if (!out.empty() && out.back().sites == sites) out.back().units += it.units;
    else out.push_back({sites, it.units});
  }
  return out;
}

void move_all(Replication& sim, Index intervention, const std::vector<Chosen>& chosen, Index owner, const std::vector<Destination>& to, const model::Delay& reroute) {
  std::size_t d = 0;
  Units used = 0;
  for (const Chosen& it : chosen) {
    Index slice = it.slice;
    while (slice != model::none) {
      const Units here = to[d].units - used;
      const Units units = sim.slices[at(slice)].units;
      const Index part = here < units ? cut_front(sim, slice, here) : slice;
      move(sim, intervention, part, owner, to[d].sites, reroute);
      used += std::min(here, units);
      if (used == to[d].units && d + 1 < to.size()) ++d, used = 0;
      slice = part == slice ? model::none : slice;
    }
  }
}

Wanted side(const Replication& sim, const model::Swap& swap, const model::Side& it) {
  Wanted wanted{it.organisation, swap.product, swap.states, swap.choose, it.orders, std::nullopt};
  if (swap.units) wanted.units = sim.units(*swap.units, swap.product);
  return wanted;
}

Outcome act(Replication& sim, Index intervention, const model::Swap& swap) {
  Wanted a = side(sim, swap, swap.a), b = side(sim, swap, swap.b);
  const Units wanted = std::max(asked(sim, a), asked(sim, b));
  const Units possible = std::min(total(choose(sim, a)), total(choose(sim, b)));
  if (possible == 0 || (possible < wanted && !swap.is_partial)) return {wanted, 0};
  a.units = b.units = possible;
  std::vector<Chosen> from_a = choose(sim, a), from_b = choose(sim, b);
  cut(sim, from_a);
  cut(sim, from_b);
  const std::vector<Destination> of_a = destinations(sim, from_a), of_b = destinations(sim, from_b);
  move_all(sim, intervention, from_a, swap.b.organisation, of_b, swap.reroute);
  move_all(sim, intervention, from_b, swap.a.organisation, of_a, swap.reroute);
  return {wanted, possible};
}

Outcome act(Replication& sim, Index intervention, const model::Divert& divert) {
  const Units wanted = sim.units(divert.units, divert.product);
  std::vector<Chosen> chosen = choose(sim, {divert.from, divert.product, divert.states, model::Choose::earliest, {}, wanted});
  const Units found = total(chosen);
  if (found == 0 || (found < wanted && !divert.is_partial)) return {wanted, 0};
  cut(sim, chosen);
  move_all(sim, intervention, chosen, divert.to, {{divert.to_sites, found}}, divert.reroute);
  return {wanted, found};
}

void cancel(Replication& sim, Index index) {
  Slice& slice = sim.slices[at(index)];
  if (sim.recording.ledger) {
    LedgerLine& line = note(sim, "cancelled");
    line.cells.emplace_back("slice", std::int64_t{index});
    line.cells.emplace_back("units", slice.units);
  }
  sim.change(sim.layout.of(slice.owner, OrganisationLevel::cancelled), slice.units);
  if (at(slice.order) < sim.model.orders.size()) sim.change(sim.layout.of(slice.order, OrderLevel::cancelled), slice.units);
  sim.seen.cancellations.push_back({sim.now, slice.promise, slice.units});
  set_state(sim, index, SliceState::cancelled);
  const Slice& gone = sim.slices[at(index)];
  if (gone.peg == model::none) return;
  sim.pegs[at(gone.peg)].needed -= gone.units;
  release_unpegged(sim, gone.peg);
}

void defer(Replication& sim, Index index, Duration by) {
  Slice& slice = sim.slices[at(index)];
  if (sim.recording.ledger) {
    LedgerLine& line = note(sim, "deferred");
    line.cells.emplace_back("slice", std::int64_t{index});
    line.cells.emplace_back("units", slice.units);
    line.cells.emplace_back("days", static_cast<double>(by) / day);
    line.cells.emplace_back("not_before", format_date(sim.model.start + slice.not_before + by));
    if (slice.due != never) line.cells.emplace_back("due", format_date(sim.model.start + slice.due + by));
  }
  slice.not_before += by;
  if (slice.due != never) slice.due += by;
  if (slice.not_before > sim.now) sim.schedule(slice.not_before, EventKind::slice_eligible, static_cast<std::uint64_t>(index), index);
}

// Open units from the end of the queue, in the queues' order over all markets.
std::vector<Index> open_from_the_end(const Replication& sim, const model::Withdraw& it) {
  std::vector<Index> found;
  for (std::size_t i = 0; i < sim.slices.size(); ++i) {
    const Slice& slice = sim.slices[i];
    if (slice.state != SliceState::open) continue;
    if (it.order != model::none ? slice.order != it.order : slice.owner != it.organisation) continue;
    if (it.product == model::none || it.product == slice.product) found.push_back(static_cast<Index>(i));
  }
  std::stable_sort(found.begin(), found.end(), [&](Index a, Index b) { return is_ahead(sim.slices[at(b)], sim.slices[at(a)]); });
  return found;
}

Outcome act(Replication& sim, Index, const model::Withdraw& it) {
  const std::vector<Index> open = open_from_the_end(sim, it);
  Units available = 0;
  for (const Index slice : open) available += sim.slices[at(slice)].units;
  Outcome outcome{available, 0};
  if (it.units) outcome.asked = std::max<Units>(0, std::llround(sim.amount(*it.units)));
  for (Index slice : open) {
    const Units left = outcome.asked - outcome.moved;
    if (left == 0) break;
    if (left < sim.slices[at(slice)].units) {
      slice = split_back(sim, slice, left);
      enter_queue(sim, slice);
    }
    outcome.moved += sim.slices[at(slice)].units;
    if (it.defer_by) defer(sim, slice, whole_seconds(sim.amount(*it.defer_by)));
    else cancel(sim, slice);
    wake_market(sim, slice);
  }
  return outcome;
}

void refresh_policy(Replication& sim) {
  sim.policy = sim.base_policy;
  for (const ActiveSet& active : sim.sets)
    apply(sim.model, std::get<model::Set>(sim.model.interventions[at(active.intervention)].action), active.changed, sim.policy);
  for (std::size_t m = 0; m < sim.markets.size(); ++m) request_run(sim, static_cast<Index>(m));
}

void schedule_end(Replication& sim, Index intervention, const std::optional<model::Amount>& until) {
  if (!until) return;
  const Time end = sim.moment(*until);
  sim.schedule(std::max(end, sim.now), EventKind::shock_ends, (1ull << 32) + static_cast<std::uint64_t>(intervention), intervention);
}

void change_source(Replication& sim, const model::PowerChange& change) {
  SiteState& site = sim.sites[at(change.site)];
  SourceState& source = (change.is_power ? site.power : site.room).sources[at(change.source)];
  const Duration shift = change.at ? sim.moment(*change.at) - source.from : change.by ? whole_seconds(sim.amount(*change.by)) : 0;
  source.from += shift;
  source.until += shift;
  if (change.add) source.add = static_cast<std::int64_t>(std::floor(sim.amount(*change.add) + 0.5));
  schedule_source(sim, change.site, source);
  update_capacity(sim, change.site);
}

// An order that an intervention places is placed when that happens.
void place_now(Replication& sim, Index first) {
  const Index order = sim.slices[at(first)].order;
  for (Index i = first; at(i) < sim.slices.size() && sim.slices[at(i)].order == order; ++i) {
    Slice& slice = sim.slices[at(i)];
    slice.placed = sim.now;
    slice.rank = (1ull << 62) + static_cast<std::uint64_t>(order);
    slice.not_before = std::max(slice.not_before, sim.now);
    if (slice.peg != model::none) sim.pegs[at(slice.peg)].needed += slice.units;
  }
  for (std::size_t lot = 0; lot < sim.lots.size(); ++lot)
    if (sim.lots[lot].order == order) sim.schedule(std::max(sim.lots[lot].arrival, sim.now), EventKind::lot_arrives, lot, static_cast<Index>(lot));
}

void note_intervention(Replication& sim, Index intervention, Outcome outcome) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "intervention");
  line.cells.emplace_back("intervention", sim.model.interventions[at(intervention)].id);
  line.cells.emplace_back("asked", outcome.asked);
  line.cells.emplace_back("moved", outcome.moved);
}

}  // namespace

void on_intervention(Replication& sim, Index index) {
  const model::Action& action = sim.model.interventions[at(index)].action;
  Outcome outcome;
  if (const auto* it = std::get_if<model::Swap>(&action)) outcome = act(sim, index, *it);
  if (const auto* it = std::get_if<model::Divert>(&action)) outcome = act(sim, index, *it);
  if (const auto* it = std::get_if<model::Withdraw>(&action)) outcome = act(sim, index, *it);
  if (std::holds_alternative<model::PlaceOrder>(action)) {
    const Index slice = sim.intervention_slices[at(index)];
    place_now(sim, slice);
    sim.schedule(sim.now, EventKind::order_placed, (1ull << 62) + static_cast<std::uint64_t>(index), slice);
  }
  sim.seen.moved[at(index)] += outcome.moved;
  sim.seen.shortfall[at(index)] += outcome.asked - outcome.moved;
  note_intervention(sim, index, outcome);
}

void on_shock_begin(Replication& sim, Index index) {
  const model::Action& action = sim.model.interventions[at(index)].action;
  note_intervention(sim, index, {});
  if (const auto* set = std::get_if<model::Set>(&action)) {
    sim.sets.push_back({index, realised(set->changed, sim.draws)});
    schedule_end(sim, index, set->until);
    refresh_policy(sim);
  }
  if (const auto* shock = std::get_if<model::SupplyShock>(&action)) {
    if (shock->add) put_into_stock(sim, shock->supplier, shock->product, sim.units(*shock->add, shock->product));
    else sim.shocks.push_back({index, sim.now, shock->until ? sim.moment(*shock->until) : never});
  }
  if (const auto* delay = std::get_if<model::StageDelay>(&action))
    sim.delays.push_back({index, sim.now, delay->until ? sim.moment(*delay->until) : never});
  if (const auto* change = std::get_if<model::PowerChange>(&action)) change_source(sim, *change);
}

void on_shock_end(Replication& sim, Index index) {
  std::erase_if(sim.sets, [&](const ActiveSet& active) { return active.intervention == index; });
  refresh_policy(sim);
}

}  // namespace allot::engine

#include <algorithm>

#include "engine/handlers.hpp"
#include "engine/needs.hpp"
#include "engine/sort_by_time.hpp"

/// The state at the start: slices that no run of this simulation awarded.
namespace allot::engine {
namespace {

// There before the room is looked at: what finds none goes off in the first second.
void stand_at(Replication& sim, Slice& slice, Index site_index) {
  const model::Site& site = sim.model.sites[at(site_index)];
  SiteState& state = sim.sites[at(site_index)];
  slice.site = site_index;
  slice.arrival = ++sim.next_arrival;
  slice.ready = ++sim.next_ready;
  state.room.used += site.room.cost[at(slice.product)] * slice.units;
  state.power.used += site.power.cost[at(slice.product)] * slice.units;
  const auto index = static_cast<Index>(sim.slices.size());
  state.admitted.push_back(index);
  state.powered.push_back(index);
}

void note_online(Replication& sim, Index slice) {
  if (!sim.recording.ledger) return;
  const Slice& it = sim.slices[at(slice)];
  LedgerLine& line = note(sim, "online_at_start");
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("site", sim.model.sites[at(it.site)].id);
  line.cells.emplace_back("organisation", sim.model.organisations[at(it.owner)].id);
  line.cells.emplace_back("product", sim.model.products[at(it.product)].id);
  line.cells.emplace_back("units", it.units);
}

void note_shipped(Replication& sim, Index slice, Time expected) {
  if (!sim.recording.ledger) return;
  const Slice& it = sim.slices[at(slice)];
  LedgerLine& line = note(sim, "shipped_before_start");
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("state", std::string(name_of(it.state)));
  line.cells.emplace_back("order", order_name(sim, it.order));
  line.cells.emplace_back("organisation", sim.model.organisations[at(it.owner)].id);
  line.cells.emplace_back("supplier", sim.model.suppliers[at(sim.terms(it).supplier)].id);
  line.cells.emplace_back("product", sim.model.products[at(it.product)].id);
  line.cells.emplace_back("units", it.units);
  line.cells.emplace_back("first", it.first);
  line.cells.emplace_back("age", std::int64_t{it.age});
  line.cells.emplace_back("date", format_date(sim.model.start + expected));
  line.cells.emplace_back("sites", names_of_sites(sim, it.sites));
  if (it.site != model::none) line.cells.emplace_back("site", sim.model.sites[at(it.site)].id);
  note_payments(sim, line, it);
}

// As if it had been ordered and awarded before: its organisation's and its order's counts begin with it.
void count_award(Replication& sim, const Slice& slice) {
  sim.change(sim.layout.of(slice.owner, OrganisationLevel::allocated), slice.units);
  sim.change_order(slice.order, OrderLevel::allocated, slice.units);
}

void count_delivery(Replication& sim, const Slice& slice, Time when) {
  sim.change(sim.layout.of(slice.owner, OrganisationLevel::delivered), slice.units);
  sim.change_order(slice.order, OrderLevel::delivered, slice.units);
  sim.seen.deliveries.push_back({when, slice.owner, slice.promise, slice.units});
  if (sim.model.counts_needs) sim.seen.progress.back().at = when;  // what runs at the start has run since it came
}

Index open_slice(Replication& sim, Slice& rest, Units units, Origin origin, Time needed) {
  Slice slice = rest;
  slice.units = units;
  slice.origin = origin;
  slice.peg = model::none;
  slice.serial = ++sim.next_serial << 20;
  rest.units = std::max<Units>(0, rest.units - units);
  rest.first += units;
  slice.state = origin == Origin::in_transit_at_start ? SliceState::in_transit : SliceState::online;
  const std::vector<Index>& sites = sim.sites_of(slice);
  if (origin == Origin::delivered_at_start && !sites.empty()) stand_at(sim, slice, sites.front());
  const Index index = add_slice(sim, slice, needed);
  account(sim, sim.slices[at(index)], +1);
  count_award(sim, sim.slices[at(index)]);
  return index;
}

void begin_journey(Replication& sim, Index index, Time expected, Duration slip) {
  Slice& slice = sim.slices[at(index)];
  slice.not_before = expected;  // for which it was announced
  slice.stage = static_cast<std::int16_t>(sim.route_of(slice).stages.size());
  slice.busy_until = std::max<Time>(0, expected) + slip;
  sim.journal({JournalEntry::Kind::state, 0, index, static_cast<Index>(SliceState::in_transit)});
  sim.schedule(slice.busy_until, EventKind::stage_ends, slice.serial, index, slice.stamp);
}

}  // namespace

void put_online(Replication& sim, Index site_index) {
  const model::Site& site = sim.model.sites[at(site_index)];
  for (const model::InitialUnits& it : site.online) {
    Slice slice;
    slice.units = sim.units(it.units, it.product);
    if (slice.units == 0) continue;
    slice.product = it.product;
    slice.owner = slice.awarded_to = site.owner;
    slice.sites = site_index + 1;
    slice.state = SliceState::online;
    slice.origin = Origin::online_at_start;
    stand_at(sim, slice, site_index);
    sim.slices.push_back(slice);
    account(sim, sim.slices.back(), +1);
    if (sim.model.keeps_cash) note_opening_for_money(sim, static_cast<Index>(sim.slices.size()) - 1, 0);
    note_online(sim, static_cast<Index>(sim.slices.size()) - 1);
  }
}

void open_with_what_was_shipped(Replication& sim, const model::Opening& opening, Slice& rest, Time needed) {
  for (const model::DatedUnits& it : opening.delivered) {
    const Units units = sim.units(it.units, rest.product);
    if (units == 0) continue;
    const Index slice = open_slice(sim, rest, units, Origin::delivered_at_start, needed);
    const Time when = std::min<Time>(0, sim.moment(it.date));
    if (sim.model.keeps_cash) note_opening_for_money(sim, slice, when);
    count_delivery(sim, sim.slices[at(slice)], when);
    if (sim.model.has_terms) begin_term_before_start(sim, slice, when);
    sim.journal({JournalEntry::Kind::state, 0, slice, static_cast<Index>(SliceState::online)});
    note_shipped(sim, slice, when);
  }
  for (const model::DatedUnits& it : opening.in_transit) {
    const Units units = sim.units(it.units, rest.product);
    if (units == 0) continue;
    const Duration slip = opening.slip.is_zero()
                              ? 0
                              : sim.duration(opening.slip, opening.slip_stream, static_cast<std::uint64_t>(rest.first),
                                             std::max<Time>(0, sim.moment(it.date)));
    const Index slice = open_slice(sim, rest, units, Origin::in_transit_at_start, needed);
    if (sim.model.keeps_cash) note_opening_for_money(sim, slice, never);
    begin_journey(sim, slice, sim.moment(it.date), slip);
    note_shipped(sim, slice, sim.moment(it.date));
  }
}

void sort_opening_deliveries(Replication& sim) {
  const auto is_earlier = [](const DeliveryRecord& a, const DeliveryRecord& b) { return a.at < b.at; };
  std::vector<DeliveryRecord>& all = sim.seen.deliveries;
  if (std::is_sorted(all.begin(), all.end(), is_earlier)) return;
  const auto [first, last] = std::minmax_element(all.begin(), all.end(), is_earlier);
  sort_by_time(all, sim.spare_deliveries, &DeliveryRecord::at, last->at, first->at);
}

Index add_slice(Replication& sim, Slice slice, Time needed) {
  if (slice.units == 0) return model::none;
  slice.age = sim.orders[at(slice.order)].next_age++;
  slice.promise = static_cast<Index>(sim.seen.promises.size());
  sim.seen.promises.push_back({slice.order, slice.owner, slice.units, slice.due, needed});
  if (slice.peg != model::none) {
    PegState& peg = sim.pegs[at(slice.peg)];
    if (!sim.model.is_placed_by_intervention(sim.model.orders[at(slice.order)])) peg.needed += slice.units;
    peg.market = sim.market_index(sim.terms(slice).supplier, slice.product);
  }
  sim.slices.push_back(slice);
  return static_cast<Index>(sim.slices.size()) - 1;
}

}  // namespace allot::engine

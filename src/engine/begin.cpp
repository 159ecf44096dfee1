#include <algorithm>
#include <cmath>

#include "base/contract.hpp"
#include "engine/caps.hpp"
#include "engine/handlers.hpp"
#include "engine/needs.hpp"
#include "engine/plan.hpp"
#include "engine/readiness.hpp"
#include "random/key.hpp"

namespace allot::engine {
namespace {

void plan(Replication& sim, Time when, EventKind kind, std::uint64_t rank, Index subject, int pass = 0) {
  if (when < 0 || when >= sim.model.end) return;
  sim.events.plan(
      {when << 8 | pass << 4 | (when == 0 ? phase_at_start(kind) : phase_of(kind)), rank, 0, subject, kind});
}

void draw_uncertain(Replication& sim) {
  const std::span<const double> told = sim.chance.told;
  expects(told.empty() || told.size() == sim.model.uncertain.size(), "every uncertain value is told, or none");
  sim.draws.clear();
  for (std::size_t i = 0; i < sim.model.uncertain.size(); ++i) {
    const model::Uncertain& it = sim.model.uncertain[i];
    sim.draws.push_back(sim.model.samplers[at(it.sampler)](told.empty() ? sim.chance.draw(it.stream, 0) : told[i]));
  }
}

// Cleared, not made anew, as all that follows: later replications allocate nothing.
void begin_market(Market& market, Index supplier, Index product) {
  std::vector<Index> queue = std::move(market.queue);
  queue.clear();
  market = {supplier, product, 0, 0, 0, 0, std::move(queue), -1, false, false, 0};
}

void begin_station(StationState& station) {
  station.busy = 0;
  station.line.clear();
  station.free_at.clear();
}

void begin_trees(Replication& sim) {
  const Model& model = sim.model;
  const std::size_t most_claimants = std::max(model.groups.size(), model.organisations.size());
  const std::size_t most_levels = model.group_levels + 2;
  sim.awarded.resize(most_levels);
  for (std::vector<Units>& awarded : sim.awarded) awarded.assign(most_claimants, 0);
  sim.set_aside.resize(most_levels);
  for (std::vector<SetAside>& set_aside : sim.set_aside) set_aside.resize(most_claimants);
  sim.division.resize(most_levels);
  sim.claimant_bounds.resize(most_claimants);
  sim.child_of.assign(most_claimants, model::none);
}

void begin_markets(Replication& sim) {
  const Model& model = sim.model;
  sim.markets.resize(model.markets());
  for (std::size_t m = 0; m < sim.markets.size(); ++m) {
    begin_market(sim.markets[m], static_cast<Index>(m / model.products.size()),
                 static_cast<Index>(m % model.products.size()));
    if (sim.is_fifo[m]) begin_fifo_market(sim, static_cast<Index>(m));
  }
  sim.pegs.assign(at(model.pegs), {});
  sim.group_carry.assign(sim.markets.size() * model.group_levels * model.groups.size(), 0);
  sim.organisation_carry.assign(sim.markets.size() * model.organisations.size(), 0);
  sim.guarantee_given.assign(sim.markets.size(), {});
  sim.counted_awards.assign(sim.markets.size(), {});
  sim.cap_counts.assign(sim.markets.size(), {});
  sim.arrivals.assign(sim.markets.size(), {});
  begin_trees(sim);
  sim.stations.resize(model.stations.size());
  for (StationState& station : sim.stations) begin_station(station);
  for (std::size_t s = 0; s < model.suppliers.size(); ++s) {
    for (const model::InitialUnits& stock : model.suppliers[s].stock) {
      const Units units = sim.units(stock.units, stock.product);
      change_free(sim, sim.market_index(static_cast<Index>(s), stock.product), units);
      count_arrival(sim, sim.market_index(static_cast<Index>(s), stock.product), units);
      note_fact(sim, sim.market_index(static_cast<Index>(s), stock.product), units);
      sim.change(sim.layout.of(static_cast<Index>(s), SupplierLevel::stock), units);
      if (!sim.recording.ledger) continue;
      LedgerLine& line = note(sim, "stock");
      line.cells.emplace_back("supplier", model.suppliers[s].id);
      line.cells.emplace_back("product", model.products[at(stock.product)].id);
      line.cells.emplace_back("units", units);
    }
  }
}

void begin_gate(Replication& sim, const model::Gate& gate, GateState& state) {
  state.capacity = state.used = 0;
  state.sources.clear();
  for (const model::Source& source : gate.sources) {
    const Time announced = sim.moment(source.at);
    const Duration slip = source.slip.is_zero()
                              ? 0
                              : sim.slip(source.slip, source.slip_with, source.slip_stream, 0, announced, announced);
    const Time from = announced + slip;
    const Time until = source.is_ramp ? sim.moment(source.until) + slip : from;
    const Time planned = sim.planned_amount(source.at);
    const Time planned_until = source.is_ramp ? sim.planned_amount(source.until) : planned;
    state.sources.push_back({from, std::max(from, until), half_up(sim.exact(source.add)), planned,
                             std::max(planned, planned_until), sim.planned_amount(source.add)});
  }
}

void begin_site(Replication& sim, const model::Site& site, SiteState& state) {
  begin_gate(sim, site.room, state.room);
  begin_gate(sim, site.power, state.power);
  state.admitted.clear();
  state.crew_line.clear();
  state.crew_works_on = model::none;
  state.unpowered.clear();
  state.tried_for_power = 0;
  state.tries_power_again = false;
  state.fit_is_due = false;
  state.powered.clear();
}

void plan_source(Replication& sim, Index site, const SourceState& source) {
  for (Time when = source.from + day; when < source.until; when += day)
    plan(sim, when, EventKind::source_changes, static_cast<std::uint64_t>(site), site);
  plan(sim, source.until, EventKind::source_changes, static_cast<std::uint64_t>(site), site);
}

void begin_sites(Replication& sim) {
  sim.sites.resize(sim.model.sites.size());
  sim.waiting_for_room.clear();
  sim.tried_for_room = 0;
  sim.power_is_free_at.clear();
  for (std::size_t s = 0; s < sim.model.sites.size(); ++s) {
    const auto index = static_cast<Index>(s);
    begin_site(sim, sim.model.sites[s], sim.sites[s]);
    put_online(sim, index);
    for (const SourceState& source : sim.sites[s].room.sources) plan_source(sim, index, source);
    for (const SourceState& source : sim.sites[s].power.sources) plan_source(sim, index, source);
    plan(sim, 0, EventKind::source_changes, static_cast<std::uint64_t>(index), index);
  }
}

void plan_lots(Replication& sim) {
  sim.lots.clear();
  sim.held_lots.clear();
  sim.parts_are_due.assign(sim.model.builds ? sim.model.suppliers.size() : 0, 0);
  for (std::size_t i = 0; i < sim.model.pieces.size(); ++i) {
    const model::Piece& piece = sim.model.pieces[i];
    sim.pegs[at(piece.peg)].market = sim.market_index(piece.supplier, piece.product);
    append_lots(sim, static_cast<Index>(i));
  }
}

// A committed delivery is a slice pegged to a lot of its own.
void add_delivery_lot(Replication& sim, Index index, const model::Delivery& delivery, Units units) {
  const model::Terms& terms = sim.model.terms_of(sim.model.orders[at(index)]);
  const Time planned = sim.moment(delivery.date);
  if (units > 0 && planned >= 0 && planned < sim.model.end)
    sim.lots.push_back({model::none, terms.supplier, terms.product, delivery.peg, planned, planned, units, index});
}

Slice first_slice(const Replication& sim, Index order) {
  const model::Order& it = sim.model.orders[at(order)];
  const model::Terms& terms = sim.model.terms_of(it);
  Slice slice;
  slice.order = order;
  slice.product = terms.product;
  slice.owner = slice.awarded_to = terms.owner;
  slice.sites = terms.sites;
  slice.rank = static_cast<std::uint64_t>(order);
  slice.peg = terms.peg;
  return slice;
}

void add_listed_order(Replication& sim, Slice slice) {
  const model::Figures it = sim.model.figures_of(slice.order);
  slice.units = it.units;
  slice.placed = it.placed;
  slice.not_before = it.not_before;
  slice.due = it.due;
  add_slice(sim, slice, needed_by(sim, it.needed, it.due, slice.sites, it.units));
}

// A random size is at least one lot.
Units order_units(const Replication& sim, Index product, const model::Amount& amount) {
  const Units units = sim.units(amount, product);
  return !amount.is_derived ? units : std::max(units, sim.model.products[at(product)].lot);
}

Time said_of_need(const Replication& sim, const model::OrderDetails& it) {
  return it.needed ? sim.moment(*it.needed) : never;
}

void add_deliveries(Replication& sim, Slice slice, const model::OrderDetails& it) {
  for (const model::Delivery& delivery : it.deliveries) {
    slice.units = order_units(sim, slice.product, delivery.units);
    slice.peg = delivery.peg;
    slice.due = it.due ? sim.moment(*it.due) : sim.moment(delivery.date);
    add_delivery_lot(sim, slice.order, delivery, slice.units);
    add_slice(sim, slice, needed_by(sim, said_of_need(sim, it), slice.due, slice.sites, slice.units));
    slice.first += slice.units;
  }
}

Units shipped_before(const Replication& sim, Index opening, Index product) {
  if (opening == model::none) return 0;
  Units sum = 0;
  for (const auto* list : {&sim.model.openings[at(opening)].delivered, &sim.model.openings[at(opening)].in_transit})
    for (const model::DatedUnits& it : *list) sum += sim.units(it.units, product);
  return sum;
}

void add_detailed_order(Replication& sim, const Slice& first, const model::OrderDetails& it) {
  Slice slice = first;
  slice.placed = sim.moment(it.placed);
  slice.not_before = it.not_before ? sim.moment(*it.not_before) : slice.placed;
  slice.due = it.due ? sim.moment(*it.due) : never;
  slice.units = it.deliveries.empty() ? order_units(sim, slice.product, it.units) : 0;
  const Units promised = it.deliveries.empty() ? slice.units : shipped_before(sim, it.opening, slice.product);
  const Time needed = needed_by(sim, said_of_need(sim, it), slice.due, slice.sites, promised);
  if (it.opening != model::none) open_with_what_was_shipped(sim, sim.model.openings[at(it.opening)], slice, needed);
  if (it.deliveries.empty())
    add_slice(sim, slice, needed);
  else
    add_deliveries(sim, slice, it);
}

void add_order(Replication& sim, Index order) {
  const model::OrderDetails* details = sim.model.details_of(sim.model.orders[at(order)]);
  const Slice slice = first_slice(sim, order);
  if (details)
    add_detailed_order(sim, slice, *details);
  else
    add_listed_order(sim, slice);
}

// Twice as much for what is cut in parts as for what is not: room that nothing enters costs nothing, moving costs
// twice.
void make_room_for_orders(Replication& sim) {
  const std::size_t orders = sim.model.orders.size();
  sim.orders.reserve(orders);
  sim.first_slices.reserve(orders);
  sim.seen.promises.reserve(orders);
  sim.slices.reserve(sim.slices.size() + 2 * orders);
  sim.seen.deliveries.reserve(sim.seen.deliveries.size() + 2 * orders);
}

void begin_orders(Replication& sim) {
  sim.orders.clear();
  sim.first_slices.clear();
  make_room_for_orders(sim);
  for (const model::Order& it : sim.model.orders)
    sim.orders.push_back({&sim.model.terms_of(it), it.key, 0, model::none});
  for (std::size_t i = 0; i < sim.model.orders.size(); ++i) {
    const auto first = static_cast<Index>(sim.slices.size());
    sim.first_slices.push_back(first);
    add_order(sim, static_cast<Index>(i));
    const model::OrderDetails* details = sim.model.details_of(sim.model.orders[i]);
    if (!details || at(first) == sim.slices.size() || details->is_placed_by_intervention) continue;
    plan(sim, std::max<Time>(0, sim.slices[at(first)].placed), EventKind::order_placed, static_cast<std::uint64_t>(i),
         first);
  }
  if (!sim.model.openings.empty()) sort_opening_deliveries(sim);
  sim.intervention_slices.clear();
  for (const model::Intervention& it : sim.model.interventions) {
    const auto* order = std::get_if<model::PlaceOrder>(&it.action);
    sim.intervention_slices.push_back(order ? sim.first_slices[at(order->order)] : model::none);
  }
}

void plan_calendar(Replication& sim) {
  for (std::size_t m = 0; m < sim.markets.size(); ++m) {
    const auto& every = sim.model.suppliers[at(sim.markets[m].supplier)].every;
    Time when = 0;
    for (std::int64_t k = 0; every && when < sim.model.end; when = begin_of(*every, sim.model.start, ++k))
      plan(sim, when, EventKind::allocation_run, 2 * m + 1, static_cast<Index>(m));
    if (every) continue;
    request_run(sim, static_cast<Index>(m));
    for (const Time limits_change : moments_of_limits(sim, sim.markets[m].supplier))
      plan(sim, limits_change, EventKind::limits_change, m, static_cast<Index>(m));
  }
  constexpr int last_pass = 15;
  for (Time when = 0; when < sim.model.end; when += sim.model.grid)
    plan(sim, when, EventKind::grid_sample, 1, 0, last_pass);
}

// What no award of this simulation has part in.
void note_head_starts(Replication& sim) {
  for (const Slice& it : sim.slices) {
    if (it.origin == Origin::order) continue;
    const bool is_on_its_way = it.origin == Origin::in_transit_at_start;
    const Time due = it.promise == model::none ? never : sim.seen.promises[at(it.promise)].due;
    sim.seen.facts.head_starts.push_back({it.order, it.owner, it.product, it.sites, it.units, it.placed,
                                          is_on_its_way ? it.busy_until : 0, due, is_on_its_way});
  }
}

void clear(Replication& sim) {
  Observations& seen = sim.seen;  // cleared, not made anew: a warm replication allocates nothing for them
  seen.grid_levels.clear();
  seen.promises.clear();
  const std::size_t organisations = sim.model.organisations.size();
  seen.need_apart.assign(sim.model.buyers.empty() && sim.model.gamings.empty() ? 0 : organisations, 0);
  seen.fees.assign(sim.model.has_fees() ? organisations : 0, 0);
  seen.deposits.assign(seen.fees.size(), 0);
  seen.deliveries.clear();
  seen.cancellations.clear();
  seen.progress.clear();
  seen.by_hand.clear();
  seen.transfers.clear();
  seen.ledger.clear();
  seen.snapshots.clear();
  seen.money.clear();
  sim.money.clear();
  seen.journal.clear();
  seen.facts.clear();
  seen.slices.clear();
  seen.happened.assign(sim.recording.chronicle ? sim.model.interventions.size() : 0, never);
  seen.began.clear();
  seen.site_moments.clear();
  seen.events = 0;
  sim.seen.gauges.assign(sim.layout.size(), {});
  sim.seen.milestones.assign(sim.model.milestones.size(), never);
  sim.seen.paid.assign(sim.model.has_auction ? sim.model.organisations.size() : 0, 0);
  sim.seen.premium.assign(sim.model.has_auction ? sim.model.suppliers.size() : 0, 0);
  sim.seen.moved.assign(sim.model.interventions.size(), 0);
  sim.seen.shortfall.assign(sim.model.interventions.size(), 0);
  sim.seen.uses.assign(sim.model.has_costs ? sim.model.interventions.size() : 0, {});
  sim.seen.spends.clear();
  sim.seen.decision_costs.clear();
  sim.seen.orders.assign(sim.model.orders.size(), {});
  sim.slices.clear();
  sim.tenures.clear();
  sim.slice_carry.clear();
  sim.pending_transfers.clear();
  sim.events.clear();
  sim.now = 0;
  sim.pass = 0;
  sim.phase = 0;
  sim.next_serial = sim.next_arrival = sim.next_ready = 0;
  sim.online_changed = true;
  sim.settle_is_due = false;
  sim.has_held = false;
  sim.chance.begin();
}

}  // namespace

void begin(Replication& sim) {
  clear(sim);
  draw_uncertain(sim);
  realise(sim.model.policy, sim.draws, sim.base_policy);
  sim.policy = sim.base_policy;
  if (sim.recording.ledger) note_world(sim);
  begin_markets(sim);
  begin_gaming(sim);
  begin_receipts(sim);
  plan_lots(sim);
  begin_quotes(sim);
  begin_sites(sim);
  plan_gates(sim);
  begin_orders(sim);
  sim.from_before = 0;
  for (const Slice& slice : sim.slices)
    if (slice.origin != Origin::order) sim.from_before += slice.units;
  if (sim.recording.ledger) note_pegs(sim);
  if (sim.recording.facts) note_head_starts(sim);
  for (std::size_t i = 0; i < sim.lots.size(); ++i)
    if (const Index order = sim.lots[i].order;
        order == model::none || !sim.model.is_placed_by_intervention(sim.model.orders[at(order)]))
      plan(sim, sim.lots[i].arrival, EventKind::lot_arrives, i, static_cast<Index>(i));
  begin_awards(sim);
  begin_past(sim);
  sim.placed_orders = 0;
  expect_listed_order(sim);
  draw_demand(sim);
  expect_stream_order(sim, 0);
  plan_reviews(sim);
  if (sim.model.keeps_prices) begin_prices(sim);
  plan_interventions(sim);
  plan_calendar(sim);
  sim.events.sort_plan();
}

}  // namespace allot::engine

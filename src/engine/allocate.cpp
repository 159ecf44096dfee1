#include <algorithm>
#include <utility>

#include "base/prefetch.hpp"
#include "engine/caps.hpp"
#include "engine/division.hpp"
#include "engine/handlers.hpp"
#include "engine/kits.hpp"
#include "engine/readiness.hpp"
#include "engine/run_steps.hpp"
#include "engine/substitute.hpp"

namespace allot::engine {
namespace {

constexpr std::size_t slices_ahead = 16;  // that are fetched while a queue is walked

void drop_served(Replication& sim, Market& market) {
  std::erase_if(market.queue, [&](Index slice) { return sim.slices[at(slice)].state != SliceState::open; });
}

// The slices that claim, in order of the queue; those that have left it are dropped on the way.
void claim(Replication& sim, Market& market) {
  sim.claiming.clear();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < market.queue.size(); ++i) {
    if (i + slices_ahead < market.queue.size()) prefetch(&sim.slices[at(market.queue[i + slices_ahead])]);
    const Index slice = market.queue[i];
    const Slice& it = sim.slices[at(slice)];
    if (it.state != SliceState::open) continue;
    market.queue[kept++] = slice;
    if (it.peg == model::none && it.not_before <= sim.now && !it.is_barred) sim.claiming.push_back(slice);
  }
  market.queue.resize(kept);
}

void note_award(Replication& sim, Index slice) {
  if (!sim.recording.ledger) return;
  const Slice& it = sim.slices[at(slice)];
  LedgerLine& line = note(sim, "award");
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("order", order_name(sim, it.order));
  line.cells.emplace_back("organisation", sim.model.organisations[at(it.owner)].id);
  line.cells.emplace_back("units", it.units);
  line.cells.emplace_back("pegged", std::int64_t{it.peg != model::none});
  if (sim.model.has_auction) line.cells.emplace_back("price", sim.paid[at(slice)].price + sim.paid[at(slice)].beyond);
}

// Nothing holds them back any more, until something does again.
void claim_again(Replication& sim) {
  for (const Index slice : sim.claiming) sim.journal({JournalEntry::Kind::claims_again, sim.now, slice});
}

void note_gated(Replication& sim) {
  if (!sim.recording.ledger) return;
  for (const Index slice : sim.claiming) {
    if (sim.slice_claim[at(slice)] == sim.slices[at(slice)].units) continue;
    LedgerLine& line = note(sim, "gated");
    line.cells.emplace_back("slice", std::int64_t{slice});
    line.cells.emplace_back("units", sim.slices[at(slice)].units);
    line.cells.emplace_back("claim", sim.slice_claim[at(slice)]);
  }
}

// What the slices claim and may get, where that is not simply all that is open.
void bound_claims(Replication& sim, Index market) {
  const model::Supplier& supplier = sim.model.suppliers[at(sim.markets[at(market)].supplier)];
  sim.has_bounds = supplier.has_gate || supplier.limits_orders || !supplier.kit_products.empty();
  if (!sim.has_bounds) return;
  sim.slice_claim.resize(std::max(sim.slice_claim.size(), sim.slices.size()));
  sim.slice_cap.resize(sim.slice_claim.size());
  for (const Index slice : sim.claiming) sim.slice_claim[at(slice)] = sim.slices[at(slice)].units;
  if (const auto& lookahead = sim.policy_of(market).lookahead) gate_claims(sim, market, *lookahead);
  note_gated(sim);
  const auto is_shut_out = [&](Index slice) { return sim.slice_claim[at(slice)] == 0; };
  for (const Index slice : sim.claiming)
    if (is_shut_out(slice)) hold_back(sim, slice, JournalEntry::Kind::gated);
  std::erase_if(sim.claiming, is_shut_out);
  cap_orders(sim, market);
}

}  // namespace

void hold_back(Replication& sim, Index slice, JournalEntry::Kind why) {
  sim.journal({why, sim.now, slice});
  sim.has_held = true;
}


const WindowNow* frozen_by(const Replication& sim, Index market) {
  for (const WindowNow& window : sim.policy_of(market).frozen)
    if (window.from <= sim.now && sim.now < window.until) return &window;
  return nullptr;
}

// A run on arrival is made up for when the window ends, one of a calendar is not.
void stay_frozen(Replication& sim, Index index, const WindowNow& window) {
  const Market& market = sim.markets[at(index)];
  if (!sim.model.suppliers[at(market.supplier)].every)
    sim.schedule(window.until, EventKind::limits_change, static_cast<std::uint64_t>(index), index);
  if (sim.recording.ledger) {
    LedgerLine& line = note(sim, "frozen");
    line.cells.emplace_back("supplier", sim.model.suppliers[at(market.supplier)].id);
    line.cells.emplace_back("product", sim.model.products[at(market.product)].id);
    line.cells.emplace_back("until", format_date(sim.model.start + window.until));
  }
  if (!sim.recording.journal || market.free < sim.model.products[at(market.product)].lot) return;
  claim(sim, sim.markets[at(index)]);
  for (const Index slice : sim.claiming) hold_back(sim, slice, JournalEntry::Kind::frozen);
}

namespace {

void begin_division(Replication& sim, Index market) {
  const std::size_t orders = sim.order_depth(market);
  sim.awarded[orders].resize(std::max(sim.awarded[orders].size(), sim.slices.size()), 0);
  sim.set_aside[orders].resize(sim.awarded[orders].size());
}

}  // namespace

Units take_award(Replication& sim, Index market, Index slice) {
  const std::vector<model::Level>& levels = sim.model.suppliers[at(sim.markets[at(market)].supplier)].levels;
  const Units units = std::exchange(sim.awarded[levels.size() - 1][at(slice)], 0);
  for (std::size_t depth = 0; units > 0 && depth + 1 < levels.size(); ++depth)
    sim.awarded[depth][at(sim.claimant(levels[depth], depth, sim.slices[at(slice)].owner, slice))] = 0;
  return units;
}

bool gather_claims(Replication& sim, Index market) {
  claim(sim, sim.markets[at(market)]);
  if (sim.has_held) claim_again(sim);
  begin_division(sim, market);
  allow_by_caps(sim, market);
  bound_claims(sim, market);
  return !sim.claiming.empty();
}

Units divide_stock(Replication& sim, Index market) {
  if (sim.markets[at(market)].free == 0) return 0;  // awards by hand may have left nothing to divide
  note_limits(sim, market);
  return divide_free_stock(sim, market);
}

void end_run(Replication& sim, Index market, Units left) {
  sim.journal({JournalEntry::Kind::run_ends, sim.now, market, 0, 0, 0, left});
}

namespace {

// By the rule, among those who ask for this product.
bool serve_claims(Replication& sim, Index index) {
  if (!gather_claims(sim, index)) return false;
  const Units left = divide_stock(sim, index);
  for (const Index slice : sim.claiming)
    if (const Units units = take_award(sim, index, slice); units > 0) ship(sim, slice, units);
  end_run(sim, index, left);
  return true;
}

}  // namespace

Units smallest_shipment(const Replication& sim, const Slice& slice) {
  const model::Terms& terms = sim.terms(slice);
  const Units lot = sim.model.products[at(slice.product)].lot;
  const Units whole = slice.units / lot * lot;
  return terms.is_partial ? std::min(terms.min_shipment, whole) : whole;
}

void ship(Replication& sim, Index index, Units units) {
  if (sim.is_past() && !sim.model.shipments.empty()) return ship_as_known(sim, index, units);
  ship(sim, index, units, never);
}

void ship(Replication& sim, Index index, Units units, Time arrives) {
  const Index part = units == sim.slices[at(index)].units ? index : split_front(sim, index, units);
  Slice& slice = sim.slices[at(part)];
  const model::Terms& terms = sim.terms(slice);
  const Index market_index = sim.market_index(terms.supplier, slice.product);
  Market& market = sim.markets[at(market_index)];
  if (slice.peg == model::none) {
    change_free(sim, market_index, -units, -1, part);
  } else {
    sim.pegs[at(slice.peg)].reserved -= units;
    sim.pegs[at(slice.peg)].needed -= units;
    market.reserved -= units;
  }
  slice.serial = ++sim.next_serial << 20;
  slice.stage = 0;
  slice.awarded_to = slice.owner;
  if (sim.model.keeps_prices) pay(sim, part);
  note_award(sim, part);
  if (sim.model.keeps_prices && part != index) sim.paid[at(index)] = {};
  sim.change(sim.layout.of(terms.supplier, SupplierLevel::stock), -units);
  sim.change(sim.layout.of(terms.supplier, SupplierLevel::allocated) + at(slice.product), units);
  sim.change(sim.layout.of(slice.owner, OrganisationLevel::allocated), units);
  sim.change_order(slice.order, OrderLevel::allocated, units);
  count_award_by_policy(sim, market_index, slice.owner, slice.order, units);
  set_state(sim, part, SliceState::allocated);
  if (arrives == never)
    enter_stage(sim, part);
  else
    travel_until(sim, part, arrives);
}

void serve_pegs(Replication& sim, Index index) {
  Market& market = sim.markets[at(index)];
  market.pegs_are_due = false;
  if (is_recorded(sim, market.supplier)) return;
  const Units lot = sim.model.products[at(market.product)].lot;
  auto queue = sim.list<Index>();
  queue.assign(market.queue.begin(), market.queue.end());
  for (const Index slice_index : queue) {
    const Slice& slice = sim.slices[at(slice_index)];
    if (slice.state != SliceState::open || slice.peg == model::none || slice.not_before > sim.now || slice.is_barred)
      continue;
    const Units units = std::min(slice.units, sim.pegs[at(slice.peg)].reserved) / lot * lot;
    if (units > 0 && units >= smallest_shipment(sim, slice)) ship(sim, slice_index, units);
  }
  drop_served(sim, sim.markets[at(index)]);
}

void run_allocation(Replication& sim, Index index) {
  Market& market = sim.markets[at(index)];
  market.run_is_due = false;
  if (sim.recording.recount) recount(sim);
  if (is_recorded(sim, market.supplier)) return serve_shipments(sim, index);
  if (sells_kits(sim, index)) return run_with_kits(sim, index);
  if (market.free == 0) return;
  if (const WindowNow* window = frozen_by(sim, index)) return stay_frozen(sim, index, *window);
  if (sim.is_fifo[at(index)]) {
    market.last_run = sim.now;
    return run_fifo_allocation(sim, index);
  }
  const Units before = market.free;
  if (!sim.awards_left[at(market.supplier)].empty()) serve_awards(sim, index);
  const bool is_claimed = serve_claims(sim, index);
  serve_substitutes(sim, index);
  if (is_claimed || sim.markets[at(index)].free != before) sim.markets[at(index)].last_run = sim.now;
}

}  // namespace allot::engine

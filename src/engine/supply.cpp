#include <algorithm>

#include "engine/costs.hpp"
#include "engine/handlers.hpp"

namespace allot::engine {

namespace {

const model::SupplyShock& shock_of(const Replication& sim, const ActiveWindow& window) {
  return std::get<model::SupplyShock>(sim.model.interventions[at(window.intervention)].action);
}

// By the day for which the lot was planned at first: so the order of decisions does not matter.
bool is_in(const ActiveWindow& window, const model::SupplyShock& shock, const Lot& lot) {
  const bool is_meant = lot.piece != model::none && shock.supplier == lot.supplier &&
                        (shock.product == model::none || shock.product == lot.product);
  return is_meant && window.from <= lot.planned && lot.planned < window.until;
}

}  // namespace

// Scales of windows that overlap multiply.
Units after_shocks(const Replication& sim, const Lot& lot) {
  if (lot.piece == model::none || lot.is_known) return lot.units;
  Decimal scale = 1;
  for (const ActiveWindow& window : sim.shocks) {
    const model::SupplyShock& shock = shock_of(sim, window);
    if (shock.scale && is_in(window, shock, lot)) scale = scale * sim.factor(*shock.scale);
  }
  return half_up_of(lot.units, scale);
}

// Shifts of windows that overlap add up. The arrival that was on the list of events so far is void.
void shift_lots(Replication& sim, const ActiveWindow& window, Duration by) {
  if (by == 0) return;
  constexpr Duration far = never / 4;  // sums stay inside 64 bits
  for (std::size_t i = 0; i < sim.lots.size(); ++i) {
    Lot& lot = sim.lots[i];
    if (lot.has_come || !is_in(window, shock_of(sim, window), lot)) continue;
    if (lot.is_known && sim.is_past()) continue;
    const Time before = lot.arrival_now();
    lot.shift = std::clamp(lot.shift + std::clamp(by, -far, far), -far, far);
    lot.shifted = sim.now;
    ++lot.stamp;
    const Time end = sim.model.end;  // what comes later does not come
    count_days(sim, window.intervention, after_shocks(sim, lot),
               std::abs(std::min(lot.arrival_now(), end) - std::min(before, end)));
    sim.schedule(lot.arrival_now(), EventKind::lot_arrives, i, static_cast<Index>(i), lot.stamp);
  }
}

namespace {

void note_lot(Replication& sim, const Lot& lot, Units units, Units good, Units pegged) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "lot");
  line.cells.emplace_back("supplier", sim.model.suppliers[at(lot.supplier)].id);
  line.cells.emplace_back("product", sim.model.products[at(lot.product)].id);
  line.cells.emplace_back("piece",
                          lot.piece == model::none ? std::string("delivery") : sim.model.pieces[at(lot.piece)].id);
  line.cells.emplace_back("planned", format_date(sim.model.start + lot.planned_now()));
  line.cells.emplace_back("units", units);
  line.cells.emplace_back("good", good);
  line.cells.emplace_back("peg", std::int64_t{lot.peg});
  line.cells.emplace_back("pegged", pegged);
}

void note_added(Replication& sim, Index supplier, Index product, Units units) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "added");
  line.cells.emplace_back("supplier", sim.model.suppliers[at(supplier)].id);
  line.cells.emplace_back("product", sim.model.products[at(product)].id);
  line.cells.emplace_back("units", units);
}

}  // namespace

void change_free(Replication& sim, Index market, Units by, Time planned, Index with, Index piece) {
  sim.markets[at(market)].free += by;
  if (by > 0 && is_recorded(sim, sim.markets[at(market)].supplier)) serve_shipments_soon(sim, market);
  if (by != 0) sim.journal({JournalEntry::Kind::stock, sim.now, market, with, piece, 0, by, planned});
}

void note_fact(Replication& sim, Index market, Units units, Index peg) {
  if (sim.recording.facts && units > 0) sim.seen.facts.arrivals.push_back({sim.now, market, peg, units});
}

void count_arrival(Replication& sim, Index market, Units units) {
  if (!sim.model.suppliers[at(sim.markets[at(market)].supplier)].keeps_arrivals || units == 0) return;
  sim.arrivals[at(market)].emplace_back(sim.now, units);
}

void on_lot(Replication& sim, Index index) {
  Lot& lot = sim.lots[at(index)];
  lot.has_come = true;
  if (lot.is_known) return receive_lot(sim, lot, lot.units, lot.units);
  const Units units = after_shocks(sim, lot);
  if (lot.piece == model::none) return receive_lot(sim, lot, units, units);
  if (!sim.model.products[at(lot.product)].made_of.empty()) return hold_lot(sim, index, units);
  receive_lot(sim, lot, units, half_up_of(units, sim.exact(sim.model.pieces[at(lot.piece)].yield)));
}

void receive_lot(Replication& sim, Lot& lot, Units units, Units good) {
  lot.good += good;
  PegState& peg = sim.pegs[at(lot.peg)];
  const Units pegged = std::min(good, peg.needed - peg.reserved);
  note_lot(sim, lot, units, good, pegged);
  sim.journal({JournalEntry::Kind::lot, sim.now, lot.peg, lot.piece, sim.market_index(lot.supplier, lot.product), 0,
               good, lot.planned_now()});
  sim.change(sim.layout.of(lot.supplier, SupplierLevel::produced), units);
  sim.change(sim.layout.of(lot.supplier, SupplierLevel::scrapped), units - good);
  sim.change(sim.layout.of(lot.supplier, SupplierLevel::stock), good);
  Market& market = sim.market_of(lot.supplier, lot.product);
  peg.reserved += pegged;
  market.reserved += pegged;
  const Index market_index = sim.market_index(lot.supplier, lot.product);
  change_free(sim, market_index, good - pegged, lot.planned_now(), model::none, lot.piece);
  count_arrival(sim, market_index, good);
  note_fact(sim, market_index, good, lot.peg);
  if (pegged > 0)
    is_recorded(sim, lot.supplier) ? serve_shipments_soon(sim, market_index) : request_pegs(sim, market_index);
  if (good > 0) request_run(sim, market_index);
  if (good > pegged) stock_grew(sim, lot.supplier);
}

void put_into_stock(Replication& sim, Index supplier, Index product, Units units) {
  note_added(sim, supplier, product, units);
  sim.change(sim.layout.of(supplier, SupplierLevel::produced), units);
  sim.change(sim.layout.of(supplier, SupplierLevel::stock), units);
  change_free(sim, sim.market_index(supplier, product), units);
  count_arrival(sim, sim.market_index(supplier, product), units);
  note_fact(sim, sim.market_index(supplier, product), units);
  request_run(sim, sim.market_index(supplier, product));
  stock_grew(sim, supplier);
}

void release_unpegged(Replication& sim, Index index) {
  PegState& peg = sim.pegs[at(index)];
  const Units surplus = peg.reserved - peg.needed;
  if (surplus <= 0) return;
  peg.reserved -= surplus;
  Market& market = sim.markets[at(peg.market)];
  market.reserved -= surplus;
  change_free(sim, peg.market, surplus);
  request_run(sim, peg.market);
  stock_grew(sim, market.supplier);
}

}  // namespace allot::engine

#include "engine/actions.hpp"
#include "engine/handlers.hpp"

/// What units are awarded at, where interventions change prices or awards are paid back.
namespace allot::engine {
namespace {

AwardPrice& price_of(Replication& sim, Index slice) {
  if (sim.paid.size() < sim.slices.size()) sim.paid.resize(sim.slices.size());
  return sim.paid[at(slice)];
}

double beyond_first(const Replication& sim, Index slice, double price) {
  const Slice& it = sim.slices[at(slice)];
  return static_cast<double>(it.units) * (price - sim.model.products[at(it.product)].price);
}

Index supplier_of(const Replication& sim, Index slice) { return sim.terms(sim.slices[at(slice)]).supplier; }

}  // namespace

double price_now(const Replication& sim, Index product) {
  return sim.model.changes_prices ? sim.prices[at(product)] : sim.model.products[at(product)].price;
}

void begin_prices(Replication& sim) {
  sim.prices.clear();
  for (const model::Product& product : sim.model.products) sim.prices.push_back(product.price);
  sim.paid.clear();
  sim.seen.repriced.assign(sim.model.suppliers.size(), 0);
}

void begin_change(Replication& sim, const Occurrence&, const model::PriceChange& change) {
  sim.prices[at(change.product)] = sim.amount(change.price);
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "price");
  line.cells.emplace_back("product", sim.model.products[at(change.product)].id);
  line.cells.emplace_back("price", sim.prices[at(change.product)]);
}

void bid(Replication& sim, Index slice, double beyond) { price_of(sim, slice).beyond += beyond; }

void pay(Replication& sim, Index slice) {
  AwardPrice& paid = price_of(sim, slice);
  paid.beyond /= static_cast<double>(sim.slices[at(slice)].units);
  paid.price = price_now(sim, sim.slices[at(slice)].product);
  paid.at = sim.now;
  sim.seen.repriced[at(supplier_of(sim, slice))] += beyond_first(sim, slice, paid.price);
}

void repay(Replication& sim, Index slice) {
  const Slice& it = sim.slices[at(slice)];
  if (it.origin != Origin::order) return;
  AwardPrice& paid = price_of(sim, slice);
  sim.seen.repriced[at(supplier_of(sim, slice))] -= beyond_first(sim, slice, paid.price);
  if (sim.model.has_auction) {
    sim.seen.paid[at(it.awarded_to)] -= static_cast<double>(it.units) * (paid.price + paid.beyond);
    sim.seen.premium[at(supplier_of(sim, slice))] -= static_cast<double>(it.units) * paid.beyond;
  }
  count_return_by_policy(sim, sim.market_index(supplier_of(sim, slice), it.product), it.awarded_to, it.order, it.units,
                         paid.at);
  paid = {};
}

}  // namespace allot::engine

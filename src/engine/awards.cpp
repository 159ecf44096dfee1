#include <algorithm>

#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

void note_by_hand(Replication& sim, Index order, Units units) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "by_hand");
  line.cells.emplace_back("order", order_name(sim, order));
  line.cells.emplace_back("units", units);
}

/// Ships as much as may be of what one manual award still gives.
void serve_award(Replication& sim, Index market, Index order, std::size_t award) {
  const Index supplier = sim.markets[at(market)].supplier;
  Units& left = sim.awards_left[at(supplier)][award];
  const Units lot = sim.model.products[at(sim.markets[at(market)].product)].lot;
  for (const Index index : open_slices_in(sim, order, sim.markets[at(market)].product)) {
    const Slice& slice = sim.slices[at(index)];
    if (slice.peg != model::none || slice.not_before > sim.now || slice.is_barred) continue;
    const Units units = std::min({slice.units, left, sim.markets[at(market)].free}) / lot * lot;
    if (units == 0 || units < smallest_shipment(sim, slice)) continue;
    left -= units;
    note_by_hand(sim, order, units);
    sim.seen.by_hand.push_back({sim.now, supplier, static_cast<Index>(award), units});
    ship(sim, index, units);
  }
}

}  // namespace

void begin_awards(Replication& sim) {
  sim.awards_left.resize(sim.model.suppliers.size());
  for (std::size_t s = 0; s < sim.model.suppliers.size(); ++s) {
    sim.awards_left[s].clear();
    for (const model::ManualAward& it : sim.model.suppliers[s].awards) {
      const model::Terms& terms = sim.model.terms_of(sim.model.orders[at(it.order)]);
      sim.awards_left[s].push_back(sim.units(it.units, terms.product));
      if (sim.model.suppliers[s].every) continue;
      const Index market = sim.market_index(terms.supplier, terms.product);
      sim.schedule(std::max<Time>(0, sim.moment(it.at)), EventKind::award_due, static_cast<std::uint64_t>(market),
                   market);
    }
  }
}

void serve_awards(Replication& sim, Index market) {
  const Index supplier = sim.markets[at(market)].supplier;
  const std::vector<model::ManualAward>& awards = sim.model.suppliers[at(supplier)].awards;
  for (std::size_t i = 0; i < awards.size(); ++i) {
    const model::Terms& terms = sim.model.terms_of(sim.model.orders[at(awards[i].order)]);
    if (sim.awards_left[at(supplier)][i] == 0 || terms.product != sim.markets[at(market)].product ||
        sim.moment(awards[i].at) > sim.now)
      continue;
    serve_award(sim, market, awards[i].order, i);
  }
}

}  // namespace allot::engine

#include "engine/substitute.hpp"

#include <algorithm>

#include "engine/caps.hpp"
#include "engine/handlers.hpp"
#include "engine/reserves.hpp"

namespace allot::engine {
namespace {

const std::vector<model::Substitute>& substitutes(const Replication& sim, const model::Terms& terms) {
  return sim.model.substitute_lists[at(terms.substitutes)];
}

// What `slice` says of `product`, if it may take it now.
const model::Substitute* wanted_now(const Replication& sim, const Slice& slice, Index product) {
  if (slice.state != SliceState::open || slice.peg != model::none || slice.not_before > sim.now || slice.is_barred)
    return nullptr;
  if (slice.product != sim.terms(slice).product) return nullptr;  // it was one, and came back
  if (!sim.embargoes.empty() && is_embargoed(sim, slice, product)) return nullptr;
  for (const model::Substitute& it : substitutes(sim, sim.terms(slice)))
    if (it.product == product && slice.placed + it.after <= sim.now) return &it;
  return nullptr;
}

void find_waiting(Replication& sim, Index supplier, Index product, const std::vector<Index>& replaced) {
  sim.claiming.clear();
  for (const Index other : replaced)
    for (const Index slice : sim.market_of(supplier, other).queue)
      if (wanted_now(sim, sim.slices[at(slice)], product)) sim.claiming.push_back(slice);
  std::sort(sim.claiming.begin(), sim.claiming.end(),
            [&](Index a, Index b) { return is_ahead(sim.slices[at(a)], sim.slices[at(b)]); });
}

// Numbers of units that no other unit of the order has: those of its place among the substitutes.
Units first_number(const Replication& sim, const Slice& slice, const model::Substitute& it) {
  const std::vector<model::Substitute>& list = substitutes(sim, sim.terms(slice));
  const Units place = 1 + (&it - list.data());
  return (place << 40) +
         static_cast<Units>((Int128{slice.first} * it.ratio.top + it.ratio.bottom - 1) / it.ratio.bottom);
}

void note_substituted(Replication& sim, Index index, const model::Substitute& it, Exchange units, Units first) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "substituted");
  line.cells.emplace_back("slice", std::int64_t{index});
  line.cells.emplace_back("product", sim.model.products[at(it.product)].id);
  line.cells.emplace_back("units", units.given);
  line.cells.emplace_back("stands_for", units.stands_for);
  line.cells.emplace_back("first", first);
  line.cells.emplace_back("ratio", std::vector<std::int64_t>{it.ratio.top, it.ratio.bottom});
  line.cells.emplace_back("after_seconds", it.after);
}

// What was asked becomes so much of the substitute: ordered and promised like the rest of its order.
void convert(Replication& sim, Index index, const model::Substitute& it, Exchange units) {
  const Units first = first_number(sim, sim.slices[at(index)], it);
  note_substituted(sim, index, it, units, first);
  Slice& slice = sim.slices[at(index)];
  std::erase(sim.market_of(sim.terms(slice).supplier, slice.product).queue, index);
  if (sim.model.keeps_cash) note_product_for_money(sim, index, it.product, units.given);
  account(sim, slice, -1);
  slice.units = units.given;
  slice.product = it.product;
  slice.first = first;
  account(sim, slice, +1);
  const Units more = units.given - units.stands_for;
  if (more == 0) return;
  sim.change(sim.layout.of(sim.terms(slice).owner, OrganisationLevel::ordered), more);
  sim.seen.orders[at(slice.order)].units += more;
  sim.seen.cancellations.push_back({sim.now, slice.promise, -more});
}

// What no reserve holds for others, and caps of periods allow.
Units stock_in_reach(Replication& sim, Index market, const Slice& slice) {
  const Units open = hold_back(sim, market, sim.markets[at(market)].free);
  return std::min(within_reach(sim, market, slice, open), allowed_in_period(sim, market, slice));
}

Units smallest(const Replication& sim, const Slice& slice, Units lot) {
  const Units whole = slice.units / lot * lot;
  return sim.terms(slice).is_partial ? std::min(sim.terms(slice).min_shipment, whole) : whole;
}

}  // namespace

Exchange exchange(Units open, Units free, Units lot_asked, Units lot_given, Ratio ratio) {
  const auto worth = [&](Units asked) {
    return static_cast<Units>(Int128{asked} * ratio.top / ratio.bottom) / lot_given * lot_given;
  };
  const auto fewest = [&](Units given) {
    const Int128 worth_a_lot = Int128{ratio.top} * lot_asked;
    const Int128 lots = (Int128{given} * ratio.bottom + worth_a_lot - 1) / worth_a_lot;
    return static_cast<Units>(lots) * lot_asked;
  };
  Units given = std::min(worth(open / lot_asked * lot_asked), free / lot_given * lot_given);
  Units asked = fewest(given);
  if (worth(asked) > given) {  // the last lot asked is worth more than is left
    given = worth(asked - lot_asked);
    asked = fewest(given);
  }
  return {given, asked};
}

void serve_substitutes(Replication& sim, Index index) {
  if (sim.model.replaces.empty() || sim.model.replaces[at(index)].empty()) return;
  const Index product = sim.markets[at(index)].product;
  find_waiting(sim, sim.markets[at(index)].supplier, product, sim.model.replaces[at(index)]);
  const Units lot = sim.model.products[at(product)].lot;
  for (const Index slice : sim.claiming) {
    const Slice& it = sim.slices[at(slice)];
    const model::Substitute& substitute = *wanted_now(sim, it, product);
    const Units lot_asked = sim.model.products[at(it.product)].lot;
    const Exchange units = exchange(it.units, stock_in_reach(sim, index, it), lot_asked, lot, substitute.ratio);
    if (units.given == 0 || units.stands_for < smallest(sim, it, lot_asked)) continue;
    const Index part = units.stands_for == it.units ? slice : split_front(sim, slice, units.stands_for);
    convert(sim, part, substitute, units);
    ship(sim, part, units.given);
  }
}

void wake_substitutes(Replication& sim, const model::Terms& terms, Time placed) {
  for (const model::Substitute& it : substitutes(sim, terms))
    if (placed + it.after <= sim.now) request_run(sim, sim.market_index(terms.supplier, it.product));
}

void expect_substitutes(Replication& sim, Index order, Time placed) {
  for (const model::Substitute& it : substitutes(sim, *sim.orders[at(order)].terms))
    if (placed + it.after > sim.now)
      sim.schedule(placed + it.after, EventKind::substitute_due, static_cast<std::uint64_t>(order), order);
}

void on_substitute_due(Replication& sim, Index order) {
  wake_substitutes(sim, *sim.orders[at(order)].terms, sim.seen.orders[at(order)].placed);
}

}  // namespace allot::engine

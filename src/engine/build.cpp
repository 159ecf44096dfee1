#include <algorithm>

#include "engine/handlers.hpp"

/// Lots that are built from parts of the same supplier's stock wait for them, in the order in which they came.
namespace allot::engine {

Units parts_of_one(const Replication& sim, const model::InitialUnits& part) {
  return std::max<Units>(1, half_up(sim.exact(part.units)));
}

namespace {

void note_held(Replication& sim, const Lot& lot, Units units) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "held");
  line.cells.emplace_back("supplier", sim.model.suppliers[at(lot.supplier)].id);
  line.cells.emplace_back("product", sim.model.products[at(lot.product)].id);
  line.cells.emplace_back("piece", sim.model.pieces[at(lot.piece)].id);
  line.cells.emplace_back("planned", format_date(sim.model.start + lot.planned_now()));
  line.cells.emplace_back("units", units);
}

void use_part(Replication& sim, const Lot& lot, Index product, Units units) {
  change_free(sim, sim.market_index(lot.supplier, product), -units);
  sim.change(sim.layout.of(lot.supplier, SupplierLevel::stock), -units);
  sim.change(sim.layout.of(lot.supplier, SupplierLevel::used), units);
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "used");
  line.cells.emplace_back("supplier", sim.model.suppliers[at(lot.supplier)].id);
  line.cells.emplace_back("product", sim.model.products[at(product)].id);
  line.cells.emplace_back("for", sim.model.products[at(lot.product)].id);
  line.cells.emplace_back("units", units);
}

Units buildable(Replication& sim, const Lot& lot, Units most) {
  for (const model::InitialUnits& part : sim.model.products[at(lot.product)].made_of)
    most = std::min(most, sim.market_of(lot.supplier, part.product).free / parts_of_one(sim, part));
  return most;
}

// What is good of a lot is rounded over all that was built of it, however it comes in parts.
bool build_of(Replication& sim, HeldLot& held) {
  Lot& lot = sim.lots[at(held.lot)];
  const Units units = buildable(sim, lot, held.left);
  if (units == 0) return false;
  for (const model::InitialUnits& part : sim.model.products[at(lot.product)].made_of)
    use_part(sim, lot, part.product, units * parts_of_one(sim, part));
  const Decimal yield = sim.exact(sim.model.pieces[at(lot.piece)].yield);
  const Units before = half_up_of(held.built, yield);
  held.built += units;
  held.left -= units;
  receive_lot(sim, lot, units, half_up_of(held.built, yield) - before);
  return true;
}

}  // namespace

void hold_lot(Replication& sim, Index index, Units units) {
  if (units == 0) return;
  const Lot& lot = sim.lots[at(index)];
  note_held(sim, lot, units);
  sim.held_lots.push_back({index, units, 0});
  stock_grew(sim, lot.supplier);
}

void stock_grew(Replication& sim, Index supplier) {
  if (sim.held_lots.empty() || sim.parts_are_due[at(supplier)]) return;
  sim.parts_are_due[at(supplier)] = 1;
  constexpr std::uint64_t behind_all = ~0ull;
  sim.schedule(sim.now, EventKind::parts_are_there, behind_all, supplier, static_cast<std::uint32_t>(supplier));
}

// What is built may be a part itself, of a lot that came before: then all look again.
void build(Replication& sim, Index supplier) {
  for (bool is_over = false; !is_over;) {
    is_over = true;
    for (HeldLot& held : sim.held_lots)
      if (sim.lots[at(held.lot)].supplier == supplier && held.left > 0 && build_of(sim, held)) is_over = false;
  }
  sim.parts_are_due[at(supplier)] = 0;
  std::erase_if(sim.held_lots, [](const HeldLot& held) { return held.left == 0; });
}

}  // namespace allot::engine

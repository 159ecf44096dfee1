#include <algorithm>

#include "engine/actions.hpp"
#include "engine/handlers.hpp"

/// Stock of one product is turned into another.
namespace allot::engine {
namespace {

void note_conversion(Replication& sim, const char* event, const model::Convert& it, Units units, Units gross,
                     Units good) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, event);
  line.cells.emplace_back("supplier", sim.model.suppliers[at(it.supplier)].id);
  line.cells.emplace_back("from", sim.model.products[at(it.from)].id);
  line.cells.emplace_back("to", sim.model.products[at(it.to)].id);
  line.cells.emplace_back("units", units);
  if (gross < 0) return;
  line.cells.emplace_back("gross", gross);
  line.cells.emplace_back("good", good);
}

}  // namespace

Outcome act(Replication& sim, const Occurrence& by, const model::Convert& it) {
  Market& from = sim.market_of(it.supplier, it.from);
  const Units asked = it.units ? sim.units(*it.units, it.from) : from.free;
  const Units units = std::min(asked, from.free);
  if (units == 0) return {asked, 0};
  note_conversion(sim, "converting", it, units, -1, 0);
  change_free(sim, sim.market_index(it.supplier, it.from), -units);
  from.converting += units;
  const Duration stay =
      sim.duration(it.delay, sim.model.interventions[at(by.intervention)].convert_stream, by.number, sim.now);
  sim.conversions.push_back({by, units});
  sim.schedule(sim.now + stay, EventKind::conversion_ends, rank_of_intervention(by.intervention),
               static_cast<Index>(sim.conversions.size()) - 1, by.number);
  return {asked, units};
}

// What comes out beyond what went in was made; what went in beyond it, and what is no good, is scrap.
void on_conversion_end(Replication& sim, Index index) {
  const Conversion conversion = sim.conversions[at(index)];
  const auto& it = std::get<model::Convert>(sim.model.interventions[at(conversion.of.intervention)].action);
  const Units used = conversion.units;
  const Units gross = half_up_of(used, sim.factor(it.ratio));
  const Units good = half_up_of(gross, std::min<Decimal>(1, sim.factor(it.yield)));
  note_conversion(sim, "converted", it, used, gross, good);
  sim.market_of(it.supplier, it.from).converting -= used;
  change_free(sim, sim.market_index(it.supplier, it.to), good);
  sim.change(sim.layout.of(it.supplier, SupplierLevel::stock), good - used);
  sim.change(sim.layout.of(it.supplier, SupplierLevel::produced), std::max<Units>(0, gross - used));
  sim.change(sim.layout.of(it.supplier, SupplierLevel::scrapped), std::max<Units>(0, used - gross) + gross - good);
  if (good == 0) return;
  request_run(sim, sim.market_index(it.supplier, it.to));
  stock_grew(sim, it.supplier);
}

}  // namespace allot::engine

#include "engine/departures.hpp"

#include <algorithm>

#include "engine/replication.hpp"

namespace allot::engine {
namespace {

const std::vector<model::Stage>& stages_of(const Replication& sim, const Market& market,
                                           const Shipment& shipment) {
  return sim.model.suppliers[at(market.supplier)].routes[at(shipment.route)].stages;
}

void draw_together(const Replication& sim, Departures& leaving) {
  leaving.draws.resize(leaving.addresses.size());
  if (sim.recording.is_typical)
    std::fill(leaving.draws.begin(), leaving.draws.end(), 0.5);
  else
    draw_each(sim.seed, sim.number, leaving.addresses, leaving.draws);
}

// The stage in one position of every route that has it. Gives whether there was any.
bool pass_stages(const Replication& sim, const Market& market, std::size_t position, Departures& leaving) {
  leaving.drawn.clear();
  leaving.addresses.clear();
  bool any = false;
  for (std::size_t i = 0; i < leaving.shipments.size(); ++i) {
    Shipment& it = leaving.shipments[i];
    const auto& stages = stages_of(sim, market, it);
    if (position >= stages.size()) continue;
    any = true;
    const model::Stage& stage = stages[position];
    if (stage.delay.sampler == model::none) {
      it.arrives += whole_seconds(sim.amount(stage.delay.amount));
      continue;
    }
    leaving.drawn.push_back(i);
    leaving.addresses.push_back({combine(it.key, stage.name_hash), static_cast<std::uint64_t>(it.first)});
  }
  draw_together(sim, leaving);
  for (std::size_t k = 0; k < leaving.drawn.size(); ++k) {
    Shipment& it = leaving.shipments[leaving.drawn[k]];
    const Index sampler = stages_of(sim, market, it)[position].delay.sampler;
    it.arrives += whole_seconds(sim.model.samplers[at(sampler)](leaving.draws[k]));
  }
  return any;
}

// The integrals know now what the levels will show when it arrives.
void foresee(Replication& sim, const Market& market, const Shipment& it) {
  const std::int64_t unit_seconds = it.units * sim.counted(it.arrives);
  const auto row = [&](OrganisationLevel level) { return sim.layout.of(it.owner, level); };
  sim.gauge(sim.layout.of(market.supplier, SupplierLevel::in_transit)).unit_seconds += unit_seconds;
  sim.gauge(row(OrganisationLevel::in_transit)).unit_seconds += unit_seconds;
  sim.gauge(row(OrganisationLevel::delivered)).unit_seconds -= unit_seconds;
  sim.gauge(row(OrganisationLevel::online) + at(market.product)).unit_seconds -= unit_seconds;
}

// The first moment of the grid that finds it delivered.
std::size_t moment_after(const Replication& sim, Time when) {
  return sim.recording.grid ? static_cast<std::size_t>((when + sim.model.grid - 1) / sim.model.grid) : 0;
}

}  // namespace

void depart(Replication& sim, Index index) {
  PlainMarket& plain = sim.plain_markets[at(index)];
  const Market& market = sim.markets[at(index)];
  for (std::size_t position = 0; pass_stages(sim, market, position, plain.leaving);) ++position;
  for (const Shipment& it : plain.leaving.shipments) {
    if (it.arrives >= sim.model.end) continue;
    foresee(sim, market, it);
    plain.arriving[moment_after(sim, it.arrives) * plain.lines.size() + at(it.owner)] += it.units;
    sim.seen.deliveries.push_back({it.arrives, it.owner, it.promise, it.units});
  }
  plain.leaving.shipments.clear();
}

}  // namespace allot::engine

#include "engine/departures.hpp"

#include <algorithm>
#include <functional>

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

// First come first served: by who is free, else by the first to be free. With one server that is the recursion of
// Lindley (1952), Mathematical Proceedings of the Cambridge Philosophical Society 48(2), 277-289; with several that of
// Kiefer and Wolfowitz (1955), Transactions of the American Mathematical Society 78(1), 1-18.
void serve(StationState& station, std::int64_t servers, Duration stay, Shipment& it) {
  std::vector<Time>& free_at = station.free_at;
  const bool is_full = static_cast<std::int64_t>(free_at.size()) == servers;
  if (is_full || (!free_at.empty() && free_at.front() <= it.arrives)) {
    it.begins = std::max(it.arrives, free_at.front());
    std::pop_heap(free_at.begin(), free_at.end(), std::greater<>());
    free_at.pop_back();
  } else {
    it.begins = it.arrives;
  }
  it.arrives = it.begins + stay;
  free_at.push_back(it.arrives);
  std::push_heap(free_at.begin(), free_at.end(), std::greater<>());
}

void pass(Replication& sim, const model::Stage& stage, Duration stay, Shipment& it) {
  if (stage.station == model::none) it.arrives += stay;
  else serve(sim.stations[at(stage.station)], sim.model.stations[at(stage.station)].servers, stay, it);
}

const model::Stage* stage_at(const Replication& sim, const Market& market, const Shipment& it, std::size_t position) {
  const auto& stages = stages_of(sim, market, it);
  return position < stages.size() ? &stages[position] : nullptr;
}

// Drawn with the order, where its first unit begins a first stage with servers.
const double* known_draw(const Replication& sim, const Shipment& it, std::size_t position) {
  if (position > 0 || it.first > 0 || sim.first_stage_draws.empty()) return nullptr;
  return &sim.first_stage_draws[at(it.demand)];
}

bool is_drawn_here(const Replication& sim, const Shipment& it, const model::Stage& stage, std::size_t position) {
  return stage.delay.sampler != model::none && !known_draw(sim, it, position);
}

// The stage in one position of every route that has it. Gives whether there was any.
bool pass_stages(Replication& sim, const Market& market, std::size_t position, Departures& leaving) {
  leaving.addresses.clear();
  for (const Shipment& it : leaving.shipments)
    if (const model::Stage* stage = stage_at(sim, market, it, position); stage && is_drawn_here(sim, it, *stage, position))
      leaving.addresses.push_back({combine(it.key, stage->name_hash), static_cast<std::uint64_t>(it.first)});
  draw_together(sim, leaving);
  bool any = false;
  const double* next = leaving.draws.data();
  for (Shipment& it : leaving.shipments) {
    const model::Stage* stage = stage_at(sim, market, it, position);
    if (!stage) continue;
    any = true;
    if (stage->delay.sampler == model::none) {
      pass(sim, *stage, whole_seconds(sim.amount(stage->delay.amount)), it);
      continue;
    }
    const double* known = known_draw(sim, it, position);
    const double draw = known ? *known : *next++;
    pass(sim, *stage, whole_seconds(sim.model.samplers[at(stage->delay.sampler)](draw)), it);
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

// In transit from when a server takes it on.
void set_out(Replication& sim, PlainMarket& plain, const Market& market, const Shipment& it) {
  const std::int64_t unit_seconds = it.units * sim.counted(it.begins);
  sim.gauge(sim.layout.of(market.supplier, SupplierLevel::in_transit)).unit_seconds -= unit_seconds;
  sim.gauge(sim.layout.of(it.owner, OrganisationLevel::in_transit)).unit_seconds -= unit_seconds;
  plain.setting_out[moment_after(sim, it.begins) * plain.lines.size() + at(it.owner)] += it.units;
}

// Servers take on who is first in the queue of orders, whatever order a run went through organisations in.
void sort_by_place(std::vector<Shipment>& shipments) {
  if (shipments.size() < 2) return;
  std::sort(shipments.begin(), shipments.end(), [](const Shipment& a, const Shipment& b) { return a.demand < b.demand; });
}

}  // namespace

void depart(Replication& sim, Index index) {
  PlainMarket& plain = sim.plain_markets[at(index)];
  const Market& market = sim.markets[at(index)];
  if (!plain.setting_out.empty()) sort_by_place(plain.leaving.shipments);
  for (std::size_t position = 0; pass_stages(sim, market, position, plain.leaving);) ++position;
  for (const Shipment& it : plain.leaving.shipments) {
    if (!plain.setting_out.empty() && it.begins < sim.model.end) set_out(sim, plain, market, it);
    if (it.arrives >= sim.model.end) continue;
    foresee(sim, market, it);
    plain.arriving[moment_after(sim, it.arrives) * plain.lines.size() + at(it.owner)] += it.units;
    sim.seen.deliveries.push_back({it.arrives, it.owner, it.promise, it.units});
  }
  plain.leaving.shipments.clear();
}

}  // namespace allot::engine

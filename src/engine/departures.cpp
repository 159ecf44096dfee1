#include "engine/departures.hpp"

#include <algorithm>
#include <functional>
#include <span>

#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

using Routes = std::span<const model::Route>;

void draw_together(const Replication& sim, Departures& leaving) {
  leaving.draws.resize(leaving.addresses.size());
  sim.chance.draw_each(leaving.addresses, leaving.draws);
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
  } else {
    it.begins = it.arrives;
    free_at.emplace_back();
  }
  it.arrives = it.begins + stay;
  free_at.back() = it.arrives;
  std::push_heap(free_at.begin(), free_at.end(), std::greater<>());
}

void pass(Replication& sim, const model::Stage& stage, Duration stay, Shipment& it) {
  if (stage.station == model::none)
    it.arrives += stay;
  else
    serve(sim.stations[at(stage.station)], sim.model.stations[at(stage.station)].servers, stay, it);
}

const model::Stage* stage_at(Routes routes, const Shipment& it, std::size_t position) {
  const std::vector<model::Stage>& stages = routes[at(it.route)].stages;
  return position < stages.size() ? &stages[position] : nullptr;
}

// Drawn with the order, where its first unit begins a first stage with servers; `known` are those draws, if any.
bool is_known(const std::vector<double>& known, const Shipment& it) { return !known.empty() && it.first == 0; }

// Where each draw is that is not known, of the stage in one position.
void gather_addresses(Routes routes, std::size_t position, const std::vector<double>& known, Departures& leaving) {
  leaving.addresses.clear();
  for (const Shipment& it : leaving.shipments) {
    const model::Stage* stage = stage_at(routes, it, position);
    if (stage && stage->delay.sampler != model::none && !is_known(known, it))
      leaving.addresses.push_back({combine(it.key, stage->name_hash), static_cast<std::uint64_t>(it.first)});
  }
}

// The stage in one position of every route that has it.
void pass_stages(Replication& sim, Routes routes, std::size_t position, const std::vector<double>& known,
                 Departures& leaving) {
  gather_addresses(routes, position, known, leaving);
  draw_together(sim, leaving);
  const double* next = leaving.draws.data();
  for (Shipment& it : leaving.shipments) {
    const model::Stage* stage = stage_at(routes, it, position);
    if (!stage) continue;
    if (stage->delay.sampler == model::none) {
      pass(sim, *stage, whole_seconds(sim.amount(stage->delay.amount)), it);
      continue;
    }
    const double draw = is_known(known, it) ? known[at(it.demand)] : *next++;
    pass(sim, *stage, whole_seconds(sim.model.samplers[at(stage->delay.sampler)](draw)), it);
  }
}

// The first moment of the grid that finds it delivered.
std::size_t moment_after(const Replication& sim, Time when) {
  return sim.recording.grid ? static_cast<std::size_t>((when + sim.model.grid - 1) / sim.model.grid) : 0;
}

/// The gauges that a shipment moves, and from when on they count.
struct Moved {
  Gauge* gauges;
  const Layout& layout;
  const Market& market;
  Time from;

  std::int64_t unit_seconds(const Shipment& it, Time when) const { return it.units * std::max(when, from); }
  Gauge& of_owner(const Shipment& it, OrganisationLevel level) const { return gauges[layout.of(it.owner, level)]; }
  Gauge& of_supplier() const { return gauges[layout.of(market.supplier, SupplierLevel::in_transit)]; }

  // In transit from when a server takes it on.
  void set_out(const Shipment& it) const {
    const std::int64_t later = unit_seconds(it, it.begins);
    of_supplier().unit_seconds -= later;
    of_owner(it, OrganisationLevel::in_transit).unit_seconds -= later;
  }

  // The integrals know now what the levels will show when it arrives.
  void foresee(const Shipment& it) const {
    const std::int64_t later = unit_seconds(it, it.arrives);
    of_supplier().unit_seconds += later;
    of_owner(it, OrganisationLevel::in_transit).unit_seconds += later;
    of_owner(it, OrganisationLevel::delivered).unit_seconds -= later;
    gauges[layout.of(it.owner, OrganisationLevel::online) + at(market.product)].unit_seconds -= later;
  }
};

// Servers take on who is first in the queue of orders, whatever order a run went through organisations in.
void sort_by_place(std::vector<Shipment>& shipments) {
  if (shipments.size() < 2) return;
  std::sort(shipments.begin(), shipments.end(),
            [](const Shipment& a, const Shipment& b) { return a.demand < b.demand; });
}

}  // namespace

void depart(Replication& sim, Index index) {
  FifoMarket& fifo = sim.fifo_markets[at(index)];
  const Market& market = sim.markets[at(index)];
  if (!fifo.setting_out.empty()) sort_by_place(fifo.leaving.shipments);
  const model::Supplier& supplier = sim.model.suppliers[at(market.supplier)];
  const std::vector<double> none;
  for (std::size_t position = 0; position < supplier.most_stages; ++position)
    pass_stages(sim, supplier.routes, position, position == 0 ? sim.first_stage_draws : none, fifo.leaving);
  const Moved moved{sim.seen.gauges.data(), sim.layout, market, sim.counted(0)};
  const Time end = sim.model.end;
  for (const Shipment& it : fifo.leaving.shipments) {
    if (!fifo.setting_out.empty() && it.begins < end) {
      moved.set_out(it);
      fifo.setting_out[moment_after(sim, it.begins) * fifo.lines.size() + at(it.owner)] += it.units;
    }
    if (it.arrives >= end) continue;
    moved.foresee(it);
    fifo.arriving[moment_after(sim, it.arrives) * fifo.lines.size() + at(it.owner)] += it.units;
    sim.seen.deliveries.push_back({it.arrives, it.owner, it.promise, it.units});
    if (sim.model.counts_needs)
      sim.seen.progress.push_back({it.arrives, it.owner, it.promise, it.units, Progress::running});
  }
  fifo.leaving.shipments.clear();
}

}  // namespace allot::engine

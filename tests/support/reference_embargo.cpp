#include <algorithm>

#include "support/reference_choice.hpp"

/// Whom nobody ships to.
namespace allot::reference {
namespace {

std::string region_of(const World& world, const Slice& slice) {
  const Scenario& scenario = world.scenario;
  if (slice.sites.empty()) return scenario.organisations[static_cast<std::size_t>(slice.owner)].region;
  const Site& site = scenario.sites[slice.sites.front().at()];
  return site.region.empty() ? scenario.organisations[site.organisation.at()].region : site.region;
}

bool is_meant(const World& world, const Embargo& it, const Slice& slice, int product) {
  if (it.organisation && it.organisation.index != slice.owner) return false;
  if (it.product && it.product.index != product) return false;
  return it.region.empty() || it.region == region_of(world, slice);
}

// Back to where it was before the award.
void take_back(World& world, int i) {
  Demand& demand = world.demand_of(i);
  Slice& slice = world.slice(i);
  for (auto& [name, queue] : world.stations) std::erase(queue, i);
  slice.state = State::open;
  slice.shipment = -1;
  slice.stage = 0;
  slice.holds_server = false;
  slice.reroute = 0;
  slice.until = never;
  slice.carry = 0;
  slice.not_before = std::min(slice.not_before, world.now);
  demand.allocated -= slice.units;
  world.allocated[static_cast<std::size_t>(slice.awarded_to)] -= slice.units;
  world.revenue[static_cast<std::size_t>(demand.supplier)] -= slice.price * static_cast<double>(slice.units);
  if (!demand.is_initial && slice.awarded_at)
    unreceive(world, {*slice.awarded_at, demand.supplier, demand.product, slice.awarded_to, slice.units, slice.order});
  slice.awarded_at.reset();
  if (slice.pool >= 0)
    world.pools[static_cast<std::size_t>(slice.pool)].aside += slice.units;
  else
    world.free_stock[{demand.supplier, demand.product}] += slice.units;
}

}  // namespace

bool is_embargoed(const World& world, int slice, int product) {
  return std::any_of(world.occurrences.begin(), world.occurrences.end(), [&](const Occurrence& it) {
    const auto* embargo = std::get_if<Embargo>(&intervention_of(world, it).action);
    return embargo && it.is_done && world.now < it.ends && is_meant(world, *embargo, world.slice(slice), product);
  });
}

void begin_embargo(World& world, Tally& tally, const Embargo& embargo) {
  for (int i = 0; i < world.count(); ++i) {
    const Demand& demand = world.demand_of(i);
    if (demand.is_initial || !is_meant(world, embargo, world.slice(i), demand.product)) continue;
    const State state = world.slice(i).state;
    const bool comes_back = embargo.in_transit == EmbargoedTransit::give_back && is_on_its_way(state);
    if (embargo.orders == EmbargoedOrders::release && state == State::planned) world.slice(i).pool = -1;
    if (state != State::open && !comes_back) continue;
    tally.moved += world.slice(i).units;
    if (comes_back) take_back(world, i);
    if (embargo.orders == EmbargoedOrders::cancel) world.slice(i).state = State::cancelled;
    if (embargo.orders == EmbargoedOrders::release) world.slice(i).pool = -1;
    call(world, i);
  }
  start_servers(world);
}

void end_embargo(World& world, const Occurrence& it) {
  const auto& embargo = std::get<Embargo>(intervention_of(world, it).action);
  for (int i = 0; i < world.count(); ++i) {
    const int product = world.demand_of(i).product;
    if (world.slice(i).state == State::open && is_meant(world, embargo, world.slice(i), product) &&
        !is_embargoed(world, i, product))
      call(world, i);
  }
}

}  // namespace allot::reference

#include "support/reference_world.hpp"

#include <algorithm>

#include "base/contract.hpp"

namespace allot::reference {

World world_at_start(const Scenario& scenario, std::uint64_t seed, std::uint64_t replication) {
  World world{.scenario = scenario, .chance = {scenario, seed, replication}, .orders_of_file = {}};
  world.horizon = scenario.end - scenario.start;
  world.ordered.resize(scenario.organisations.size());
  world.allocated.resize(scenario.organisations.size());
  world.produced.resize(scenario.suppliers.size());
  world.scrapped.resize(scenario.suppliers.size());
  world.bought.resize(scenario.suppliers.size());
  world.used.resize(scenario.suppliers.size());
  add_sites(world);
  add_lots(world);
  add_orders_of_file_and_streams(world);
  add_buyers(world);
  power_what_is_there(world);
  for (const Product& product : scenario.products) world.prices.push_back(product.price);
  world.revenue.resize(scenario.suppliers.size());
  add_interventions(world);
  add_past_receipts(world);
  return world;
}

int add_slice(World& world, Slice slice) {
  world.slices.push_back(std::move(slice));
  world.slices.back().root = world.count() - 1;
  return world.count() - 1;
}

int cut(World& world, int slice, Units units, End end) {
  expects(units > 0 && units <= world.slice(slice).units, "a cut takes some of a slice");
  if (units == world.slice(slice).units) return slice;
  Slice part = world.slice(slice);
  part.units = units;
  part.holds_server = false;
  part.carry = 0;
  if (end == End::last) part.first += world.slice(slice).units - units;
  if (end == End::first) world.slice(slice).first += units;
  world.slice(slice).units -= units;
  world.slices.push_back(std::move(part));
  const int added = world.count() - 1;
  for (auto& [name, queue] : world.stations) {
    const auto found = std::find(queue.begin(), queue.end(), slice);
    if (found != queue.end()) queue.insert(found + 1, added);
  }
  return added;
}

std::pair<int, int> place_in_line(const World& world, int slice) { return {world.slice(slice).root, slice}; }

bool is_before(const World& world, int a, int b) {
  const auto place = [&](int slice) {
    const Demand& demand = world.demand_of(slice);
    return std::tuple(demand.placed, demand.definition, demand.copy, slice);  // the older part first
  };
  return place(a) < place(b);
}

void call(World& world, int slice) { call_markets(world, world.demand_of(slice)); }

}  // namespace allot::reference

#include <algorithm>

#include "random/key.hpp"
#include "support/reference_world.hpp"

/// From the award to the site: stages, the queues in front of their servers, detours.
namespace allot::reference {
namespace {

const Stage& stage_of(const World& world, int slice) {
  return world.demand_of(slice).route->stages[world.slice(slice).stage];
}

StationName station_of(const World& world, int slice) {
  const Demand& demand = world.demand_of(slice);
  return {demand.supplier, demand.route, world.slice(slice).stage};
}

// Delays of the windows that this moment lies in add up.
Duration delays_now(const World& world, int slice) {
  const Demand& demand = world.demand_of(slice);
  Duration sum = 0;
  for (std::size_t i = 0; i < world.occurrences.size(); ++i) {
    const Occurrence& occurrence = world.occurrences[i];
    const Intervention& intervention = intervention_of(world, occurrence);
    const auto* delay = std::get_if<StageDelay>(&intervention.action);
    if (!delay || !occurrence.is_done || world.now >= occurrence.ends) continue;
    if (delay->supplier.index != demand.supplier || delay->stage != stage_of(world, slice).name) continue;
    const std::uint64_t stream = combine(demand.key, hash_name("delay/" + in_name(intervention.id)));
    sum += world.chance.lasting(delay->add, stream, static_cast<std::uint64_t>(world.slice(slice).first), world.now);
  }
  return sum;
}

void begin_stage(World& world, int i) {
  const Stage& stage = stage_of(world, i);
  Slice& slice = world.slice(i);
  const std::uint64_t stream = combine(world.demand_of(i).key, hash_name("stage/" + in_name(stage.name)));
  const Duration stay = world.chance.lasting(stage.delay, stream, static_cast<std::uint64_t>(slice.first), world.now) +
                        delays_now(world, i);
  count_hurries(world, i, stage.name, stay);
  slice.until = world.now + scaled(stay, hurry(world, i, stage.name));
  slice.state = State::in_stage;
  slice.holds_server = stage.servers > 0;
}

void deliver(World& world, int i) {
  Slice& slice = world.slice(i);
  slice.state = State::delivered;
  slice.arrival = world.arrivals++;
  slice.until = never;
}

void enter(World& world, int i) {
  const Route* route = world.demand_of(i).route;
  if (!route || world.slice(i).stage == route->stages.size()) return deliver(world, i);
  if (stage_of(world, i).servers == 0) return begin_stage(world, i);
  world.slice(i).state = State::queued;
  world.stations[station_of(world, i)].push_back(i);
}

void finish_stage(World& world, int i) {
  Slice& slice = world.slice(i);
  slice.holds_server = false;
  slice.state = slice.reroute > 0 ? State::rerouted : State::entering;
  slice.until = world.now + slice.reroute;
  slice.reroute = 0;
  ++slice.stage;
}

std::int64_t busy_servers(const World& world, const StationName& station) {
  std::int64_t busy = 0;
  for (int i = 0; i < world.count(); ++i)
    if (world.slice(i).holds_server && station_of(world, i) == station) ++busy;
  return busy;
}

// The one of the earliest shipment; -1: nothing more happens on the routes now.
int next_due(const World& world) {
  int next = -1;
  const auto place = [&](int i) { return std::pair(world.slice(i).shipment, place_in_line(world, i)); };
  for (int i = 0; i < world.count(); ++i)
    if (is_due_on_route(world, i) && (next < 0 || place(i) < place(next))) next = i;
  return next;
}

}  // namespace

bool is_due_on_route(const World& world, int i) {
  const Slice& slice = world.slice(i);
  if (slice.state == State::entering) return true;
  return (slice.state == State::in_stage || slice.state == State::rerouted) && slice.until <= world.now;
}

void start_servers(World& world) {
  for (auto& [station, queue] : world.stations) {
    const auto& [supplier, route, stage] = station;
    while (!queue.empty() && busy_servers(world, station) < route->stages[stage].servers) {
      begin_stage(world, queue.front());
      queue.erase(queue.begin());
    }
  }
}

const Stage* stage_now(const World& world, int i) {
  return world.slice(i).state == State::in_stage ? &stage_of(world, i) : nullptr;
}

void move_shipments(World& world) {
  for (int i = next_due(world); i >= 0; i = next_due(world)) {
    if (world.slice(i).state == State::in_stage) finish_stage(world, i);
    if (is_due_on_route(world, i)) enter(world, i);
    start_servers(world);
  }
}

}  // namespace allot::reference

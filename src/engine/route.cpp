#include <algorithm>

#include "engine/handlers.hpp"
#include "random/key.hpp"

namespace allot::engine {
namespace {

// What interventions add to a stage that begins now.
Duration added_delay(const Replication& sim, const Slice& slice, const model::Stage& stage) {
  Duration sum = 0;
  for (const ActiveWindow& window : sim.delays) {
    const model::Intervention& intervention = sim.model.interventions[at(window.intervention)];
    const auto& delay = std::get<model::StageDelay>(intervention.action);
    if (sim.now < window.from || sim.now >= window.until) continue;
    if (delay.supplier != sim.terms(slice).supplier || delay.stage != stage.name) continue;
    sum += sim.duration(delay.add, combine(sim.orders[at(slice.order)].key, intervention.delay_name),
                        static_cast<std::uint64_t>(slice.first), sim.now);
  }
  return sum;
}

void begin_stage(Replication& sim, Index index, const model::Stage& stage) {
  if (sim.slices[at(index)].state != SliceState::in_transit) set_state(sim, index, SliceState::in_transit);
  Slice& slice = sim.slices[at(index)];
  const std::uint64_t stream = combine(sim.orders[at(slice.order)].key, stage.name_hash);
  Duration stay = sim.duration(stage.delay, stream, static_cast<std::uint64_t>(slice.first), sim.now) +
                  added_delay(sim, slice, stage);
  if (!sim.active_expedites.empty()) stay = hastened(sim, slice, stage, stay);
  slice.holds_server = stage.station != model::none;
  slice.is_in_line = false;
  slice.busy_until = sim.now + stay;
  sim.schedule(slice.busy_until, EventKind::stage_ends, slice.serial, index, slice.stamp);
}

void free_server(Replication& sim, Index slice, const model::Stage& stage) {
  sim.slices[at(slice)].holds_server = false;
  StationState& station = sim.stations[at(stage.station)];
  if (station.line.empty()) {
    --station.busy;
    return;
  }
  const Index next = station.line.front();
  station.line.pop_front();
  begin_stage(sim, next, stage);
}

void deliver(Replication& sim, Index index) {
  {
    const Slice& slice = sim.slices[at(index)];
    sim.change(sim.layout.of(slice.owner, OrganisationLevel::delivered), slice.units);
    sim.change_order(slice.order, OrderLevel::delivered, slice.units);
    sim.seen.deliveries.push_back({sim.now, slice.owner, slice.promise, slice.units});
    if (const Index bundle = sim.orders[at(slice.order)].bundle; bundle != model::none)
      note_delivery(sim, bundle, slice.units);
  }
  deliver_transfers(sim, index);
  if (sim.sites_of(sim.slices[at(index)]).empty())
    receive(sim, index);
  else
    arrive_at_site(sim, index);
}

void continue_route(Replication& sim, Index index) {
  const Slice& slice = sim.slices[at(index)];
  if (static_cast<std::size_t>(slice.stage) == sim.route_of(slice).stages.size())
    deliver(sim, index);
  else
    enter_stage(sim, index);
}

void begin_reroute(Replication& sim, Index index) {
  Slice& slice = sim.slices[at(index)];
  slice.busy_until = sim.now + slice.reroute;
  slice.is_rerouting = true;
  sim.journal({JournalEntry::Kind::reroute_begins, sim.now, index});
  slice.reroute = 0;
  sim.schedule(slice.busy_until, EventKind::reroute_ends, slice.serial, index, slice.stamp);
}

// Of a way of which only the end is known, all days count to its last stage; without stages, as a detour.
void note_way(Replication& sim, Index index) {
  const Slice& slice = sim.slices[at(index)];
  if (slice.state != SliceState::in_transit || slice.origin != Origin::order) return;
  if (slice.stage > 0)
    sim.journal({JournalEntry::Kind::stage_ends, sim.now, index, slice.stage - 1});
  else
    sim.journal({JournalEntry::Kind::reroute_ends, sim.now, index});
}

}  // namespace

void travel_until(Replication& sim, Index index, Time arrives) {
  set_state(sim, index, SliceState::in_transit);
  Slice& slice = sim.slices[at(index)];
  slice.stage = static_cast<std::int16_t>(sim.route_of(slice).stages.size());
  slice.busy_until = std::max(arrives, sim.now);
  if (slice.stage == 0) sim.journal({JournalEntry::Kind::reroute_begins, sim.now, index});
  sim.schedule(slice.busy_until, EventKind::stage_ends, slice.serial, index, slice.stamp);
}

void enter_stage(Replication& sim, Index index) {
  const Slice& slice = sim.slices[at(index)];
  const auto& stages = sim.route_of(slice).stages;
  if (static_cast<std::size_t>(slice.stage) ==
      stages.size()) {  // nothing on the way: delivered in the phase of deliveries
    sim.schedule(sim.now, EventKind::stage_ends, slice.serial, index, slice.stamp);
    return;
  }
  const model::Stage& stage = stages[static_cast<std::size_t>(slice.stage)];
  if (stage.station == model::none) return begin_stage(sim, index, stage);
  StationState& station = sim.stations[at(stage.station)];
  if (station.busy == sim.model.stations[at(stage.station)].servers) {
    sim.slices[at(index)].is_in_line = true;
    station.line.push_back(index);
    return;
  }
  ++station.busy;
  begin_stage(sim, index, stage);
}

void on_stage_end(Replication& sim, Index index) {
  const auto& stages = sim.route_of(sim.slices[at(index)]).stages;
  const auto position = static_cast<std::size_t>(sim.slices[at(index)].stage);
  if (position == stages.size()) {
    note_way(sim, index);
    return sim.slices[at(index)].reroute > 0 ? begin_reroute(sim, index) : deliver(sim, index);
  }
  if (sim.slices[at(index)].holds_server) free_server(sim, index, stages[position]);
  sim.journal({JournalEntry::Kind::stage_ends, sim.now, index, static_cast<Index>(position)});
  Slice& slice = sim.slices[at(index)];
  ++slice.stage;
  if (slice.reroute == 0) return continue_route(sim, index);
  begin_reroute(sim, index);
}

void on_reroute_end(Replication& sim, Index index) {
  sim.slices[at(index)].is_rerouting = false;
  sim.journal({JournalEntry::Kind::reroute_ends, sim.now, index});
  if (sim.slices[at(index)].reroute > 0) return begin_reroute(sim, index);  // a further detour was added meanwhile
  continue_route(sim, index);
}

void leave_line(Replication& sim, Index index) {
  Slice& slice = sim.slices[at(index)];
  if (!slice.is_in_line) return;
  sim.stations[at(sim.route_of(slice).stages[static_cast<std::size_t>(slice.stage)].station)].line.erase(index);
  slice.is_in_line = false;
}

void leave_route(Replication& sim, Index index) {
  Slice& slice = sim.slices[at(index)];
  ++slice.stamp;
  leave_line(sim, index);
  if (slice.holds_server) free_server(sim, index, sim.route_of(slice).stages[static_cast<std::size_t>(slice.stage)]);
  Slice& left = sim.slices[at(index)];
  left.stage = 0;
  left.reroute = 0;
  left.is_rerouting = false;
}

void scale_stage(Replication& sim, Index index, const Decimal& factor) {
  Slice& slice = sim.slices[at(index)];
  slice.busy_until = sim.now + half_up_of(slice.busy_until - sim.now, factor);
  ++slice.stamp;
  sim.schedule(slice.busy_until, EventKind::stage_ends, slice.serial, index, slice.stamp);
}

void follow(Replication& sim, Index whole, Index index) {
  constexpr std::uint64_t cuts = (1u << 20) - 1;
  Slice& part = sim.slices[at(index)];
  part.serial = (part.serial & ~cuts) | (part.age & cuts);
  if (part.is_in_line) {
    const auto stage = static_cast<std::size_t>(part.stage);
    WaitingLine& line = sim.stations[at(sim.route_of(part).stages[stage].station)].line;
    line.insert(std::find(line.begin(), line.end(), whole) + 1, index);
    return;
  }
  const EventKind end = part.is_rerouting ? EventKind::reroute_ends : EventKind::stage_ends;
  sim.schedule(part.busy_until, end, part.serial, index, part.stamp);
}

}  // namespace allot::engine

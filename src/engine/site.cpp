#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/handlers.hpp"
#include "engine/readiness.hpp"
#include "random/key.hpp"

namespace allot::engine {
namespace {

constexpr std::uint64_t after_all_changes = ~std::uint64_t{0};  // of the first phase

std::int64_t cost(const model::Gate& gate, const Slice& slice) { return gate.cost[at(slice.product)]; }

// How many of `units` the gate has a place for.
Units fitting(const model::Gate& gate, const GateState& state, const Slice& slice) {
  const std::int64_t each = cost(gate, slice);
  if (!gate.is_limited || each == 0) return slice.units;
  return std::min(slice.units, std::max<std::int64_t>(0, state.capacity - state.used) / each);
}

bool is_admitted(const Slice& slice, Index site) {
  return slice.site == site && slice.state != SliceState::delivered && slice.state != SliceState::retired;
}

void insert_beside(std::vector<Index>& list, Index whole, Index part, std::ptrdiff_t offset) {
  const auto found = std::find(list.rbegin(), list.rend(), whole).base();
  list.insert(found - 1 + offset, part);
}

// What was online at the start has no order to name its draws.
std::uint64_t initial_key(const Replication& sim, const Slice& slice) {
  const Index first_site = sim.sites_of(slice).front();
  return hash_path({"site", sim.model.sites[at(first_site)].id, "online", sim.model.products[at(slice.product)].id});
}

void begin_commissioning(Replication& sim, Index index) {
  set_state(sim, index, SliceState::commissioning);
  const Slice& slice = sim.slices[at(index)];
  const std::uint64_t name = sim.model.sites[at(slice.site)].commissioning_name;
  const std::uint64_t stream =
      combine(slice.order == model::none ? initial_key(sim, slice) : sim.orders[at(slice.order)].key, name);
  const Duration stay = sim.duration(sim.policy.sites[at(slice.site)].commissioning, stream,
                                     static_cast<std::uint64_t>(slice.first), sim.now);
  sim.schedule(sim.now + stay, EventKind::commissioned, slice.arrival, index, slice.stamp);
}

// The crew takes the next piece in line: one slice's, at most a day's work.
void start_crew(Replication& sim, Index site_index) {
  SiteState& site = sim.sites[at(site_index)];
  if (site.crew_works_on != model::none || site.crew_line.empty()) return;
  const SitePolicyNow& policy = sim.policy.sites[at(site_index)];
  const bool takes_time = policy.install > 0;
  Index piece = site.crew_line.front();
  const Units most =
      takes_time ? std::max<Units>(1, floor_of(day, policy.install, policy.install_per)) : sim.slices[at(piece)].units;
  if (most < sim.slices[at(piece)].units) {
    const Index rest = piece;
    piece = split_front(sim, rest, most);
    insert_beside(site.admitted, rest, piece, 0);
  } else {
    site.crew_line.pop_front();
  }
  site.crew_works_on = piece;
  const Slice& slice = sim.slices[at(piece)];
  const Duration stay = takes_time ? half_up_quotient(Int128{slice.units} * policy.install_per, policy.install) : 0;
  sim.schedule(sim.now + stay, EventKind::piece_installed, slice.arrival, piece, slice.stamp);
}

void admit(Replication& sim, Index index, Index site_index) {
  SiteState& site = sim.sites[at(site_index)];
  Slice& slice = sim.slices[at(index)];
  slice.site = site_index;
  site.room.used += cost(sim.model.sites[at(site_index)].room, slice) * slice.units;
  site.admitted.push_back(index);
  set_state(sim, index, SliceState::installing);
  const bool has_crew_to_wait_for = site.crew_works_on != model::none || !site.crew_line.empty();
  if (sim.policy.sites[at(site_index)].install == 0 && !has_crew_to_wait_for) return begin_commissioning(sim, index);
  site.crew_line.push_back(index);
  start_crew(sim, site_index);
}

template <class Gone>
void erase_from(std::vector<Index>& list, std::size_t first, Gone&& gone) {
  list.erase(std::remove_if(list.begin() + static_cast<std::ptrdiff_t>(first), list.end(), gone), list.end());
}

// Skip slices already rejected until capacity grows.
void settle_room(Replication& sim) {
  const std::size_t first = sim.tried_for_room;
  for (std::size_t i = first; i < sim.waiting_for_room.size(); ++i) {
    const Index index = sim.waiting_for_room[i];
    for (const Index site : sim.sites_of(sim.slices[at(index)])) {
      const Slice& slice = sim.slices[at(index)];
      const Units units = fitting(sim.model.sites[at(site)].room, sim.sites[at(site)].room, slice);
      if (units == 0) continue;
      const bool whole = units == slice.units;
      admit(sim, whole ? index : split_front(sim, index, units), site);
      if (whole) break;
    }
  }
  erase_from(sim.waiting_for_room, first,
             [&](Index slice) { return sim.slices[at(slice)].state != SliceState::delivered; });
  sim.tried_for_room = sim.waiting_for_room.size();
}

void settle_power(Replication& sim, Index site_index) {
  SiteState& site = sim.sites[at(site_index)];
  const model::Gate& gate = sim.model.sites[at(site_index)].power;
  const std::size_t first = site.tried_for_power;
  for (std::size_t i = first; i < site.unpowered.size(); ++i) {
    const Index index = site.unpowered[i];
    const Units units = fitting(gate, site.power, sim.slices[at(index)]);
    if (units == 0) continue;
    Index part = index;
    if (units < sim.slices[at(index)].units) {
      part = split_front(sim, index, units);
      insert_beside(site.admitted, index, part, 0);
    }
    site.power.used += cost(gate, sim.slices[at(part)]) * units;
    site.powered.push_back(part);
    set_state(sim, part, SliceState::online);
  }
  erase_from(site.unpowered, first, [&](Index slice) { return sim.slices[at(slice)].state != SliceState::unpowered; });
  site.tried_for_power = site.unpowered.size();
}

// Units of the last slice that must go so that the gate holds again; the part that goes.
Index last_part(Replication& sim, Index index, std::int64_t over, std::int64_t each) {
  const Units units = (over + each - 1) / each;
  return units < sim.slices[at(index)].units ? split_back(sim, index, units) : index;
}

// Parts of one delivery, or of one piece, stand in the order of their units.
void insert_by(Replication& sim, std::vector<Index>& list, Index index, std::uint32_t Slice::*place) {
  const auto key = [&](Index slice) { return std::pair(sim.slices[at(slice)].*place, sim.slices[at(slice)].first); };
  const auto is_before = [&](Index a, Index b) { return key(a) < key(b); };
  list.insert(std::upper_bound(list.begin(), list.end(), index, is_before), index);
}

// Its place, its power and its turn are free.
void release(Replication& sim, Index site_index, Index index) {
  SiteState& site = sim.sites[at(site_index)];
  Slice& slice = sim.slices[at(index)];
  const model::Site& it = sim.model.sites[at(site_index)];
  if (slice.state == SliceState::online && it.power.is_limited) site.power.used -= cost(it.power, slice) * slice.units;
  std::erase(site.powered, index);
  std::erase(site.unpowered, index);
  site.crew_line.erase(index);
  if (site.crew_works_on == index) site.crew_works_on = model::none;
  site.room.used -= cost(it.room, slice) * slice.units;
  ++slice.stamp;
}

void leave(Replication& sim, Index site_index, Index index) {
  release(sim, site_index, index);
  set_state(sim, index, SliceState::delivered);
  sim.slices[at(index)].site = model::none;
  insert_by(sim, sim.waiting_for_room, index, &Slice::arrival);
}

// When room falls, the last admitted leave first, whatever they are doing; their work is lost.
void evict(Replication& sim, Index site_index) {
  SiteState& site = sim.sites[at(site_index)];
  const model::Gate& gate = sim.model.sites[at(site_index)].room;
  std::erase_if(site.admitted, [&](Index slice) { return !is_admitted(sim.slices[at(slice)], site_index); });
  for (std::size_t i = site.admitted.size(); i-- > 0 && site.room.used > site.room.capacity;) {
    const Index index = site.admitted[i];
    const std::int64_t each = cost(gate, sim.slices[at(index)]);
    if (each > 0) leave(sim, site_index, last_part(sim, index, site.room.used - site.room.capacity, each));
  }
  std::erase_if(site.admitted, [&](Index slice) { return !is_admitted(sim.slices[at(slice)], site_index); });
  start_crew(sim, site_index);
}

void switch_off(Replication& sim, Index site_index) {
  SiteState& site = sim.sites[at(site_index)];
  const model::Gate& gate = sim.model.sites[at(site_index)].power;
  for (std::size_t i = site.powered.size(); i-- > 0 && site.power.used > site.power.capacity;) {
    const Index whole = site.powered[i];
    const std::int64_t each = cost(gate, sim.slices[at(whole)]);
    if (each == 0) continue;
    const Index part = last_part(sim, whole, site.power.used - site.power.capacity, each);
    if (part != whole) insert_beside(site.admitted, whole, part, 1);
    site.power.used -= each * sim.slices[at(part)].units;
    set_state(sim, part, SliceState::unpowered);
    insert_by(sim, site.unpowered, part, &Slice::ready);
  }
  std::erase_if(site.powered, [&](Index slice) { return sim.slices[at(slice)].state != SliceState::online; });
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

std::int64_t capacity(const GateState& gate, Time now) {
  std::int64_t sum = 0;
  for (const SourceState& source : gate.sources) sum += contribution(source, now);
  return std::max<std::int64_t>(0, sum);
}

}  // namespace

namespace {

void expect_settlement(Replication& sim) {
  if (sim.settle_is_due) return;
  sim.settle_is_due = true;
  sim.schedule(sim.now, EventKind::site_settles, 0, 0);
}

// Power may have come free: all that wait for it try again when sites settle.
void free_power(Replication& sim, Index site_index) {
  if (!sim.model.sites[at(site_index)].power.is_limited) return;
  SiteState& site = sim.sites[at(site_index)];
  site.tried_for_power = 0;
  if (!std::exchange(site.tries_power_again, true)) sim.power_is_free_at.push_back(site_index);
}

}  // namespace

std::int64_t contribution(const SourceState& source, Time now) {
  if (now < source.from) return 0;
  if (now >= source.until) return source.add;
  const std::int64_t days = (source.until - source.from + day - 1) / day;
  return floor_div(source.add * ((now - source.from) / day), days);
}

void arrive_at_site(Replication& sim, Index index) {
  sim.slices[at(index)].arrival = ++sim.next_arrival;
  set_state(sim, index, SliceState::delivered);
  sim.waiting_for_room.push_back(index);
  expect_settlement(sim);
}

void request_settlement(Replication& sim) {
  sim.tried_for_room = 0;
  expect_settlement(sim);
}

void settle_sites(Replication& sim) {
  sim.settle_is_due = false;
  settle_room(sim);
  std::sort(sim.power_is_free_at.begin(), sim.power_is_free_at.end());
  for (const Index site : sim.power_is_free_at) {
    sim.sites[at(site)].tries_power_again = false;
    settle_power(sim, site);
  }
  sim.power_is_free_at.clear();
}

void on_piece_installed(Replication& sim, Index index) {
  const Index site = sim.slices[at(index)].site;
  sim.sites[at(site)].crew_works_on = model::none;
  begin_commissioning(sim, index);
  start_crew(sim, site);
}

void on_commissioned(Replication& sim, Index index) {
  const Index site = sim.slices[at(index)].site;
  if (!sim.model.sites[at(site)].power.is_limited) return set_state(sim, index, SliceState::online);
  sim.slices[at(index)].ready = ++sim.next_ready;
  set_state(sim, index, SliceState::unpowered);
  sim.sites[at(site)].unpowered.push_back(index);
  settle_power(sim, site);
}

namespace {

void note_retired(Replication& sim, Index slice) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "retired");
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("units", sim.slices[at(slice)].units);
}

void retire_slice(Replication& sim, Index site_index, Index index) {
  SiteState& site = sim.sites[at(site_index)];
  const model::Site& it = sim.model.sites[at(site_index)];
  const Slice& slice = sim.slices[at(index)];
  if (it.power.is_limited) site.power.used -= cost(it.power, slice) * slice.units;
  site.room.used -= cost(it.room, slice) * slice.units;
  std::erase(site.powered, index);
  note_retired(sim, index);
  set_state(sim, index, SliceState::retired);
}

}  // namespace

Units retire(Replication& sim, Index site_index, Index product, Units units) {
  SiteState& site = sim.sites[at(site_index)];
  auto admitted = sim.list<Index>();
  admitted.assign(site.admitted.begin(), site.admitted.end());
  Units left = units;
  for (const Index index : admitted) {
    const Slice& slice = sim.slices[at(index)];
    if (left == 0) break;
    if (!is_admitted(slice, site_index) || slice.state != SliceState::online || slice.product != product) continue;
    const Index part = left < slice.units ? split_front(sim, index, left) : index;
    left -= sim.slices[at(part)].units;
    retire_slice(sim, site_index, part);
  }
  std::erase_if(site.admitted, [&](Index slice) { return !is_admitted(sim.slices[at(slice)], site_index); });
  free_power(sim, site_index);
  request_settlement(sim);
  return units - left;
}

void vacate(Replication& sim, Index index) {
  const Index site_index = sim.slices[at(index)].site;
  if (sim.slices[at(index)].state == SliceState::delivered) {
    std::erase(sim.waiting_for_room, index);
    return request_settlement(sim);
  }
  if (site_index == model::none) return;
  release(sim, site_index, index);
  std::erase(sim.sites[at(site_index)].admitted, index);
  start_crew(sim, site_index);
  free_power(sim, site_index);
  request_settlement(sim);
}

namespace {

// A part stands in the lists of its site beside what it was cut off.
void stand_beside(Replication& sim, Index whole, Index part, std::ptrdiff_t offset) {
  const Index site_index = sim.slices[at(whole)].site;
  if (site_index == model::none) return;
  SiteState& site = sim.sites[at(site_index)];
  insert_beside(site.admitted, whole, part, offset);
  if (std::find(site.powered.begin(), site.powered.end(), whole) != site.powered.end())
    insert_beside(site.powered, whole, part, offset);
}

}  // namespace

Index cut_front_at_site(Replication& sim, Index whole, Units units) {
  const Index part = split_front(sim, whole, units);
  stand_beside(sim, whole, part, 0);
  return part;
}

Index cut_back_at_site(Replication& sim, Index whole, Units units) {
  const Index part = split_back(sim, whole, units);
  stand_beside(sim, whole, part, 1);
  return part;
}

void update_capacity(Replication& sim, Index site_index) {
  SiteState& site = sim.sites[at(site_index)];
  const std::int64_t room = capacity(site.room, sim.now), power = capacity(site.power, sim.now);
  const bool has_changed = room != site.room.capacity || power != site.power.capacity;
  site.room.capacity = room;
  site.power.capacity = power;
  if (has_changed) wake_gated(sim);
  if (sim.recording.facts) {
    const model::Site& it = sim.model.sites[at(site_index)];
    sim.seen.facts.capacities.push_back(
        {sim.now, site_index, it.room.is_limited ? room : -1, it.power.is_limited ? power : -1});
  }
  if (sim.recording.ledger) {
    LedgerLine& line = note(sim, "capacity");
    line.cells.emplace_back("site", sim.model.sites[at(site_index)].id);
    line.cells.emplace_back("room", sim.model.sites[at(site_index)].room.is_limited ? site.room.capacity : -1);
    line.cells.emplace_back("power", sim.model.sites[at(site_index)].power.is_limited ? site.power.capacity : -1);
  }
  if (std::exchange(site.fit_is_due, true)) return;
  sim.schedule(sim.now, EventKind::site_fits, after_all_changes, site_index);
}

// Who loses its place needs no power: room is looked at first. Only what is there at the start runs as far as there is
// power before the room is looked at.
void fit_capacity(Replication& sim, Index site_index) {
  const model::Site& site = sim.model.sites[at(site_index)];
  sim.sites[at(site_index)].fit_is_due = false;
  if (sim.now == 0 && site.power.is_limited) switch_off(sim, site_index);
  if (site.room.is_limited) evict(sim, site_index);
  if (site.power.is_limited) switch_off(sim, site_index);
  free_power(sim, site_index);
  request_settlement(sim);
}

void schedule_source(Replication& sim, Index site, const SourceState& source) {
  const auto change_at = [&](Time when) {
    if (when >= sim.now && when >= 0)
      sim.schedule(when, EventKind::source_changes, static_cast<std::uint64_t>(site), site);
  };
  if (source.from < source.until)
    for (Time when = source.from + day; when < source.until; when += day) change_at(when);
  change_at(source.until);
}

}  // namespace allot::engine

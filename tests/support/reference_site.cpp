#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "random/key.hpp"
#include "support/reference_world.hpp"

/// Room, the crew, commissioning and the power gate.
namespace allot::reference {
namespace {

const Site& site_at(const World& world, int site) { return world.scenario.sites[static_cast<std::size_t>(site)]; }
const SiteSources& sources_at(const World& world, int site) { return world.sites[static_cast<std::size_t>(site)]; }

bool is_in_work(State state) { return state == State::in_installation || state == State::commissioning; }

std::int64_t watts(const World& world, int slice, int site) {
  const Product& product = world.scenario.products[static_cast<std::size_t>(world.demand_of(slice).product)];
  return half_up(fraction(product.power) * fraction(site_at(world, site).overhead));
}

bool has_gate(const World& world, int site) { return !site_at(world, site).power.empty(); }
bool has_walls(const World& world, int site) { return !site_at(world, site).room.empty(); }

// What a unit takes of the room: one place, or watts where the room is counted so.
std::int64_t share_of_room(const World& world, int slice, int site) {
  return site_at(world, site).room.front().add.kind == Kind::power ? watts(world, slice, site) : 1;
}

std::int64_t in_force(const std::vector<RunSource>& sources, Time now) {
  std::int64_t sum = 0;
  for (const RunSource& source : sources) sum += amount(source, now);
  return std::max<std::int64_t>(0, sum);
}

std::int64_t free_room(const World& world, int site) {
  std::int64_t left = in_force(sources_at(world, site).room, world.now);
  for (int i = 0; i < world.count(); ++i)
    if (world.slice(i).site == site && world.slice(i).state != State::retired)
      left -= world.slice(i).units * share_of_room(world, i, site);
  return left;
}

std::int64_t free_power(const World& world, int site) {
  std::int64_t left = in_force(sources_at(world, site).power, world.now);
  for (int i = 0; i < world.count(); ++i)
    if (world.slice(i).site == site && world.slice(i).state == State::online)
      left -= world.slice(i).units * watts(world, i, site);
  return left;
}

Units fitting(Units units, std::int64_t left, std::int64_t share) {
  if (share == 0) return units;
  return std::min<Units>(units, std::max<std::int64_t>(0, left) / share);
}

Units leaving(Units units, std::int64_t over, std::int64_t share) {
  return share == 0 ? 0 : std::min<Units>(units, (over + share - 1) / share);
}

template <class Fits, class Key>
std::vector<int> slices_in_order(const World& world, Fits fits, Key key) {
  std::vector<int> found;
  for (int i = 0; i < world.count(); ++i)
    if (fits(world.slice(i))) found.push_back(i);
  std::sort(found.begin(), found.end(), [&](int a, int b) {
    return std::pair(key(world.slice(a)), place_in_line(world, a)) <
           std::pair(key(world.slice(b)), place_in_line(world, b));
  });
  return found;
}

std::pair<std::int64_t, Units> by_admission(const Slice& it) { return {it.admission, it.first}; }
// Parts of one delivery keep the order of their units.
std::pair<std::int64_t, Units> by_arrival(const Slice& it) { return {it.arrival, it.first}; }
std::tuple<Time, std::int64_t, Units> by_readiness(const Slice& it) { return {it.ready_since, it.admission, it.first}; }
std::pair<std::int64_t, Units> by_switch(const Slice& it) { return {it.switched_on, it.first}; }

void evict(World& world, int i) {
  Slice& slice = world.slice(i);
  slice.state = State::delivered;
  slice.site = -1;
  slice.admission = -1;
  slice.until = never;
}

void leave_room(World& world, int site) {
  auto inside = slices_in_order(
      world, [&](const Slice& it) { return it.site == site && it.state != State::retired; }, by_admission);
  std::reverse(inside.begin(), inside.end());
  for (const int i : inside) {
    const std::int64_t over = -free_room(world, site);
    if (over <= 0) return;
    const Units units = leaving(world.slice(i).units, over, share_of_room(world, i, site));
    if (units > 0) evict(world, cut(world, i, units, End::last));
  }
}

void switch_off(World& world, int site) {
  auto running = slices_in_order(
      world, [&](const Slice& it) { return it.site == site && it.state == State::online; }, by_switch);
  std::reverse(running.begin(), running.end());
  for (const int i : running) {
    const std::int64_t over = -free_power(world, site);
    if (over <= 0) return;
    const Units units = leaving(world.slice(i).units, over, watts(world, i, site));
    if (units > 0) world.slice(cut(world, i, units, End::last)).state = State::ready;
  }
}

void admit(World& world, int i, int site, Units units) {
  Slice& slice = world.slice(cut(world, i, units, End::first));
  slice.state = State::waiting_crew;
  slice.site = site;
  slice.admission = world.admissions++;
}

}  // namespace

void receive(World& world, int i) {
  world.slice(i).state = State::online;
  const auto buys = [&](const Supplier& it) { return it.buys_as.index == world.slice(i).owner; };
  if (std::none_of(world.scenario.suppliers.begin(), world.scenario.suppliers.end(), buys)) begin_term(world, i);
  for (int s = 0; s < static_cast<int>(world.scenario.suppliers.size()); ++s) {
    if (world.scenario.suppliers[static_cast<std::size_t>(s)].buys_as.index != world.slice(i).owner) continue;
    const SupplierProduct what{s, world.demand_of(i).product};
    world.slice(i).state = State::resold;
    world.free_stock[what] += world.slice(i).units;
    world.supplied.push_back({world.now, s, what.second, -1, world.slice(i).units});
    world.bought[static_cast<std::size_t>(s)] += world.slice(i).units;
    world.calls.insert(what);
  }
}

namespace {

// Unit by unit, to the first site of the list that has room.
void find_room(World& world, int i) {
  if (world.slice(i).sites.empty()) return receive(world, i);
  const std::vector<Ref> sites = world.slice(i).sites;
  for (const Ref site : sites) {
    if (world.slice(i).state != State::delivered) return;
    const Units all = world.slice(i).units;
    const Units units = has_walls(world, site.index)
                            ? fitting(all, free_room(world, site.index), share_of_room(world, i, site.index))
                            : all;
    if (units > 0) admit(world, i, site.index, units);
  }
}

void commission(World& world, int i) {
  Slice& slice = world.slice(i);
  const auto site = static_cast<std::size_t>(slice.site);
  const std::uint64_t stream =
      combine(world.demand_of(i).key, hash_name("site/" + in_name(world.scenario.sites[site].id) + "/commissioning"));
  slice.state = State::commissioning;
  slice.until = world.now + world.chance.lasting(world.policy.sites[site].commissioning, stream,
                                                 static_cast<std::uint64_t>(slice.first), world.now);
}

bool is_crew_busy(const World& world, int site) {
  return std::any_of(world.slices.begin(), world.slices.end(),
                     [&](const Slice& it) { return it.site == site && it.state == State::in_installation; });
}

// Rates are units per so many seconds.
void take_piece(World& world, int i, const Value& rate) {
  const Fraction a_second = world.chance.exact(rate) * fraction(1, rate.per);
  const Units most = std::max<Units>(1, static_cast<Units>(floor(a_second * fraction(day, 1))));
  Slice& piece = world.slice(cut(world, i, std::min(most, world.slice(i).units), End::first));
  piece.state = State::in_installation;
  piece.until = world.now + half_up(fraction(piece.units, 1) * Fraction{a_second.bottom, a_second.top});
}

void put_crew_to_work(World& world, int site) {
  const auto& rate = world.policy.sites[static_cast<std::size_t>(site)].install;
  const auto waiting = slices_in_order(
      world, [&](const Slice& it) { return it.site == site && it.state == State::waiting_crew; }, by_admission);
  for (const int i : waiting) {
    if (is_crew_busy(world, site)) return;
    if (rate)
      take_piece(world, i, *rate);
    else
      commission(world, i);
  }
}

// Gives whether anything was finished.
bool finish_work(World& world, int site) {
  bool any = false;
  const auto due = slices_in_order(
      world, [&](const Slice& it) { return it.site == site && is_in_work(it.state) && it.until <= world.now; },
      by_admission);
  for (const int i : due) {
    if (world.slice(i).state == State::in_installation) {
      commission(world, i);
    } else {
      world.slice(i).state = State::ready;
      world.slice(i).ready_since = world.now;
      world.slice(i).until = never;
    }
    any = true;
  }
  return any;
}

void switch_on(World& world, int site) {
  const auto ready = slices_in_order(
      world, [&](const Slice& it) { return it.site == site && it.state == State::ready; }, by_readiness);
  for (const int i : ready) {
    const Units all = world.slice(i).units;
    const Units units = has_gate(world, site) ? fitting(all, free_power(world, site), watts(world, i, site)) : all;
    if (units == 0) continue;
    const int part = cut(world, i, units, End::first);
    world.slice(part).state = State::online;
    world.slice(part).switched_on = world.switches++;
    begin_term(world, part);
  }
}

Time planned_moment(const World& world, const Value& date) {
  return half_up(world.chance.expected(date)) - world.scenario.start;
}

std::vector<RunSource> sources_of(const World& world, const std::string& stem, const std::vector<Source>& sources) {
  std::vector<RunSource> found;
  for (const Source& source : sources) {
    RunSource one{.is_ramp = source.from.has_value(), .add = half_up(world.chance.exact(source.add))};
    one.from = world.chance.moment(one.is_ramp ? *source.from : *source.at);
    if (one.is_ramp) one.until = world.chance.moment(*source.until);
    one.planned_from = planned_moment(world, one.is_ramp ? *source.from : *source.at);
    if (one.is_ramp) one.planned_until = planned_moment(world, *source.until);
    one.planned_add = half_up(world.chance.expected(source.add));
    one.slip = world.chance.slip(source.slip, source.slip_with, hash_name(stem + in_name(source.id) + "/slip"), 0,
                                 one.from, one.from);
    found.push_back(one);
  }
  return found;
}

void add_online(World& world, int index) {
  const Site& site = site_at(world, index);
  for (const ProductUnits& online : site.online) {
    const std::string& product = world.scenario.products[online.product.at()].id;
    const Units units = world.chance.units(online.units, online.product);
    world.demands.push_back({.key = hash_name("site/" + in_name(site.id) + "/online/" + in_name(product)),
                             .is_initial = true,
                             .is_named = false,
                             .is_placed = true,
                             .organisation = site.organisation.index,
                             .product = online.product.index,
                             .units = units,
                             .placed = -1,
                             .definition = {-1, 0}});
    if (units == 0) continue;
    add_slice(world, {.order = static_cast<int>(world.demands.size()) - 1,
                      .owner = site.organisation.index,
                      .units = units,
                      .state = State::online,
                      .sites = {Ref{index}},
                      .arrival = world.arrivals++,
                      .site = index,
                      .admission = world.admissions++,
                      .switched_on = world.switches++});
  }
}

Duration days_up(Duration span) { return (span + day - 1) / day; }

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

}  // namespace

std::int64_t amount(const RunSource& source, Time now) {
  const Time from = source.from + source.slip, until = source.until + source.slip;
  if (!source.is_ramp) return now >= from ? source.add : 0;
  if (now >= until) return source.add;
  if (now <= from) return 0;
  return floor_divide(source.add * ((now - from) / day), days_up(until - from));
}

std::vector<Time> steps(const RunSource& source) {
  std::vector<Time> times{source.from + source.slip};
  if (!source.is_ramp) return times;
  for (Duration k = 1; k < days_up(source.until - source.from); ++k) times.push_back(times.front() + k * day);
  times.push_back(source.until + source.slip);
  return times;
}

void add_sites(World& world) {
  for (int i = 0; i < static_cast<int>(world.scenario.sites.size()); ++i) {
    const Site& site = site_at(world, i);
    world.sites.push_back({sources_of(world, "site/" + in_name(site.id) + "/room/", site.room),
                           sources_of(world, "site/" + in_name(site.id) + "/power/", site.power)});
    add_online(world, i);
  }
}

void power_what_is_there(World& world) {
  for (int site = 0; site < static_cast<int>(world.sites.size()); ++site)
    if (has_gate(world, site)) switch_off(world, site);
}

void leave_what_has_no_place(World& world) {
  for (int site = 0; site < static_cast<int>(world.sites.size()); ++site) {
    if (has_walls(world, site)) leave_room(world, site);
    if (has_gate(world, site)) switch_off(world, site);
  }
}

std::vector<int> running(const World& world, int site, int product) {
  return slices_in_order(
      world,
      [&](const Slice& it) {
        return it.site == site && it.state == State::online &&
               world.demands[static_cast<std::size_t>(it.order)].product == product;
      },
      by_admission);
}

void install(World& world) {
  const auto waiting = slices_in_order(
      world, [](const Slice& it) { return it.state == State::delivered; }, by_arrival);
  for (const int i : waiting) find_room(world, i);
  for (int site = 0; site < static_cast<int>(world.sites.size()); ++site) {
    put_crew_to_work(world, site);
    while (finish_work(world, site)) put_crew_to_work(world, site);
    switch_on(world, site);
  }
}

}  // namespace allot::reference

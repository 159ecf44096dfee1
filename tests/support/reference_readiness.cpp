#include <algorithm>
#include <cmath>

#include "support/reference_world.hpp"

/// The readiness gate: claims count only up to the room that is planned, and what that changes calls for
/// runs.
namespace allot::reference {
namespace {

constexpr std::int64_t endless = std::int64_t{1} << 60;

std::int64_t watts_of_room(const World& world, std::size_t site, int product) {
  const Product& it = world.scenario.products[static_cast<std::size_t>(product)];
  return half_up(fraction(it.power) * fraction(world.scenario.sites[site].overhead));
}

// What one unit takes of the room (0) or of the power (1) of a site.
std::int64_t takes(const World& world, std::size_t site, int product, int gate) {
  const Site& it = world.scenario.sites[site];
  const bool in_watts = gate == 1 || (!it.room.empty() && it.room.front().add.kind == Kind::power);
  return in_watts ? watts_of_room(world, site, product) : 1;
}

std::int64_t planned(const World& world, const std::vector<RunSource>& sources, Time then) {
  if (sources.empty()) return endless;
  std::int64_t sum = 0;
  for (const RunSource& it : sources) {
    const bool is_there = it.from + it.slip <= world.now;
    const RunSource announced{it.is_ramp, it.planned_from, it.planned_until, 0, it.planned_add};
    sum += amount(is_there ? it : announced, then);
  }
  return std::max<std::int64_t>(0, sum);
}

using Left = std::vector<std::array<std::int64_t, 2>>;

Units fits(const World& world, const Left& left, std::size_t site, int product) {
  Units units = most_units;
  for (int gate = 0; gate < 2; ++gate) {
    const std::int64_t each = takes(world, site, product, gate);
    const std::int64_t free = left[site][static_cast<std::size_t>(gate)];
    if (free < endless && each > 0) units = std::min<Units>(units, std::max<std::int64_t>(0, free) / each);
  }
  return units;
}

void take(const World& world, Left& left, std::size_t site, int product, Units units) {
  for (int gate = 0; gate < 2; ++gate) {
    std::int64_t& free = left[site][static_cast<std::size_t>(gate)];
    if (free < endless) free -= units * takes(world, site, product, gate);
  }
}

void take_in_order(const World& world, Left& left, int i, Units units) {
  for (const Ref site : world.slice(i).sites) {
    const int product = world.demand_of(i).product;
    const Units here = std::min(units, fits(world, left, site.at(), product));
    take(world, left, site.at(), product, here);
    units -= here;
  }
}

Left left_over(const World& world, Time then) {
  Left left;
  for (const SiteSources& site : world.sites)
    left.push_back({planned(world, site.room, then), planned(world, site.power, then)});
  std::vector<int> coming;
  for (int i = 0; i < world.count(); ++i) {
    const Slice& it = world.slice(i);
    if (it.state == State::retired) continue;
    if (it.site >= 0)
      take(world, left, static_cast<std::size_t>(it.site), world.demand_of(i).product, it.units);
    else if (it.state >= State::entering && it.state <= State::delivered)
      coming.push_back(i);
  }
  std::sort(coming.begin(), coming.end(), [&](int a, int b) {
    return std::pair(world.slice(a).shipment, place_in_line(world, a)) <
           std::pair(world.slice(b).shipment, place_in_line(world, b));
  });
  for (const int i : coming) take_in_order(world, left, i, world.slice(i).units);
  return left;
}

std::set<Duration> lookaheads(const World& world, std::size_t supplier) {
  std::set<Duration> found;
  if (const auto& it = world.scenario.suppliers[supplier].allocation.readiness) found.insert(it->lookahead);
  for (const Intervention& it : world.scenario.interventions)
    if (const auto* set = std::get_if<Set>(&it.action))
      if (const auto& gate = set->changed->suppliers[supplier].allocation.readiness) found.insert(gate->lookahead);
  return found;
}

// A ramp has added nothing on its first day.
std::set<Time> planned_steps(const World& world) {
  std::set<Time> found;
  for (const SiteSources& site : world.sites)
    for (const auto& sources : {site.room, site.power})
      for (const RunSource& it : sources)
        for (const Time step : steps({it.is_ramp, it.planned_from, it.planned_until, 0, 0}))
          if (!it.is_ramp || step > it.planned_from) found.insert(step);
  return found;
}

std::vector<std::int64_t> capacities(const World& world) {
  std::vector<std::int64_t> found;
  for (const SiteSources& site : world.sites)
    for (const auto& sources : {site.room, site.power}) {
      std::int64_t sum = 0;
      for (const RunSource& it : sources) sum += amount(it, world.now);
      found.push_back(std::max<std::int64_t>(0, sum));
    }
  return found;
}

}  // namespace

std::map<int, Units> claims_within_room(const World& world, const std::vector<int>& queue, Units lot,
                                        Duration lookahead) {
  std::map<int, Units> claims;
  Left left = left_over(world, world.now + lookahead);
  for (const int i : queue) {
    const Slice& it = world.slice(i);
    claims[i] = it.units;
    if (it.sites.empty()) continue;
    Units room = 0;
    for (const Ref site : it.sites) room += fits(world, left, site.at(), world.demand_of(i).product);
    const Units whole = it.units / lot * lot;
    const Units units = std::min(whole, room / lot * lot);
    if (units < whole) claims[i] = units < std::min(least(world, i), whole) ? 0 : units;
    take_in_order(world, left, i, claims[i] / lot * lot);
  }
  return claims;
}

std::vector<Time> gate_moments(const World& world) {
  std::vector<Time> found;
  for (std::size_t s = 0; s < world.scenario.suppliers.size(); ++s)
    for (const Duration ahead : lookaheads(world, s))
      for (const Time step : planned_steps(world)) found.push_back(step - ahead);
  return found;
}

void call_gated(World& world, bool plan_has_changed) {
  const std::vector<std::int64_t> now = capacities(world);
  const bool has_changed = plan_has_changed || now != world.capacities;
  world.capacities = now;
  for (std::size_t s = 0; s < world.policy.suppliers.size(); ++s) {
    const auto& gate = world.policy.suppliers[s].allocation.readiness;
    if (!gate) continue;
    const bool opens = world.pass == 0 && planned_steps(world).contains(world.now + gate->lookahead);
    if (!opens && !has_changed) continue;
    for (int p = 0; p < static_cast<int>(world.scenario.products.size()); ++p)
      world.calls.insert({static_cast<int>(s), p});
  }
}

}  // namespace allot::reference

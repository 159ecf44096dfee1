#include <algorithm>

#include "support/reference_choice.hpp"
#include "support/reference_period.hpp"
#include "support/reference_world.hpp"

/// Stock that is held back for some, and what caps of periods still allow.
namespace allot::reference {
namespace {

const AllocationPolicy& allocation_of(const World& world, int supplier) {
  return world.policy.suppliers[static_cast<std::size_t>(supplier)].allocation;
}

bool is_in(const World& world, const Buyers& buyers, int organisation) {
  const auto names = [](const std::vector<Ref>& list, Ref it) {
    return it && std::find(list.begin(), list.end(), it) != list.end();
  };
  return names(buyers.organisations, Ref{organisation}) ||
         std::any_of(buyers.groups.begin(), buyers.groups.end(),
                     [&](Ref group) { return is_in_group(world.scenario, organisation, group); });
}

Units open_of_order(const World& world, SupplierProduct what, Ref order) {
  const Units lot = world.scenario.products[static_cast<std::size_t>(what.second)].lot;
  Units units = 0;
  for (int i = 0; i < world.count(); ++i) {
    const Demand& demand = world.demand_of(i);
    if (world.slice(i).state == State::open && world.slice(i).pool < 0 && is_of(world, demand, order) &&
        demand.supplier == what.first && demand.product == what.second)
      units += world.slice(i).units / lot * lot;
  }
  return units;
}

bool is_awarded_to(const World& world, const Cap& cap, const AwardRecord& it) {
  if (cap.order) return is_of(world, world.demands[static_cast<std::size_t>(it.demand)], cap.order);
  if (cap.organisation) return cap.organisation.index == it.organisation;
  return is_in_group(world.scenario, it.organisation, cap.group);
}

}  // namespace

bool is_kept_for(const World& world, const Reserve& reserve, int slice) {
  if (reserve.whom.order) return is_of(world, world.demand_of(slice), reserve.whom.order);
  if (reserve.whom.priority)
    return world.slice(slice).priority.value_or(world.demand_of(slice).priority) >= *reserve.whom.priority;
  return is_in(world, reserve.whom.buyers, world.slice(slice).owner);
}

std::vector<Units> held(const World& world, SupplierProduct what, Units stock) {
  const Units lot = world.scenario.products[static_cast<std::size_t>(what.second)].lot;
  std::vector<Units> all;
  for (const Reserve& it : allocation_of(world, what.first).reserves) {
    const bool is_of_product = !it.product || it.product.index == what.second;
    const bool has_begun = !it.from || world.chance.moment(*it.from) <= world.now;
    const bool is_over = it.until && world.chance.moment(*it.until) <= world.now;
    Units units = 0;
    if (is_of_product && has_begun && !is_over)
      units =
          it.units ? std::max<Units>(0, world.chance.units(*it.units, lot)) : open_of_order(world, what, it.whom.order);
    all.push_back(std::min(units, stock));
    stock -= all.back();
  }
  return all;
}

Units allowed_by(const World& world, SupplierProduct what, const Cap& cap, const std::map<int, Units>& now_given) {
  const Units lot = world.scenario.products[static_cast<std::size_t>(what.second)].lot;
  if (cap.product && cap.product.index != what.second) return most_units;
  if (!cap.per) return world.chance.units(*cap.units, lot);
  const Stretch period = stretch_of(*cap.per, world.scenario.start, world.now);
  Units own = 0, others = 0;
  for (const AwardRecord& it : world.awards) {
    if (it.at < 0 || !period.holds(it.at) || it.supplier != what.first || it.product != what.second) continue;
    if (is_awarded_to(world, cap, it)) own += it.units;
    if (is_in(world, cap.of, it.organisation)) others += it.units;
  }
  for (const auto& [slice, units] : now_given)
    if (is_in(world, cap.of, world.slice(slice).owner)) others += units;
  if (!cap.share) return std::max<Units>(0, world.chance.units(*cap.units, lot) - own);
  const Units most = static_cast<Units>(floor(world.chance.exact(*cap.share) * fraction(others, 1))) / lot * lot;
  return std::max<Units>(0, most - own);
}

Units stock_for_substitute(const World& world, SupplierProduct what, int slice) {
  Units units = world.free_stock.at(what);
  const std::vector<Units> all = held(world, what, units);
  const AllocationPolicy& policy = allocation_of(world, what.first);
  for (std::size_t k = 0; k < all.size(); ++k)
    if (!is_kept_for(world, policy.reserves[k], slice)) units -= all[k];
  const AwardRecord would_be{world.now, what.first, what.second, world.slice(slice).owner, 0, world.slice(slice).order};
  for (const Cap& cap : policy.caps)
    if (cap.per && is_awarded_to(world, cap, would_be)) units = std::min(units, allowed_by(world, what, cap, {}));
  return units;
}

namespace {

template <class Visit>
void for_each_policy(const World& world, int supplier, Visit visit) {
  visit(world.scenario.suppliers[static_cast<std::size_t>(supplier)].allocation);
  for (const Intervention& it : world.scenario.interventions)
    if (const auto* set = std::get_if<Set>(&it.action); set && set->changed)
      visit(set->changed->suppliers[static_cast<std::size_t>(supplier)].allocation);
}

}  // namespace

void call_where_limits_change(World& world) {
  for (int s = 0; s < static_cast<int>(world.scenario.suppliers.size()); ++s) {
    bool is_called = false;
    for_each_policy(world, s, [&](const AllocationPolicy& policy) {
      for (const Cap& cap : policy.caps)
        if (cap.per && world.now > 0 && stretch_of(*cap.per, world.scenario.start, world.now).from == world.now)
          is_called = true;
      for (const Reserve& it : policy.reserves)
        if (it.until && world.chance.moment(*it.until) == world.now) is_called = true;
    });
    for (int p = 0; is_called && p < static_cast<int>(world.scenario.products.size()); ++p) world.calls.insert({s, p});
  }
}

std::vector<Time> moments_of_limits(const World& world) {
  std::vector<Time> moments;
  for (int s = 0; s < static_cast<int>(world.scenario.suppliers.size()); ++s)
    for_each_policy(world, s, [&](const AllocationPolicy& policy) {
      for (const Cap& cap : policy.caps)
        if (cap.per) moments.push_back(stretch_of(*cap.per, world.scenario.start, world.now).until);
      for (const Reserve& it : policy.reserves)
        if (it.until) moments.push_back(world.chance.moment(*it.until));
    });
  return moments;
}

}  // namespace allot::reference

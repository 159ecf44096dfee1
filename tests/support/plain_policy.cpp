#include <algorithm>
#include <numeric>

#include "support/plain_world.hpp"

/// Which policy holds: the file's, with the cells that the `set`s in force have changed.
namespace allot::plain {
namespace {

bool is_same(const Distribution& a, const Distribution& b) {
  return a.family == b.family && a.parameters == b.parameters && a.values == b.values && a.plus == b.plus &&
         std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
                    [](const auto& x, const auto& y) {
                      return is_same(x.distribution, y.distribution) && x.weight == y.weight;
                    });
}

bool is_same(const Value& a, const Value& b) {
  if (bool(a.distribution) != bool(b.distribution)) return false;
  return a.number == b.number && a.per == b.per && a.parameter == b.parameter && a.times == b.times &&
         (!a.distribution || is_same(*a.distribution, *b.distribution));
}

bool is_same(std::int64_t a, std::int64_t b) { return a == b; }
bool is_same(const Delay& a, const Delay& b) { return is_same(a.value, b.value); }
bool is_same(const LevelRule& a, const LevelRule& b) { return a.level == b.level && a.rule == b.rule; }

bool is_same(const std::optional<Value>& a, const std::optional<Value>& b) {
  return bool(a) == bool(b) && (!a || is_same(*a, *b));
}

bool is_same(const Cap& a, const Cap& b) {
  return a.group == b.group && a.organisation == b.organisation && is_same(a.units, b.units);
}

bool is_same(const Guarantee& a, const Guarantee& b) {
  return a.group == b.group && a.organisation == b.organisation && a.per == b.per &&
         is_same(a.units, b.units);
}

template <class Cell>
void overlay(Cell& now, const Cell& base, const Cell& changed) {
  if (!is_same(base, changed)) now = changed;
}

// Entry by entry; a list of another length replaces the whole.
template <class Cell>
void overlay(std::vector<Cell>& now, const std::vector<Cell>& base, const std::vector<Cell>& changed) {
  if (changed.size() != base.size() || now.size() != base.size()) {
    if (changed.size() != base.size()) now = changed;
    return;
  }
  for (std::size_t i = 0; i < base.size(); ++i) overlay(now[i], base[i], changed[i]);
}

template <class Member>
void overlay(Member& now, const Member& base, const Member& changed) requires requires {
  now.weight;
}
{
  overlay(now.weight, base.weight, changed.weight);
  overlay(now.priority, base.priority, changed.priority);
}

void overlay(Site& now, const Site& base, const Site& changed) {
  overlay(now.install, base.install, changed.install);
  overlay(now.commissioning, base.commissioning, changed.commissioning);
}

void overlay(Supplier& now, const Supplier& base, const Supplier& changed) {
  overlay(now.allocation.levels, base.allocation.levels, changed.allocation.levels);
  overlay(now.allocation.caps, base.allocation.caps, changed.allocation.caps);
  overlay(now.allocation.guarantees, base.allocation.guarantees, changed.allocation.guarantees);
}

void overlay_all(Policy& now, const Scenario& base, const Policy& changed) {
  for (std::size_t i = 0; i < base.groups.size(); ++i)
    overlay(now.groups[i], base.groups[i], changed.groups[i]);
  for (std::size_t i = 0; i < base.organisations.size(); ++i)
    overlay(now.organisations[i], base.organisations[i], changed.organisations[i]);
  for (std::size_t i = 0; i < base.sites.size(); ++i) overlay(now.sites[i], base.sites[i], changed.sites[i]);
  for (std::size_t i = 0; i < base.suppliers.size(); ++i)
    overlay(now.suppliers[i], base.suppliers[i], changed.suppliers[i]);
}

}  // namespace

Policy policy_now(const World& world) {
  const Scenario& scenario = world.scenario;
  std::vector<std::size_t> sets;
  for (std::size_t i = 0; i < world.happenings.size(); ++i) {
    const Happening& it = world.happenings[i];
    if (std::holds_alternative<Set>(scenario.interventions[i].action) && it.happens && it.is_done &&
        world.now < it.ends)
      sets.push_back(i);
  }
  std::stable_sort(sets.begin(), sets.end(), [&](std::size_t a, std::size_t b) {
    return world.happenings[a].begins < world.happenings[b].begins;
  });
  Policy policy{scenario.groups, scenario.organisations, scenario.sites, scenario.suppliers};
  for (const std::size_t i : sets)
    overlay_all(policy, scenario, *std::get<Set>(scenario.interventions[i].action).changed);
  return policy;
}

}  // namespace allot::plain

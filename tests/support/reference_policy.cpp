#include <algorithm>
#include <charconv>
#include <span>

#include "base/contract.hpp"
#include "support/reference_world.hpp"

/// Which policy holds: the file's, with the cells that the `set`s in force have changed.
namespace allot::reference {
namespace {

using Path = std::span<const std::string>;

std::vector<std::string> parts_of(const std::string& pointer) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] == '/')
      parts.emplace_back();
    else if (pointer[i] == '~')
      parts.back() += pointer[++i] == '1' ? '/' : '~';
    else
      parts.back() += pointer[i];
  }
  return parts;
}

std::size_t number(const std::string& text) {
  std::size_t found = 0;
  std::from_chars(text.data(), text.data() + text.size(), found);
  return found;
}

// By id, or by place where the section is a list.
template <class Entity>
std::size_t place_of(const std::vector<Entity>& entities, const std::string& id) {
  for (std::size_t i = 0; i < entities.size(); ++i)
    if (entities[i].id == id) return i;
  return number(id);
}

template <class Owner>
void overlay(std::vector<Owner>& now, const std::vector<Owner>& changed, Path path) {
  const std::size_t i = place_of(now, path[0]);
  if (path[1] == "weight") now[i].weight = changed[i].weight;
  if (path[1] == "priority") now[i].priority = changed[i].priority;
}

void overlay(std::vector<Site>& now, const std::vector<Site>& changed, Path path) {
  const std::size_t i = place_of(now, path[0]);
  if (path[1] == "install") now[i].install = changed[i].install;
  if (path[1] == "commissioning") now[i].commissioning = changed[i].commissioning;
}

template <class Limit>
void overlay_whom(Limit& now, const Limit& changed) {
  now.group = changed.group;
  now.organisation = changed.organisation;
  now.order = changed.order;
}

void overlay_one(Cap& now, const Cap& changed, const std::string& field) {
  if (field == "units" || field == "share") now.units = changed.units, now.share = changed.share;
  if (field == "per") now.per = changed.per;
  if (field == "product") now.product = changed.product;
  if (field == "of") now.of = changed.of;
  if (field == "group" || field == "organisation" || field == "order") overlay_whom(now, changed);
}

void overlay_one(Guarantee& now, const Guarantee& changed, const std::string& field) {
  if (field == "units" || field == "share") now.units = changed.units, now.share = changed.share;
  if (field == "per") now.per = changed.per;
  if (field == "scaled") now.scaled = changed.scaled;
  if (field == "group" || field == "organisation" || field == "order") overlay_whom(now, changed);
}

void overlay_one(Reserve& now, const Reserve& changed, const std::string& field) {
  if (field == "units") now.units = changed.units;
  if (field == "from") now.from = changed.from;
  if (field == "until") now.until = changed.until;
  if (field == "product") now.product = changed.product;
  if (field == "for") now.whom = changed.whom;
}

void overlay_one(FrozenWindow& now, const FrozenWindow& changed, const std::string& field) {
  (field == "from" ? now.from : now.until) = field == "from" ? changed.from : changed.until;
}

// One entry of a list, or a field of it; another length replaces the whole.
template <class Limit>
void overlay_limits(std::vector<Limit>& now, const std::vector<Limit>& changed, Path path) {
  if (path.empty() || now.size() != changed.size())
    now = changed;
  else if (path.size() == 1)
    now[number(path[0])] = changed[number(path[0])];
  else
    overlay_one(now[number(path[0])], changed[number(path[0])], path[1]);
}

// Of quotas the one that is named.
void overlay_quota(const Policy& policy, std::vector<Quota>& now, const std::vector<Quota>& changed,
                   const std::string& id) {
  const auto is_its = [&](const Quota& it) {
    return id == (it.group ? policy.groups[it.group.at()].id : policy.organisations[it.organisation.at()].id);
  };
  const auto from = std::find_if(changed.begin(), changed.end(), is_its);
  const auto to = std::find_if(now.begin(), now.end(), is_its);
  if (from == changed.end()) return;
  if (to == now.end())
    now.push_back(*from);
  else
    *to = *from;
}

void overlay(Policy& all, const std::vector<Supplier>& changed, Path path) {
  const std::size_t s = place_of(all.suppliers, path[0]);
  AllocationPolicy& policy = all.suppliers[s].allocation;
  const AllocationPolicy& other = changed[s].allocation;
  if (path[2] == "caps") return overlay_limits(policy.caps, other.caps, path.subspan(3));
  if (path[2] == "guarantees") return overlay_limits(policy.guarantees, other.guarantees, path.subspan(3));
  if (path[2] == "reserves") return overlay_limits(policy.reserves, other.reserves, path.subspan(3));
  if (path[2] == "readiness") policy.readiness = other.readiness;
  if (path[2] == "frozen") return overlay_limits(policy.frozen, other.frozen, path.subspan(3));
  if (path[2] != "rules") return;
  constexpr const char* names[] = {"group", "organisation", "order"};
  for (std::size_t i = 0; i < policy.levels.size(); ++i) {
    std::string name = names[static_cast<std::size_t>(policy.levels[i].level)];
    if (name == "group" && i > 0) name += "_" + std::to_string(i + 1);
    if (path.size() > 3 && path[3] != name) continue;
    const bool is_one_quota = path.size() > 5 && path[4] == "quota" && policy.levels[i].rule == allocation::Rule::quota;
    if (is_one_quota)
      overlay_quota(all, policy.levels[i].parameters.quotas, other.levels[i].parameters.quotas, path[5]);
    else
      policy.levels[i] = other.levels[i];
  }
}

void overlay(Policy& now, const Set& set) {
  const std::vector<std::string> parts = parts_of(set.path);
  expects(parts.size() >= 3, "a set names a cell of the policy");
  const Path path = std::span(parts).subspan(1);
  if (parts[0] == "groups") overlay(now.groups, set.changed->groups, path);
  if (parts[0] == "organisations") overlay(now.organisations, set.changed->organisations, path);
  if (parts[0] == "sites") overlay(now.sites, set.changed->sites, path);
  if (parts[0] == "suppliers") overlay(now, set.changed->suppliers, path);
}

}  // namespace

Policy policy_now(const World& world) {
  const Scenario& scenario = world.scenario;
  std::vector<std::size_t> sets;
  for (std::size_t i = 0; i < world.occurrences.size(); ++i) {
    const Occurrence& it = world.occurrences[i];
    if (std::holds_alternative<Set>(intervention_of(world, it).action) && it.is_done && world.now < it.ends)
      sets.push_back(i);
  }
  std::stable_sort(sets.begin(), sets.end(),
                   [&](std::size_t a, std::size_t b) { return world.occurrences[a].turn < world.occurrences[b].turn; });
  Policy policy{scenario.groups, scenario.organisations, scenario.sites, scenario.suppliers};
  for (const std::size_t i : sets) overlay(policy, std::get<Set>(intervention_of(world, world.occurrences[i]).action));
  return policy;
}

}  // namespace allot::reference

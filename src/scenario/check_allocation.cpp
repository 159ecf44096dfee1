#include "base/exact.hpp"
#include "base/text.hpp"
#include "scenario/sections.hpp"

/// Rules that span the fields of an allocation policy.
namespace allot::scenario {
namespace {

std::string depth_in_words(const Scenario& scenario, Ref group) {
  const std::size_t depth = scenario.groups_above(group).size();
  return "'" + scenario.groups[group.at()].id + "' is a group of level " + std::to_string(depth);
}

// Whether somebody so deep in groups stands at a level of their own, and if not why.
std::string why_not_divided(const Scenario& scenario, const AllocationPolicy& policy, Ref group) {
  const std::size_t depth = scenario.groups_above(group).size(), levels = group_levels(policy.levels);
  if (levels == 0) return "the policy has no level 'group'";
  if (depth <= levels) return {};
  return depth_in_words(scenario, group) + ", and the policy has 'group' only " +
         (levels == 1 ? "once" : std::to_string(levels) + " times") + " among its levels";
}

bool has_level(const AllocationPolicy& policy, Level level) {
  return std::any_of(policy.levels.begin(), policy.levels.end(),
                     [&](const LevelRule& it) { return it.level == level; });
}

template <class Limit>
void check_limits(Reader& reader, const Cursor& list, const Scenario& scenario, const AllocationPolicy& policy,
                  const std::vector<Limit>& limits) {
  for (std::size_t i = 0; i < limits.size(); ++i) {
    const std::string index = std::to_string(i);
    if (limits[i].order) continue;
    std::string why;
    if (limits[i].group)
      why = why_not_divided(scenario, policy, limits[i].group);
    else if (!has_level(policy, Level::organisation))
      why = "the policy has no level 'organisation'";
    if (!why.empty()) reader.problem(list.item(i, index), why);
  }
}

bool is_one(const Value& weight) { return weight.is_known() && weight.number == 1; }

void check_weights(Reader& reader, const Cursor& rules, const Scenario& scenario, const LevelRule& level,
                   std::size_t depth) {
  const auto& facts = allocation::facts(level.rule);
  if (facts.takes_weights || facts.is_sequence) return;
  const Cursor& at = rules;
  const auto stands_at = [&](const auto& entity) {
    if constexpr (std::is_same_v<std::decay_t<decltype(entity)>, Group>)
      return scenario.groups_above(entity.group).size() == depth;
    else
      return true;
  };
  const auto refuse = [&](std::string_view kind, const auto& entities) {
    for (const auto& entity : entities)
      if (!is_one(entity.weight) && stands_at(entity))
        reader.problem(at, "'" + std::string(facts.name) + "' takes no weights, but " + std::string(kind) + " '" +
                               entity.id + "' has one other than 1");
  };
  if (level.level == Level::organisation) refuse("organisation", scenario.organisations);
  if (level.level == Level::group) refuse("group", scenario.groups), refuse("organisation", scenario.organisations);
}

// Quotas that are known come to at most the whole, and who has one stands at that level.
void check_quotas(Reader& reader, const Cursor& rules, const Scenario& scenario, const LevelRule& level,
                  std::size_t depth) {
  Decimal known;
  for (const Quota& quota : level.parameters.quotas) {
    if (quota.share.is_known()) known = known + quota.share.number;
    if (level.level != Level::group) continue;
    if (quota.group && scenario.groups_above(quota.group).size() != depth + 1)
      reader.problem(
          rules, depth_in_words(scenario, quota.group) + ", and has no quota at level " + std::to_string(depth + 1));
    if (!quota.organisation) continue;
    const Organisation& it = scenario.organisations[quota.organisation.at()];
    if (scenario.groups_above(it.group).size() > depth)
      reader.problem(rules, "'" + it.id + "' stands among the groups as a part of its group: give that a quota");
  }
  constexpr std::int64_t billion = 1'000'000'000;
  if (half_up_of(billion, known) > billion + 1)
    reader.problem(rules, "quotas come to more than the whole: " + trimmed(known.real(), 4));
}

void check_received(Reader& reader, const Cursor& list, const Scenario& scenario,
                    const std::vector<PastReceipt>& received) {
  for (std::size_t i = 0; i < received.size(); ++i) {
    const std::string index = std::to_string(i);
    const PastReceipt& it = received[i];
    const Cursor at = list.item(i, index);
    if (!it.product && scenario.products.size() > 1 && !at.member("product").exists())
      reader.problem(at, "'product' is missing: of what it was received");
    if (it.date && it.date->is_known() && it.date->number >= scenario.start)
      reader.problem(at.member("date"), "it has to be before the start");
  }
}

void check_awards(Reader& reader, const Cursor& list, const Scenario& scenario, Ref supplier,
                  const std::vector<ManualAward>& awards) {
  for (std::size_t i = 0; i < awards.size(); ++i) {
    const std::string index = std::to_string(i);
    if (!awards[i].order) continue;
    const Order order = scenario.order(awards[i].order);
    const Cursor award = list.item(i, index), at = award.member("order");
    if (order.supplier != supplier) reader.problem(at, "'" + order.id + "' is an order at another supplier");
    if (!order.kit.empty())
      reader.problem(at, "'" + order.id + "' is a line of the kit '" + order.kit + "': nothing of it is given alone");
    if (order.pegged || !order.deliveries.empty())
      reader.problem(at, "'" + order.id + "' is served from lots of its own: nothing of it can be awarded");
    const Units lot = order.product ? scenario.products[order.product.at()].lot : 1;
    const Value& units = awards[i].units;
    if (units.is_known() && !units.is_derived && half_up(units.number) % lot != 0)
      reader.problem(award.member("units"), "is no multiple of the product's lot, " + std::to_string(lot));
  }
}

}  // namespace

void check_policy(Reader& reader, const Cursor& at, const Scenario& scenario, const AllocationPolicy& policy) {
  if (at.member("on").exists() && policy.every)
    reader.problem(at.member("every"), "'every' and \"on\": \"arrival\" exclude each other");
  check_limits(reader, at.member("caps"), scenario, policy, policy.caps);
  check_limits(reader, at.member("guarantees"), scenario, policy, policy.guarantees);
  check_contracts(reader, at, scenario, policy);
  check_received(reader, at.member("received"), scenario, policy.received);
  const Cursor rules = at.member("rules").exists() ? at.member("rules") : at;
  for (std::size_t depth = 0; depth < policy.levels.size(); ++depth) {
    check_weights(reader, rules, scenario, policy.levels[depth], depth);
    check_quotas(reader, rules, scenario, policy.levels[depth], depth);
  }
}

void check_policy_orders(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario) {
  for (std::size_t i = 0; i < scenario.suppliers.size(); ++i) {
    const Entry& entry = sections.suppliers[i];
    const Cursor section = root.member("suppliers");
    const Cursor supplier = section.entry(entry.key, entry.id, *entry.node, defaults_of(root, "suppliers"));
    const Cursor policy = supplier.member("allocation");
    if (policy.exists())
      check_limited_orders(reader, policy, scenario, {static_cast<std::int32_t>(i)}, scenario.suppliers[i].allocation);
    if (policy.exists() && policy.member("awards").exists())
      check_awards(reader, policy.member("awards"), scenario, {static_cast<std::int32_t>(i)},
                   scenario.suppliers[i].allocation.awards);
  }
}

}  // namespace allot::scenario

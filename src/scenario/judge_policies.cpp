#include <algorithm>

#include "scenario/judge.hpp"
#include "scenario/words.hpp"

/// Caps, guarantees, quotas and receipts of those who never claim there, and what no rule looks at.
namespace allot::scenario {
namespace {

std::string in_quotes(std::string_view id) { return "'" + std::string(id) + "'"; }

std::string why_unmet(const Judge& in, Ref supplier, Ref organisation, Ref group) {
  if (organisation && !meets(in, organisation, supplier))
    return in_quotes(in.scenario.organisations[organisation.at()].id) + " buys nothing there";
  if (group && !group_meets(in, group, supplier))
    return "no member of " + in_quotes(in.scenario.groups[group.at()].id) + " buys anything there";
  return {};
}

std::string why_order_is_unmet(const Judge& in, Ref supplier, Ref order) {
  const Order it = in.scenario.order(order);
  return it.supplier == supplier ? std::string{} : in_quotes(it.id) + " is an order at another supplier";
}

// What serves a pegged order counts under no cap.
std::string why_cap_is_moot(const Judge& in, Ref order) {
  const Order it = in.scenario.order(order);
  const bool has_own_lots = it.pegged || !it.deliveries.empty();
  return has_own_lots ? "units from lots of an order's own count under no cap" : "";
}

template <class Limit>
void judge_limits(Judge& in, const Cursor& list, Ref supplier, const std::vector<Limit>& limits) {
  for (std::size_t i = 0; i < limits.size(); ++i) {
    const std::string index = std::to_string(i);
    const Limit& it = limits[i];
    const Cursor at = list.item(i, index);
    std::string why =
        it.order ? why_order_is_unmet(in, supplier, it.order) : why_unmet(in, supplier, it.organisation, it.group);
    if constexpr (std::is_same_v<Limit, Cap>)
      if (why.empty() && it.order) why = why_cap_is_moot(in, it.order);
    in.judge(at, why);
  }
}

// What was received before counts for groups and organisations.
bool remembers(const AllocationPolicy& policy) {
  return std::any_of(policy.levels.begin(), policy.levels.end(), [](const LevelRule& it) {
    return it.level != Level::order && allocation::facts(it.rule).looks_at == allocation::Numbers::receipts;
  });
}

void judge_received(Judge& in, const Cursor& list, Ref supplier, const std::vector<PastReceipt>& received) {
  if (received.empty()) return;
  if (!is_ever(in.scenario, supplier, remembers))
    return in.judge(list, "no rule of groups or organisations there looks at what was received");
  in.judge(list, {});
  for (std::size_t i = 0; i < received.size(); ++i) {
    const std::string index = std::to_string(i);
    in.judge(list.item(i, index), why_unmet(in, supplier, received[i].organisation, {}));
  }
}

void judge_quotas(Judge& in, const Cursor& rules, Ref supplier, const std::vector<LevelRule>& levels,
                  std::size_t depth) {
  const std::string name = name_of_level(levels, depth);
  const Cursor rule = rules.member(name);
  const Cursor quotas = rule.member("quota");
  for (const Quota& it : levels[depth].parameters.quotas) {
    const std::string& id =
        it.group ? in.scenario.groups[it.group.at()].id : in.scenario.organisations[it.organisation.at()].id;
    in.judge(quotas.member(id), why_unmet(in, supplier, it.organisation, it.group));
  }
}

// There organisations stand for themselves, as they do at the level above or below.
void judge_levels(Judge& in, const Cursor& list, const std::vector<LevelRule>& levels) {
  std::size_t deepest = 0;
  for (std::size_t i = 0; i < in.scenario.groups.size(); ++i)
    deepest = std::max(deepest, in.scenario.groups_above(ref(i)).size());
  for (std::size_t depth = std::max<std::size_t>(1, deepest); depth < group_levels(levels); ++depth) {
    const std::string index = std::to_string(depth);
    in.judge(list.item(depth, index), deepest == 0   ? "no organisation belongs to a group"
                                      : deepest == 1 ? "no group belongs to another"
                                                     : "no group stands within " + std::to_string(depth) + " others");
  }
}

bool has_gate(const Scenario& scenario, Ref site) {
  const Site& it = scenario.sites[site.at()];
  return !it.room.empty() || !it.power.empty();
}

std::string why_never_held_back(const Judge& in, Ref supplier) {
  const auto is_gated = [&](const Purchase& it) {
    return std::find(it.suppliers.begin(), it.suppliers.end(), supplier) != it.suppliers.end() &&
           std::any_of(it.sites.begin(), it.sites.end(), [&](Ref site) { return has_gate(in.scenario, site); });
  };
  return std::any_of(in.bought.begin(), in.bought.end(), is_gated)
             ? std::string{}
             : "no site of those who buy there has 'room' or 'power'";
}

void judge_dates(Judge& in, const Cursor& at, const AllocationPolicy& policy) {
  const Cursor frozen = at.member("frozen"), awards = at.member("awards");
  for (std::size_t i = 0; i < policy.frozen.size(); ++i) {
    const std::string index = std::to_string(i);
    const FrozenWindow& it = policy.frozen[i];
    const bool is_past = it.until.is_known() && it.until.number <= in.scenario.start;
    in.judge(frozen.item(i, index), is_past                         ? "it ends before the start"
                                    : is_over(in.scenario, it.from) ? "it begins after the end"
                                                                    : "");
  }
  for (std::size_t i = 0; i < policy.awards.size(); ++i) {
    const std::string index = std::to_string(i);
    in.judge(awards.item(i, index), is_over(in.scenario, policy.awards[i].at) ? "it is due after the end" : "");
  }
}

}  // namespace

void judge_policies(Judge& in) {
  in.each("suppliers", in.sections.suppliers, [&](const Cursor& supplier, std::size_t i) {
    const AllocationPolicy& policy = in.scenario.suppliers[i].allocation;
    const Cursor at = supplier.member("allocation");
    if (!at.exists()) return;
    judge_limits(in, at.member("caps"), ref(i), policy.caps);
    judge_limits(in, at.member("guarantees"), ref(i), policy.guarantees);
    judge_contracts(in, at, ref(i), policy);
    judge_received(in, at.member("received"), ref(i), policy.received);
    const Cursor rules = at.member("rules");
    for (std::size_t depth = 0; depth < policy.levels.size(); ++depth)
      judge_quotas(in, rules, ref(i), policy.levels, depth);
    judge_levels(in, at.member("levels"), policy.levels);
    if (policy.readiness) in.judge(at.member("readiness"), why_never_held_back(in, ref(i)));
    judge_dates(in, at, policy);
  });
}

}  // namespace allot::scenario

#include <algorithm>

#include "model/compilation.hpp"

namespace allot::model {
namespace {

// At which depth of the tree somebody stands: the check has seen that there is such a level.
std::size_t depth_of(const Compilation& in, const std::vector<LevelRule>& levels, Level level, Ref group) {
  if (level == Level::group) return in.scenario.groups_above(group).size() - 1;
  return levels.size() - (level == Level::order ? 1 : 2);
}

template <class CapOrGuarantee>
Limit limit_of(const Compilation& in, const std::vector<LevelRule>& levels, const CapOrGuarantee& it) {
  Limit limit;
  limit.level = it.order ? Level::order : it.group ? Level::group : Level::organisation;
  limit.depth = depth_of(in, levels, limit.level, it.group);
  limit.claimant = it.order ? in.order(it.order) : it.group ? it.group.index : it.organisation.index;
  return limit;
}

// Organisations of the list, and members of its groups.
std::vector<Index> members_of(const Scenario& scenario, const Buyers& buyers) {
  std::vector<Index> members;
  for (const Ref it : scenario.all_among(buyers)) members.push_back(it.index);
  return members;
}

std::vector<Limit> limits(Compilation& in, const std::vector<LevelRule>& levels, const std::vector<Cap>& caps) {
  std::vector<Limit> out;
  for (const Cap& cap : caps) {
    Limit& limit = out.emplace_back(limit_of(in, levels, cap));
    limit.is_share = cap.share.has_value();
    limit.units = in.translate.amount(limit.is_share ? *cap.share : *cap.units);
    limit.counts_periods = cap.per.has_value();
    limit.per = cap.per.value_or(0);
    limit.product = cap.product.index;
    limit.of = members_of(in.scenario, cap.of);
  }
  return out;
}

std::vector<Reserve> reserves(Compilation& in, const std::vector<allot::Reserve>& reserves) {
  std::vector<Reserve> out;
  for (const allot::Reserve& it : reserves) {
    Reserve& reserve = out.emplace_back();
    reserve.units = in.translate.amount(it.units);
    reserve.product = it.product.index;
    reserve.organisations = members_of(in.scenario, it.whom.buyers);
    if (it.whom.order) reserve.order = in.order(it.whom.order);
    reserve.priority = it.whom.priority;
    reserve.from = in.translate.moment(it.from);
    reserve.until = in.translate.moment(it.until);
  }
  return out;
}

std::vector<Limit> limits(Compilation& in, const std::vector<LevelRule>& levels,
                          const std::vector<Guarantee>& guarantees) {
  std::vector<Limit> out;
  for (const Guarantee& it : guarantees) {
    Limit& limit = out.emplace_back(limit_of(in, levels, it));
    limit.is_share = it.share.has_value();
    limit.units = in.translate.amount(limit.is_share ? *it.share : *it.units);
    limit.per = it.per;
    limit.is_scaled = it.scaled;
  }
  return out;
}

RuleParameters parameters_of(Compilation& in, const LevelRule& level) {
  const allot::RuleParameters& it = level.parameters;
  RuleParameters out;
  out.half_life = it.fair_share.half_life;
  out.share = in.translate.amount(it.turn_and_earn.share);
  out.period = it.turn_and_earn.period == Period() ? Period(1) : it.turn_and_earn.period;
  out.has_uniform_price = it.auction.price == AuctionPrice::uniform;
  for (const allot::Quota& quota : it.quotas) {
    const bool is_group_of_its_own = level.level == allot::Level::group && !quota.group;
    const Index claimant = is_group_of_its_own ? in.model.organisations[quota.organisation.at()].own_group
                           : quota.group       ? quota.group.index
                                               : quota.organisation.index;
    out.quotas.push_back({claimant, in.translate.amount(quota.share)});
  }
  return out;
}

void compile_policy(Compilation& in, const AllocationPolicy& policy, SupplierPolicy& out) {
  for (const LevelRule& level : policy.levels) {
    out.rules.push_back(level.rule);
    out.parameters.push_back(parameters_of(in, level));
  }
  out.caps = limits(in, policy.levels, policy.caps);
  out.guarantees = limits(in, policy.levels, policy.guarantees);
  out.reserves = reserves(in, policy.reserves);
  if (policy.readiness) out.lookahead = policy.readiness->lookahead;
  for (const FrozenWindow& window : policy.frozen)
    out.frozen.push_back({in.translate.moment(window.from), in.translate.moment(window.until)});
}

// An organisation that is a group of its own is one with its own weight and priority.
template <class PolicyOrScenario>
Policy policy_from(Compilation& in, const PolicyOrScenario& from) {
  Policy policy;
  for (const allot::Group& group : from.groups) {
    policy.group_weight.push_back(in.translate.amount(group.weight));
    policy.group_priority.push_back(group.priority);
  }
  for (std::size_t i = 0; i < from.organisations.size(); ++i) {
    const allot::Organisation& organisation = from.organisations[i];
    policy.organisation_weight.push_back(in.translate.amount(organisation.weight));
    policy.organisation_priority.push_back(organisation.priority);
    if (in.model.organisations[i].own_group == none) continue;
    policy.group_weight.push_back(in.translate.amount(organisation.weight));
    policy.group_priority.push_back(organisation.priority);
  }
  for (const allot::Supplier& supplier : from.suppliers)
    compile_policy(in, supplier.allocation, policy.suppliers.emplace_back());
  for (const allot::Site& site : from.sites) {
    SitePolicy& out = policy.sites.emplace_back();
    if (site.install) {
      out.install = in.translate.amount(*site.install);
      out.install_per = site.install->per;
    }
    out.commissioning = in.translate.delay(site.commissioning);
  }
  return policy;
}

}  // namespace

Policy policy_of(Compilation& in, const Scenario& from) { return policy_from(in, from); }
Policy policy_of(Compilation& in, const allot::Policy& from) { return policy_from(in, from); }

}  // namespace allot::model

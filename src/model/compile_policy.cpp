#include <algorithm>

#include "model/compilation.hpp"

namespace allot::model {
namespace {

template <class CapOrGuarantee>
Limit limit_of(const Compilation& in, const CapOrGuarantee& it) {
  Limit limit;
  limit.level = it.order ? Level::order : it.group ? Level::group : Level::organisation;
  limit.claimant = it.order ? in.order(it.order) : it.group ? it.group.index : it.organisation.index;
  return limit;
}

// Organisations of the list, and members of its groups.
std::vector<Index> members_of(const std::vector<allot::Organisation>& organisations, const Buyers& buyers) {
  const auto holds = [](const std::vector<Ref>& list, Ref one) {
    return one && std::find(list.begin(), list.end(), one) != list.end();
  };
  std::vector<Index> members;
  for (std::size_t i = 0; i < organisations.size(); ++i) {
    const auto index = static_cast<Index>(i);
    if (holds(buyers.organisations, Ref{index}) || holds(buyers.groups, organisations[i].group))
      members.push_back(index);
  }
  return members;
}

template <class PolicyOrScenario>
std::vector<Limit> limits(Compilation& in, const PolicyOrScenario& from, const std::vector<Cap>& caps) {
  std::vector<Limit> out;
  for (const Cap& cap : caps) {
    Limit& limit = out.emplace_back(limit_of(in, cap));
    limit.is_share = cap.share.has_value();
    limit.units = in.translate.amount(limit.is_share ? *cap.share : *cap.units);
    limit.counts_periods = cap.per.has_value();
    limit.per = cap.per.value_or(0);
    limit.product = cap.product.index;
    limit.of = members_of(from.organisations, cap.of);
  }
  return out;
}

template <class PolicyOrScenario>
std::vector<Reserve> reserves(Compilation& in, const PolicyOrScenario& from,
                              const std::vector<allot::Reserve>& reserves) {
  std::vector<Reserve> out;
  for (const allot::Reserve& it : reserves) {
    Reserve& reserve = out.emplace_back();
    reserve.units = in.translate.amount(it.units);
    reserve.product = it.product.index;
    reserve.organisations = members_of(from.organisations, it.whom.buyers);
    if (it.whom.order) reserve.order = in.order(it.whom.order);
    reserve.priority = it.whom.priority;
    reserve.from = in.translate.moment(it.from);
    reserve.until = in.translate.moment(it.until);
  }
  return out;
}

std::vector<Limit> limits(Compilation& in, const std::vector<Guarantee>& guarantees) {
  std::vector<Limit> out;
  for (const Guarantee& it : guarantees) {
    Limit& limit = out.emplace_back(limit_of(in, it));
    limit.is_share = it.share.has_value();
    limit.units = in.translate.amount(limit.is_share ? *it.share : *it.units);
    limit.per = it.per;
    limit.is_scaled = it.scaled;
  }
  return out;
}

// Among groups an organisation without one stands where its own group does: behind those declared.
Index group_of_its_own(const std::vector<allot::Organisation>& organisations, std::size_t declared, Ref organisation) {
  auto group = static_cast<Index>(declared);
  for (std::size_t i = 0; i < organisation.at(); ++i)
    if (!organisations[i].group) ++group;
  return group;
}

template <class PolicyOrScenario>
RuleParameters parameters_of(Compilation& in, const PolicyOrScenario& from, const LevelRule& level) {
  const allot::RuleParameters& it = level.parameters;
  RuleParameters out;
  out.half_life = it.fair_share.half_life;
  out.share = in.translate.amount(it.turn_and_earn.share);
  out.period = it.turn_and_earn.period == Period() ? Period(1) : it.turn_and_earn.period;
  out.has_uniform_price = it.auction.price == AuctionPrice::uniform;
  for (const allot::Quota& quota : it.quotas) {
    const bool is_group_of_its_own = level.level == allot::Level::group && !quota.group;
    out.quotas.push_back({is_group_of_its_own
                              ? group_of_its_own(from.organisations, from.groups.size(), quota.organisation)
                          : quota.group ? quota.group.index
                                        : quota.organisation.index,
                          in.translate.amount(quota.share)});
  }
  return out;
}

template <class PolicyOrScenario>
void compile_policy(Compilation& in, const PolicyOrScenario& from, const AllocationPolicy& policy,
                    SupplierPolicy& out) {
  for (const LevelRule& level : policy.levels) {
    out.rules.push_back(level.rule);
    out.parameters.push_back(parameters_of(in, from, level));
  }
  out.caps = limits(in, from, policy.caps);
  out.guarantees = limits(in, policy.guarantees);
  out.reserves = reserves(in, from, policy.reserves);
  if (policy.readiness) out.lookahead = policy.readiness->lookahead;
  for (const FrozenWindow& window : policy.frozen)
    out.frozen.push_back({in.translate.moment(window.from), in.translate.moment(window.until)});
}

// An organisation without a group is a group of its own, with its own weight and priority.
template <class PolicyOrScenario>
Policy policy_from(Compilation& in, const PolicyOrScenario& from) {
  Policy policy;
  for (const allot::Group& group : from.groups) {
    policy.group_weight.push_back(in.translate.amount(group.weight));
    policy.group_priority.push_back(group.priority);
  }
  for (const allot::Organisation& organisation : from.organisations) {
    policy.organisation_weight.push_back(in.translate.amount(organisation.weight));
    policy.organisation_priority.push_back(organisation.priority);
    if (organisation.group) continue;
    policy.group_weight.push_back(in.translate.amount(organisation.weight));
    policy.group_priority.push_back(organisation.priority);
  }
  for (const allot::Supplier& supplier : from.suppliers) {
    compile_policy(in, from, supplier.allocation, policy.suppliers.emplace_back());
  }
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

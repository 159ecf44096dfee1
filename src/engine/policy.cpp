#include "engine/policy.hpp"

#include <algorithm>

namespace allot::engine {
namespace {

void realise(const std::vector<model::Amount>& amounts, std::span<const double> draws, std::vector<double>& out) {
  out.clear();
  for (const model::Amount& amount : amounts) out.push_back(value(amount, draws));
}

void realise(const std::vector<model::Limit>& limits, std::span<const double> draws, std::vector<LimitNow>& out) {
  out.clear();
  for (const model::Limit& it : limits)
    out.push_back({it.level, it.depth, it.claimant, std::max<Units>(0, half_up(exact(it.units, draws))), it.per,
                   it.is_share, exact(it.units, draws), it.units.is_derived, it.is_scaled, it.counts_periods,
                   it.product, it.of});
}

void realise(const std::vector<model::Reserve>& reserves, std::span<const double> draws, std::vector<ReserveNow>& out) {
  out.clear();
  for (const model::Reserve& it : reserves) {
    ReserveNow& now = out.emplace_back();
    now.reserve = now.asks = &it;
    if (it.from) now.from = half_up(exact(*it.from, draws));
    if (it.until) now.until = half_up(exact(*it.until, draws));
  }
}

void realise(const model::RuleParameters& of, std::span<const double> draws, RuleParametersNow& out) {
  out.half_life = of.half_life;
  out.share = std::clamp(value(of.share, draws), 0.0, 1.0);
  out.period = of.period;
  out.has_uniform_price = of.has_uniform_price;
  out.quotas.clear();
  Decimal others = 1;
  for (const model::Quota& quota : of.quotas) {
    const Decimal share = std::max<Decimal>(0, exact(quota.share, draws));
    out.quotas.push_back({quota.claimant, share.real()});
    others = others - share;
  }
  out.others = std::max(0.0, others.real());
}

void realise(const model::SupplierPolicy& policy, std::span<const double> draws, SupplierPolicyNow& out) {
  out.rules = policy.rules;
  out.parameters.resize(policy.parameters.size());
  for (std::size_t i = 0; i < policy.parameters.size(); ++i) realise(policy.parameters[i], draws, out.parameters[i]);
  realise(policy.caps, draws, out.caps);
  realise(policy.guarantees, draws, out.guarantees);
  realise(policy.reserves, draws, out.reserves);
  out.lookahead = policy.lookahead;
  out.frozen.clear();
  for (const model::Window& it : policy.frozen)
    out.frozen.push_back({half_up(exact(it.from, draws)), half_up(exact(it.until, draws))});
}

}  // namespace

void realise(const model::Policy& policy, std::span<const double> draws, PolicyNow& now) {
  realise(policy.group_weight, draws, now.group_weight);
  realise(policy.organisation_weight, draws, now.organisation_weight);
  now.group_priority = policy.group_priority;
  now.organisation_priority = policy.organisation_priority;
  now.suppliers.resize(policy.suppliers.size());
  for (std::size_t i = 0; i < policy.suppliers.size(); ++i) realise(policy.suppliers[i], draws, now.suppliers[i]);
  now.sites.clear();
  for (const model::SitePolicy& it : policy.sites)
    now.sites.push_back(
        {it.install ? std::max<Decimal>(0, exact(*it.install, draws)) : 0, it.install_per, it.commissioning});
}

namespace {

void put_field(LimitNow& now, const LimitNow& changed, std::string_view field) {
  const LimitNow before = now;
  now = changed;
  if (field.empty()) return;
  if (field != "per") now.per = before.per, now.counts_periods = before.counts_periods;
  if (field != "product") now.product = before.product;
  if (field != "of") now.of = before.of;
  if (field != "scaled") now.is_scaled = before.is_scaled;
  if (field != "units" && field != "share")
    now.units = before.units, now.exact = before.exact, now.is_derived = before.is_derived,
    now.is_share = before.is_share;
  if (field != "group" && field != "organisation" && field != "order")
    now.level = before.level, now.depth = before.depth, now.claimant = before.claimant;
}

void put_field(WindowNow& now, const WindowNow& changed, std::string_view field) {
  if (field != "until") now.from = changed.from;
  if (field != "from") now.until = changed.until;
}

void put_field(ReserveNow& now, const ReserveNow& changed, std::string_view field) {
  const ReserveNow before = now;
  now = changed;
  if (field.empty()) return;
  if (field != "from") now.from = before.from;
  if (field != "until") now.until = before.until;
  if (field != "units") now.asks = before.asks;
  if (field != "for" && field != "product") now.reserve = before.reserve;
}

// What a `set` names of a list; another length replaces the whole.
template <class Entry>
void put(std::vector<Entry>& now, const std::vector<Entry>& changed, const model::Set& set) {
  const auto entry = static_cast<std::size_t>(set.entry);
  if (set.entry == model::none || now.size() != changed.size())
    now = changed;
  else
    put_field(now[entry], changed[entry], set.field);
}

// One quota; the others stay as they are.
void put_quota(RuleParametersNow& now, const QuotaNow& quota) {
  const auto found = std::find_if(now.quotas.begin(), now.quotas.end(),
                                  [&](const QuotaNow& it) { return it.claimant == quota.claimant; });
  if (found == now.quotas.end())
    now.quotas.push_back(quota);
  else
    found->share = quota.share;
  Decimal others = 1;
  for (const QuotaNow& it : now.quotas) others = others - Decimal::nearest(it.share);
  now.others = std::max(0.0, others.real());
}

void put_rules(const model::Set& set, const SupplierPolicyNow& changed, SupplierPolicyNow& policy) {
  for (std::size_t k = 0; k < policy.rules.size(); ++k) {
    if (set.level != model::none && k != static_cast<std::size_t>(set.level)) continue;
    const bool is_one_quota = set.entry != model::none && policy.rules[k] == allocation::Rule::quota;
    policy.rules[k] = changed.rules[k];
    if (is_one_quota)
      put_quota(policy.parameters[k], changed.parameters[k].quotas[static_cast<std::size_t>(set.entry)]);
    else
      policy.parameters[k] = changed.parameters[k];
  }
}

}  // namespace

void apply(const Model& model, const model::Set& set, const PolicyNow& changed, PolicyNow& policy) {
  using Cell = model::Set::Cell;
  const auto at = static_cast<std::size_t>(set.entity);
  switch (set.cell) {
    case Cell::group_weight: policy.group_weight[at] = changed.group_weight[at]; break;
    case Cell::group_priority: policy.group_priority[at] = changed.group_priority[at]; break;
    case Cell::organisation_weight:
      policy.organisation_weight[at] = changed.organisation_weight[at];
      if (const Index own = model.organisations[at].own_group; own != model::none)
        policy.group_weight[model::at(own)] = changed.organisation_weight[at];
      break;
    case Cell::organisation_priority:
      policy.organisation_priority[at] = changed.organisation_priority[at];
      if (const Index own = model.organisations[at].own_group; own != model::none)
        policy.group_priority[model::at(own)] = changed.organisation_priority[at];
      break;
    case Cell::rules: put_rules(set, changed.suppliers[at], policy.suppliers[at]); break;
    case Cell::caps: put(policy.suppliers[at].caps, changed.suppliers[at].caps, set); break;
    case Cell::guarantees: put(policy.suppliers[at].guarantees, changed.suppliers[at].guarantees, set); break;
    case Cell::readiness: policy.suppliers[at].lookahead = changed.suppliers[at].lookahead; break;
    case Cell::reserves: put(policy.suppliers[at].reserves, changed.suppliers[at].reserves, set); break;
    case Cell::frozen: put(policy.suppliers[at].frozen, changed.suppliers[at].frozen, set); break;
    case Cell::install:
      policy.sites[at].install = changed.sites[at].install;
      policy.sites[at].install_per = changed.sites[at].install_per;
      break;
    case Cell::commissioning: policy.sites[at].commissioning = changed.sites[at].commissioning; break;
  }
}

}  // namespace allot::engine

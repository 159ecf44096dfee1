#include "base/exact.hpp"
#include "base/text.hpp"
#include "scenario/sections.hpp"

/// Contracts that cannot hold together, and caps that are a share of themselves.
namespace allot::scenario {
namespace {

// Whether some of what it is a share of is its own; of an order, once orders are known.
bool is_of_itself(const Scenario& scenario, const Cap& cap) {
  if (cap.order) return false;
  for (std::size_t i = 0; i < scenario.organisations.size(); ++i) {
    const Ref one{static_cast<std::int32_t>(i)};
    const bool is_capped = cap.organisation ? cap.organisation == one : scenario.is_member(one, cap.group);
    if (is_capped && scenario.is_among(one, cap.of)) return true;
  }
  return false;
}

bool have_one_claimant(const Cap& cap, const Guarantee& guarantee) {
  return cap.organisation == guarantee.organisation && cap.group == guarantee.group && cap.order == guarantee.order;
}

bool is_number(const std::optional<Value>& units) { return units && units->is_known(); }

void check_against_caps(Reader& reader, const Cursor& at, const std::vector<Cap>& caps, const Guarantee& guarantee) {
  if (!is_number(guarantee.units)) return;
  for (std::size_t c = 0; c < caps.size(); ++c) {
    const Cap& cap = caps[c];
    if (!have_one_claimant(cap, guarantee) || cap.per != guarantee.per || cap.product || !is_number(cap.units))
      continue;
    if (guarantee.units->number > cap.units->number)
      reader.problem(at.member("units"), "promises more than caps/" + std::to_string(c) +
                                             " allows in the same period: " + shown(at.member("units").node()) +
                                             " against " + with_thousands(half_up(cap.units->number)));
  }
}

}  // namespace

void check_contracts(Reader& reader, const Cursor& at, const Scenario& scenario, const AllocationPolicy& policy) {
  for (std::size_t i = 0; i < policy.caps.size(); ++i) {
    const std::string index = std::to_string(i);
    if (is_of_itself(scenario, policy.caps[i]))
      reader.problem(at.member("caps").item(i, index).member("of"), "is a share of what it gets itself");
  }
  for (std::size_t i = 0; i < policy.guarantees.size(); ++i) {
    const std::string index = std::to_string(i);
    check_against_caps(reader, at.member("guarantees").item(i, index), policy.caps, policy.guarantees[i]);
  }
}

void check_limited_orders(Reader& reader, const Cursor& at, const Scenario& scenario, Ref supplier,
                          const AllocationPolicy& policy) {
  for (std::size_t i = 0; i < policy.caps.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cap& cap = policy.caps[i];
    if (!cap.share || !cap.order) continue;
    if (const Ref owner = scenario.order(cap.order).organisation; owner && scenario.is_among(owner, cap.of))
      reader.problem(at.member("caps").item(i, index).member("of"), "is a share of what its own organisation gets");
  }
  for (std::size_t i = 0; i < policy.reserves.size(); ++i) {
    const std::string index = std::to_string(i);
    if (!policy.reserves[i].whom.order) continue;
    const Order order = scenario.order(policy.reserves[i].whom.order);
    const Cursor list = at.member("reserves"), item = list.item(i, index), whom = item.member("for"),
                 named = whom.member("order");
    if (order.supplier != supplier) reader.problem(named, "'" + order.id + "' is an order at another supplier");
    if (order.pegged || !order.deliveries.empty())
      reader.problem(named, "'" + order.id + "' is served from lots of its own: nothing has to be kept for it");
  }
}

}  // namespace allot::scenario

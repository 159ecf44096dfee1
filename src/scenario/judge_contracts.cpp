#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "scenario/judge.hpp"

/// Shares of what others get, guarantees that stock cannot keep all, and reserves for those who never claim there.
namespace allot::scenario {
namespace {

// By organisation: the first cap on it, or on a group of its, that is a share of what others get.
std::vector<const Cap*> shares(const Scenario& scenario, const AllocationPolicy& policy) {
  std::vector<const Cap*> found(scenario.organisations.size(), nullptr);
  for (const Cap& cap : policy.caps) {
    if (!cap.share || cap.order) continue;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const bool is_its = cap.organisation ? cap.organisation == ref(i) : scenario.is_member(ref(i), cap.group);
      if (is_its && !found[i]) found[i] = &cap;
    }
  }
  return found;
}

// Whose caps all wait for each other: the most for whom each is a share of what nobody but they get.
std::vector<char> stuck(const Scenario& scenario, const std::vector<const Cap*>& shares) {
  std::vector<char> is_stuck(shares.size());
  for (std::size_t i = 0; i < shares.size(); ++i) is_stuck[i] = shares[i] != nullptr;
  for (bool changes = true; changes;) {
    changes = false;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      if (!is_stuck[i]) continue;
      const std::vector<Ref> of = scenario.all_among(shares[i]->of);
      const bool waits = std::all_of(of.begin(), of.end(), [&](Ref it) { return is_stuck[it.at()] != 0; });
      if (waits) continue;
      is_stuck[i] = 0;
      changes = true;
    }
  }
  return is_stuck;
}

bool limits_who_is_stuck(const Cap& cap, const std::vector<const Cap*>& by_owner, const std::vector<char>& is_stuck) {
  for (std::size_t i = 0; i < by_owner.size(); ++i)
    if (by_owner[i] == &cap && is_stuck[i] != 0) return true;
  return false;
}

void judge_shares(Judge& in, const Cursor& caps, Ref supplier, const AllocationPolicy& policy) {
  const std::vector<const Cap*> by_owner = shares(in.scenario, policy);
  const std::vector<char> is_stuck = stuck(in.scenario, by_owner);
  for (std::size_t c = 0; c < policy.caps.size(); ++c) {
    const std::string index = std::to_string(c);
    const Cap& cap = policy.caps[c];
    if (!cap.share) continue;
    const std::vector<Ref> of = in.scenario.all_among(cap.of);
    const Cursor item = caps.item(c, index), at = item.member("of");
    if (std::none_of(of.begin(), of.end(), [&](Ref it) { return meets(in, it, supplier); }))
      in.remark(at, "none of them buys anything there: this cap never allows a unit");
    else if (limits_who_is_stuck(cap, by_owner, is_stuck))
      in.remark(at, "these shares wait for each other: neither side gets a unit by the rule");
  }
}

std::string why_for_nobody(const Judge& in, Ref supplier, const Reserve& reserve) {
  if (reserve.whom.order) return {};
  const auto buys_there = [&](const Purchase& it) {
    return std::find(it.suppliers.begin(), it.suppliers.end(), supplier) != it.suppliers.end();
  };
  if (reserve.whom.priority) {
    const bool has_one = std::any_of(in.bought.begin(), in.bought.end(), [&](const Purchase& it) {
      return buys_there(it) && it.priority >= *reserve.whom.priority;
    });
    if (has_one) return "";
    const auto& buyers = in.scenario.organisations;
    for (std::size_t i = 0; i < buyers.size(); ++i)
      if (buyers[i].priority >= *reserve.whom.priority && meets(in, ref(i), supplier))
        return "no order there has that priority (the order's is meant, not the organisation's: name '" + buyers[i].id +
               "')";
    return "no order there has that priority";
  }
  const std::vector<Ref> of = in.scenario.all_among(reserve.whom.buyers);
  const bool any = std::any_of(of.begin(), of.end(), [&](Ref it) { return meets(in, it, supplier); });
  return any ? "" : "none of them buys anything there";
}

void judge_reserves(Judge& in, const Cursor& list, Ref supplier, const AllocationPolicy& policy) {
  for (std::size_t i = 0; i < policy.reserves.size(); ++i) {
    const std::string index = std::to_string(i);
    const Reserve& it = policy.reserves[i];
    if (it.from && is_over(in.scenario, *it.from)) in.judge(list.item(i, index), "it begins after the end");
    const bool is_past = it.until && it.until->is_known() && it.until->number <= in.scenario.start;
    if (is_past) in.judge(list.item(i, index), "it ends before the start");
    if (const std::string why = why_for_nobody(in, supplier, it); !why.empty())
      in.remark(list.item(i, index).member("for"), why + ": what it holds back, nobody gets");
  }
}

// Promises of shares to claimants of one kind, in one length of period, come out of the same stock.
void judge_promises(Judge& in, const Cursor& list, const AllocationPolicy& policy) {
  const auto& all = policy.guarantees;
  for (std::size_t i = 0; i < all.size(); ++i) {
    Decimal sum;
    for (std::size_t k = 0; k <= i; ++k) {
      const bool is_alike = all[k].per == all[i].per && bool(all[k].group) == bool(all[i].group) &&
                            bool(all[k].order) == bool(all[i].order);
      if (is_alike && all[k].share && all[k].share->is_known()) sum = sum + all[k].share->number;
    }
    const std::string index = std::to_string(i);
    if (all[i].share && sum > 1) {
      in.remark(list.item(i, index).member("share"),
                "with those before it more is promised than all that arrives: not all can be kept");
      return;
    }
  }
}

// At most so many that are planned from the start to the end, before the scale; a lot of the last period is one of it.
double units_of_piece(const Scenario& scenario, const SupplyPiece& it) {
  if (it.at) return is_over(scenario, *it.at) || it.at->number < scenario.start ? 0 : it.units->number.real();
  const Date begin = std::max(*it.from, scenario.start);
  const Date end = it.every ? std::min(*it.until, next_begin(*it.every, scenario.end)) : *it.until;
  if (end <= begin) return 0;
  const auto length = static_cast<double>(end - begin);
  if (it.units) return it.units->number.real() * length / static_cast<double>(*it.until - *it.from);
  const Value& rate = it.rate.front().rate;
  return rate.number.real() * length / static_cast<double>(rate.per);
}

// At most so many units in stock at the start and planned until the end, where that is known and all of one product, and
// none come back or are bought.
std::optional<double> units_planned(const Judge& in, Ref supplier) {
  const Supplier& maker = in.scenario.suppliers[supplier.at()];
  const bool may_come_back = std::any_of(in.bought.begin(), in.bought.end(), [](const Purchase& it) {
    return it.contract.term || it.contract.notice;
  });
  if (maker.buys_as || may_come_back || !in.scenario.interventions.empty()) return std::nullopt;
  std::vector<Ref> products;
  double sum = 0;
  for (const ProductUnits& it : maker.stock) {
    products.push_back(it.product);
    if (!it.units.is_known()) return std::nullopt;
    sum += it.units.number.real();
  }
  for (const SupplyPiece& it : maker.supply) {
    products.push_back(it.product);
    const bool is_known = it.scale.is_known() && (!it.units || it.units->is_known()) && (!it.at || it.at->is_known());
    if (!is_known || it.rate.size() > 1 || (!it.rate.empty() && !it.rate.front().rate.is_known())) return std::nullopt;
    sum += it.scale.number.real() * units_of_piece(in.scenario, it);
  }
  const bool is_one = std::all_of(products.begin(), products.end(), [&](Ref it) { return it == products.front(); });
  return is_one && !products.empty() ? std::optional(sum) : std::nullopt;
}

// Those that are whole before the end; of one that is longer than the simulation, it is the one.
std::int64_t whole_periods(const Scenario& scenario, const Period& per) {
  if (per.is_whole()) return 1;
  const bool begins_whole = per.months == 0 || begins_at(per, scenario.start - 1, scenario.start);
  return index_of(per, scenario.start, scenario.end - scenario.start) - (begins_whole ? 0 : 1);
}

// Units that are promised to claimants of one kind, in one length of period, against all that is planned.
void judge_units_promised(Judge& in, const Cursor& list, Ref supplier, const AllocationPolicy& policy) {
  const std::optional<double> planned = units_planned(in, supplier);
  if (!planned) return;
  const auto& all = policy.guarantees;
  const auto claims = [&](const Guarantee& it) {
    if (it.order) return true;
    if (it.organisation) return meets(in, it.organisation, supplier);
    const std::vector<Ref> members = in.scenario.all_among({{}, {it.group}});
    return std::any_of(members.begin(), members.end(), [&](Ref member) { return meets(in, member, supplier); });
  };
  const auto counts = [&](const Guarantee& it) {
    const bool is_within = it.group && in.scenario.groups[it.group.at()].group;
    return it.units && it.units->is_known() && !is_within && claims(it);
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!counts(all[i])) continue;
    const std::int64_t periods = whole_periods(in.scenario, all[i].per);
    double sum = 0;
    for (std::size_t k = 0; k <= i; ++k) {
      const bool is_alike = all[k].per == all[i].per && bool(all[k].group) == bool(all[i].group) &&
                            bool(all[k].order) == bool(all[i].order);
      if (is_alike && counts(all[k])) sum += all[k].units->number.real() * static_cast<double>(periods);
    }
    if (sum <= *planned + 1) continue;
    in.remark(list.item(i, std::to_string(i)).member("units"),
              "with those before it " + with_thousands(std::llround(sum)) + " units are promised by the end, and " +
                  with_thousands(std::llround(*planned)) + " are planned: if all are claimed, not all can be kept");
    return;
  }
}

}  // namespace

void judge_contracts(Judge& in, const Cursor& at, Ref supplier, const AllocationPolicy& policy) {
  judge_shares(in, at.member("caps"), supplier, policy);
  judge_reserves(in, at.member("reserves"), supplier, policy);
  judge_promises(in, at.member("guarantees"), policy);
  judge_units_promised(in, at.member("guarantees"), supplier, policy);
}

}  // namespace allot::scenario

#include <algorithm>

#include "scenario/judge.hpp"

/// Shares of what others get, guarantees that stock cannot keep all, and reserves for those who never claim there.
namespace allot::scenario {
namespace {

std::vector<Ref> members_among(const Scenario& scenario, const Buyers& buyers) {
  std::vector<Ref> found;
  for (std::size_t i = 0; i < scenario.organisations.size(); ++i)
    if (scenario.is_among(ref(i), buyers)) found.push_back(ref(i));
  return found;
}

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
      const std::vector<Ref> of = members_among(scenario, shares[i]->of);
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
    const std::vector<Ref> of = members_among(in.scenario, cap.of);
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
    return has_one ? "" : "no order there has that priority";
  }
  const std::vector<Ref> of = members_among(in.scenario, reserve.whom.buyers);
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

}  // namespace

void judge_contracts(Judge& in, const Cursor& at, Ref supplier, const AllocationPolicy& policy) {
  judge_shares(in, at.member("caps"), supplier, policy);
  judge_reserves(in, at.member("reserves"), supplier, policy);
  judge_promises(in, at.member("guarantees"), policy);
}

}  // namespace allot::scenario

#include "support/generate_draft.hpp"

/// Allocation policies: rules, limits, gates, windows and awards by hand.
namespace allot::generated {
namespace {

constexpr const char* weighted_rules[] = {"proportional", "equal_awards", "equal_losses"};
constexpr const char* plain_rules[] = {"talmud",          "reverse_talmud",       "piniles", "constrained_egalitarian",
                                       "minimal_overlap", "adjusted_proportional"};
constexpr const char* sequences[] = {"fifo", "earliest_due", "priority", "smallest_first", "random_order"};

bool is_below(const Draft& draft, const Json& member, const std::string& group) {
  for (std::string above = member.value("group", ""); !above.empty();
       above = draft.json.at("groups").at(above).value("group", ""))
    if (above == group) return true;
  return false;
}

// Organisations and groups; where a share is of them, none that it is a share for.
Json buyers(Draft& draft, const Json& but) {
  const std::string organisation = but.value("organisation", ""), group = but.value("group", "");
  Json names = Json::array();
  for (const std::string& id : draft.ids("organisations")) {
    const Json& it = draft.json.at("organisations").at(id);
    if (id != organisation && (group.empty() || !is_below(draft, it, group)) && !draft.dice.once_in(3))
      names.push_back(id);
  }
  Json of = {{"organisation", names}};
  if (organisation.empty() && group.empty() && draft.has_groups && draft.dice.once_in(2))
    of["group"] = draft.dice.pick(draft.ids("groups"));
  return of;
}

Json fair_share(Draft& draft) {
  if (draft.dice.once_in(2)) return "fair_share";
  return {{"fair_share", {{"half_life", draft.dice.pick({"2w", "5d", "30d"})}}}};
}

Json turn_and_earn(Draft& draft) {
  return {{"turn_and_earn",
           {{"share", draft.features.chance && draft.dice.once_in(4) ? Json{{"parameter", "share"}}
                                                                     : Json(draft.dice.pick({0.5, 0.8, 1.0}))},
            {"period", draft.dice.pick({"1w", "2w", "30d", "month"})}}}};
}

Json auction(Draft& draft) {
  if (draft.dice.once_in(3)) return "auction";
  return {{"auction", {{"price", draft.dice.pick({"uniform", "bid"})}}}};
}

std::vector<std::string> claimants_at(const Draft& draft, const std::string& level, int depth) {
  return level == "group" ? draft.groups_at(depth) : draft.ids("organisations");
}

Json quota(Draft& draft, const std::string& level, int depth) {
  Json quotas = Json::object();
  for (const std::string& id : claimants_at(draft, level, depth))
    if (!draft.dice.once_in(3)) quotas[id] = draft.dice.pick({0.05, 0.1, 0.2});
  if (draft.features.chance && !quotas.empty() && draft.dice.once_in(3))
    quotas.front() = {{"parameter", "share"}, {"times", 0.2}};
  return {{"quota", quotas}};
}

Json cap_of(Draft& draft, Json cap) {
  Dice& dice = draft.dice;
  if (dice.once_in(2)) cap["per"] = dice.pick({"all", "10d", "36h", "month", "month", "year"});  // none of a guarantee
  if (dice.once_in(4)) cap["product"] = dice.pick(draft.ids("products"));
  if (cap.contains("order") || !dice.once_in(3)) return cap;
  cap.erase("units");
  cap["of"] = buyers(draft, cap);
  cap["share"] = dice.pick({0.5, 0.25, 1.0, 0.29, 2.0});
  if (draft.features.chance && dice.once_in(4)) cap["share"] = {{"parameter", "share"}};
  return cap;
}

Json limit_of(Draft& draft, Json limit, bool is_guarantee) {
  limit["units"] = draft.open_units(8 * draft.dice.between(0, 12));
  if (!is_guarantee) return cap_of(draft, limit);
  limit["per"] = draft.dice.pick({"1w", "2w", "30d", "quarter"});
  if (draft.dice.once_in(3)) limit["scaled"] = true;
  if (draft.dice.once_in(3)) {
    limit.erase("units");
    limit["share"] = draft.dice.pick({0.05, 0.29, 0.5, 0.07});
    if (draft.features.chance && draft.dice.once_in(4)) limit["share"] = {{"parameter", "share"}};
  }
  return limit;
}

Json limits(Draft& draft, const std::string& kind, const std::vector<std::string>& ids, bool is_guarantee) {
  Json list = Json::array();
  const int most = draft.dice.between(1, 2);
  for (int i = 0; i < most; ++i)
    list.push_back(limit_of(draft, Json::object({{kind, draft.dice.pick(ids)}}), is_guarantee));
  return list;
}

Json past_receipts(Draft& draft) {
  Json list = Json::array();
  for (const std::string& organisation : draft.ids("organisations")) {
    if (draft.dice.once_in(2)) continue;
    Json receipt = {{"organisation", organisation},
                    {"product", draft.dice.pick(draft.ids("products"))},
                    {"units", draft.open_units(draft.dice.between(0, 200))}};
    if (draft.dice.once_in(2)) receipt["date"] = draft.date(-draft.dice.between(1, 40));
    list.push_back(receipt);
  }
  return list;
}

void add_times(Draft& draft, Json& policy) {
  Dice& dice = draft.dice;
  if (dice.once_in(2))
    policy["on"] = "arrival";
  else
    policy["every"] = dice.pick({"1w", "5d", "12h", "30d", "month"});
  if (dice.once_in(4)) policy["readiness"] = {{"lookahead", dice.pick({"0d", "2w", "30d"})}};
  if (!dice.once_in(5)) return;
  const int from = draft.round_day(0);
  policy["frozen"] = Json::array({{{"from", draft.date(from)}, {"until", draft.date(from + dice.between(1, 15))}}});
}

// A window now and then: from a day on, until a day, or both.
Json reserve_for(Draft& draft, Json whom) {
  Dice& dice = draft.dice;
  Json reserve = {{"for", std::move(whom)}, {"units", draft.open_units(4 * dice.between(1, 12))}};
  if (dice.once_in(4)) reserve["product"] = dice.pick(draft.ids("products"));
  const int from = draft.round_day(0);
  if (dice.once_in(4)) reserve["from"] = draft.date(from);
  if (dice.once_in(3)) reserve["until"] = draft.date(from + dice.between(1, 30));
  if (reserve.at("for").contains("order") && !dice.once_in(4)) reserve.erase("units");
  return reserve;
}

void add_reserves(Draft& draft, Json& policy) {
  const int most = draft.dice.between(1, 2);
  for (int i = 0; i < most; ++i)
    policy["reserves"].push_back(reserve_for(
        draft, draft.dice.once_in(3) ? Json{{"priority", draft.dice.between(1, 2)}} : buyers(draft, Json::object())));
}

std::vector<std::string> orders_at(const Draft& draft, const std::string& supplier) {
  std::vector<std::string> found;
  for (const std::string& id : draft.ids("orders")) {
    const Json& order = draft.json.at("orders").at(id);
    if (order.at("supplier") == supplier && !order.contains("pegged") && !order.contains("deliveries"))
      found.push_back(id);
  }
  return found;
}

Json award_by_hand(Draft& draft, const std::string& order) {
  const Json& asked = draft.json.at("orders").at(order).at("product");
  const std::string product = asked.is_array() ? asked.at(0) : asked;
  return {{"order", order}, {"units", draft.open_units(draft.lots(product, 8))}, {"at", draft.uncertain_date(0)}};
}

}  // namespace

Json rule_for(Draft& draft, const std::string& level, int depth) {
  Dice& dice = draft.dice;
  if (level == "order" && dice.once_in(8)) return auction(draft);
  if (level == "order" && dice.once_in(3)) return sequences[dice.between(0, 4)];
  if (dice.once_in(6)) return fair_share(draft);
  if (level != "order" && dice.once_in(6)) return quota(draft, level, depth);
  const bool has_weights = level != "order" && draft.is_weighted;
  if (!has_weights && dice.once_in(6)) return turn_and_earn(draft);
  if (!has_weights && dice.once_in(8)) return "random_arrival";
  if (has_weights || dice.once_in(2)) return weighted_rules[dice.between(0, 2)];
  return plain_rules[dice.between(0, 5)];
}

Json caps_for(Draft& draft, const std::string& level) {
  return limits(draft, level, level == "group" ? draft.groups_at(0) : draft.ids("organisations"), false);
}

Json reserves_for(Draft& draft) {
  Json policy;
  add_reserves(draft, policy);
  return policy.at("reserves");
}

Json allocation_of(Draft& draft) {
  Dice& dice = draft.dice;
  Json levels = Json::array(), rules;
  if (draft.has_groups && dice.once_in(2)) levels.push_back("group");
  for (int depth = 1; !levels.empty() && !draft.groups_at(depth).empty() && !draft.nesting.once_in(4); ++depth)
    levels.push_back("group");
  if (draft.features.several_levels && dice.once_in(2)) levels.push_back("organisation");
  levels.push_back("order");
  for (int depth = 0; depth < static_cast<int>(levels.size()); ++depth) {
    const std::string level = levels[static_cast<std::size_t>(depth)];
    const bool is_further = level == "group" && depth > 0;
    rules[is_further ? level + "_" + std::to_string(depth + 1) : level] = rule_for(draft, level, depth);
  }
  Json policy = {{"levels", levels}, {"rules", rules}};
  add_times(draft, policy);
  for (int depth = 0; depth < static_cast<int>(levels.size()); ++depth) {
    const std::string level = levels[static_cast<std::size_t>(depth)];
    if (level == "order") continue;
    const auto ids = claimants_at(draft, level, depth);
    for (const char* list : {"caps", "guarantees"})
      if (dice.once_in(3))
        for (const Json& limit : limits(draft, level, ids, list == std::string("guarantees")))
          policy[list].push_back(limit);
  }
  if (dice.once_in(3)) policy["received"] = past_receipts(draft);
  if (dice.once_in(4)) add_reserves(draft, policy);
  return policy;
}

void add_terms_of_orders(Draft& draft) {
  Dice& dice = draft.dice;
  for (const std::string& supplier : draft.ids("suppliers")) {
    Json& policy = draft.json.at("suppliers").at(supplier).at("allocation");
    const std::vector<std::string> orders = orders_at(draft, supplier);
    if (orders.empty()) continue;
    for (const char* list : {"caps", "guarantees"})
      if (dice.once_in(5))
        policy[list].push_back(
            limit_of(draft, Json::object({{"order", dice.pick(orders)}}), list == std::string("guarantees")));
    if (dice.once_in(5)) policy["reserves"].push_back(reserve_for(draft, {{"order", dice.pick(orders)}}));
    if (dice.once_in(4)) policy["awards"].push_back(award_by_hand(draft, dice.pick(orders)));
    if (dice.once_in(4)) policy["awards"].push_back(award_by_hand(draft, dice.pick(orders)));
  }
  for (const std::string& id : draft.ids("orders"))
    if (dice.once_in(3)) draft.json.at("orders").at(id)["bid"] = std::to_string(dice.between(1, 4)) + "0 USD";
}

}  // namespace allot::generated

#include "support/generate_draft.hpp"

namespace allot::generated {
namespace {

std::vector<std::string> sites_of(const Draft& draft, const std::string& organisation) {
  std::vector<std::string> found;
  for (const std::string& id : draft.ids("sites"))
    if (draft.json.at("sites").at(id).at("organisation") == organisation) found.push_back(id);
  return found;
}

void add_site(Draft& draft, Json& order, const std::string& organisation) {
  const std::vector<std::string> sites = sites_of(draft, organisation);
  if (sites.empty() || draft.dice.once_in(2)) return;
  const std::string first = draft.dice.pick(sites);
  order["site"] = Json::array({first});
  for (const std::string& site : sites)
    if (site != first && draft.dice.once_in(2)) order["site"].push_back(site);
}

void add_deliveries(Draft& draft, Json& order, int first_day) {
  const std::string product = order.at("product");
  const int most = draft.dice.between(1, 3);
  int day = draft.round_day(first_day);
  for (int i = 0; i < most; ++i, day += draft.dice.between(0, 10)) {
    Json date = draft.date(day);
    if (draft.features.chance && draft.dice.once_in(4)) date = draft.uncertain_date(day);
    order["deliveries"].push_back({date, draft.lots(product, 10)});
  }
}

void add_peg(Draft& draft, Json& order) {
  const Json& supply = draft.json.at("suppliers").at(order.at("supplier").get<std::string>()).at("supply");
  for (const auto& [id, piece] : supply.items())
    if (piece.at("product") == order.at("product") && draft.dice.once_in(2)) order["pegged"] = id;
}

Json terms_of(Draft& draft, const std::string& organisation) {
  Dice& dice = draft.dice;
  const std::string product = dice.pick(draft.ids("products"));
  Json order = {{"organisation", organisation}, {"supplier", dice.pick(draft.ids("suppliers"))}, {"product", product}};
  if (draft.json.at("suppliers").at(order.at("supplier").get<std::string>()).value("buys_as", "") == organisation)
    order["supplier"] = "s1";
  add_site(draft, order, organisation);
  if (dice.once_in(4)) order["priority"] = dice.pick({1, 2, -1});
  if (dice.once_in(4)) order["partial"] = false;
  if (dice.once_in(4)) order["min_shipment"] = dice.once_in(4) ? dice.between(1, 20) : draft.lots(product, 6);
  if (draft.features.buyers) add_contract(draft, order);
  return order;
}

void add_size(Draft& draft, Json& order) {
  order["units"] = draft.lots(order.at("product"), draft.dice.pick({5, 20, 50}));
  if (!draft.features.chance || !draft.dice.once_in(5)) return;
  if (draft.dice.once_in(3))
    order["units"] = {{"parameter", "share"}, {"times", -120}, {"plus", 120}};
  else if (draft.dice.once_in(2))
    order["units"] = {{"parameter", "share"}, {"times", 120}};
  else
    order["units"] = {{"discrete", {{8, 0.5}, {37, 0.3}, {120, 0.2}}}};
}

void add_preference(Draft& draft, Json& order) {
  Dice& dice = draft.dice;
  const std::vector<std::string> products = draft.ids("products");
  if (products.size() < 2 || order.contains("pegged") || !dice.once_in(5)) return;
  const std::string first = order.at("product");
  order["product"] = Json::array({first, first == products[0] ? products[1] : products[0]});
  if (dice.once_in(2)) order["substitute_after"] = dice.pick({"0d", "3d", "20d"});
}

// Part of it had been received, or was on its way, at the start.
void add_opening(Draft& draft, Json& order) {
  Dice& dice = draft.dice;
  const std::string product = order.at("product").is_array() ? order.at("product")[0] : order.at("product");
  const int lot = draft.json.at("products").at(product).at("lot").get<int>();
  int left = order.contains("units") && order.at("units").is_number() ? order.at("units").get<int>() / lot : 20;
  const auto some = [&] {
    const int lots = dice.between(0, std::min(left, 8));
    left -= lots;
    return lots * lot;
  };
  if (order.contains("deliveries")) order.erase("units");
  const auto& suppliers = draft.json.at("suppliers");
  const std::string organisation = order.at("organisation");
  const bool resells = suppliers.contains("s2") && suppliers.at("s2").value("buys_as", "") == organisation;
  if (resells)
    dice.once_in(2);
  else if (dice.once_in(2))
    order["delivered"] = some();
  else if (dice.once_in(2))
    order["delivered"] = Json::array({Json::array({draft.date(-7), some()}), Json::array({draft.date(-2), some()})});
  if (order.contains("delivered") && order.contains("term")) order["term"] = "35d";  // of what came a week ago
  if (order.contains("delivered") && dice.once_in(2)) return;
  order["in_transit"] = Json::array(
      {Json::array({draft.uncertain_date(0), some()}), Json::array({draft.date(dice.between(0, 20)), some()})});
  if (dice.once_in(2)) order["in_transit_slip"] = draft.delay(6);
}

}  // namespace

Json order_of(Draft& draft, const std::string& organisation, int first_day) {
  Dice& dice = draft.dice;
  Json order = terms_of(draft, organisation);
  if (!dice.once_in(3)) order["placed"] = draft.date(first_day, dice.once_in(8));
  if (draft.features.chance && dice.once_in(12)) order["placed"] = draft.uncertain_date(first_day);
  if (dice.once_in(3)) order["not_before"] = draft.uncertain_date(first_day);
  if (dice.once_in(2)) order["due"] = draft.date(draft.round_day(first_day) + 5);
  if (dice.once_in(12)) order["due"] = draft.uncertain_date(first_day);
  if (dice.once_in(5)) {
    add_deliveries(draft, order, first_day + 1);
  } else {
    add_size(draft, order);
    if (dice.once_in(4)) add_peg(draft, order);
  }
  return order;
}

void add_orders(Draft& draft) {
  const int most = draft.is_crowded ? draft.dice.between(12, 24) : draft.dice.between(3, 12);
  const std::vector<std::string> organisations = draft.ids("organisations");
  for (int i = 0; i < most; ++i) {
    const int placed = draft.dice.once_in(2) ? draft.dice.pick({-20, -10, 0}) : draft.round_day(0);
    Json& order = draft.json["orders"]["o" + std::to_string(i + 1)];
    order = order_of(draft, draft.dice.pick(organisations), placed);
    add_preference(draft, order);
    const bool is_placed_by_start =
        !order.contains("placed") ||
        (order.at("placed").is_string() && order.at("placed").get<std::string>() <= draft.date(0));
    if (is_placed_by_start && draft.dice.once_in(4)) add_opening(draft, order);
  }
}

void add_streams(Draft& draft) {
  Json stream = terms_of(draft, draft.dice.pick(draft.ids("organisations")));
  stream["id"] = "flow";
  stream["every"] = draft.features.chance ? Json{{"exponential", {{"mean", "7d"}}}} : Json("5d");
  if (draft.dice.once_in(4))
    stream["pace"] = draft.dice.pick({0.5, 2.0, 1.5});
  else if (draft.dice.once_in(4))
    stream["pace"] = Json::array({Json::array({draft.date(5), draft.dice.pick({0, 1, 2})}),
                                  Json::array({draft.date(20), draft.dice.pick({0.5, 3.0})})});
  stream["units"] = draft.lots(stream.at("product"), 8);
  if (draft.features.chance) stream["units"] = {{"discrete", {{8, 0.6}, {20, 0.3}, {64, 0.1}}}};
  if (draft.dice.once_in(2)) stream["due_after"] = "20d";
  if (draft.dice.once_in(3)) stream["from"] = draft.date(draft.dice.pick({-10, 10}));
  if (draft.dice.once_in(3)) stream["until"] = draft.date(draft.days - 10);
  if (draft.features.buyers) add_gaming(draft, stream, stream.at("supplier"));
  draft.json["streams"] = Json::array({stream});
}

void add_needs(Draft& draft) {
  Dice& dice = draft.dice;
  for (const std::string& id : draft.ids("organisations"))
    if (dice.once_in(2)) draft.json["organisations"][id]["delay_cost"] = dice.pick({"1 USD", "2.5 USD", "40 USD"});
  for (const std::string& id : draft.ids("orders")) {
    if (!dice.once_in(3)) continue;
    draft.json["orders"][id]["needed"] = draft.features.chance && dice.once_in(4)
                                             ? draft.uncertain_date(draft.days / 3)
                                             : Json(draft.date(draft.round_day(-5), dice.once_in(4)));
  }
  if (draft.json.contains("streams") && dice.once_in(2)) draft.json["streams"][0]["needed_after"] = "9d";
}

}  // namespace allot::generated

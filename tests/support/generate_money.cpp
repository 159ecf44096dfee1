#include "support/generate_draft.hpp"

namespace allot::generated {
namespace {

Json payments_of(Dice& dice) {
  switch (dice.between(1, 4)) {
    case 1: return {{"delivery", 1.0}};
    case 2: return {{"order", 0.25}, {"award", 0.75}};
    case 3: return {{"order", 0.1}, {"shipment", 0.4}, {"delivery", {{"share", 0.5}, {"net", "30d"}}}};
    default: return {{"award", {{"share", 0.5}, {"net", "7d"}}}, {"shipment", 0.25}, {"delivery", 0.25}};
  }
}

Json price_curve(Draft& draft, const std::vector<double>& prices) {
  Json points = Json::array();
  int at = draft.dice.pick({-20, 0, 10});
  for (const double price : prices) {
    points.push_back(Json::array({draft.date(at), std::to_string(price) + draft.dice.pick({" USD", " EUR"})}));
    at += draft.dice.between(1, 40);
  }
  return {{"points", points}};
}

Json some_price(Draft& draft, const char* curve, const char* money) {
  return draft.dice.once_in(2) ? Json(curve) : Json(money);
}

Json some_depreciation(Draft& draft) {
  switch (draft.dice.between(1, 3)) {
    case 1: return {{"life", draft.dice.pick({"40d", "1500d"})}, {"residual", draft.dice.pick({0.0, 0.25})}};
    case 2: return {{"value", "worth"}};
    default: return {{"value", "worth"}, {"life", "1000d"}};
  }
}

void pay_in_parts(Draft& draft, Json& order) {
  if (draft.dice.once_in(2)) order["payments"] = payments_of(draft.dice);
}

}  // namespace

void add_money(Draft& draft) {
  Dice& dice = draft.dice;
  Json& all = draft.json;
  all["money"] = {{"currency", "USD"}, {"discount_rate", dice.pick({0.0, 0.1, 0.5})}};
  all["money"]["rates"] = {{"EUR", Json::array({Json::array({draft.date(0), 1.25}), Json::array({draft.date(30), 0.75})})}};
  all["price_curves"] = {{"hour", price_curve(draft, {2.0, 4.0, 1.0})}, {"worth", price_curve(draft, {365.0, 100.0})}};
  for (auto& [id, product] : all["products"].items()) {
    product["revenue"] = some_price(draft, "hour", "2.50 USD");
    if (dice.once_in(2)) product["utilisation"] = 0.75;
    if (dice.once_in(2)) product["rent"] = some_price(draft, "hour", "3.00 EUR");
    if (!dice.once_in(3)) product["depreciation"] = some_depreciation(draft);
  }
  for (const std::string& id : draft.ids("sites")) {
    Json& site = all["sites"][id];
    if (!dice.once_in(3)) site["energy_price"] = some_price(draft, "hour", "0.10 USD");
    if (dice.once_in(2) && site.contains("energy_price")) site["load"] = 0.6;
    if (dice.once_in(2)) site["rent"] = some_price(draft, "worth", "150 USD");
  }
  for (const char* section : {"orders", "streams"})
    if (all.contains(section))
      for (auto& [key, entry] : all[section].items()) pay_in_parts(draft, entry);
  for (const std::string& id : draft.ids("organisations"))
    if (Json& it = all["organisations"][id]; it.contains("order_behaviour"))
      pay_in_parts(draft, it["order_behaviour"]["target"]);
}

}  // namespace allot::generated

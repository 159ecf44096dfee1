#include "support/generate_draft.hpp"

namespace allot::generated {
namespace {

std::pair<std::string, std::string> two_organisations(Draft& draft) {
  const std::vector<std::string> all = draft.ids("organisations");
  const std::string one = draft.dice.pick(all);
  std::string other = one;
  while (other == one) other = draft.dice.pick(all);
  return {one, other};
}

Json some_states(Draft& draft) {
  Json states = Json::array();
  for (const char* state : {"open", "allocated", "in_transit", "delivered"})
    if (!draft.dice.once_in(3)) states.push_back(state);
  if (states.empty()) states.push_back("open");
  return states;
}

void add_terms_of_move(Draft& draft, Json& move) {
  if (draft.dice.once_in(2)) move["states"] = some_states(draft);
  if (draft.dice.once_in(2)) move["partial"] = true;
  if (draft.dice.once_in(3)) move["reroute"] = draft.delay(5);
}

Json some_units(Draft& draft, const std::string& product) {
  if (draft.features.chance && draft.dice.once_in(5)) return {{"parameter", "share"}, {"times", 60}};
  return draft.dice.once_in(4) ? draft.dice.between(1, 50) : draft.lots(product, 10);
}

std::vector<std::string> orders_of(const Draft& draft, const std::string& organisation, const std::string& product) {
  std::vector<std::string> found;
  for (const std::string& id : draft.ids("orders")) {
    const Json& order = draft.json.at("orders").at(id);
    if (order.at("organisation") == organisation && order.at("product") == product) found.push_back(id);
  }
  return found;
}

Json side_of(Draft& draft, const std::string& organisation, const std::string& product) {
  const std::vector<std::string> orders = orders_of(draft, organisation, product);
  if (orders.empty() || !draft.dice.once_in(3)) return organisation;
  Json units;
  units[draft.dice.pick(orders)] = draft.lots(product, 8);
  units[draft.dice.pick(orders)] = draft.lots(product, 8);
  return {{"organisation", organisation}, {"orders", units}};
}

// A number or a product of its own, all or nothing.
void make_uneven(Draft& draft, Json& swap) {
  Json& side = swap["between"][static_cast<std::size_t>(draft.dice.between(0, 1))];
  if (side.is_string()) side = Json{{"organisation", side}};
  const std::string product = draft.dice.pick(draft.ids("products"));
  if (!side.contains("orders") && draft.dice.once_in(2)) side["product"] = product;
  side["units"] = some_units(draft, side.contains("product") ? product : swap["product"].get<std::string>());
  swap.erase("partial");
}

Json swap(Draft& draft) {
  const std::string product = draft.dice.pick(draft.ids("products"));
  std::vector<std::string> parties = draft.ids("organisations");
  std::vector<std::string> chosen;
  for (int left = draft.dice.once_in(4) ? 3 : 2; left > 0 && !parties.empty(); --left) {
    chosen.push_back(draft.dice.pick(parties));
    std::erase(parties, chosen.back());
  }
  Json swap = {{"product", product}, {"units", some_units(draft, product)}, {"between", Json::array()}};
  for (const std::string& party : chosen) swap["between"].push_back(side_of(draft, party, product));
  if (draft.dice.once_in(2)) swap["choose"] = draft.dice.pick({"earliest", "latest", "even"});
  if (draft.dice.once_in(4)) {
    Json& side = swap["between"][0];
    if (side.is_string()) side = Json{{"organisation", side}};
    side["choose"] = draft.dice.pick({"earliest", "latest", "even"});
  }
  add_terms_of_move(draft, swap);
  if (draft.dice.once_in(4)) make_uneven(draft, swap);
  return {{"swap", swap}};
}

Json divert(Draft& draft) {
  const std::string product = draft.dice.pick(draft.ids("products"));
  const auto [from, to] = two_organisations(draft);
  Json divert = {{"product", product}, {"units", some_units(draft, product)}, {"from", from}, {"to", to}};
  add_terms_of_move(draft, divert);
  return {{"divert", divert}};
}

Json open_units(Draft& draft) {
  Json terms;
  const std::string product = draft.dice.pick(draft.ids("products"));
  if (draft.dice.once_in(2))
    terms["order"] = draft.dice.pick(draft.ids("orders"));
  else
    terms["organisation"] = draft.dice.pick(draft.ids("organisations"));
  if (draft.dice.once_in(3)) terms["product"] = product;
  if (!draft.dice.once_in(3))
    terms["units"] = draft.open_units(draft.dice.once_in(2) ? draft.dice.between(1, 60) : draft.lots(product, 8));
  return terms;
}

Json cancel(Draft& draft) { return {{"cancel", open_units(draft)}}; }

Json defer(Draft& draft) {
  Json terms = open_units(draft);
  terms["by"] = draft.dice.pick({"10d", "3d", "20d"});
  if (draft.features.chance && draft.dice.once_in(6)) terms["by"] = {{"parameter", "wait"}};
  return {{"defer", terms}};
}

// A window that begins on that day may have an end.
void add_until(Draft& draft, Json& window, int day) {
  if (draft.dice.once_in(2))
    window["until"] = draft.date_from(day + 1);
  else if (draft.dice.once_in(3))
    window["until"] = draft.dice.pick({"5d", "10d", "25d"});
}

Json set_entity(Draft& draft) {
  const bool of_group = draft.has_groups && draft.dice.once_in(3);
  const std::string stem = of_group ? "/groups/" + draft.dice.pick(draft.ids("groups"))
                                    : "/organisations/" + draft.dice.pick(draft.ids("organisations"));
  if (draft.is_weighted && draft.dice.once_in(2))
    return {{"path", stem + "/weight"}, {"value", draft.dice.pick({4.0, 0.25})}};
  return {{"path", stem + "/priority"}, {"value", draft.dice.pick({2, 1, -2})}};
}

Json set_policy(Draft& draft) {
  const std::string supplier = draft.dice.pick(draft.ids("suppliers")),
                    stem = "/suppliers/" + supplier + "/allocation/";
  const Json& policy = draft.json.at("suppliers").at(supplier).at("allocation");
  for (const char* limit : {"caps", "guarantees"})
    if (policy.contains(limit) && policy.at(limit).at(0).contains("units") && draft.dice.once_in(2))
      return {{"path", stem + limit + "/0/units"}, {"value", 8 * draft.dice.between(0, 12)}};
  if (draft.dice.once_in(4)) return {{"path", stem + "reserves"}, {"value", reserves_for(draft)}};
  if (policy.at("levels").size() > 1 && draft.dice.once_in(4))
    return {{"path", stem + "caps"}, {"value", caps_for(draft, policy.at("levels").at(0))}};
  if (draft.dice.once_in(4))
    return {{"path", stem + "readiness"}, {"value", {{"lookahead", draft.dice.pick({"1w", "40d"})}}}};
  if (draft.dice.once_in(5)) {
    const int from = draft.round_day(0);
    const Json window = {{"from", draft.date(from)}, {"until", draft.date(from + draft.dice.between(1, 15))}};
    return {{"path", stem + "frozen"}, {"value", Json::array({window})}};
  }
  const std::string level = policy.at("levels").at(0);
  return {{"path", stem + "rules/" + level}, {"value", rule_for(draft, level)}};
}

Json set_site(Draft& draft) {
  const std::vector<std::string> sites = draft.ids("sites");
  if (sites.empty()) return set_entity(draft);
  const std::string stem = "/sites/" + draft.dice.pick(sites);
  if (draft.dice.once_in(2)) return {{"path", stem + "/install"}, {"value", draft.dice.pick({"5/d", "60/d"})}};
  return {{"path", stem + "/commissioning"}, {"value", draft.delay(9)}};
}

Json set(Draft& draft, int day) {
  const int kind = draft.dice.between(1, 3);
  Json set = kind == 1 ? set_entity(draft) : kind == 2 ? set_policy(draft) : set_site(draft);
  add_until(draft, set, day);
  return {{"set", set}};
}

Json supply(Draft& draft, int day) {
  const std::string product = draft.dice.pick(draft.ids("products"));
  Json shock = {{"supplier", draft.dice.pick(draft.ids("suppliers"))}};
  if (draft.dice.once_in(2)) {
    shock["product"] = product;
    shock["add"] = draft.open_units(draft.dice.once_in(4) ? draft.dice.between(1, 50) : draft.lots(product, 10));
  } else {
    if (draft.dice.once_in(2)) shock["product"] = product;
    const int kind = draft.dice.between(1, 3);
    if (kind != 1) shock["by"] = draft.dice.pick({"-30d", "-10d", "-36h", "7d", "20d"});
    if (kind != 1 && draft.features.chance && draft.dice.once_in(4))
      shock["by"] = {{"parameter", "wait"}, {"times", draft.dice.pick({-1, -3, 2})}};
    if (kind != 2) shock["scale"] = draft.dice.pick({0.0, 0.5, 1.25, 2.0, 0.145});
    add_until(draft, shock, day);
  }
  return {{"supply", shock}};
}

// Of the stages that there are; a market without any gets a set instead.
Json delay(Draft& draft, int day) {
  for (const std::string& supplier : draft.ids("suppliers")) {
    const Json& it = draft.json.at("suppliers").at(supplier);
    if (!it.contains("routes")) continue;
    for (const auto& [region, stages] : it.at("routes").items()) {
      if (stages.empty() || draft.dice.once_in(3)) continue;
      Json delay = {{"supplier", supplier},
                    {"stage", draft.dice.pick(stages.get<std::vector<Json>>()).at("stage")},
                    {"add", draft.delay(6)}};
      add_until(draft, delay, day);
      return {{"delay", delay}};
    }
  }
  return set(draft, day);
}

Json new_amount(Draft& draft, const Json& now) {
  const int units = draft.dice.between(0, 150);
  if (now.is_string()) return std::to_string(units) + " kW";
  return units;
}

Json power(Draft& draft, int day) {
  for (const std::string& site : draft.ids("sites")) {
    for (const char* gate : {"room", "power"}) {
      const Json& it = draft.json.at("sites").at(site);
      if (!it.contains(gate) || draft.dice.once_in(3)) continue;
      Json change = {{"site", site}, {"source", "main"}};
      const int shifted = draft.dice.between(0, 2);
      if (shifted == 1) change["at"] = draft.date_from(0);
      if (shifted == 2) change["by"] = draft.dice.pick({"10d", "-10d"});
      // Where both gates have a source of that name, it is the room's.
      const Json& reached = it.contains("room") ? it.at("room") : it.at(gate);
      if (change.size() == 2 || draft.dice.once_in(3)) change["add"] = new_amount(draft, reached.at("main").at("add"));
      return {{"power", change}};
    }
  }
  return set(draft, day);
}

// It is placed when the decision is taken.
Json order(Draft& draft, int day) {
  Json order = order_of(draft, draft.dice.pick(draft.ids("organisations")), day);
  order.erase("placed");
  return {{"order", order}};
}

Json loan(Draft& draft, int day) {
  Json terms = divert(draft).at("divert");
  terms["return"] =
      draft.dice.once_in(2) ? Json(draft.date_from(day + 1)) : Json(draft.dice.pick({"5d", "15d", "30d"}));
  return {{"loan", terms}};
}

Json raised(Draft& draft) {
  Json terms = open_units(draft);
  terms["priority"] = draft.dice.between(1, 3);
  return {{"expedite", terms}};
}

// Of the stages that there are; a market without any gets a priority instead.
Json expedite(Draft& draft, int day) {
  const Json stage = delay(draft, day);
  if (!stage.contains("delay") || draft.dice.once_in(2)) return raised(draft);
  Json terms = open_units(draft);
  terms.erase("units");
  terms["stage"][stage.at("delay").at("stage").get<std::string>()] = draft.dice.pick({0.5, 0.25, 1.5, 0.29});
  return {{"expedite", terms}};
}

Json split(Draft& draft) {
  const std::string order = draft.dice.pick(draft.ids("orders"));
  const Json& product = draft.json.at("orders").at(order).at("product");
  return {{"split", {{"order", order}, {"units", draft.lots(product.is_array() ? product.at(0) : product, 3)}}}};
}

Json embargo(Draft& draft, int day) {
  Json terms;
  const std::string organisation = draft.dice.pick(draft.ids("organisations"));
  const Json& of = draft.json.at("organisations").at(organisation);
  if (draft.dice.once_in(3)) terms["product"] = draft.dice.pick(draft.ids("products"));
  if (of.contains("region") && draft.dice.once_in(2)) terms["region"] = of.at("region");
  if (terms.empty() || draft.dice.once_in(4)) terms["organisation"] = organisation;
  terms["orders"] = draft.dice.pick({"cancel", "freeze", "release"});
  if (draft.dice.once_in(2)) terms["in_transit"] = draft.dice.pick({"return", "return", "deliver"});
  add_until(draft, terms, day);
  return {{"embargo", terms}};
}

Json convert(Draft& draft, int day) {
  const std::vector<std::string> products = draft.ids("products");
  if (products.size() < 2) return set(draft, day);
  const std::size_t from = static_cast<std::size_t>(draft.dice.between(0, static_cast<int>(products.size()) - 1));
  const std::string to = products[(from + 1) % products.size()];
  Json terms = {{"supplier", draft.dice.pick(draft.ids("suppliers"))}, {"from", products[from]}, {"to", to}};
  if (draft.dice.once_in(2)) terms["units"] = draft.open_units(draft.lots(products[from], 6));
  if (draft.dice.once_in(2)) terms["ratio"] = draft.dice.pick({0.5, 2.0, 1.25, 0.57});
  if (draft.dice.once_in(2)) terms["yield"] = draft.dice.pick({0.9, 0.5, 0.145});
  if (draft.dice.once_in(2)) terms["delay"] = draft.delay(9);
  return {{"convert", terms}};
}

Json retire(Draft& draft, int day) {
  const std::vector<std::string> sites = draft.ids("sites");
  if (sites.empty()) return set(draft, day);
  Json terms = {{"site", draft.dice.pick(sites)}, {"product", draft.dice.pick(draft.ids("products"))}};
  if (draft.dice.once_in(2)) terms["units"] = draft.open_units(draft.dice.between(1, 50));
  return {{"retire", terms}};
}

Json reclaim(Draft& draft) {
  Json terms = Json::object();
  const int of = draft.dice.between(1, 3);
  if (of == 1) terms["supplier"] = draft.dice.pick(draft.ids("suppliers"));
  if (of == 2) terms["organisation"] = draft.dice.pick(draft.ids("organisations"));
  if (of == 3) terms["order"] = draft.dice.pick(draft.ids("orders"));
  if (of < 3 && draft.dice.once_in(3)) terms["product"] = draft.dice.pick(draft.ids("products"));
  if (draft.dice.once_in(2)) terms["units"] = draft.open_units(draft.dice.between(1, 60));
  if (draft.dice.once_in(2)) terms["notice"] = draft.dice.pick({"1d", "7d", "30d"});
  if (terms.contains("product") || of == 3) terms.erase("units");
  return {{"reclaim", terms}};
}

Json lease(Draft& draft, int day) {
  const std::vector<std::string> organisations = draft.ids("organisations"), sites = draft.ids("sites");
  if (organisations.size() < 2) return set(draft, day);
  const std::size_t from = static_cast<std::size_t>(draft.dice.between(0, static_cast<int>(organisations.size()) - 1));
  const std::string to = organisations[(from + 1) % organisations.size()];
  const auto& suppliers = draft.json.at("suppliers");
  if (suppliers.contains("s2") && suppliers.at("s2").value("buys_as", "") == to) return set(draft, day);
  Json terms = {{"product", draft.dice.pick(draft.ids("products"))}, {"from", organisations[from]}, {"to", to}};
  if (draft.dice.once_in(2)) terms["units"] = draft.lots(terms.at("product"), 6);
  if (!sites.empty() && draft.dice.once_in(3)) terms["site"] = draft.dice.pick(sites);
  if (draft.dice.once_in(2)) terms["partial"] = true;
  if (draft.dice.once_in(2))
    terms["term"] = draft.delay(30);
  else
    add_until(draft, terms, day);
  return {{"lease", terms}};
}

Json price(Draft& draft) {
  return {{"price",
           {{"product", draft.dice.pick(draft.ids("products"))},
            {"price", draft.dice.pick({"20000 USD", "35000 USD", "365 USD"})}}}};
}

Json action(Draft& draft, int day) {
  if (draft.has_terms && draft.dice.once_in(3)) return draft.dice.once_in(2) ? reclaim(draft) : lease(draft, day);
  switch (draft.dice.between(1, 18)) {
    case 1:
    case 2: return swap(draft);
    case 3: return divert(draft);
    case 4: return cancel(draft);
    case 5: return defer(draft);
    case 6: return set(draft, day);
    case 7: return supply(draft, day);
    case 8: return delay(draft, day);
    case 9: return power(draft, day);
    case 10: return loan(draft, day);
    case 11: return expedite(draft, day);
    case 12: return split(draft);
    case 13:
    case 14: return embargo(draft, day);
    case 15: return convert(draft, day);
    case 16: return retire(draft, day);
    case 17: return price(draft);
    default: return order(draft, day);
  }
}

std::string counted_entity(Draft& draft) {
  if (draft.dice.once_in(4)) return "system.";
  if (draft.has_groups && draft.dice.once_in(4)) return "group." + draft.dice.pick(draft.ids("groups")) + ".";
  return "organisation." + draft.dice.pick(draft.ids("organisations")) + ".";
}

Json condition(Draft& draft) {
  if (draft.dice.once_in(3))
    return {{"order", draft.dice.pick(draft.ids("orders"))},
            {"state", draft.dice.pick({"open", "allocated", "in_transit", "delivered", "online", "cancelled"})}};
  Json condition = Json::object();
  const std::vector<std::string> sites = draft.ids("sites");
  if (draft.dice.once_in(5))
    condition["metric"] = "supplier." + draft.dice.pick(draft.ids("suppliers")) + "." +
                          draft.dice.pick({"stock_units", "produced_units", "scrapped_units", "in_transit_units"});
  else if (!sites.empty() && draft.dice.once_in(4))
    condition["metric"] = "site." + draft.dice.pick(sites) + "." +
                          draft.dice.pick({"online_units", "online_units", "stranded_units", "retired_units"});
  else
    condition["metric"] =
        counted_entity(draft) +
        draft.dice.pick({"backlog_units", "online_units", "in_transit_units", "allocated_units", "delivered_units",
                         "ordered_units", "cancelled_units", "stranded_units", "retired_units"});
  condition[draft.dice.once_in(3) ? "at_most" : "at_least"] = draft.open_units(draft.dice.between(0, 120));
  return condition;
}

Json repetition(Draft& draft, int day) {
  Json repeat = {{"every", draft.dice.pick({"10d", "7d", "30d"})}};
  if (draft.dice.once_in(4)) repeat["until"] = "20d";
  if (draft.dice.once_in(4)) repeat["until"] = draft.date_from(day + 1);
  return repeat;
}

// An order is placed once: it comes only after one that does not repeat.
void add_time(Draft& draft, Json& intervention, int number, int day) {
  const bool is_order = intervention.contains("order");
  if (number > 1 && draft.dice.once_in(6)) {
    const std::string leader = "i" + std::to_string(is_order ? 1 : draft.dice.between(1, number - 1));
    if (is_order && draft.json["interventions"][leader].contains("repeat")) return;
    intervention.erase("at");
    intervention["after"] = {{"intervention", leader}, {"by", draft.delay(9)}};
  } else if (draft.dice.once_in(5)) {
    intervention.erase("at");
    intervention["when"] = condition(draft);
    if (!is_order && draft.dice.once_in(2)) intervention["repeat"] = true;
  } else if (!is_order && draft.dice.once_in(6)) {
    intervention["repeat"] = repetition(draft, day);
  }
}

}  // namespace

void add_interventions(Draft& draft) {
  const int most = draft.is_busy ? draft.dice.between(5, 12) : draft.dice.between(0, 5);
  for (int i = 0; i < most; ++i) {
    const int day = draft.round_day(0);
    Json intervention = action(draft, day);
    intervention["at"] = draft.date(day);
    if (draft.features.chance && draft.dice.once_in(3))
      intervention["at"] = {{"date", draft.date(day)}, {"slip", draft.delay(10)}};
    if (draft.features.chance && draft.dice.once_in(3)) intervention["probability"] = 0.5;
    add_time(draft, intervention, i + 1, day);
    draft.json["interventions"]["i" + std::to_string(i + 1)] = intervention;
  }
}

namespace {

// How the decisions that place an order are called, and so the orders.
std::vector<std::string> placed_orders(const Draft& draft) {
  std::vector<std::string> found;
  for (const std::string& id : draft.ids("interventions"))
    if (draft.json.at("interventions").at(id).contains("order")) found.push_back(id);
  return found;
}

const Json& placed_order(const Draft& draft, const std::string& id) {
  return draft.json.at("interventions").at(id).at("order");
}

// Their product is the first that they name.
std::string product_of(const Json& order) {
  const Json& product = order.at("product");
  return product.is_array() ? product.at(0) : product;
}

void name_in_decisions(Draft& draft, const std::vector<std::string>& orders) {
  for (const std::string& id : draft.ids("interventions")) {
    Json& it = draft.json["interventions"][id];
    for (const char* action : {"cancel", "defer", "expedite", "split"}) {
      if (!it.contains(action) || !it.at(action).contains("order") || !draft.dice.once_in(2)) continue;
      const std::string order = draft.dice.pick(orders);
      it[action]["order"] = order;
      if (action == std::string("split")) it[action]["units"] = draft.lots(product_of(placed_order(draft, order)), 3);
    }
    if (it.contains("when") && it.at("when").contains("order") && draft.dice.once_in(2))
      it["when"]["order"] = draft.dice.pick(orders);
  }
}

void name_in_policies(Draft& draft, const std::vector<std::string>& orders) {
  for (const std::string& id : orders) {
    const Json& order = placed_order(draft, id);
    Json& policy = draft.json.at("suppliers").at(order.at("supplier").get<std::string>()).at("allocation");
    const std::string product = product_of(order);
    if (draft.dice.once_in(3)) policy["caps"].push_back({{"order", id}, {"units", draft.lots(product, 6)}});
    if (draft.dice.once_in(3))
      policy["guarantees"].push_back({{"order", id}, {"units", draft.lots(product, 6)}, {"per", "10d"}});
    if (draft.dice.once_in(2) && !order.contains("pegged") && !order.contains("deliveries"))
      policy["awards"].push_back({{"order", id}, {"units", draft.lots(product, 6)}, {"at", draft.date_from(0)}});
  }
}

}  // namespace

void name_placed_orders(Draft& draft) {
  const std::vector<std::string> orders = placed_orders(draft);
  if (orders.empty()) return;
  name_in_decisions(draft, orders);
  name_in_policies(draft, orders);
}

namespace {

bool moves_units(const Json& it) {
  for (const char* action :
       {"swap", "divert", "loan", "cancel", "defer", "expedite", "convert", "retire", "order", "reclaim", "lease"})
    if (it.contains(action)) return true;
  return it.contains("supply") && it.at("supply").contains("add");
}

bool has_days(const Json& it) {
  for (const char* action : {"swap", "divert", "loan", "defer", "lease"})
    if (it.contains(action)) return true;
  return (it.contains("expedite") && it.at("expedite").contains("stage")) ||
         (it.contains("supply") && it.at("supply").contains("by"));
}

}  // namespace

void add_costs(Draft& draft) {
  Dice& dice = draft.dice;
  for (const std::string& id : draft.ids("interventions")) {
    Json& it = draft.json["interventions"][id];
    Json cost = Json::object();
    if (dice.once_in(3)) cost["once"] = dice.pick({"100 USD", "12345.5 USD", "-20 USD"});
    if (moves_units(it) && dice.once_in(2)) cost["per_unit"] = dice.pick({"3 USD", "0.25 USD"});
    if (has_days(it) && dice.once_in(2)) cost["per_unit_day"] = dice.pick({"1 USD", "0.1 USD"});
    if (cost.empty()) continue;
    it["cost"] = cost;
    if (dice.once_in(2)) it["paid_by"] = dice.pick(draft.ids("organisations"));
  }
  if (dice.once_in(3)) draft.json["costs"] = {{"study", "5000 USD"}};
}

}  // namespace allot::generated

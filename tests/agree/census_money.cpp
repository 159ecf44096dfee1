#include "agree/census.hpp"

namespace allot::agree {
namespace {

bool keeps_cash(const Evidence& it) { return has(it.scenario, "money"); }

bool some_order(const Evidence& it, const char* key) {
  return keeps_cash(it) && (any_in(it.scenario, "orders", [&](const Json& order) { return has(order, "payments") && has(order.at("payments"), key); }));
}

bool some_product(const Evidence& it, const char* key) {
  return keeps_cash(it) && any_in(it.scenario, "products", [&](const Json& product) { return has(product, key); });
}

}  // namespace

void add_money(Features& all) {
  all.insert(all.end(),
             {{"money: reckoned by date", keeps_cash},
              {"money: paid in part at the order", [](const Evidence& it) { return some_order(it, "order"); }},
              {"money: paid in part at the shipment", [](const Evidence& it) { return some_order(it, "shipment"); }},
              {"money: units handed over",
               [](const Evidence& it) { return keeps_cash(it) && !it.of("transfer").empty(); }},
              {"money: paid back for what an embargo turns back",
               [](const Evidence& it) { return keeps_cash(it) && !it.of("returned").empty(); }},
              {"money: cancelled units",
               [](const Evidence& it) { return keeps_cash(it) && !it.of("cancelled").empty(); }},
              {"money: another product taken",
               [](const Evidence& it) { return keeps_cash(it) && !it.of("substituted").empty(); }},
              {"money: units in the books", [](const Evidence& it) { return some_product(it, "depreciation"); }},
              {"money: a rent to compare with", [](const Evidence& it) { return some_product(it, "rent"); }},
              {"money: energy", [](const Evidence& it) {
                 return keeps_cash(it) && any_in(it.scenario, "sites", [](const Json& site) { return has(site, "energy_price"); });
               }}});
}

}  // namespace allot::agree

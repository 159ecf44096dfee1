#include <algorithm>
#include <numeric>

#include "allot/comparison.hpp"
#include "base/pointer.hpp"

namespace allot {
namespace {

using Keys = std::vector<std::string>;

Units lot_of(const Scenario& scenario, const Ref& product) { return product ? scenario.products[product.at()].lot : 1; }

Units lot_of_order(const Scenario& scenario, const Keys& keys) {
  constexpr std::string_view counted[] = {"units", "min_shipment", "deliveries", "delivered", "in_transit"};
  if (std::find(std::begin(counted), std::end(counted), keys[2]) == std::end(counted)) return 1;
  for (const Order order : scenario.orders)
    if (order.id == keys[1]) return lot_of(scenario, order.product);
  return 1;
}

// Limits hold for each product: what all of them can be cut into.
Units common_lot(const Scenario& scenario) {
  Units common = 1;
  for (const Product& it : scenario.products) common = std::lcm(common, it.lot);
  return common;
}

bool is_limit(const Keys& keys) {
  return keys.size() == 6 && keys[0] == "suppliers" && keys[2] == "allocation" &&
         (keys[3] == "caps" || keys[3] == "guarantees" || keys[3] == "awards" ||
          keys[3] == "reserves") && keys[5] == "units";
}

}  // namespace

Units lot_at(const Scenario& scenario, const std::string& pointer) {
  const auto keys = keys_of_pointer(pointer);
  if (!keys) return 1;
  if (is_limit(*keys)) return common_lot(scenario);
  return keys->size() >= 3 && keys->front() == "orders" ? lot_of_order(scenario, *keys) : 1;
}

}  // namespace allot

#include <map>
#include <numeric>

#include "allot/scenario.hpp"
#include "base/exact.hpp"

/// Which orders are lines of one kit.
namespace allot {

std::vector<KitLines> kits_in(const Scenario& scenario) {
  std::vector<KitLines> kits;
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < scenario.orders.size(); ++i) {
    const std::string& kit = scenario.orders.common(i).kit;
    if (kit.empty()) continue;
    const auto [place, is_new] = places.try_emplace(kit, kits.size());
    if (is_new) kits.push_back({kit, {}});
    kits[place->second].orders.push_back(i);
  }
  return kits;
}

Units kits_of(const Scenario& scenario, const KitLines& lines) {
  Units kits = 0;
  for (const std::size_t i : lines.orders) {
    const Order order = scenario.orders[i];
    kits = std::gcd(kits, half_up(order.units.number) / scenario.products[order.product.at()].lot);
  }
  return kits;
}

}  // namespace allot

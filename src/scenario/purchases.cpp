#include "scenario/purchases.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace allot::scenario {
namespace {

void add(std::vector<Ref>& list, Ref ref) {
  if (ref && std::find(list.begin(), list.end(), ref) == list.end()) list.push_back(ref);
}

void add_all(std::vector<Ref>& list, const std::vector<Ref>& more) {
  for (const Ref ref : more) add(list, ref);
}

std::vector<Ref> with_substitutes(const Scenario& scenario, Ref product, const std::vector<Ref>& others = {}) {
  std::vector<Ref> products;
  add(products, product);
  add_all(products, others);
  if (product && others.empty())
    for (const Substitute& it : scenario.products[product.at()].substitutes) add(products, it.product);
  return products;
}

template <class Bought>
Purchase terms_of(const Bought& it) {
  Purchase out;
  out.sites = it.sites;
  out.contract = it.contract;
  out.priority = it.priority;
  out.min_shipment = it.min_shipment;
  out.partial = it.partial;
  if constexpr (requires { it.bid; }) out.bid = it.bid;
  if constexpr (requires { it.duplicate; }) {
    out.duplicate = it.duplicate;
    if (it.duplicate) out.suppliers = it.duplicate->suppliers;
  }
  return out;
}

std::vector<Ref> products_moved(const Action& action) {
  std::vector<Ref> out;
  if (const auto* it = std::get_if<Swap>(&action))
    for (const SwapSide& side : it->sides) add(out, side.product ? side.product : it->product);
  if (const auto* it = std::get_if<Divert>(&action)) add(out, it->product);
  if (const auto* it = std::get_if<Loan>(&action)) add(out, it->product);
  return out;
}

// What decisions bring an organisation, or take from it.
std::vector<std::vector<Ref>> products_moved(const Scenario& scenario) {
  std::vector<std::vector<Ref>> out(scenario.organisations.size());
  for (const Intervention& it : scenario.interventions)
    for (const Ref side : sides_of(it.action)) add_all(out[side.at()], products_moved(it.action));
  return out;
}

}  // namespace

Purchase purchase_of(const Scenario& scenario, const Order& order) {
  Purchase out = terms_of(order);
  out.organisation = order.organisation;
  add(out.suppliers, order.supplier);
  out.products =
      with_substitutes(scenario, order.product, order.preference ? order.preference->others : std::vector<Ref>{});
  out.is_promised = order.due || order.needed || !order.deliveries.empty();
  out.has_own_lots = order.pegged || !order.deliveries.empty();
  return out;
}

Purchase purchase_of(const Scenario& scenario, const Stream& stream) {
  Purchase out = terms_of(stream);
  out.organisation = stream.organisation;
  add(out.suppliers, stream.supplier);
  out.products = with_substitutes(scenario, stream.product);
  out.is_promised = stream.due_after || stream.needed_after;
  return out;
}

Purchase purchase_of(const Scenario& scenario, Ref organisation, const Target& target) {
  Purchase out = terms_of(target);
  out.organisation = organisation;
  add_all(out.suppliers, target.suppliers);
  out.products = with_substitutes(scenario, target.product);
  out.is_promised = true;
  return out;
}

std::vector<Purchase> purchases_of_orders(const Scenario& scenario, std::size_t first) {
  std::vector<Purchase> out;
  std::vector<bool> seen(2 * scenario.orders.kinds());
  for (std::size_t i = first; i < scenario.orders.size(); ++i) {
    const OrderFigures& figures = scenario.orders.figures(i);
    const bool is_promised = figures.due != OrderFigures::none || figures.needed != OrderFigures::none;
    const std::size_t kind = 2 * scenario.orders.kind(i) + (is_promised ? 1 : 0);
    if (seen[kind]) continue;
    seen[kind] = true;
    out.push_back(purchase_of(scenario, scenario.orders[i]));
  }
  return out;
}

std::vector<Purchase> purchases(const Scenario& scenario) {
  std::vector<Purchase> out = purchases_of_orders(scenario, 0);
  for (const Stream& stream : scenario.streams) out.push_back(purchase_of(scenario, stream));
  for (std::size_t i = 0; i < scenario.organisations.size(); ++i)
    if (const auto& target = scenario.organisations[i].order_behaviour.target)
      out.push_back(purchase_of(scenario, {static_cast<std::int32_t>(i)}, *target));
  for (const Order& order : scenario.placed) out.push_back(purchase_of(scenario, order));
  return out;
}

std::vector<Ref> sides_of(const Action& action) {
  std::vector<Ref> out;
  if (const auto* it = std::get_if<Swap>(&action))
    for (const SwapSide& side : it->sides) out.push_back(side.organisation);
  if (const auto* it = std::get_if<Divert>(&action)) out = {it->from, it->to};
  if (const auto* it = std::get_if<Loan>(&action)) out = {it->from, it->to};
  if (const auto* it = std::get_if<Lease>(&action)) out = {it->from, it->to};
  return out;
}

std::vector<std::vector<Ref>> products_by_site(const Scenario& scenario, const std::vector<Purchase>& purchases) {
  std::vector<std::vector<Ref>> out(scenario.sites.size());
  for (const Purchase& purchase : purchases)
    for (const Ref site : purchase.sites) add_all(out[site.at()], purchase.products);
  const std::vector<std::vector<Ref>> moved = products_moved(scenario);
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (const ProductUnits& it : scenario.sites[i].online) add(out[i], it.product);
    add_all(out[i], moved[scenario.sites[i].organisation.at()]);
  }
  return out;
}

std::vector<std::vector<Ref>> products_by_organisation(const Scenario& scenario,
                                                       const std::vector<Purchase>& purchases) {
  std::vector<std::vector<Ref>> out = products_moved(scenario);
  for (const Purchase& purchase : purchases) add_all(out[purchase.organisation.at()], purchase.products);
  for (const Site& site : scenario.sites)
    for (const ProductUnits& it : site.online) add(out[site.organisation.at()], it.product);
  return out;
}

}  // namespace allot::scenario

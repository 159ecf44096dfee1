#include <algorithm>

#include "model/all_terms.hpp"
#include "model/compilation.hpp"

namespace allot::model {
namespace {

bool counts_idle(const Model& model) {
  const auto is_paid_for = [](const Organisation& it) { return it.cost_of_capital > 0; };
  const auto loses_price = [](const Product& it) { return it.price * it.price_decay > 0; };
  const auto has_price = [](const Product& it) { return it.price > 0; };
  return std::any_of(model.products.begin(), model.products.end(), loses_price) ||
         (std::any_of(model.organisations.begin(), model.organisations.end(), is_paid_for) &&
          std::any_of(model.products.begin(), model.products.end(), has_price));
}

bool says_when_needed(const OrderList& orders) {
  for (std::size_t i = 0; i < orders.size(); ++i)
    if (orders.figures(i).needed != OrderFigures::none) return true;
  return false;
}

bool counts_needs(const Model& model) {
  const auto has_cost = [](const Organisation& it) { return it.delay_cost > 0; };
  const auto is_needed = [](const OrderDetails& it) { return it.needed.has_value(); };
  const auto are_needed = [](const Stream& it) { return it.needed_after.has_value(); };
  return std::any_of(model.organisations.begin(), model.organisations.end(), has_cost) ||
         std::any_of(model.order_details.begin(), model.order_details.end(), is_needed) ||
         std::any_of(model.streams.begin(), model.streams.end(), are_needed) || says_when_needed(model.listed);
}

bool has_costs(const Model& model) {
  return !model.costs.empty() || std::any_of(model.interventions.begin(), model.interventions.end(),
                                             [](const Intervention& it) { return it.cost.has_value(); });
}

bool looks_at_receipts(const SupplierPolicy& policy) {
  return std::any_of(policy.rules.begin(), policy.rules.end(), [](allocation::Rule rule) {
    return allocation::facts(rule).looks_at == allocation::Numbers::receipts;
  });
}

bool limits_an_order(const SupplierPolicy& policy) {
  return std::any_of(policy.caps.begin(), policy.caps.end(),
                     [](const Limit& cap) { return cap.level == Level::order; });
}

bool guarantees_a_share(const SupplierPolicy& policy) {
  return std::any_of(policy.guarantees.begin(), policy.guarantees.end(), [](const Limit& it) { return it.is_share; });
}

bool counts_periods(const SupplierPolicy& policy) {
  return std::any_of(policy.caps.begin(), policy.caps.end(), [](const Limit& it) { return it.counts_periods; });
}

bool has_an_auction(const SupplierPolicy& policy) {
  return std::find(policy.rules.begin(), policy.rules.end(), allocation::Rule::auction) != policy.rules.end();
}

void find_uses_of_policies(Model& model) {
  const auto look_at = [&](const Policy& policy) {
    for (std::size_t s = 0; s < model.suppliers.size(); ++s) {
      model.suppliers[s].keeps_receipts |= looks_at_receipts(policy.suppliers[s]);
      model.suppliers[s].limits_orders |= limits_an_order(policy.suppliers[s]);
      model.suppliers[s].keeps_arrivals |= guarantees_a_share(policy.suppliers[s]);
      model.suppliers[s].keeps_awards |= counts_periods(policy.suppliers[s]);
      model.suppliers[s].has_reserves |= !policy.suppliers[s].reserves.empty();
      model.suppliers[s].has_gate |= policy.suppliers[s].lookahead.has_value();
      model.has_auction |= has_an_auction(policy.suppliers[s]);
    }
  };
  look_at(model.policy);
  for (const Intervention& it : model.interventions)
    if (const auto* set = std::get_if<Set>(&it.action)) look_at(set->changed);
}

void find_builders(Model& model) {
  for (const Piece& piece : model.pieces)
    if (!model.products[static_cast<std::size_t>(piece.product)].made_of.empty())
      model.suppliers[static_cast<std::size_t>(piece.supplier)].builds = model.builds = true;
}

void find_uniform_suppliers(Model& model) {
  if (!model.priorities.empty())
    for (Supplier& supplier : model.suppliers) supplier.has_uniform_orders = false;
  look_at_all_terms(model, [&](const Terms& terms) {
    const bool is_uniform = terms.priority == 0 && terms.is_partial && terms.min_shipment == 0;
    if (!is_uniform) model.suppliers[static_cast<std::size_t>(terms.supplier)].has_uniform_orders = false;
  });
}

std::vector<Index> watched_orders(const Model& model) {
  std::vector<Index> watched;
  for (const Intervention& it : model.interventions)
    if (it.when && it.when->owner == Condition::Owner::order) watched.push_back(it.when->entity);
  std::sort(watched.begin(), watched.end());
  watched.erase(std::unique(watched.begin(), watched.end()), watched.end());
  return watched;
}

bool takes_awards_back(const Model& model) {
  return std::any_of(model.interventions.begin(), model.interventions.end(), [](const Intervention& it) {
    const auto* embargo = std::get_if<Embargo>(&it.action);
    return embargo && embargo->takes_back;
  });
}

bool has_terms(const Model& model) {
  const auto comes_back = [](const Contract& it) { return it.comes_back(); };
  const auto ends_or_leases = [](const Intervention& it) {
    return std::holds_alternative<Reclaim>(it.action) || std::holds_alternative<Lease>(it.action);
  };
  return std::any_of(model.contracts.begin(), model.contracts.end(), comes_back) ||
         std::any_of(model.interventions.begin(), model.interventions.end(), ends_or_leases);
}

}  // namespace

void find_uses(Model& model, OrderMetrics orders) {
  find_uniform_suppliers(model);
  find_builders(model);
  find_uses_of_policies(model);
  model.counts_idle = counts_idle(model);
  model.counts_needs = counts_needs(model);
  model.has_terms = has_terms(model);
  model.has_costs = has_costs(model);
  model.counts_orders = orders == OrderMetrics::wanted;
  if (!model.counts_orders) model.watched_orders = watched_orders(model);
  model.keeps_prices = model.changes_prices || model.has_auction || takes_awards_back(model);
}

}  // namespace allot::model

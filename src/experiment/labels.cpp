#include "experiment/labels.hpp"

namespace allot::experiment {
namespace {

template <class Entities>
Labels::ById labelled(const Entities& entities) {
  Labels::ById out;
  for (const auto& it : entities)
    if (!it.label.empty()) out.emplace(it.id, it.label);
  return out;
}

Labels::ById labelled(const OrderList& orders, const std::vector<Order>& placed) {
  Labels::ById out = labelled(placed);
  for (std::size_t i = 0; i < orders.size(); ++i)
    if (!orders.common(i).label.empty()) out.emplace(orders.id(i), orders.common(i).label);
  return out;
}

}  // namespace

Labels labels_of(const Scenario& scenario) {
  Labels out;
  out.organisations = labelled(scenario.organisations);
  out.groups = labelled(scenario.groups);
  out.products = labelled(scenario.products);
  out.sites = labelled(scenario.sites);
  out.suppliers = labelled(scenario.suppliers);
  out.orders = labelled(scenario.orders, scenario.placed);
  out.interventions = labelled(scenario.interventions);
  out.milestones = labelled(scenario.milestones);
  out.parameters = labelled(scenario.parameters);
  out.variants = labelled(scenario.variants);
  return out;
}

Basis basis_of(const Scenario& scenario) {
  return {scenario.question, {}, scenario.start, scenario.end, scenario.notes};
}

}  // namespace allot::experiment

#include "experiment/placed_orders.hpp"
#include "base/one_of.hpp"

#include <algorithm>

namespace allot::experiment {
namespace {

/// An order, and the intervention that places it.
struct Placing {
  Intervention by;
  Order order;
  bool operator==(const Placing&) const = default;
};

std::vector<Ref> named_by(const AllocationPolicy& policy) {
  std::vector<Ref> named;
  for (const Cap& it : policy.caps) named.push_back(it.order);
  for (const Guarantee& it : policy.guarantees) named.push_back(it.order);
  for (const ManualAward& it : policy.awards) named.push_back(it.order);
  for (const Reserve& it : policy.reserves) named.push_back(it.whom.order);
  return named;
}

std::vector<Ref> named_by(const std::vector<Supplier>& suppliers) {
  std::vector<Ref> named;
  for (const Supplier& supplier : suppliers)
    for (const Ref order : named_by(supplier.allocation)) named.push_back(order);
  return named;
}

/// The orders that an action names, beside one that it places.
struct OrdersNamed {
  std::vector<Ref> operator()(const Swap& it) const {
    std::vector<Ref> named;
    for (const SwapSide& side : it.sides)
      for (const OrderUnits& units : side.orders) named.push_back(units.order);
    return named;
  }
  std::vector<Ref> operator()(const Set& it) const {
    return it.changed ? named_by(it.changed->suppliers) : std::vector<Ref>{};
  }
  std::vector<Ref> operator()(const one_of<Cancel, Defer, Expedite, Split, Reclaim> auto& it) const { return {it.order}; }
  std::vector<Ref> operator()(const one_of<Divert, Loan, SupplyShock, StageDelay, Embargo, Convert, PowerChange, Retire,
                                           PriceChange, PlaceOrder, Lease> auto&) const {
    return {};
  }
};

std::vector<Ref> named_by(const Intervention& intervention) {
  std::vector<Ref> named = std::visit(OrdersNamed{}, intervention.action);
  if (intervention.when) named.push_back(intervention.when->order);
  return named;
}

bool names_a_placed_order(const Scenario& scenario) {
  const auto is_placed = [&](Ref order) { return order && order.at() >= scenario.orders.size(); };
  const auto has_one = [&](const std::vector<Ref>& named) {
    return std::any_of(named.begin(), named.end(), is_placed);
  };
  return has_one(named_by(scenario.suppliers)) ||
         std::any_of(scenario.interventions.begin(), scenario.interventions.end(),
                     [&](const Intervention& it) { return has_one(named_by(it)); });
}

// Where each of a scenario's orders stands among all; those that none of its interventions places stand nowhere.
std::vector<std::optional<std::size_t>> places_among(std::vector<Placing>& all, const Scenario& scenario) {
  std::vector<std::optional<std::size_t>> places(scenario.placed.size());
  for (const Intervention& it : scenario.interventions) {
    const auto* action = std::get_if<PlaceOrder>(&it.action);
    if (!action) continue;
    const std::size_t own = action->order.at() - scenario.orders.size();
    Placing placing{it, scenario.placed[own]};
    placing.by.action = PlaceOrder{};
    const auto found = std::find(all.begin(), all.end(), placing);
    places[own] = static_cast<std::size_t>(found - all.begin());
    if (found == all.end()) all.push_back(std::move(placing));
  }
  return places;
}

bool are_as_they_were(const std::vector<std::optional<std::size_t>>& places) {
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i] && *places[i] != i) return false;
  return true;
}

// Whether all know the same orders, and each is placed by the same intervention wherever it is placed.
bool have_one_list(std::span<const Scenario* const> scenarios) {
  std::vector<const Intervention*> placing(scenarios.front()->placed.size());
  for (const Scenario* scenario : scenarios) {
    if (scenario->placed != scenarios.front()->placed) return false;
    for (const Intervention& it : scenario->interventions) {
      const auto* action = std::get_if<PlaceOrder>(&it.action);
      if (!action) continue;
      const Intervention*& known = placing[action->order.at() - scenario->orders.size()];
      if (known && *known != it) return false;
      known = &it;
    }
  }
  return true;
}

bool begins_with(const std::vector<Order>& all, const std::vector<Order>& own) {
  return own.size() <= all.size() && std::equal(own.begin(), own.end(), all.begin());
}

}  // namespace

std::optional<std::vector<Scenario>> with_one_list_of_placed(std::span<const Scenario* const> scenarios) {
  std::vector<Scenario> out;
  if (have_one_list(scenarios)) {
    for (const Scenario* scenario : scenarios) out.push_back(*scenario);
    return out;
  }
  std::vector<Placing> all;
  for (const Scenario* scenario : scenarios) {
    const auto places = places_among(all, *scenario);
    if (!are_as_they_were(places) && names_a_placed_order(*scenario)) return std::nullopt;
    Scenario& copy = out.emplace_back(*scenario);
    for (Intervention& it : copy.interventions)
      if (auto* action = std::get_if<PlaceOrder>(&it.action))
        action->order.index =
            static_cast<std::int32_t>(copy.orders.size() + *places[action->order.at() - copy.orders.size()]);
  }
  std::vector<Order> placed;
  for (const Placing& it : all) placed.push_back(it.order);
  for (Scenario& it : out) {
    if (names_a_placed_order(it) && !begins_with(placed, it.placed)) return std::nullopt;
    it.placed = placed;
  }
  return out;
}

}  // namespace allot::experiment

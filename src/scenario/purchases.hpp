#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "allot/scenario.hpp"

namespace allot::scenario {

/// What an order, a stream, a roadmap and an order that a decision places have in common: who buys what from whom.
struct Purchase {
  Ref organisation;
  std::vector<Ref> suppliers;  ///< where a duplicate of it may go, too
  std::vector<Ref> products;   ///< what is asked for, then what may come instead
  std::vector<Ref> sites;
  Contract contract;
  std::optional<Duplicate> duplicate;
  std::optional<double> bid;
  std::int64_t priority = 0;
  Units min_shipment = 0;
  bool partial = true;
  bool is_promised = false;   ///< has a due
  bool has_own_lots = false;  ///< pegged, or with committed deliveries: no rule divides what serves it

  Ref asked() const { return products.empty() ? Ref{} : products.front(); }
};

Purchase purchase_of(const Scenario& scenario, const Order& order);
Purchase purchase_of(const Scenario& scenario, const Stream& stream);
Purchase purchase_of(const Scenario& scenario, Ref organisation, const Target& target);

/// The orders from a place on, one of each kind among those that are promised and those that are not.
std::vector<Purchase> purchases_of_orders(const Scenario& scenario, std::size_t first);

/// All that the scenario buys.
std::vector<Purchase> purchases(const Scenario& scenario);

/// Those whose units a decision exchanges or passes on; none where it does not.
std::vector<Ref> sides_of(const Action& action);

/// What may stand at each site.
std::vector<std::vector<Ref>> products_by_site(const Scenario& scenario, const std::vector<Purchase>& purchases);
/// What each organisation may come to hold, there or anywhere.
std::vector<std::vector<Ref>> products_by_organisation(const Scenario& scenario,
                                                       const std::vector<Purchase>& purchases);

}  // namespace allot::scenario

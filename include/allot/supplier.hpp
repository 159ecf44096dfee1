#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "allot/policy.hpp"
#include "allot/product.hpp"
#include "allot/supply.hpp"
#include "allot/value.hpp"

/// Who makes, divides and ships.
namespace allot {

/// One stage on the way from award to delivery. Without servers it only takes time; with them it is a station of so many
/// servers and one queue, first come first served, shared by all shipments on the route (a G/G/c queue in Kendall's terms).
struct Stage {
  bool operator==(const Stage&) const = default;
  std::string name;          ///< once per route
  Delay delay;               ///< for each shipment
  std::int64_t servers = 0;  ///< 0: it only delays
};

/// The stages of shipments that go to one region.
struct Route {
  bool operator==(const Route&) const = default;
  std::string region;  ///< "default" where no region's own fits
  std::vector<Stage> stages;
};

/// A supplier: stock, a plan, a policy, and ways out. One that buys from another is an organisation there (`buys_as`):
/// its orders are rationed like anybody's, and what that organisation receives is its stock in the same second.
struct Supplier {
  // Copied in many sources, compiled in one.
  Supplier();
  Supplier(const Supplier&);
  Supplier(Supplier&&) noexcept;
  Supplier& operator=(const Supplier&);
  Supplier& operator=(Supplier&&) noexcept;
  ~Supplier();
  bool operator==(const Supplier&) const;

  std::string id, label;
  Ref buys_as;                      ///< an organisation, or none
  std::vector<ProductUnits> stock;  ///< at the start
  std::vector<SupplyPiece> supply;  ///< in any order; `Order::pegged` points into it
  AllocationPolicy allocation;
  std::vector<Route> routes;  ///< none fits: delivered at the award
};

}  // namespace allot

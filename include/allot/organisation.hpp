#pragma once

#include <cstdint>
#include <string>

#include "allot/buying.hpp"
#include "allot/value.hpp"

/// Who orders and receives, and what belongs together.
namespace allot {

/// Organisations under common control: a claimant at level `group` of an allocation. Groups may belong to groups, as a
/// tree: the first level `group` of an allocation is that of the outermost, the next that of the groups within these.
struct Group {
  bool operator==(const Group&) const = default;
  std::string id, label;
  Value weight;               ///< say in a weighted division between groups; above 0, no unit
  std::int64_t priority = 0;  ///< tier between groups: a higher one is served in full first
  Ref group;                  ///< that it belongs to, or none
};

/// A buyer. At a level `group` at which it is in no group it stands for itself, with its own weight and priority; without
/// a site its units are online as they are delivered.
struct Organisation {
  bool operator==(const Organisation&) const = default;
  std::string id, label;
  Ref group;                   ///< or none
  std::string region;          ///< where it takes delivery: chooses the supplier's route
  Value weight;                ///< say in a weighted division between organisations; above 0, no unit
  std::int64_t priority = 0;   ///< tier between organisations: a higher one is served in full first
  double delay_cost = 0;       ///< money for a day of a unit that is needed and does not run
  double cost_of_capital = 0;  ///< share a year of the price of what stands idle; makes the metric `idle_capital`
  OrderBehaviour order_behaviour;
};

}  // namespace allot

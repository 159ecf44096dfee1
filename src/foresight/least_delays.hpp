#pragma once

#include <string>
#include <vector>

#include "foresight/world.hpp"

namespace allot::foresight {

/// Units of an order, one behind another, that are on their way and from the dock into service for at least so long.
struct Stretch {
  Units units = 0;
  Duration way = 0, service = 0;
};

/// What is known of delays beforehand: each is drawn by the number of the first unit that goes together, and who goes
/// together is for a rule to choose. So a unit may have the delay of any unit before it in its order, or its own.
class LeastDelays {
 public:
  explicit LeastDelays(const engine::Replication& sim);

  /// `is_moved`: decisions may move units of it, of whatever number.
  std::vector<Stretch> of(const engine::Facts::Wish& wish, const Destination& destination, bool is_moved) const;

 private:
  struct Delays;
  Delays delays_of(const engine::Facts::Wish& wish, const Destination& destination) const;

  const engine::Replication& sim_;
  std::vector<std::string> hastened_;        ///< stages that decisions shorten
  std::vector<char> changes_commissioning_;  ///< by site
  std::vector<Index> known_to_arrive_;       ///< orders, sorted
  bool cuts_anywhere_ = false;               ///< decisions, or the record of a past, may part an order at any unit
};

}  // namespace allot::foresight

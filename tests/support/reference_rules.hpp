#pragma once

#include <cstdint>
#include <vector>

#include "allot/allocation.hpp"

/// The rules of division once more, from the model's table: every rule is a path along which all awards rise, and what
/// is looked for is the point of it at which they sum to the supply. Slow, and in 113 bits.
namespace allot::reference {

struct Claim {
  Units claim = 0, cap = 0, least = 0;
  double weight = 1, carry = 0;
  double received = 0, quota = 0, bid = 0;
  Units award = 0;  // out, as is the carry afterwards
};

struct Terms {
  double others = 1;                                   // quota of those without one
  double share = 0;                                    // of turn_and_earn
  std::vector<std::vector<std::uint32_t>> arrivals{};  // orders that are drawn, for random_arrival among many
};

/// Gives what is left. Claims are in order of the queue; those of `earliest_due` and `random_order` in order of being
/// served.
Units divide(allocation::Rule rule, Units supply, Units lot, std::vector<Claim>& claims, const Terms& terms);

}  // namespace allot::reference

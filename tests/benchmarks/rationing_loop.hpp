#pragma once

#include <cstdint>
#include <memory>

#include "case.hpp"

namespace allot::bench {

enum class Sharing : std::uint8_t { first_come_first_served, proportional, equal_awards };

/// A shortage: so many organisations order one product at random, and a weekly lot is too small for them.
struct Rationing {
  std::uint32_t organisations = 10;
  Sharing sharing = Sharing::proportional;
  std::int64_t weeks = 104;

  /// Units in a weekly lot: a demand of 25 a week each, over 1.3.
  std::int64_t lot() const { return static_cast<std::int64_t>(organisations * 25 / 1.3 + 0.5); }
};

/// As a scenario. Orders every fortnight on average, of 1 to 99 units; 30 days on the way in the median.
std::string scenario_of(const Rationing& it);

/// The metrics that both sides give.
std::vector<std::string> rationing_numbers();

/// As a loop with a radix heap, arrays and nothing else.
Replicate loop_of(const Rationing& it);

}  // namespace allot::bench

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "allot/scenario.hpp"

namespace allot {

/// What a scenario under its own rules and some others came to, held against the best.
struct Unbeaten {
  bool is_bounded = false;         ///< a bound can be given at all
  std::string fault;               ///< a rule beat it, or it failed; empty: neither
  std::size_t asked = 0, met = 0;  ///< by rule and metric, in all replications: reached by a rule
};

/// Asks for all metrics. Which other rules are tried is picked by the seed.
Unbeaten unbeaten(const Scenario& scenario, std::uint64_t seed, std::size_t replications);

}  // namespace allot

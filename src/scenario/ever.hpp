#pragma once

#include <algorithm>

#include "allot/scenario.hpp"

namespace allot::scenario {

/// Whether the policy of a supplier, or what a `set` makes of it, is ever such.
template <class Is>
bool is_ever(const Scenario& scenario, Ref supplier, Is is) {
  if (is(scenario.suppliers[supplier.at()].allocation)) return true;
  return std::any_of(scenario.interventions.begin(), scenario.interventions.end(), [&](const Intervention& it) {
    const auto* set = std::get_if<Set>(&it.action);
    return set && set->changed && is(set->changed->suppliers[supplier.at()].allocation);
  });
}

/// Whether a rule that looks at such numbers ever divides there, at one of the levels.
inline bool ever_looks_at(const Scenario& scenario, Ref supplier, allocation::Numbers numbers) {
  return is_ever(scenario, supplier, [&](const AllocationPolicy& policy) {
    return std::any_of(policy.levels.begin(), policy.levels.end(),
                       [&](const LevelRule& level) { return allocation::facts(level.rule).looks_at == numbers; });
  });
}

/// By supplier, whether it ever holds an auction.
inline std::vector<char> auctions(const Scenario& scenario) {
  std::vector<char> out;
  for (std::size_t i = 0; i < scenario.suppliers.size(); ++i)
    out.push_back(ever_looks_at(scenario, {static_cast<std::int32_t>(i)}, allocation::Numbers::bids) ? 1 : 0);
  return out;
}

}  // namespace allot::scenario

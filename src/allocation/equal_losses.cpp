#include <algorithm>

#include "allocation/division_rules.hpp"
#include "allocation/level.hpp"

namespace allot::allocation {

// The losses are what is levelled: each between what the ceiling takes away and the whole claim.
void equal_losses(const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  scratch.slopes.clear();
  for (const double weight : problem.weights) scratch.slopes.push_back(Wide{1, 0} / Wide{weight, 0});
  scratch.lows.clear();
  if (!std::ranges::equal(problem.claims, problem.ceilings)) {
    for (std::size_t i = 0; i < problem.size(); ++i) {
      scratch.lows.push_back(problem.claims[i] - problem.ceilings[i]);
    }
  }
  const Wide losses = total(problem.claims) - Wide{problem.estate, 0};
  level_to(losses, {scratch.slopes, scratch.lows, problem.claims}, scratch.free, awards);
  for (std::size_t i = 0; i < problem.size(); ++i) awards[i] = Wide{problem.claims[i], 0} - awards[i];
}

}  // namespace allot::allocation

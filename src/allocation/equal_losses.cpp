#include <algorithm>

#include "allocation/division_rules.hpp"
#include "allocation/water_filling.hpp"

namespace allot::allocation {

// The losses are what is levelled: each between what the ceiling takes away and the whole claim.
void equal_losses(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  scratch.slopes.clear();
  for (const double weight : problem.weights) scratch.slopes.push_back(DoubleDouble{1, 0} / DoubleDouble{weight, 0});
  scratch.lows.clear();
  if (!std::equal(problem.claims.begin(), problem.claims.end(), problem.ceilings.begin(), problem.ceilings.end())) {
    for (std::size_t i = 0; i < problem.size(); ++i) {
      scratch.lows.push_back(problem.claims[i] - problem.ceilings[i]);
    }
  }
  const DoubleDouble losses = total(problem.claims) - DoubleDouble{problem.estate, 0};
  water_fill(losses, {scratch.slopes, scratch.lows, problem.claims}, scratch.free, awards);
  for (std::size_t i = 0; i < problem.size(); ++i) awards[i] = DoubleDouble{problem.claims[i], 0} - awards[i];
}

}  // namespace allot::allocation

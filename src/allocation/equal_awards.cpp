#include "allocation/division_rules.hpp"
#include "allocation/level.hpp"

namespace allot::allocation {

void equal_awards(const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  scratch.slopes.clear();
  for (const double weight : problem.weights) scratch.slopes.push_back({weight, 0});
  level_to({problem.estate, 0}, {scratch.slopes, {}, problem.ceilings}, scratch.free, awards);
}

}  // namespace allot::allocation

#include "allocation/division_rules.hpp"
#include "allocation/water_filling.hpp"

namespace allot::allocation {

void equal_awards(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  scratch.slopes.clear();
  for (const double weight : problem.weights) scratch.slopes.push_back({weight, 0});
  water_fill({problem.estate, 0}, {scratch.slopes, {}, problem.ceilings}, scratch.free, awards);
}

}  // namespace allot::allocation

#include <algorithm>

#include "allocation/division_rules.hpp"
#include "allocation/water_filling.hpp"

namespace allot::allocation {

void proportional(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  if (problem.weights.empty() &&
      std::equal(problem.claims.begin(), problem.claims.end(), problem.ceilings.begin(), problem.ceilings.end())) {
    const DoubleDouble rate = DoubleDouble{problem.estate, 0} / total(problem.claims);
    for (std::size_t i = 0; i < problem.size(); ++i) awards[i] = rate * DoubleDouble{problem.claims[i], 0};
    return;
  }
  const auto weight = [&](std::size_t i) { return problem.weights.empty() ? 1 : problem.weights[i]; };
  scratch.slopes.resize(problem.size());
  for (std::size_t i = 0; i < problem.size(); ++i) {
    scratch.slopes[i] = two_product(weight(i), problem.claims[i]);
  }
  water_fill({problem.estate, 0}, {scratch.slopes, {}, problem.ceilings}, scratch.free, awards);
}

}  // namespace allot::allocation

#include <algorithm>

#include "allocation/division_rules.hpp"
#include "allocation/level.hpp"

namespace allot::allocation {

void proportional(const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  if (problem.weights.empty() && std::ranges::equal(problem.claims, problem.ceilings)) {
    const Wide rate = Wide{problem.estate, 0} / total(problem.claims);
    for (std::size_t i = 0; i < problem.size(); ++i) awards[i] = rate * Wide{problem.claims[i], 0};
    return;
  }
  const auto weight = [&](std::size_t i) { return problem.weights.empty() ? 1 : problem.weights[i]; };
  scratch.slopes.resize(problem.size());
  for (std::size_t i = 0; i < problem.size(); ++i) {
    scratch.slopes[i] = two_product(weight(i), problem.claims[i]);
  }
  level_to({problem.estate, 0}, {scratch.slopes, {}, problem.ceilings}, scratch.free, awards);
}

}  // namespace allot::allocation

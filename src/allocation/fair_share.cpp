#include "allocation/division_rules.hpp"
#include "allocation/water_filling.hpp"

namespace allot::allocation {

// What is levelled is what each has in the end: between what it had and that with its ceiling.
void fair_share(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  const std::span<const double> received = problem.terms.received;
  if (received.empty()) return equal_awards(problem, scratch, awards);
  scratch.slopes.clear();
  for (const double weight : problem.weights) scratch.slopes.push_back({weight, 0});
  scratch.highs.resize(problem.size());
  for (std::size_t i = 0; i < problem.size(); ++i) scratch.highs[i] = received[i] + problem.ceilings[i];
  const DoubleDouble in_the_end = total(received) + DoubleDouble{problem.estate, 0};
  water_fill(in_the_end, {scratch.slopes, received, scratch.highs}, scratch.free, awards);
  for (std::size_t i = 0; i < problem.size(); ++i) awards[i] = awards[i] - DoubleDouble{received[i], 0};
}

}  // namespace allot::allocation

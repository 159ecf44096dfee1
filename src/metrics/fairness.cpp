#include "metrics/fairness.hpp"

#include <algorithm>

#include "statistics/fairness.hpp"

namespace allot::metrics {

Evenness evenness_of(FairnessScratch& scratch) {
  std::vector<double>& rates = scratch.rates;
  rates.clear();
  for (const Fill& it : scratch.fills)
    if (it.asked > 0) rates.push_back(it.received / it.asked);
  const double evenly = jain(rates);
  return {evenly, gini_by_sorting(rates)};
}

// The largest received per weight decides for all but its owner, for whom the second largest does.
const std::vector<double>& envy_of(FairnessScratch& scratch) {
  const std::vector<Fill>& fills = scratch.fills;
  std::size_t first = fills.size();
  double largest = 0, second = 0;
  for (std::size_t i = 0; i < fills.size(); ++i) {
    const double level = fills[i].weight > 0 ? fills[i].received / fills[i].weight : 0;
    if (first == fills.size() || level > largest) {
      second = first == fills.size() ? 0 : largest;
      largest = level;
      first = i;
    } else {
      second = std::max(second, level);
    }
  }
  std::vector<double>& out = scratch.envies;
  out.clear();
  for (std::size_t i = 0; i < fills.size(); ++i) {
    const double others = (i == first ? second : largest) * fills[i].weight;
    out.push_back(std::max(0.0, std::min(fills[i].asked, others) - fills[i].received));
  }
  return out;
}

}  // namespace allot::metrics

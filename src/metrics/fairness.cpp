#include "metrics/fairness.hpp"

#include <algorithm>

#include "statistics/fairness.hpp"

namespace allot::metrics {
namespace {

std::vector<double> rates(std::span<const Fill> fills) {
  std::vector<double> out;
  for (const Fill& it : fills)
    if (it.asked > 0) out.push_back(it.received / it.asked);
  return out;
}

}  // namespace

double jain_of(std::span<const Fill> fills) { return jain(rates(fills)); }

double gini_of(std::span<const Fill> fills) {
  std::vector<double> all = rates(fills);
  return gini_by_sorting(all);
}

// The largest received per weight decides for all but its owner, for whom the second largest does.
std::vector<double> envy_of(std::span<const Fill> fills) {
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
  std::vector<double> out;
  for (std::size_t i = 0; i < fills.size(); ++i) {
    const double others = (i == first ? second : largest) * fills[i].weight;
    out.push_back(std::max(0.0, std::min(fills[i].asked, others) - fills[i].received));
  }
  return out;
}

}  // namespace allot::metrics

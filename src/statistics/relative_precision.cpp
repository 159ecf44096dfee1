#include "statistics/relative_precision.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace allot {

bool is_precise(double half_width, double mean, double relative) {
  return half_width <= adjusted_precision(relative) * std::abs(mean) && mean != 0;
}

double half_width(const Estimate& estimate) {
  if (!estimate.ci95) return std::numeric_limits<double>::quiet_NaN();
  return (estimate.ci95->high - estimate.ci95->low) / 2;
}

double least_count(const Estimate& estimate, double relative) {
  if (estimate.count == 0) return std::numeric_limits<double>::infinity();
  if (!estimate.ci95) return 0;
  const double farthest = std::max(std::abs(estimate.ci95->low), std::abs(estimate.ci95->high));
  if (farthest == 0) return std::numeric_limits<double>::infinity();
  const double ratio = half_width(estimate) / (adjusted_precision(relative) * farthest);
  return static_cast<double>(estimate.count + estimate.nulls) * ratio * ratio;
}

}  // namespace allot

#include "random/correlated.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "random/normal.hpp"

namespace allot {

double correlated(double common, double own, double correlation) {
  if (correlation == 0) return own;
  if (correlation == 1) return common;
  const double score =
      std::sqrt(correlation) * normal_quantile(common) + std::sqrt(1 - correlation) * normal_quantile(own);
  constexpr double least = std::numeric_limits<double>::min(), most = 1 - std::numeric_limits<double>::epsilon() / 2;
  return std::clamp(normal_cdf(score), least, most);
}

}  // namespace allot

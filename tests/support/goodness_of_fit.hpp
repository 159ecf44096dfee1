#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

/// Largest distance between the draws' empirical distribution and a continuous distribution function, times
/// sqrt(n) + 0.12 + 0.11 / sqrt(n), which makes its bound one for all n.
///
/// source: Stephens (1974), Journal of the American Statistical Association 69, 730-737
template <class DistributionFunction>
double kolmogorov_smirnov(std::vector<double> draws, const DistributionFunction& below) {
  std::sort(draws.begin(), draws.end());
  const auto n = static_cast<double>(draws.size());
  double distance = 0;
  for (std::size_t i = 0; i < draws.size(); ++i) {
    const double share = below(draws[i]);
    distance = std::max({distance, share - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - share});
  }
  return distance * (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n));
}

/// The bound that draws from the distribution itself exceed with the chance given.
///
/// source: the first term of Kolmogorov's series, 2 exp(-2 c^2), exact to 1e-8 for chances below 0.05
inline double kolmogorov_smirnov_bound(double chance) { return std::sqrt(-std::log(chance / 2) / 2); }

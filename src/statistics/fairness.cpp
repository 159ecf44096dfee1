#include "statistics/fairness.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "statistics/sum.hpp"

namespace allot {
namespace {

constexpr double null = std::numeric_limits<double>::quiet_NaN();

}  // namespace

double jain(std::span<const double> shares) {
  const double sum = blockwise_sum(shares.size(), [&](std::size_t i) { return shares[i]; });
  const double squares = blockwise_sum(shares.size(), [&](std::size_t i) { return shares[i] * shares[i]; });
  return squares > 0 ? sum / static_cast<double>(shares.size()) * (sum / squares) : null;
}

double gini(std::span<const double> shares) {
  std::vector<double> copy(shares.begin(), shares.end());
  return gini_by_sorting(copy);
}

// With x sorted, the sum over all pairs is 2 sum (2i - n - 1) x_i, i from 1.
double gini_by_sorting(std::span<double> shares) {
  std::sort(shares.begin(), shares.end());
  const auto n = static_cast<double>(shares.size());
  const double sum = blockwise_sum(shares.size(), [&](std::size_t i) { return shares[i]; });
  const double spread =
      blockwise_sum(shares.size(), [&](std::size_t i) { return (2 * static_cast<double>(i) + 1 - n) * shares[i]; });
  return sum > 0 ? spread / (n * sum) : null;
}

}  // namespace allot

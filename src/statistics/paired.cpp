#include "statistics/paired.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/contract.hpp"
#include "statistics/estimate.hpp"
#include "statistics/interval.hpp"

namespace allot {
namespace {

double variance(double sd) { return std::isnan(sd) ? 0 : sd * sd; }

std::optional<double> p_value_of(const Estimate& difference) {
  if (difference.count < 2) return std::nullopt;
  if (difference.sd == 0) return difference.mean == 0 ? 1 : 0;
  const double freedom = static_cast<double>(difference.count) - 1;
  const double t = difference.mean / (difference.sd / std::sqrt(static_cast<double>(difference.count)));
  return 2 * t_tail(freedom, std::abs(t));
}

}  // namespace

Paired compare_pairs(std::span<const double> a, std::span<const double> b) {
  expects(a.size() == b.size(), "numbers come in pairs");
  std::vector<double> first(a.begin(), a.end()), second(b.begin(), b.end()), differences(a.size());
  std::size_t less = 0, equal = 0, greater = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    differences[i] = a[i] - b[i];
    if (std::isnan(differences[i])) first[i] = second[i] = std::nan("");
    less += differences[i] < 0;
    equal += differences[i] == 0;
    greater += differences[i] > 0;
  }
  Paired out;
  Estimator estimate;  // its ranks are looked up once
  out.difference = estimate(differences);
  const auto count = static_cast<double>(less + equal + greater);
  if (count > 0) {
    out.p_less = static_cast<double>(less) / count;
    out.p_equal = static_cast<double>(equal) / count;
    out.p_greater = static_cast<double>(greater) / count;
  }
  const double unpaired = variance(estimate(first).sd) + variance(estimate(second).sd),
               paired = variance(out.difference.sd);
  if (paired > 0) out.variance_ratio = unpaired / paired;
  out.p_value = p_value_of(out.difference);
  return out;
}

std::vector<double> holm(std::span<const double> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t k) { return p_values[i] < p_values[k]; });
  std::vector<double> out(p_values.size());
  double largest = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const auto left = static_cast<double>(order.size() - rank);
    largest = std::max(largest, std::min(1.0, left * p_values[order[rank]]));
    out[order[rank]] = largest;
  }
  return out;
}

}  // namespace allot

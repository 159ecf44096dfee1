#include "statistics/ratio.hpp"

#include <cmath>

#include "base/contract.hpp"
#include "statistics/interval.hpp"

namespace allot {
namespace {

/// Means, and the variances and covariance of means.
struct Moments {
  double count = 0, won = 0, cost = 0;
  double var_won = 0, var_cost = 0, covariance = 0;
};

template <class Visit>
void visit_pairs(std::span<const double> won, std::span<const double> cost, Visit&& visit) {
  for (std::size_t i = 0; i < won.size(); ++i)
    if (!std::isnan(won[i]) && !std::isnan(cost[i])) visit(won[i], cost[i]);
}

Moments moments_of(std::span<const double> won, std::span<const double> cost) {
  Moments out;
  visit_pairs(won, cost, [&](double x, double y) {
    ++out.count;
    out.won += x;
    out.cost += y;
  });
  if (out.count == 0) return out;
  out.won /= out.count;
  out.cost /= out.count;
  if (out.count < 2) return out;
  visit_pairs(won, cost, [&](double x, double y) {
    out.var_won += (x - out.won) * (x - out.won);
    out.var_cost += (y - out.cost) * (y - out.cost);
    out.covariance += (x - out.won) * (y - out.cost);
  });
  const double of_means = (out.count - 1) * out.count;
  out.var_won /= of_means;
  out.var_cost /= of_means;
  out.covariance /= of_means;
  return out;
}

}  // namespace

// The ratios r for which won - r cost is not told from 0: where a r^2 - 2 b r + c is not above it.
std::optional<RatioOfMeans> ratio_of_means(std::span<const double> won, std::span<const double> cost) {
  expects(won.size() == cost.size(), "numbers come in pairs");
  const Moments it = moments_of(won, cost);
  if (!(it.cost > 0)) return std::nullopt;
  RatioOfMeans out{it.won / it.cost, std::nullopt};
  if (it.count < 2) return out;
  const double t = t_critical(static_cast<std::size_t>(it.count) - 1, 0.95), square = t * t;
  const double a = it.cost * it.cost - square * it.var_cost;
  if (a <= 0) return std::nullopt;
  const double b = it.won * it.cost - square * it.covariance, c = it.won * it.won - square * it.var_won;
  const double half = std::sqrt(std::max(0.0, b * b - a * c));
  out.ci95 = Interval{(b - half) / a, (b + half) / a};
  return out;
}

}  // namespace allot

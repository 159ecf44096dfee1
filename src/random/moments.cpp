#include <algorithm>
#include <cmath>
#include <limits>

#include "base/elementary.hpp"
#include "random/families.hpp"
#include "random/normal.hpp"

namespace allot {
namespace {

using Family = Distribution::Family;

/// Mean and variance before the shift.
struct Moments {
  double mean, variance;
};

Moments moments(const Distribution& distribution);

// What the cut at 0 adds to the mean is the normal's expected shortfall below 0. The variance is gathered
// about the uncut mean, which loses nothing where the mean is far above the deviation, as for dates.
Moments cut_normal_moments(double mean, double sd) {
  const double z = mean / sd;
  const double added = sd * normal_density(z) - mean * normal_cdf(-z);
  const double kept = normal_cdf(z) - z * normal_density(z);
  return {mean + added, sd * sd * kept + mean * mean * normal_cdf(-z) - added * added};
}

Moments lognormal_moments(double mu, double sigma) {
  const double mean = elementary::exp(mu + sigma * sigma / 2);
  return {mean, mean * mean * elementary::expm1(sigma * sigma)};
}

Moments weibull_moments(double shape, double scale) {
  const double first = log_gamma_of_one_plus(1 / shape), second = log_gamma_of_one_plus(2 / shape);
  const double mean = scale * elementary::exp(first);
  return {mean, mean * mean * elementary::expm1(second - 2 * first)};
}

Moments beta_moments(const BetaForm& form) {
  const double sum = form.alpha + form.beta, width = form.max - form.min;
  const double variance = form.alpha / sum * (form.beta / sum) / (sum + 1);  // a product of both may be infinite
  return {form.min + width * form.alpha / sum, width * width * variance};
}

Moments triangular_moments(double min, double mode, double max) {
  const double a = mode - min, b = max - min;
  return {min + (a + b) / 3, (a * a + b * b - a * b) / 18};
}

Moments discrete_moments(const Distribution& distribution) {
  const double total = total_weight(distribution);
  double mean = 0, variance = 0;
  for (const auto& [value, weight] : distribution.values) mean += weight / total * value;
  for (const auto& [value, weight] : distribution.values) {
    variance += weight / total * (value - mean) * (value - mean);
  }
  return {mean, variance};
}

Moments mixture_moments(const Distribution& distribution) {
  const double total = total_weight(distribution);
  double centre = 0, variance = 0;
  for (const auto& [part, weight] : distribution.parts) centre += weight / total * mean(part);
  for (const auto& [part, weight] : distribution.parts) {
    const double off = mean(part) - centre;
    variance += weight / total * (moments(part).variance + off * off);
  }
  return {centre, variance};
}

Moments moments(const Distribution& distribution) {
  const auto& p = distribution.parameters;
  switch (distribution.family) {
    case Family::fixed: return {p[0], 0};
    case Family::uniform: return {p[0] + (p[1] - p[0]) / 2, (p[1] - p[0]) * (p[1] - p[0]) / 12};
    case Family::triangular: return triangular_moments(p[0], p[1], p[2]);
    case Family::normal: return cut_normal_moments(p[0], p[1]);
    case Family::lognormal: return lognormal_moments(p[0], p[1]);
    case Family::weibull: return weibull_moments(p[0], p[1]);
    case Family::exponential: return {p[0], p[0] * p[0]};
    case Family::gamma:
    case Family::erlang: {
      const GammaForm form = gamma_form(distribution);
      return {form.shape * form.scale, form.shape * form.scale * form.scale};
    }
    case Family::pert:
    case Family::beta: return beta_moments(beta_form(distribution));
    case Family::discrete: return discrete_moments(distribution);
    case Family::mixture: return mixture_moments(distribution);
  }
  return {0, 0};
}

std::pair<double, double> joined_support(const Distribution& distribution) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::pair<double, double> all{infinity, -infinity};
  const auto include = [&](std::pair<double, double> own, double weight) {
    if (weight > 0) all = {std::min(all.first, own.first), std::max(all.second, own.second)};
  };
  for (const auto& [value, weight] : distribution.values) include({value, value}, weight);
  for (const auto& [part, weight] : distribution.parts) include(support(part), weight);
  return all;
}

std::pair<double, double> unshifted_support(const Distribution& distribution) {
  const auto& p = distribution.parameters;
  switch (distribution.family) {
    case Family::fixed: return {p[0], p[0]};
    case Family::uniform: return {p[0], p[1]};
    case Family::triangular:
    case Family::pert: return {p[0], p[2]};
    case Family::beta: return {p[2], p[3]};
    case Family::normal:
    case Family::lognormal:
    case Family::gamma:
    case Family::weibull:
    case Family::exponential:
    case Family::erlang: return {0, std::numeric_limits<double>::infinity()};
    case Family::discrete:
    case Family::mixture: return joined_support(distribution);
  }
  return {0, 0};
}

}  // namespace

double mean(const Distribution& distribution) { return moments(distribution).mean + distribution.plus; }

double standard_deviation(const Distribution& distribution) {
  const double variance = moments(distribution).variance;  // not a number stays none: std::max would hide it
  return variance < 0 ? 0 : std::sqrt(variance);
}

std::pair<double, double> support(const Distribution& distribution) {
  const auto [low, high] = unshifted_support(distribution);
  return {low + distribution.plus, high + distribution.plus};
}

}  // namespace allot

#include <algorithm>
#include <cmath>

#include "base/contract.hpp"
#include "base/elementary.hpp"
#include "random/families.hpp"
#include "random/normal.hpp"

namespace allot {
namespace {

using Family = Distribution::Family;

double triangular_inverse(double min, double mode, double max, double u) {
  const double width = max - min;
  if (u * width <= mode - min) return min + std::sqrt(u * width * (mode - min));
  return max - std::sqrt((1 - u) * width * (max - mode));
}

double discrete_inverse(const Distribution& distribution, double u) {
  const double wanted = gathered_for(u, total_weight(distribution));
  double gathered = 0;
  for (const auto& [value, weight] : distribution.values) {
    gathered += weight;
    if (gathered >= wanted) return value;
  }
  return distribution.values.back().first;
}

double beta_inverse(const BetaForm& form, double u) {
  return form.min + (form.max - form.min) * beta_quantile(form.alpha, form.beta, u);
}

double unshifted_inverse(const Distribution& distribution, double u) {
  const auto& p = distribution.parameters;
  switch (distribution.family) {
    case Family::fixed: return p[0];
    case Family::uniform: return p[0] + u * (p[1] - p[0]);
    case Family::triangular: return triangular_inverse(p[0], p[1], p[2], u);
    case Family::normal: return std::max(0.0, p[0] + p[1] * normal_quantile(u));
    case Family::lognormal: return elementary::exp(p[0] + p[1] * normal_quantile(u));
    case Family::weibull: return p[1] * elementary::pow(-elementary::log1p(-u), 1 / p[0]);
    case Family::exponential: return -p[0] * elementary::log1p(-u);
    case Family::gamma:
    case Family::erlang: {
      const GammaForm form = gamma_form(distribution);
      return form.scale * gamma_quantile(form.shape, u);
    }
    case Family::pert:
    case Family::beta: return beta_inverse(beta_form(distribution), u);
    case Family::discrete: return discrete_inverse(distribution, u);
    case Family::mixture: return mixture_inverse(distribution, u);
  }
  return 0;
}

}  // namespace

double inverse(const Distribution& distribution, double u) {
  return unshifted_inverse(distribution, u) + distribution.plus;
}

double quantile(const Distribution& distribution, double u) {
  expects(u > 0 && u < 1, "a quantile is asked for a share inside (0,1)");
  expects(validation_error(distribution).empty(), "a quantile is asked of a distribution without fault");
  return inverse(distribution, u);
}

}  // namespace allot

#include <algorithm>
#include <cmath>

#include "base/elementary.hpp"
#include "random/families.hpp"
#include "random/normal.hpp"

namespace allot {
namespace {

using Family = Distribution::Family;

constexpr Mass none{0, 1};
constexpr Mass all{1, 0};

Mass uniform_mass(double min, double max, double x) {
  if (x <= min) return none;
  if (x >= max) return all;
  return {(x - min) / (max - min), (max - x) / (max - min)};
}

Mass triangular_mass(double min, double mode, double max, double x) {
  if (x <= min) return none;
  if (x >= max) return all;
  if (x < mode) {
    const double below = (x - min) / (max - min) * ((x - min) / (mode - min));
    return {below, 1 - below};
  }
  const double above = (max - x) / (max - min) * ((max - x) / (max - mode));
  return {1 - above, above};
}

Mass weibull_mass(double shape, double scale, double x) {
  if (x <= 0) return none;
  const double hazard = elementary::pow(x / scale, shape);
  return {-elementary::expm1(-hazard), elementary::exp(-hazard)};
}

Mass normal_mass(double z) { return {normal_cdf(z), normal_cdf(-z)}; }

Mass discrete_mass(const Distribution& distribution, double x) {
  double below = 0, above = 0;
  for (const auto& [value, weight] : distribution.values) {
    (value + distribution.plus <= x ? below : above) += weight;
  }
  return {below / (below + above), above / (below + above)};
}

}  // namespace

Mass mixture_mass(const Distribution& distribution, double x) {
  Mass sum{0, 0};
  for (const auto& [part, weight] : distribution.parts) {
    const Mass own = mass(part, x);
    sum.below += weight * own.below;
    sum.above += weight * own.above;
  }
  const double total = total_weight(distribution);
  return {sum.below / total, sum.above / total};
}

// Values with a share of their own are compared with x where draws put them, shift included: taking the shift
// off x could round past them.
Mass mass(const Distribution& distribution, double x) {
  const auto& p = distribution.parameters;
  const double y = x - distribution.plus;
  switch (distribution.family) {
    case Family::fixed: return p[0] + distribution.plus <= x ? all : none;
    case Family::uniform: return uniform_mass(p[0], p[1], y);
    case Family::triangular: return triangular_mass(p[0], p[1], p[2], y);
    case Family::normal: return x < distribution.plus ? none : normal_mass((y - p[0]) / p[1]);
    case Family::lognormal: return y <= 0 ? none : normal_mass((elementary::log(y) - p[0]) / p[1]);
    case Family::weibull: return weibull_mass(p[0], p[1], y);
    case Family::exponential: return weibull_mass(1, p[0], y);
    case Family::gamma:
    case Family::erlang: {
      const GammaForm form = gamma_form(distribution);
      return y <= 0 ? none : gamma_mass(form.shape, y / form.scale);
    }
    case Family::pert:
    case Family::beta: {
      const BetaForm form = beta_form(distribution);
      return beta_mass(form.alpha, form.beta, std::clamp((y - form.min) / (form.max - form.min), 0.0, 1.0));
    }
    case Family::discrete: return discrete_mass(distribution, x);
    case Family::mixture: return mixture_mass(distribution, y);
  }
  return none;
}

}  // namespace allot

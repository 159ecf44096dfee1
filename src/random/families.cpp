#include "random/families.hpp"

#include <limits>

namespace allot {

FamilyWords words_of(Distribution::Family family) {
  using Family = Distribution::Family;
  switch (family) {
    case Family::fixed: return {"fixed", {"value"}};
    case Family::uniform: return {"uniform", {"min", "max"}};
    case Family::triangular: return {"triangular", {"min", "mode", "max"}};
    case Family::pert: return {"pert", {"min", "mode", "max"}};
    case Family::normal: return {"normal", {"mean", "sd"}};
    case Family::lognormal: return {"lognormal", {"mu", "sigma"}};
    case Family::gamma: return {"gamma", {"shape", "scale"}};
    case Family::weibull: return {"weibull", {"shape", "scale"}};
    case Family::exponential: return {"exponential", {"mean"}};
    case Family::erlang: return {"erlang", {"shape", "mean"}};
    case Family::beta: return {"beta", {"alpha", "beta", "min", "max"}};
    case Family::discrete: return {"discrete", {}};
    case Family::mixture: return {"mixture", {}};
  }
  return {"", {}};
}

GammaForm gamma_form(const Distribution& distribution) {
  const double shape = distribution.parameters[0], second = distribution.parameters[1];
  const bool by_mean = distribution.family == Distribution::Family::erlang;
  return {shape, by_mean ? second / shape : second};
}

BetaForm beta_form(const Distribution& distribution) {
  const auto& p = distribution.parameters;
  if (distribution.family == Distribution::Family::beta) return {p[0], p[1], p[2], p[3]};
  const double min = p[0], mode = p[1], max = p[2];
  return {1 + 4 * (mode - min) / (max - min), 1 + 4 * (max - mode) / (max - min), min, max};
}

double gathered_for(double u, double total) { return u * total * (1 - 4 * std::numeric_limits<double>::epsilon()); }

double total_weight(const Distribution& distribution) {
  double total = 0;
  for (const auto& [value, weight] : distribution.values) total += weight;
  for (const auto& [part, weight] : distribution.parts) total += weight;
  return total;
}

}  // namespace allot

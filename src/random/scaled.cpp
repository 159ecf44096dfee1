#include "random/scaled.hpp"

#include <cmath>

#include "base/contract.hpp"
#include "base/elementary.hpp"

namespace allot {
namespace {

using Family = Distribution::Family;

void scale_parameters(Distribution& it, double factor) {
  const auto scale = [&](std::size_t first) {
    for (std::size_t i = first; i < it.parameters.size(); ++i) it.parameters[i] *= factor;
  };
  switch (it.family) {
    case Family::lognormal: it.parameters[0] += elementary::log(factor); return;
    case Family::gamma:
    case Family::weibull:
    case Family::erlang: return scale(1);  // after the shape
    case Family::beta: return scale(2);
    case Family::fixed:
    case Family::uniform:
    case Family::triangular:
    case Family::pert:
    case Family::normal:
    case Family::exponential:
    case Family::discrete:
    case Family::mixture: return scale(0);
  }
}

}  // namespace

Distribution scaled(const Distribution& distribution, double factor) {
  expects(factor > 0, "a distribution is scaled by a positive factor");
  Distribution out = distribution;
  scale_parameters(out, factor);
  for (auto& [value, weight] : out.values) value *= factor;
  for (auto& part : out.parts) part.distribution = scaled(part.distribution, factor);
  out.plus *= factor;
  return out;
}

}  // namespace allot

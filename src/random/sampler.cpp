#include "random/sampler.hpp"

#include "base/contract.hpp"

namespace allot {

Sampler::Sampler(const Distribution& distribution) {
  using Family = Distribution::Family;
  expects(validation_error(distribution).empty(), "a sampler is made of a distribution without fault");
  const auto& p = distribution.parameters;
  switch (distribution.family) {
    case Family::fixed:
    case Family::uniform:
      least_ = p[0];
      width_ = distribution.family == Family::uniform ? p[1] - p[0] : 0;
      plus_ = distribution.plus;
      return;
    case Family::discrete: steps_ = std::make_shared<const StepTable>(distribution); return;
    case Family::triangular:
    case Family::pert:
    case Family::normal:
    case Family::lognormal:
    case Family::gamma:
    case Family::weibull:
    case Family::exponential:
    case Family::erlang:
    case Family::beta:
    case Family::mixture: table_ = std::make_shared<const QuantileTable>(distribution);
  }
}

}  // namespace allot

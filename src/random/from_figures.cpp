// Distributions from what people know: a mean and a spread, a median and a late case.
#include <cmath>
#include <limits>
#include <numbers>

#include "allot/distribution.hpp"
#include "base/elementary.hpp"
#include "random/normal.hpp"
#include "random/root.hpp"
#include "random/special.hpp"

namespace allot {
namespace {

using Family = Distribution::Family;

/// Two quantiles that a distribution of positive values should have.
struct TwoQuantiles {
  double low_share, low, high_share, high;
};

Distribution with(Family family, std::vector<double> parameters) {
  Distribution distribution;
  distribution.family = family;
  distribution.parameters = std::move(parameters);
  return distribution;
}

/// What `validation_error` reports as figures that no distribution of the family has.
Distribution impossible(Family family) {
  return with(family, std::vector<double>(4, std::numeric_limits<double>::quiet_NaN()));
}

/// The shape at which a quantity that falls as the shape rises takes the value wanted; NaN if none.
template <class Function>
double shape_at(const Function& falling, double wanted, double least, double most) {
  const auto excess = [&](double log_shape) { return wanted - falling(elementary::exp(log_shape)); };
  const double low = elementary::log(least), high = elementary::log(most);
  if (!(excess(low) < 0 && excess(high) >= 0)) return std::numeric_limits<double>::quiet_NaN();
  return elementary::exp(crossing(excess, low, high));
}

// Squared coefficient of variation plus one = gamma(1 + 2/k) / gamma(1 + 1/k)^2.
Distribution weibull_from_mean_sd(double mean, double sd) {
  const auto spread = [](double shape) {
    return log_gamma_of_one_plus(2 / shape) - 2 * log_gamma_of_one_plus(1 / shape);
  };
  const double ratio = sd / mean;
  const double shape = shape_at(spread, elementary::log1p(ratio * ratio), 0.02, 1e6);
  return with(Family::weibull, {shape, mean / elementary::exp(log_gamma_of_one_plus(1 / shape))});
}

Distribution lognormal_from(const TwoQuantiles& known) {
  const double low = normal_quantile(known.low_share), high = normal_quantile(known.high_share);
  const double sigma = elementary::log(known.high / known.low) / (high - low);
  return with(Family::lognormal, {elementary::log(known.low) - sigma * low, sigma});
}

Distribution weibull_from(const TwoQuantiles& known) {
  const double low = -elementary::log1p(-known.low_share), high = -elementary::log1p(-known.high_share);
  const double shape = elementary::log(high / low) / elementary::log(known.high / known.low);
  return with(Family::weibull, {shape, known.low * elementary::pow(low, -1 / shape)});
}

Distribution gamma_from(const TwoQuantiles& known) {
  const auto spread = [&](double shape) {
    return elementary::log(gamma_quantile(shape, known.high_share) / gamma_quantile(shape, known.low_share));
  };
  const double shape = shape_at(spread, elementary::log(known.high / known.low), 0.01, 1e8);
  if (std::isnan(shape)) return impossible(Family::gamma);
  return with(Family::gamma, {shape, known.high / gamma_quantile(shape, known.high_share)});
}

Distribution normal_from(const TwoQuantiles& known) {
  const double low = normal_quantile(known.low_share), high = normal_quantile(known.high_share);
  const double sd = (known.high - known.low) / (high - low);
  return with(Family::normal, {known.low - sd * low, sd});
}

Distribution from(Family family, const TwoQuantiles& known) {
  if (!(0 < known.low && known.low < known.high && std::isfinite(known.high))) return impossible(family);
  switch (family) {
    case Family::lognormal: return lognormal_from(known);
    case Family::weibull: return weibull_from(known);
    case Family::gamma: return gamma_from(known);
    case Family::normal: return normal_from(known);
    case Family::fixed:
    case Family::uniform:
    case Family::triangular:
    case Family::pert:
    case Family::exponential:
    case Family::erlang:
    case Family::beta:
    case Family::discrete:
    case Family::mixture: break;
  }
  return impossible(family);
}

}  // namespace

Distribution from_mean_sd(Family family, double mean, double sd) {
  if (!(mean > 0 && sd > 0 && std::isfinite(mean) && std::isfinite(sd))) return impossible(family);
  const double variance_ratio = (sd / mean) * (sd / mean);
  switch (family) {
    case Family::lognormal: {
      const double sigma_squared = elementary::log1p(variance_ratio);
      return with(family, {elementary::log(mean) - sigma_squared / 2, std::sqrt(sigma_squared)});
    }
    case Family::gamma: return with(family, {1 / variance_ratio, mean * variance_ratio});
    case Family::weibull: return weibull_from_mean_sd(mean, sd);
    case Family::normal: return with(family, {mean, sd});
    case Family::fixed:
    case Family::uniform:
    case Family::triangular:
    case Family::pert:
    case Family::exponential:
    case Family::erlang:
    case Family::beta:
    case Family::discrete:
    case Family::mixture: break;
  }
  return impossible(family);
}

Distribution from_median_p90(Family family, double median, double p90) { return from(family, {0.5, median, 0.9, p90}); }

Distribution from_median_sigma(double median, double sigma) {
  return with(Family::lognormal, {elementary::log(median), sigma});
}

Distribution from_p10_p90(Family family, double p10, double p90) { return from(family, {0.1, p10, 0.9, p90}); }

Distribution beta_from_mean_sd(double mean, double sd, double min, double max) {
  const double width = max - min, centre = (mean - min) / width, spread = sd / width;
  const double sum = centre * (1 - centre) / (spread * spread) - 1;
  if (!(width > 0 && sd > 0 && 0 < centre && centre < 1 && sum > 0)) return impossible(Family::beta);
  return with(Family::beta, {centre * sum, (1 - centre) * sum, min, max});
}

}  // namespace allot

#include "statistics/profile.hpp"

#include <boost/math/tools/minima.hpp>
#include <cmath>
#include <utility>

#include "base/elementary.hpp"
#include "random/families.hpp"
#include "random/root.hpp"
#include "statistics/interval.hpp"

namespace allot {
namespace {

// The least of a function around a place, in a stretch that is widened while the least is at its end.
double least_around(const std::function<double(double)>& function, double around, double reach) {
  constexpr int bits = 26;  // half of a double's: of the least itself all
  for (int i = 0;; ++i, reach *= 2) {
    const auto [at, value] = boost::math::tools::brent_find_minima(function, around - reach, around + reach, bits);
    if (std::abs(at - around) < 0.98 * reach || i == 4) return value;
  }
}

double or_far(double value) { return std::isfinite(value) ? value : 1e300; }

// How far the likelihood still has to fall, a little above a logarithm, for 95%.
std::optional<double> where_fallen(const std::function<double(double)>& left_to_fall, double best, double step) {
  double near = best;
  for (int i = 0; i < 12; ++i) {
    const double far = best + step;
    if (left_to_fall(far) >= 0) {
      const double sign = step > 0 ? 1 : -1;
      return sign * crossing([&](double x) { return left_to_fall(sign * x); }, sign * near, sign * far);
    }
    near = far;
    step *= 2;
  }
  return std::nullopt;
}

}  // namespace

Profile::Profile(const Sample& sample, Distribution::Family family, const Maximum& top) : family_(family), top_(top) {
  constexpr std::size_t most_rows = 1000;
  if (sample.size() <= most_rows)
    likelihood_ = [&sample, family](const Spot& at) { return log_likelihood(sample, family, at); };
  else
    likelihood_ = [&top](const Spot& at) {
      const double a = at[0] - top.at[0], b = at[1] - top.at[1];
      return top.value + (top.bend_0 * a * a + 2 * top.bend_01 * a * b + top.bend_1 * b * b) / 2;
    };
}

FitFigure Profile::figure(double best, double spread, const std::function<double(double)>& fall) const {
  const double z = normal_critical(0.95);
  const auto left_to_fall = [&](double at) { return 2 * fall(at) - z * z; };
  const auto low = where_fallen(left_to_fall, best, -2.2 * spread),
             high = where_fallen(left_to_fall, best, 2.2 * spread);
  FitFigure out{elementary::exp(best), std::nullopt};
  if (low && high) out.ci95 = {elementary::exp(*low), elementary::exp(*high)};
  return out;
}

FitFigure Profile::scaled(const AtScaleOne& log_number) const {
  const double best_shape = top_.at[1], spread = 1 / std::sqrt(-top_.bend_0);
  const double best = top_.at[0] + log_number(best_shape);
  const auto likelihood = [&](double log_value, double log_shape) {
    return likelihood_({log_value - log_number(log_shape), log_shape});
  };
  return figure(best, spread, [&](double log_value) {
    if (coordinates_of(family_) == 1) return or_far(top_.value - likelihood(log_value, 0));
    return least_around([&](double log_shape) { return or_far(top_.value - likelihood(log_value, log_shape)); },
                        best_shape, 4 / std::sqrt(-top_.bend_1));
  });
}

FitFigure Profile::shape() const {
  return figure(top_.at[1], 1 / std::sqrt(-top_.bend_1), [&](double log_shape) {
    return least_around(
        [&](double log_scale) {
          return or_far(top_.value - likelihood_({log_scale, log_shape}));
        },
        top_.at[0], 4 / std::sqrt(-top_.bend_0));
  });
}

FitFigure Profile::mean() const {
  return scaled([&](double log_shape) {
    return elementary::log(allot::mean(distribution_at(family_, {0, log_shape})));
  });
}

FitFigure Profile::quantile(double share) const {
  return scaled([&](double log_shape) {
    return elementary::log(inverse(distribution_at(family_, {0, log_shape}), share));
  });
}

std::vector<FitFigure> Profile::parameters() const {
  using Family = Distribution::Family;
  FitFigure scale = scaled([](double) { return 0.0; });
  switch (family_) {
    case Family::lognormal:
      scale.value = top_.at[0];
      if (scale.ci95) scale.ci95 = {elementary::log(scale.ci95->low), elementary::log(scale.ci95->high)};
      return {scale, shape()};
    case Family::gamma:
    case Family::weibull: return {shape(), scale};
    case Family::normal: return {scaled([](double log_shape) { return log_shape; }), scale};
    default: return {scale};
  }
}

}  // namespace allot

#include "statistics/interval.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>

#include "base/contract.hpp"
#include "base/real.hpp"

namespace allot {
namespace {

namespace policies = boost::math::policies;
using OfReals = policies::policy<policies::promote_double<false>>;

/// The least k in [0, count] at which something true from there on is true.
template <class Condition>
std::size_t least(std::size_t low, std::size_t high, const Condition& holds) {
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    holds(middle) ? high = middle : low = middle + 1;
  }
  return low;
}

/// `least`, looked for near an expected place first.
template <class Condition>
std::size_t least_near(double expected, double reach, std::size_t count, const Condition& holds) {
  const auto within = [&](double x) {
    return static_cast<std::size_t>(std::clamp(x, 0.0, static_cast<double>(count)));
  };
  const std::size_t low = within(expected - reach), high = within(expected + reach);
  if (!holds(high)) return least(high, count, holds);
  if (low > 0 && holds(low - 1)) return least(0, low, holds);
  return least(low, high, holds);
}

}  // namespace

double t_critical(std::size_t freedom, double level) {
  expects(freedom >= 1 && level > 0 && level < 1, "a t interval has a degree of freedom and a level in (0,1)");
  const boost::math::students_t_distribution<Real, OfReals> t(Real{freedom});
  return boost::math::quantile(boost::math::complement(t, Real((1 - level) / 2))).value();
}

double t_tail(double freedom, double t) {
  const boost::math::students_t_distribution<Real, OfReals> distribution(Real{freedom});
  return boost::math::cdf(boost::math::complement(distribution, Real(t))).value();
}

double normal_critical(double level) {
  expects(level > 0 && level < 1, "a level lies in (0,1)");
  return std::numbers::sqrt2 * boost::math::erfc_inv(Real(1 - level), OfReals()).value();
}

std::optional<Interval> t_interval(std::size_t count, double mean, double sd, double level) {
  if (count < 2) return std::nullopt;
  const double half = t_critical(count - 1, level) * sd / std::sqrt(static_cast<double>(count));
  return Interval{mean - half, mean + half};
}

Interval wilson_interval(std::size_t hits, std::size_t count, double level) {
  expects(hits <= count, "no more hits than tries");
  if (count == 0) return {0, 1};
  const auto n = static_cast<double>(count);
  const double share = static_cast<double>(hits) / n, z = normal_critical(level), pull = z * z / n;
  const double centre = (share + pull / 2) / (1 + pull);
  const double half = z / (1 + pull) * std::sqrt((share * (1 - share) + pull / 4) / n);
  return {hits == 0 ? 0 : centre - half, hits == count ? 1 : centre + half};
}

Ranks quantile_ranks(std::size_t count, double share, double level) {
  expects(share > 0 && share < 1 && level > 0 && level < 1, "a share and a level lie in (0,1)");
  const auto n = static_cast<double>(count);
  const double tail = (1 - level) / 2;
  const auto reaches_lower = [&](std::size_t k) {
    const auto place = static_cast<double>(k);
    return k >= count || boost::math::ibetac(Real(place + 1), Real(n - place), Real(share), OfReals()) >= tail;
  };
  const auto reaches_upper = [&](std::size_t k) {
    const auto place = static_cast<double>(k);
    return k >= count || boost::math::ibeta(Real(place + 1), Real(n - place), Real(share), OfReals()) <= tail;
  };
  const double sd = std::sqrt(n * share * (1 - share));
  const double off = normal_critical(level) * sd, reach = 2 + 0.02 * sd;
  return {least_near(n * share - off, reach, count, reaches_lower),
          least_near(n * share + off, reach, count, reaches_upper) + 1};
}

}  // namespace allot

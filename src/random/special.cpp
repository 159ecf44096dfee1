#include "random/special.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "base/elementary.hpp"
#include "base/real.hpp"
#include "random/normal.hpp"

namespace allot {
namespace {

namespace policies = boost::math::policies;

// Double arithmetic throughout, and no exceptions: an underflow is a zero, as the caller wants it.
using Plain = policies::policy<policies::promote_double<false>, policies::domain_error<policies::ignore_error>,
                               policies::overflow_error<policies::ignore_error>,
                               policies::underflow_error<policies::ignore_error>,
                               policies::evaluation_error<policies::ignore_error>>;

// The inverse that Boost searches for is noisy at such shapes; the terms left out are below 1e-17 of the
// result. Source: Cornish, Fisher (1937), Revue de l'Institut International de Statistique 5(4).
double nearly_normal_gamma_quantile(double shape, double z) {
  const double root = std::sqrt(shape);
  return shape + root * z + (z * z - 1) / 3 + (z * z * z - 7 * z) / (36 * root);
}

// Beyond these Boost takes steps by the root of the parameters, of which there may be 1e15.
constexpr double nearly_normal_from = 1e8;

bool is_nearly_normal(double alpha, double beta) { return std::min(alpha, beta) > nearly_normal_from; }

/// A beta distribution of large parameters by its first four cumulants; what is left out is below 1e-12 of its standard
/// deviation. Source: Cornish, Fisher (1937), as above.
class NearlyNormalBeta {
 public:
  NearlyNormalBeta(double alpha, double beta) {
    const double sum = alpha + beta, p = alpha / sum, q = beta / sum, pq = p * q;
    mean_ = p;
    sd_ = std::sqrt(pq / (sum + 1));
    skewness_ = 2 * (q - p) / std::sqrt(pq) * (std::sqrt(sum + 1) / (sum + 2));
    kurtosis_ = 6 * ((q - p) * (q - p) / pq * ((sum + 1) / (sum + 2)) - 1) / (sum + 3);
  }

  double quantile(double z) const { return mean_ + sd_ * stretched(z); }

  // Newton's steps from where a normal one would be; what stretches it is all but straight.
  Mass mass(double x) const {
    const double wanted = std::clamp((x - mean_) / sd_, -40.0, 40.0);
    double z = wanted;
    for (int i = 0; i < 4; ++i) z -= stretched(z) - wanted;
    return {normal_cdf(z), normal_cdf(-z)};
  }

 private:
  double stretched(double z) const {
    return z + skewness_ * (z * z - 1) / 6 + kurtosis_ * (z * z * z - 3 * z) / 24 -
           skewness_ * skewness_ * (2 * z * z * z - 5 * z) / 36;
  }

  double mean_, sd_, skewness_, kurtosis_;
};

/// A beta distribution of one parameter that is far larger than the other: near 0 it is a gamma distribution, whose
/// values `g` stand for g / (scale + g / 2). What is left out is below the square of the ratio of the parameters.
/// Source: Johnson, Kotz, Balakrishnan (1995), Continuous Univariate Distributions 2, chapter 25
struct NearlyGamma {
  double shape, scale;

  NearlyGamma(double small, double large) : shape(small), scale(large + (small - 1) / 2) {}
  double from_gamma(double g) const { return g / (scale + g / 2); }
  double to_gamma(double x) const { return x * scale / (1 - x / 2); }
};

bool is_nearly_gamma(double small, double large) { return large > 1e9 * std::max(1.0, small); }

// All but all of it is at 0 and at 1.
bool is_nearly_two_points(double alpha, double beta) { return std::max(alpha, beta) < 1e-12; }

}  // namespace

double complement_of_error(double x) { return boost::math::erfc(Real(x), Plain()).value(); }

Mass gamma_mass(double shape, double x) {
  return {boost::math::gamma_p(Real(shape), Real(x), Plain()).value(),
          boost::math::gamma_q(Real(shape), Real(x), Plain()).value()};
}

double gamma_quantile(double shape, double u) {
  if (shape > 1e9) return nearly_normal_gamma_quantile(shape, normal_quantile(u));
  const Real it = shape;
  const Real quantile =
      u <= 0.5 ? boost::math::gamma_p_inv(it, Real(u), Plain()) : boost::math::gamma_q_inv(it, Real(1 - u), Plain());
  return quantile.value();
}

Mass beta_mass(double alpha, double beta, double x) {
  if (is_nearly_normal(alpha, beta)) return NearlyNormalBeta(alpha, beta).mass(x);
  if (is_nearly_gamma(alpha, beta)) return gamma_mass(alpha, NearlyGamma(alpha, beta).to_gamma(x));
  if (is_nearly_gamma(beta, alpha)) {
    const Mass mirrored = beta_mass(beta, alpha, 1 - x);
    return {mirrored.above, mirrored.below};
  }
  const Real a = alpha, b = beta, at = x;
  return {boost::math::ibeta(a, b, at, Plain()).value(), boost::math::ibetac(a, b, at, Plain()).value()};
}

double beta_quantile(double alpha, double beta, double u) {
  if (is_nearly_normal(alpha, beta)) return NearlyNormalBeta(alpha, beta).quantile(normal_quantile(u));
  if (is_nearly_gamma(alpha, beta)) return NearlyGamma(alpha, beta).from_gamma(gamma_quantile(alpha, u));
  if (is_nearly_gamma(beta, alpha)) return 1 - beta_quantile(beta, alpha, 1 - u);
  if (is_nearly_two_points(alpha, beta)) return u * (alpha + beta) <= beta ? 0 : 1;
  const Real a = alpha, b = beta;
  const Real quantile =
      u <= 0.5 ? boost::math::ibeta_inv(a, b, Real(u), Plain()) : boost::math::ibetac_inv(a, b, Real(1 - u), Plain());
  return quantile.value();
}

double log_gamma_of_one_plus(double x) {
  if (x < 0.5) return elementary::log1p(boost::math::tgamma1pm1(Real(x), Plain()).value());
  return boost::math::lgamma(Real(1 + x), Plain()).value();
}

}  // namespace allot

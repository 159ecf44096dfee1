#include "random/special.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

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

}  // namespace

Mass gamma_mass(double shape, double x) {
  return {boost::math::gamma_p(shape, x, Plain()), boost::math::gamma_q(shape, x, Plain())};
}

double gamma_quantile(double shape, double u) {
  if (shape > 1e9) return nearly_normal_gamma_quantile(shape, normal_quantile(u));
  return u <= 0.5 ? boost::math::gamma_p_inv(shape, u, Plain()) : boost::math::gamma_q_inv(shape, 1 - u, Plain());
}

Mass beta_mass(double alpha, double beta, double x) {
  return {boost::math::ibeta(alpha, beta, x, Plain()), boost::math::ibetac(alpha, beta, x, Plain())};
}

double beta_quantile(double alpha, double beta, double u) {
  return u <= 0.5 ? boost::math::ibeta_inv(alpha, beta, u, Plain())
                  : boost::math::ibetac_inv(alpha, beta, 1 - u, Plain());
}

double log_gamma_of_one_plus(double x) {
  return x < 0.5 ? std::log1p(boost::math::tgamma1pm1(x, Plain())) : boost::math::lgamma(1 + x, Plain());
}

}  // namespace allot

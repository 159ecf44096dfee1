#pragma once

namespace allot {

/// A distribution function and its complement; each is accurate where it is small.
struct Mass {
  double below;  ///< share of draws at or below a value
  double above;  ///< share of draws above it
};

/// The gamma distribution of scale 1 and the beta distribution on [0,1].
///
/// units:  u in (0,1); x >= 0, and x <= 1 for beta
/// source: regularised incomplete gamma and beta functions and their inverses, Boost.Math 1.74
Mass gamma_mass(double shape, double x);
double gamma_quantile(double shape, double u);
Mass beta_mass(double alpha, double beta, double x);
double beta_quantile(double alpha, double beta, double u);

/// 1 less the error function.
double complement_of_error(double x);

/// ln of gamma(1 + x), accurate for small x too.
double log_gamma_of_one_plus(double x);

}  // namespace allot

#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "allot/distribution.hpp"
#include "random/special.hpp"

// The families behind quantile, mean and the like, for distributions already known to have no fault.

namespace allot {

/// What a family is called, and its parameters in their order; "" after the last.
struct FamilyWords {
  std::string_view name;
  std::array<std::string_view, 4> parameters;
};
FamilyWords words_of(Distribution::Family family);

struct GammaForm {
  double shape, scale;
};
struct BetaForm {
  double alpha, beta, min, max;
};

/// gamma and erlang as a gamma distribution.
GammaForm gamma_form(const Distribution& distribution);

/// beta and pert as a beta distribution.
///
/// source: PERT with weight 4 for the mode, Malcolm, Roseboom, Clark, Fazar (1959), Operations Research 7(5)
BetaForm beta_form(const Distribution& distribution);

/// The distribution function and its complement at x.
Mass mass(const Distribution& distribution, double x);

/// That of a mixture at x before its own shift.
Mass mixture_mass(const Distribution& distribution, double x);

/// As `quantile`, without a look at the parameters.
double inverse(const Distribution& distribution, double u);

/// The inverse of a mixture, without its own shift: the least x whose share at or below it reaches u.
double mixture_inverse(const Distribution& distribution, double u);

/// How much weight has to be gathered, from the smallest value up, for a share u of `total`. A few units in
/// the last place are forgiven, so that weights 0.1, 0.2, 0.7 have their tenth at the first value.
double gathered_for(double u, double total);

double total_weight(const Distribution& distribution);

}  // namespace allot

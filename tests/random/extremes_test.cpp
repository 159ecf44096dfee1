#include <cmath>

#include "allot/distribution.hpp"
#include "random/sampler.hpp"
#include "support/catch.hpp"

namespace allot::extremes_test {
namespace {

using Family = Distribution::Family;

constexpr double shares[] = {1e-9, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1 - 1e-9};

constexpr double extremes[] = {5e-324, 1e-300, 1e-100, 1e-20, 1e-12, 1e-6, 1e-3, 0.5,   1,
                               1.5,    10,     1e3,    1e6,   1e9,   1e12, 1e15, 1e100, 1e300};

void check_ascending(const Distribution& it) {
  if (!validation_error(it).empty()) return;
  double before = -std::numeric_limits<double>::infinity();
  for (const double u : shares) {
    const double value = quantile(it, u);
    REQUIRE(std::isfinite(value));
    REQUIRE(value >= before);
    before = value;
  }
}

Distribution of(Family family, std::vector<double> parameters) {
  Distribution it;
  it.family = family;
  it.parameters = std::move(parameters);
  return it;
}

}  // namespace

TEST_CASE("at its extremes a distribution is refused, or its quantiles are numbers that ascend", "[random]") {
  for (const double a : extremes)
    for (const double b : extremes) {
      CAPTURE(a, b);
      for (const Family family : {Family::normal, Family::lognormal, Family::gamma, Family::weibull}) {
        check_ascending(of(family, {a, b}));
        check_ascending(from_mean_sd(family, a, b));
        check_ascending(from_p10_p90(family, a, a * (1 + b)));
      }
      check_ascending(of(Family::beta, {a, b, 0, 1}));
      check_ascending(of(Family::uniform, {-a, b}));
      check_ascending(of(Family::triangular, {-a, 0, b}));
      check_ascending(of(Family::pert, {-a, 0, b}));
      check_ascending(of(Family::exponential, {a}));
    }
}

// A beta distribution of large parameters is all but normal: 1.2815515655446004 deviations to the ninetieth percentile.
TEST_CASE("a share with almost no spread is normal about its mean", "[random]") {
  for (const double sd : {1e-6, 1e-9, 1e-12}) {
    const Distribution it = beta_from_mean_sd(0.5, sd, 0, 1);
    CHECK(std::abs(quantile(it, 0.5) - 0.5) < 1e-15);
    CHECK((quantile(it, 0.9) - 0.5) / sd == Approx(1.2815515655446004).epsilon(1e-16 / sd + 1e-9));
    const Sampler sampler(it);
    CHECK((sampler(0.1) - 0.5) / sd == Approx(-1.2815515655446004).epsilon(1e-16 / sd + 1e-6));
  }
  CHECK(mean(beta_from_mean_sd(0.5, 1e-100, 0, 1)) == 0.5);
  CHECK(standard_deviation(beta_from_mean_sd(0.5, 1e-100, 0, 1)) == Approx(1e-100));
}

// Skewed as it is, a beta distribution of parameters just below the bound is found by Boost's search, just above by the
// expansion: in standard deviations from their means the two are a hair apart.
TEST_CASE("the normal expansion of a beta distribution meets the exact one", "[random]") {
  const auto standing = [](double alpha, double u) {
    const Distribution it = of(Family::beta, {alpha, 9 * alpha, 0, 1});
    return (quantile(it, u) - mean(it)) / standard_deviation(it);
  };
  for (const double u : {0.001, 0.1, 0.5, 0.9, 0.999}) {
    CAPTURE(u);
    CHECK(std::abs(standing(0.999e8, u) - standing(1.001e8, u)) < 1e-6);
  }
}

TEST_CASE("figures too small or too wide for numbers are refused with a reason", "[random]") {
  CHECK(validation_error(of(Family::gamma, {5e-324, 1})) == "shape must be at least 2.2e-308, found 5e-324");
  CHECK(validation_error(of(Family::triangular, {0, 5e299, 1e300})) ==
        "its mean or standard deviation is too large for a number");
}

}  // namespace allot::extremes_test

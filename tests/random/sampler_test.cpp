#include "random/sampler.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "random/families.hpp"
#include "random/key.hpp"
#include "support/catch.hpp"
#include "support/goodness_of_fit.hpp"

namespace sampler_test {

using namespace allot;

namespace {

using Family = Distribution::Family;

Distribution of(Family family, std::vector<double> parameters, double plus = 0) {
  Distribution distribution;
  distribution.family = family;
  distribution.parameters = std::move(parameters);
  distribution.plus = plus;
  return distribution;
}

std::vector<Distribution> continuous() {
  Distribution two_routes = of(Family::mixture, {});
  two_routes.parts.emplace_back(of(Family::lognormal, {3, 0.5}), 0.7);
  two_routes.parts.emplace_back(of(Family::gamma, {9, 10}), 0.3);
  return {of(Family::uniform, {2, 7}),
          of(Family::triangular, {60, 90, 150}),
          of(Family::triangular, {60, 60, 150}),
          of(Family::pert, {30, 45, 120}),
          of(Family::pert, {1.700e9, 1.703e9, 1.710e9}),
          of(Family::normal, {100, 6}),
          of(Family::lognormal, {3, 0.5}, 5),
          of(Family::lognormal, {15, 2}),
          of(Family::gamma, {2.5, 12}),
          of(Family::gamma, {0.3, 12}),
          of(Family::gamma, {1e6, 1}),
          of(Family::weibull, {1.8, 50}),
          of(Family::weibull, {0.5, 1}),
          of(Family::exponential, {14}),
          of(Family::erlang, {3, 21}),
          of(Family::beta, {2, 5, 0, 1}),
          of(Family::beta, {0.5, 0.5, -4, 6}),
          of(Family::beta, {150, 12, 0, 1}),
          two_routes};
}

std::vector<Distribution> with_jumps() {
  Distribution lots = of(Family::discrete, {}, 0.5);
  lots.values = {{28, 0.1}, {30, 0.2}, {35, 0.15}, {35, 0.15}, {42, 0.2}, {60, 0.15}, {90, 0.05}};
  Distribution customs = of(Family::mixture, {}, 1);
  customs.parts.emplace_back(of(Family::fixed, {5}), 0.3);
  customs.parts.emplace_back(of(Family::uniform, {3, 10}), 0.3);
  customs.parts.emplace_back(of(Family::normal, {2, 1}), 0.2);
  customs.parts.emplace_back(of(Family::triangular, {20, 25, 40}), 0.2);
  return {of(Family::fixed, {5}, 0.25), of(Family::normal, {3, 6}), lots, customs};
}

std::vector<double> draws_for(const Distribution& distribution, std::size_t count, std::uint64_t seed) {
  const Sampler sampler(distribution);
  std::vector<double> draws(count);
  draw_consecutive({seed, hash_name("tests/sampler")}, 0, 0, draws);
  for (double& u : draws) u = sampler(u);
  return draws;
}

}  // namespace

TEST_CASE("a compiled distribution draws what its quantile function says", "[random]") {
  std::vector<double> shares;
  for (int exponent = 2; exponent <= 52; ++exponent) {
    for (const double u : {std::ldexp(1.0, -exponent), std::ldexp(1.37, -exponent)}) {
      shares.push_back(u);
      shares.push_back(1 - u);
    }
  }
  for (int i = 1; i < 3000; ++i) shares.push_back(i / 3000.0);

  auto all = continuous();
  for (const Distribution& other : with_jumps()) all.push_back(other);
  for (const Distribution& distribution : all) {
    CAPTURE(static_cast<int>(distribution.family), distribution.parameters, distribution.plus);
    const Sampler sampler(distribution);
    const double least = support(distribution).first;
    double worst = 0;
    for (const double u : shares) {
      const double exact = quantile(distribution, u);
      const double off = std::abs(sampler(u) - exact) - 1e-15 * std::abs(exact);
      if (off > 0) worst = std::max(worst, off / (exact - least));
    }
    CHECK(worst <= 1e-6);
  }
}

TEST_CASE("a larger uniform is never a smaller draw of a compiled distribution", "[random]") {
  auto all = continuous();
  for (const Distribution& other : with_jumps()) all.push_back(other);
  for (const Distribution& distribution : all) {
    CAPTURE(static_cast<int>(distribution.family), distribution.parameters, distribution.plus);
    const Sampler sampler(distribution);
    std::size_t turned = 0;
    double before = sampler(0x1p-53);
    for (int i = 1; i < 20'000; ++i) {
      const double now = sampler(i / 20'000.0);
      turned += now < before;
      before = now;
    }
    // Where one cell meets the next, and where the cells give way to the distribution itself.
    for (int exponent = -13; exponent <= -1; ++exponent) {
      for (const double quarter : {1.0, 1.25, 1.5, 1.75}) {
        const double seam = std::min(0.5, std::ldexp(quarter, exponent));
        turned += sampler(seam * (1 - 1e-9)) > sampler(seam);
        turned += sampler(1 - seam) > sampler(1 - seam * (1 - 1e-9));
      }
    }
    CHECK(turned == 0);
  }
}

TEST_CASE("draws follow the distribution function", "[random][statistical]") {
  // One false alarm in 100,000 seeds for each distribution; the seed is fixed.
  for (const Distribution& distribution : continuous()) {
    CAPTURE(static_cast<int>(distribution.family), distribution.parameters, distribution.plus);
    const auto below = [&](double x) { return mass(distribution, x).below; };
    CHECK(kolmogorov_smirnov(draws_for(distribution, 50'000, 20240601), below) < kolmogorov_smirnov_bound(1e-5));
  }
}

TEST_CASE("values are drawn as often as their weights say", "[random][statistical]") {
  // Each count is binomial; 5 sd is exceeded once in 1.7 million seeds.
  constexpr std::size_t count = 100'000;
  Distribution sizes = of(Family::discrete, {});
  sizes.values = {{256, 6}, {2048, 3}, {16384, 1}};
  const std::vector<double> draws = draws_for(sizes, count, 7);
  for (const auto& [value, weight] : sizes.values) {
    const double share = weight / 10, sd = std::sqrt(share * (1 - share) * count);
    const auto found = std::count(draws.begin(), draws.end(), value);
    CHECK(std::abs(static_cast<double>(found) - share * count) < 5 * sd);
  }
}

TEST_CASE("a long list of observed values is drawn exactly", "[random]") {
  Distribution observed = of(Family::discrete, {});
  for (int i = 0; i < 5'000; ++i) observed.values.emplace_back(std::sqrt(i), i % 7 == 3 ? 0 : 1 + i % 5);
  const Sampler sampler(observed);
  for (int i = 1; i < 3'000; ++i) {
    const double u = i / 3'000.0;
    REQUIRE(sampler(u) == quantile(observed, u));
  }
}

TEST_CASE("a compiled fixed value needs no uniform", "[random]") {
  CHECK(Sampler()(0.3) == 0);
  CHECK(Sampler().is_constant());
  CHECK(Sampler(of(Family::fixed, {5}, 2))(0.9) == 7);
  CHECK(Sampler(of(Family::fixed, {5}, 2)).is_constant());
  CHECK_FALSE(Sampler(of(Family::uniform, {0, 1})).is_constant());
  CHECK_FALSE(Sampler(of(Family::exponential, {1})).is_constant());
}

// Source: inverting one number for both, X = -m ln(1 - U), gives Var(X1 - X2) = (m1 - m2)^2.
TEST_CASE("two delays drawn with the same uniform differ only by their means", "[random][chance]") {
  const Sampler slow(of(Family::exponential, {1})), fast(of(Family::exponential, {0.8}));
  for (int i = 1; i < 1'000; ++i) CHECK(fast(i / 1e3) == Approx(0.8 * slow(i / 1e3)).epsilon(1e-6));
}

// Source: Cov(ln U, ln(1 - U)) = 1 - pi^2 / 6. The estimate's own sd is below 0.004; 5 sd are allowed.
TEST_CASE("antithetic uniforms offset as theory says", "[random][statistical]") {
  const Sampler delay(of(Family::exponential, {1}));
  constexpr std::uint64_t count = 200'000;
  double product = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const double u = draw(5, 0, 1, i);
    product += (delay(u) - 1) * (delay(1 - u) - 1);
  }
  CHECK(std::abs(product / count - (1 - 1.6449340668482264)) < 0.02);
}

}  // namespace sampler_test

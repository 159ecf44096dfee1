#include "statistics/shapley_effects.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "random/gaussian_copula.hpp"
#include "random/normal.hpp"
#include "random/unit_points.hpp"
#include "statistics/interval.hpp"
#include "support/catch.hpp"

namespace shapley_effects_test {

using namespace allot;

namespace {

constexpr std::size_t blocks = 16;

/// A sum of normal numbers, each times something, the first two of them with a correlation of their own.
struct Sum {
  std::vector<double> slopes;
  double rho;

  // Owen, Prieur (2017), On Shapley value for measuring importance of dependent inputs, SIAM/ASA Journal on Uncertainty
  // Quantification 5, 986-1002, section 3: of two normal inputs; what is independent of them has its own square.
  std::vector<double> effects() const {
    const double a = slopes[0], b = slopes[1];
    double variance = a * a + b * b + 2 * rho * a * b;
    std::vector<double> out = {a * a * (1 - rho * rho / 2) + rho * a * b + b * b * rho * rho / 2,
                               b * b * (1 - rho * rho / 2) + rho * a * b + a * a * rho * rho / 2};
    for (std::size_t i = 2; i < slopes.size(); ++i) {
      out.push_back(slopes[i] * slopes[i]);
      variance += slopes[i] * slopes[i];
    }
    for (double& it : out) it /= variance;
    return out;
  }

  double at(std::span<const double> uniforms) const {
    double sum = 0;
    for (std::size_t i = 0; i < slopes.size(); ++i) sum += slopes[i] * normal_quantile(uniforms[i]);
    return sum;
  }

  ShapleyEffects estimated(std::size_t rows, std::uint64_t seed) const {
    const std::size_t n = slopes.size();
    std::vector<double> correlations(n * n, 0);
    for (std::size_t i = 0; i < n; ++i) correlations[i * n + i] = 1;
    correlations[1] = correlations[n] = rho;
    const GaussianCopula copula = *GaussianCopula::with(correlations, n);
    std::vector<std::vector<double>> steps(n + 1);
    std::vector<std::vector<std::size_t>> orders;
    const UnitPoints points = random_points(rows, 3 * n, seed);
    for (std::size_t row = 0; row < rows; ++row) {
      std::vector<double> a(points.point(row).begin(), points.point(row).begin() + static_cast<std::ptrdiff_t>(n));
      std::vector<double> b(a.size());
      std::copy_n(points.point(row).begin() + static_cast<std::ptrdiff_t>(n), n, b.begin());
      copula.correlate(a);
      copula.correlate(b);
      std::vector<std::size_t>& order = orders.emplace_back(n);
      std::iota(order.begin(), order.end(), std::size_t{0});
      std::ranges::sort(order, {}, [&](std::size_t i) { return points.at(row, 2 * n + i); });
      std::vector<char> is_kept(n, 1);
      for (std::size_t step = 0; step <= n; ++step) {
        if (step > 0) is_kept[order[step - 1]] = 0;
        std::vector<double> at_step = b;
        copula.condition(a, is_kept, at_step);
        steps[step].push_back(at(at_step));
      }
    }
    RedrawnInTurn sample{{}, orders};
    for (const auto& it : steps) sample.steps.emplace_back(it);
    return *shapley_effects(sample, blocks);
  }
};

double total_of(const std::vector<PointEstimate>& effects) {
  return std::accumulate(effects.begin(), effects.end(), 0.0,
                         [](double sum, const auto& it) { return sum + it.value; });
}

}  // namespace

TEST_CASE("Shapley effects of correlated normal numbers are those known of them", "[statistics][sensitivity]") {
  for (const double rho : {-0.6, 0.0, 0.3, 0.9}) {
    const Sum sum{{1, 2, 0.5}, rho};
    const ShapleyEffects found = sum.estimated(1 << 16, 1);
    for (std::size_t i = 0; i < 3; ++i) {
      CAPTURE(rho, i);
      CHECK(found.effects[i].value == Approx(sum.effects()[i]).margin(0.01));
    }
  }
}

TEST_CASE("Shapley effects sum to 1, however few the rows", "[statistics][sensitivity]") {
  for (const std::size_t rows : {32, 100, 1000})
    for (const double rho : {0.0, 0.8})
      CHECK(total_of(Sum{{1, -2, 0, 3}, rho}.estimated(rows, 5).effects) == Approx(1).epsilon(1e-12));
}

TEST_CASE("what changes nothing has a Shapley effect only by what it goes with", "[statistics][sensitivity]") {
  const ShapleyEffects alone = Sum{{1, 2, 0}, 0.5}.estimated(256, 2);
  CHECK(alone.effects[2].value == Approx(0).margin(1e-12));
  CHECK(Sum{{0, 2, 1}, 0.8}.estimated(1 << 14, 2).effects[0].value > 0.1);
}

// Each of nine with a chance of 0.001 outside its band if the level is right.
TEST_CASE("intervals of Shapley effects hold them in nineteen of twenty samples", "[statistics][sensitivity]") {
  constexpr int trials = 400;
  const double half = normal_critical(0.999) * std::sqrt(0.05 * 0.95 / trials);
  for (const double rho : {-0.5, 0.0, 0.7}) {
    const Sum sum{{1, 2, 0.5}, rho};
    std::vector<int> hits(3);
    for (int trial = 0; trial < trials; ++trial) {
      const ShapleyEffects found = sum.estimated(512, static_cast<std::uint64_t>(trial) + 1);
      for (std::size_t i = 0; i < 3; ++i) {
        const Interval it = *found.effects[i].ci95;
        hits[i] += it.low <= sum.effects()[i] && sum.effects()[i] <= it.high ? 1 : 0;
      }
    }
    for (std::size_t i = 0; i < 3; ++i) {
      CAPTURE(rho, i);
      CHECK(hits[i] / static_cast<double>(trials) == Approx(0.95).margin(half));
    }
  }
}

TEST_CASE("a function that is the same everywhere has no Shapley effects", "[statistics][sensitivity]") {
  const std::vector<double> same(32, 7);
  CHECK_FALSE(shapley_effects({{same, same}, std::vector<std::vector<std::size_t>>(32, {0})}, 16));
}

}  // namespace shapley_effects_test

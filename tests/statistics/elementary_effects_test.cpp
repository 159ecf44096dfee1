#include "statistics/elementary_effects.hpp"

#include <cmath>
#include <functional>

#include "random/key.hpp"
#include "statistics/interval.hpp"
#include "support/catch.hpp"

namespace elementary_effects_test {

using namespace allot;

namespace {

using Function = std::function<double(const std::vector<double>&)>;

/// The effects of each factor from all starts and directions, in an order of moves that is always the same.
std::vector<std::vector<double>> all_effects(std::size_t factors, const Function& function) {
  std::vector<std::vector<double>> out(factors);
  for (std::size_t corner = 0; corner < std::size_t{1} << (2 * factors); ++corner) {
    std::vector<double> uniforms;
    for (std::size_t i = 0; i < 2 * factors; ++i) uniforms.push_back((corner >> i & 1) != 0 ? 0.75 : 0.25);
    for (std::size_t i = 0; i < factors; ++i) uniforms.push_back(0.1 * static_cast<double>(i + 1));
    const Trajectory trajectory = trajectory_of(uniforms);
    std::vector<double> values;
    for (const auto& point : trajectory.points) values.push_back(function(point));
    const std::vector<double> effects = effects_along(trajectory, values);
    for (std::size_t i = 0; i < factors; ++i) out[i].push_back(effects[i]);
  }
  return out;
}

// sigma with n in place of n - 1.
double of_population(const ElementaryEffects& it) {
  const auto n = static_cast<double>(it.count);
  return it.sigma * std::sqrt((n - 1) / n);
}

double curved(const std::vector<double>& x) { return x[0] + 2 * x[1] * x[1] + 3 * x[0] * x[2]; }

ElementaryEffects sampled(std::size_t factor, std::size_t walks, std::uint64_t seed) {
  std::vector<double> effects;
  for (std::size_t walk = 0; walk < walks; ++walk) {
    std::vector<double> uniforms(9);
    draw_consecutive({seed, 1}, walk, 0, uniforms);
    const Trajectory trajectory = trajectory_of(uniforms);
    std::vector<double> values;
    for (const auto& point : trajectory.points) values.push_back(curved(point));
    effects.push_back(effects_along(trajectory, values)[factor]);
  }
  return elementary_effects(effects);
}

}  // namespace

TEST_CASE("effects of a linear function are its coefficients", "[statistics][sensitivity]") {
  const auto effects = all_effects(3, [](const auto& x) { return 3 * x[0] - 2 * x[1] + 0.5 * x[2]; });
  constexpr double mu[] = {3, -2, 0.5};
  for (std::size_t i = 0; i < 3; ++i) {
    const ElementaryEffects it = elementary_effects(effects[i]);
    CHECK(it.mu.value == Approx(mu[i]));
    CHECK(it.mu_star.value == Approx(std::abs(mu[i])));
    CHECK(it.sigma == Approx(0).margin(1e-12));
  }
}

// All starts on the grid of Morris (1991) with p = 4 and delta = 2/3, by hand: the effect of x1 is 1 + 3 x3, of x2
// 4 x2 + 4/3 where it begins, of x3 3 x1.
TEST_CASE("effects of a curved function spread as its slopes do over the grid", "[statistics][sensitivity]") {
  const auto effects = all_effects(3, curved);
  constexpr double mu[] = {2.5, 2, 1.5}, sigma[] = {1.11803398875, 0.666666666667, 1.11803398875};
  for (std::size_t i = 0; i < 3; ++i) {
    const ElementaryEffects it = elementary_effects(effects[i]);
    CHECK(it.mu.value == Approx(mu[i]));
    CHECK(it.mu_star.value == Approx(mu[i]));
    CHECK(of_population(it) == Approx(sigma[i]));
  }
}

TEST_CASE("a walk moves each factor once, by two thirds, from one level to another", "[statistics][sensitivity]") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    std::vector<double> uniforms(12);
    draw_consecutive({seed, 1}, 0, 0, uniforms);
    const Trajectory it = trajectory_of(uniforms);
    REQUIRE(it.points.size() == 5);
    std::vector<int> moves(4);
    for (std::size_t step = 0; step < 4; ++step)
      for (std::size_t i = 0; i < 4; ++i) {
        const double moved = std::abs(it.points[step + 1][i] - it.points[step][i]);
        CHECK(moved == Approx(i == it.moved[step] ? morris_step : 0).margin(1e-15));
        moves[i] += moved > 0 ? 1 : 0;
        CHECK(std::fmod(3 * it.points[step][i] + 1e-9, 1) < 1e-6);
      }
    CHECK(moves == std::vector<int>(4, 1));
  }
}

// Each of three with a chance of 0.001 outside its band if the level is right.
TEST_CASE("intervals of mu* hold it in nineteen of twenty samples", "[statistics][sensitivity]") {
  constexpr int trials = 1000;
  constexpr double mu_star[] = {2.5, 2, 1.5};
  const double half = normal_critical(0.999) * std::sqrt(0.05 * 0.95 / trials);
  for (std::size_t i = 0; i < 3; ++i) {
    int hits = 0;
    for (int trial = 0; trial < trials; ++trial) {
      const Interval it = *sampled(i, 100, static_cast<std::uint64_t>(trial)).mu_star.ci95;
      hits += it.low <= mu_star[i] && mu_star[i] <= it.high ? 1 : 0;
    }
    CAPTURE(i);
    CHECK(hits / static_cast<double>(trials) == Approx(0.95).margin(half));
  }
}

}  // namespace elementary_effects_test

#include "random/gaussian_copula.hpp"

#include <cmath>

#include "random/normal.hpp"
#include "random/rank_correlated.hpp"
#include "random/unit_points.hpp"
#include "support/catch.hpp"

namespace gaussian_copula_test {

using namespace allot;

namespace {

const std::vector<double> three = {1, 0.5, 0.2, 0.5, 1, -0.3, 0.2, -0.3, 1};

double correlation_of_scores(const std::vector<std::vector<double>>& draws, std::size_t one, std::size_t other) {
  double sum = 0, squares_one = 0, squares_other = 0;
  for (const auto& it : draws) {
    const double a = normal_quantile(it[one]), b = normal_quantile(it[other]);
    sum += a * b;
    squares_one += a * a;
    squares_other += b * b;
  }
  return sum / std::sqrt(squares_one * squares_other);
}

std::vector<std::vector<double>> draws_of(const GaussianCopula& copula, std::size_t count) {
  const UnitPoints points = scrambled_sobol(count, 3, 1);
  std::vector<std::vector<double>> out;
  for (std::size_t i = 0; i < count; ++i)
    copula.correlate(out.emplace_back(points.point(i).begin(), points.point(i).end()));
  return out;
}

}  // namespace

TEST_CASE("normal scores of the copula's draws have its correlations", "[random][sensitivity]") {
  const auto draws = draws_of(*GaussianCopula::with(three, 3), 1 << 14);
  CHECK(correlation_of_scores(draws, 0, 1) == Approx(0.5).margin(0.002));
  CHECK(correlation_of_scores(draws, 0, 2) == Approx(0.2).margin(0.002));
  CHECK(correlation_of_scores(draws, 1, 2) == Approx(-0.3).margin(0.002));
}

// z1 and z3 given z2 = 1: means 0.5 and -0.3, variances 0.75 and 0.91, covariance 0.2 + 0.15.
TEST_CASE("a draw given one of its numbers has the normal law of the others given it", "[random][sensitivity]") {
  const GaussianCopula copula = *GaussianCopula::with(three, 3);
  const std::vector<double> known(3, normal_cdf(1));
  const std::vector<char> is_known = {0, 1, 0};
  double mean_1 = 0, mean_3 = 0, square_1 = 0, square_3 = 0, product = 0;
  auto draws = draws_of(copula, 1 << 14);
  for (auto& it : draws) {
    copula.condition(known, is_known, it);
    CHECK(it[1] == known[1]);
    const double a = normal_quantile(it[0]), b = normal_quantile(it[2]);
    mean_1 += a, mean_3 += b, square_1 += a * a, square_3 += b * b, product += a * b;
  }
  const auto n = static_cast<double>(draws.size());
  CHECK(mean_1 / n == Approx(0.5).margin(0.002));
  CHECK(mean_3 / n == Approx(-0.3).margin(0.002));
  CHECK(square_1 / n - 0.25 == Approx(0.75).margin(0.005));
  CHECK(square_3 / n - 0.09 == Approx(0.91).margin(0.005));
  CHECK(product / n + 0.15 == Approx(0.35).margin(0.005));
}

TEST_CASE("given all of its numbers a draw is those, and given none it stays", "[random][sensitivity]") {
  const GaussianCopula copula = *GaussianCopula::with(three, 3);
  const std::vector<double> known = {0.1, 0.6, 0.95}, drawn = {0.3, 0.4, 0.5};
  std::vector<double> draw = drawn;
  copula.condition(known, std::vector<char>{0, 0, 0}, draw);
  CHECK(draw == drawn);
  copula.condition(known, std::vector<char>{1, 1, 1}, draw);
  CHECK(draw == known);
}

TEST_CASE("there is no copula of correlations that contradict each other", "[random][sensitivity]") {
  CHECK_FALSE(GaussianCopula::with({1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1}, 3));
  CHECK_FALSE(GaussianCopula::with({1, 1, 1, 1}, 2));
}

}  // namespace gaussian_copula_test

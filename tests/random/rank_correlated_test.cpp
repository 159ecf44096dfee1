#include "random/rank_correlated.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "support/catch.hpp"

namespace rank_correlated_test {

using namespace allot;

std::vector<double> sorted_column(const UnitPoints& points, std::size_t dimension) {
  std::vector<double> column;
  for (std::size_t i = 0; i < points.points; ++i) column.push_back(points.at(i, dimension));
  std::sort(column.begin(), column.end());
  return column;
}

/// Spearman's: 1 - 6 sum d^2 / (n (n^2 - 1)), d the difference of ranks.
double spearman(const UnitPoints& points, std::size_t a, std::size_t b) {
  const std::vector<double> columns[] = {sorted_column(points, a), sorted_column(points, b)};
  const auto rank = [&](std::size_t which, double value) {
    return static_cast<double>(std::lower_bound(columns[which].begin(), columns[which].end(), value) -
                               columns[which].begin());
  };
  double squares = 0;
  for (std::size_t i = 0; i < points.points; ++i)
    squares += std::pow(rank(0, points.at(i, a)) - rank(1, points.at(i, b)), 2);
  const auto n = static_cast<double>(points.points);
  return 1 - 6 * squares / (n * (n * n - 1));
}

// Within 0.02 at 1,000 points: about five times what was met.
TEST_CASE("inputs get the rank correlations asked for, and none that were not", "[random][design]") {
  const std::vector<RankCorrelation> wanted{{0, 2, 0.8}, {2, 3, -0.5}, {0, 3, -0.2}};
  for (const UnitPoints& points :
       {latin_hypercube(1000, 5, 1), scrambled_sobol(1024, 5, 1), random_points(1000, 5, 1)}) {
    const auto correlated = rank_correlated(points, wanted);
    REQUIRE(correlated);
    for (const auto& [a, b, rho] : wanted) CHECK(std::abs(spearman(*correlated, a, b) - rho) < 0.02);
    for (const std::size_t alone : {1u, 4u})
      for (const std::size_t d : {0u, 2u, 3u}) CHECK(std::abs(spearman(*correlated, alone, d)) < 0.12);
  }
}

TEST_CASE("correlation puts values in another order and changes none, so strata are kept", "[random][design]") {
  const UnitPoints points = latin_hypercube(200, 4, 1);
  const auto correlated = rank_correlated(points, std::vector<RankCorrelation>{{0, 1, 0.7}, {1, 3, 0.6}});
  REQUIRE(correlated);
  for (std::size_t d = 0; d < 4; ++d) CHECK(sorted_column(*correlated, d) == sorted_column(points, d));
  CHECK(*correlated != points);
  for (std::size_t i = 0; i < 200; ++i) CHECK(correlated->at(i, 2) == points.at(i, 2));
}

TEST_CASE("without correlations points stay as they are", "[random][design]") {
  const UnitPoints points = scrambled_sobol(50, 3, 1);
  CHECK(rank_correlated(points, {}) == points);
}

TEST_CASE("with fewer points than inputs they are correlated as well as may be", "[random][design]") {
  for (const std::size_t count : {1u, 2u, 12u}) {
    std::vector<RankCorrelation> wanted;
    for (std::size_t d = 1; d < 12; ++d) wanted.push_back({0, d, 0.25});
    const UnitPoints points = latin_hypercube(count, 12, 1);
    const auto correlated = rank_correlated(points, wanted);
    REQUIRE(correlated);
    for (std::size_t d = 0; d < 12; ++d) CHECK(sorted_column(*correlated, d) == sorted_column(points, d));
  }
}

TEST_CASE("correlations that no inputs can have at once are refused", "[random][design]") {
  const UnitPoints points = latin_hypercube(100, 3, 1);
  CHECK_FALSE(rank_correlated(points, std::vector<RankCorrelation>{{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, -0.9}}));
  CHECK_FALSE(rank_correlated(points, std::vector<RankCorrelation>{{0, 1, 1}}));
  CHECK_FALSE(rank_correlated(points, std::vector<RankCorrelation>{{0, 1, 0.8}, {1, 2, 0.8}}));  // 0 and 2 not at all
}

// 2 sin(pi/12) and 2 sin(pi/6) to sixteen figures.
TEST_CASE("a rank correlation belongs to the normal correlation that Pearson's formula says", "[random][design]") {
  const auto matrix = normal_correlations(3, std::vector<RankCorrelation>{{0, 1, 0.5}, {1, 2, -1}});
  CHECK(std::abs(matrix[1] - 0.5176380902050415) < 1e-15);
  CHECK(std::abs(matrix[5] + 1) < 1e-15);
  CHECK(matrix[2] == 0);
  CHECK(matrix[8] == 1);
}

// The matrix and its root: 4 12 -16, 12 37 -43, -16 -43 98; 2, 6 1, -8 5 3. By hand.
TEST_CASE("a root of a matrix multiplied by itself is the matrix", "[random][design]") {
  const std::vector<double> matrix{4, 12, -16, 12, 37, -43, -16, -43, 98};
  CHECK(cholesky(matrix, 3) == std::vector<double>{2, 0, 0, 6, 1, 0, -8, 5, 3});
  CHECK_FALSE(cholesky(std::vector<double>{1, 2, 2, 1}, 2));
}

}  // namespace rank_correlated_test

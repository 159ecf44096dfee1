#include "statistics/ratio.hpp"

#include <cmath>

#include "random/key.hpp"
#include "random/normal.hpp"
#include "support/catch.hpp"

namespace ratio_test {

using namespace allot;
using Numbers = std::vector<double>;

TEST_CASE("where each win is twice its cost, the ratio of means is two and no more uncertain", "[statistics]") {
  const auto ratio = ratio_of_means(Numbers{8, 10, 12}, Numbers{4, 5, 6});
  REQUIRE(ratio);
  CHECK(ratio->value == 2);
  CHECK(ratio->ci95->low == Approx(2).margin(1e-6));
  CHECK(ratio->ci95->high == Approx(2).margin(1e-6));
}

TEST_CASE("of a cost that is known the interval is that of the mean, by it", "[statistics]") {
  const auto ratio = ratio_of_means(Numbers{8, 10, 12}, Numbers{5, 5, 5});
  REQUIRE(ratio);
  const double half = 4.302652729696142 * 2 / std::sqrt(3.0) / 5;  // Student's t with two degrees
  CHECK(ratio->ci95->low == Approx(2 - half));
  CHECK(ratio->ci95->high == Approx(2 + half));
}

TEST_CASE("nothing is said of a cost that may be nothing, or brings money", "[statistics]") {
  CHECK_FALSE(ratio_of_means(Numbers{8, 10, 12}, Numbers{0, 1, 2}));  // 1, give or take 2.48
  CHECK_FALSE(ratio_of_means(Numbers{8, 10, 12}, Numbers{-5, -5, -5}));
  CHECK_FALSE(ratio_of_means(Numbers{8}, Numbers{0}));
  CHECK_FALSE(ratio_of_means(Numbers{}, Numbers{}));
}

TEST_CASE("one pair has a ratio without an interval; what has no value is left out", "[statistics]") {
  const auto ratio = ratio_of_means(Numbers{10, std::nan("")}, Numbers{4, 7});
  REQUIRE(ratio);
  CHECK(ratio->value == 2.5);
  CHECK_FALSE(ratio->ci95);
}

// 2,000 samples: a true 95% is missed by less than 2% but once in 10,000.
TEST_CASE("Fieller's interval holds the true ratio 95 times in 100, of pairs that go together",
          "[statistics][statistical]") {
  constexpr std::size_t samples = 2000, size = 20;
  constexpr double mean_won = 30, mean_cost = 10;
  std::size_t hits = 0;
  for (std::uint64_t sample = 0; sample < samples; ++sample) {
    Numbers won, cost;
    for (std::uint64_t i = 0; i < size; ++i) {
      const double x = normal_quantile(unit_interval(combine(hash_name("ratio/x"), sample * size + i))),
                   y = normal_quantile(unit_interval(combine(hash_name("ratio/y"), sample * size + i)));
      cost.push_back(mean_cost + 4 * y);
      won.push_back(mean_won + 6 * y + 8 * x);
    }
    const auto ratio = ratio_of_means(won, cost);
    hits += ratio && ratio->ci95->low <= 3 && 3 <= ratio->ci95->high;
  }
  CHECK(static_cast<double>(hits) / samples == Approx(0.95).margin(0.02));
}

}  // namespace ratio_test

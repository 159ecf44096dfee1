#include "statistics/interval.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "random/key.hpp"
#include "random/normal.hpp"
#include "statistics/estimate.hpp"
#include "support/catch.hpp"

namespace interval_test {

using namespace allot;

namespace {

double binomial(std::size_t n, std::size_t k, double p) {
  const auto choose = [](double a, double b) {
    return std::lgamma(a + 1) - std::lgamma(b + 1) - std::lgamma(a - b + 1);
  };
  const auto hits = static_cast<double>(k), tries = static_cast<double>(n);
  return std::exp(choose(tries, hits) + hits * std::log(p) + (tries - hits) * std::log(1 - p));
}

/// The chance that a quantile lies in [X(lower), X(upper)): between lower and upper - 1 values are at or
/// below it.
double coverage(std::size_t n, double share, Ranks ranks) {
  double sum = 0;
  for (std::size_t k = ranks.lower; k < ranks.upper; ++k) sum += binomial(n, k, share);
  return sum;
}

double wilson_coverage(std::size_t n, double share) {
  double sum = 0;
  for (std::size_t k = 0; k <= n; ++k) {
    const Interval interval = wilson_interval(k, n);
    if (interval.low <= share && share <= interval.high) sum += binomial(n, k, share);
  }
  return sum;
}

/// Whether `hits` of `tries` is what a chance of `share` gives, but for one seed in a thousand.
bool is_credible(std::size_t hits, std::size_t tries, double share) {
  const Ranks band = quantile_ranks(tries, share, 0.999);
  return band.lower <= hits && hits < band.upper;
}

template <class Quantile>
std::vector<double> sample(std::size_t count, std::uint64_t experiment, const Quantile& quantile) {
  std::vector<double> values(count);
  draw_consecutive({2024, hash_name("tests/coverage")}, experiment, 0, values);
  for (double& u : values) u = quantile(u);
  return values;
}

}  // namespace

TEST_CASE("critical values are those of the tables", "[statistics]") {
  CHECK(t_critical(4, 0.95) == Approx(2.7764451052).epsilon(1e-10));
  CHECK(t_critical(9, 0.95) == Approx(2.26215716274).epsilon(1e-10));
  CHECK(t_critical(9, 0.90) == Approx(1.83311293265).epsilon(1e-10));
  CHECK(t_critical(29, 0.95) == Approx(2.04522964213).epsilon(1e-10));
  CHECK(t_critical(99, 0.99) == Approx(2.62640545728).epsilon(1e-10));
  CHECK(t_critical(1, 0.95) == Approx(std::tan(0.475 * 3.14159265358979324)).epsilon(1e-12));
  CHECK(normal_critical(0.95) == Approx(1.95996398454).epsilon(1e-10));
  CHECK(normal_critical(0.90) == Approx(1.64485362695).epsilon(1e-10));
  CHECK(t_critical(100'000'000, 0.95) == Approx(normal_critical(0.95)).epsilon(1e-7));
}

// Source: closed form, 3 of 10 and 0 of 1000.
TEST_CASE("Wilson's interval is that of the tables", "[statistics]") {
  const Interval three = wilson_interval(3, 10);
  CHECK(three.low == Approx(0.107791267406).epsilon(1e-11));
  CHECK(three.high == Approx(0.603221852539).epsilon(1e-11));
  const Interval none = wilson_interval(0, 1000);
  CHECK(none.low == 0);
  CHECK(none.high == Approx(0.00382675848556).epsilon(1e-11));
  CHECK(wilson_interval(1000, 1000).high == 1);
  CHECK(wilson_interval(0, 0).low == 0);
  CHECK(wilson_interval(0, 0).high == 1);
}

// Source: exact enumeration, as in Brown, Cai, DasGupta (2001).
TEST_CASE("Wilson's interval covers a proportion as often as theory says", "[statistics]") {
  CHECK(wilson_coverage(20, 0.1) == Approx(0.956825504716).epsilon(1e-10));
  CHECK(wilson_coverage(100, 0.5) == Approx(0.943112066359).epsilon(1e-10));
}

// Source: binomial sums for the ranks, with the coverage that follows from them.
TEST_CASE("the ranks around a quantile are those of the tables", "[statistics]") {
  struct Known {
    std::size_t count;
    double share;
    std::size_t lower, upper;
    double coverage;
  };
  for (const Known& known : {Known{20, 0.5, 6, 15, 0.958610534668}, Known{100, 0.9, 84, 96, 0.955690107191},
                             Known{1000, 0.9, 881, 919, 0.954907181115}}) {
    const Ranks found = quantile_ranks(known.count, known.share);
    CAPTURE(known.count, known.share);
    CHECK(found.lower == known.lower);
    CHECK(found.upper == known.upper);
    CHECK(coverage(known.count, known.share, found) == Approx(known.coverage).epsilon(1e-9));
  }
  const Ranks band = quantile_ranks(1000, 0.95, 0.999);
  CHECK(band.lower == 926);
  CHECK(band.upper - 1 == 971);
}

TEST_CASE("the ranks leave out no more than half of the rest on either side, and no fewer would do", "[statistics]") {
  for (const std::size_t count : {1u, 2u, 5u, 20u, 35u, 36u, 37u, 99u, 500u}) {
    for (const double share : {0.01, 0.1, 0.5, 0.9, 0.99}) {
      const Ranks ranks = quantile_ranks(count, share);
      CAPTURE(count, share, ranks.lower, ranks.upper);
      const double below = coverage(count, share, {0, ranks.lower});
      const double above = coverage(count, share, {ranks.upper, count + 1});
      CHECK(ranks.upper <= count + 1);
      CHECK(below < 0.025 + 1e-12);
      CHECK(above < 0.025 + 1e-12);
      CHECK(below + binomial(count, ranks.lower, share) > 0.025 - 1e-12);
      if (ranks.upper > 0) CHECK(above + binomial(count, ranks.upper - 1, share) > 0.025 - 1e-12);
    }
  }
  const Ranks many = quantile_ranks(1'000'000, 0.5);
  CHECK(many.lower == Approx(499'020).margin(2));
  CHECK(many.lower + many.upper == 1'000'001);
}

TEST_CASE("the interval of a mean covers it in 95 of 100 experiments", "[statistics][statistical]") {
  std::size_t covered = 0;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const Estimate found = estimate(sample(10, i, normal_quantile));
    covered += found.ci95->low <= 0 && 0 <= found.ci95->high;
  }
  CHECK(is_credible(covered, 1000, 0.95));
}

TEST_CASE("the interval of a quantile covers it as often as its ranks say", "[statistics][statistical]") {
  std::size_t covered_median = 0, covered_p90 = 0;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const Estimate found = estimate(sample(100, i, [](double u) { return -std::log1p(-u); }));
    covered_median += *found.p50.low <= std::log(2) && std::log(2) < *found.p50.high;
    covered_p90 += *found.p90.low <= std::log(10) && std::log(10) < *found.p90.high;
  }
  CHECK(is_credible(covered_median, 1000, coverage(100, 0.5, quantile_ranks(100, 0.5))));
  CHECK(is_credible(covered_p90, 1000, 0.955690107191));
}

}  // namespace interval_test

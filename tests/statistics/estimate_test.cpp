#include "statistics/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "random/key.hpp"
#include "statistics/dates.hpp"
#include "statistics/fairness.hpp"
#include "statistics/quantile.hpp"
#include "statistics/sum.hpp"
#include "support/catch.hpp"

namespace estimate_test {

using namespace allot;

namespace {

constexpr double null = std::numeric_limits<double>::quiet_NaN();

std::vector<double> uniforms(std::size_t count, std::uint64_t stream) {
  std::vector<double> draws(count);
  draw_consecutive({1, stream}, 0, 0, draws);
  return draws;
}

std::vector<double> quantiles_of(std::vector<double> values, std::vector<double> shares) {
  std::vector<double> found(shares.size());
  type1_quantiles(values, shares, found);
  return found;
}

bool same(const QuantileEstimate& a, const QuantileEstimate& b) {
  return a.value == b.value && a.low == b.low && a.high == b.high;
}

}  // namespace

// Source: Law (2015), Simulation Modeling and Analysis, example 4.26 (printed 1.34 and 0.24, at 90 percent).
TEST_CASE("ten observations have the mean and the interval of the textbook", "[statistics]") {
  const std::vector<double> data{1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09};
  const Estimate found = estimate(data);
  CHECK(found.count == 10);
  CHECK(found.mean == Approx(1.343).epsilon(1e-12));
  CHECK(found.sd * found.sd == Approx(0.167512222222).epsilon(1e-11));
  CHECK(found.min == 0.5);
  CHECK(found.max == 1.89);

  const auto interval = t_interval(found.count, found.mean, found.sd, 0.9);
  REQUIRE(interval);
  CHECK(interval->high - found.mean == Approx(0.237253414489).epsilon(1e-11));
  CHECK(found.mean - interval->low == Approx(0.237253414489).epsilon(1e-11));
  REQUIRE(found.ci95);
  CHECK(found.ci95->high - found.mean == Approx(2.26215716274 * std::sqrt(0.0167512222222)).epsilon(1e-10));
}

// Source: the classic of Welford (1962), and NumAcc3 of the NIST Statistical Reference Datasets, whose mean
// and deviation are certified.
TEST_CASE("large numbers that differ little keep their mean and deviation", "[statistics]") {
  const Estimate four = estimate(std::vector<double>{1000000004, 1000000007, 1000000013, 1000000016});
  CHECK(four.mean == 1000000010);
  CHECK(four.sd * four.sd == Approx(30).epsilon(1e-15));

  std::vector<double> numacc3{1000000.2};
  for (int i = 0; i < 500; ++i) numacc3.insert(numacc3.end(), {1000000.1, 1000000.3});
  CHECK(estimate(numacc3).mean == Approx(1000000.2).epsilon(1e-15));
  CHECK(estimate(numacc3).sd == Approx(0.1).epsilon(1e-9));
}

TEST_CASE("a sum loses nothing to terms that cancel, however many blocks they fill", "[statistics]") {
  std::vector<double> terms;
  for (int i = 0; i < 1000; ++i) terms.insert(terms.end(), {1e16, 1, -1e16});
  CHECK(blockwise_sum(terms.size(), [&](std::size_t i) { return terms[i]; }) == 1000);
}

TEST_CASE("a sum by blocks that are joined in order is the same bytes", "[statistics]") {
  const std::vector<double> terms = uniforms(10 * block_size + 17, 1);
  CompensatedSum joined;
  for (std::size_t first = 0; first < terms.size(); first += block_size) {
    CompensatedSum block;
    for (std::size_t i = first; i < std::min(first + block_size, terms.size()); ++i) block.add(terms[i]);
    joined.add(block);
  }
  CHECK(joined.value() == blockwise_sum(terms.size(), [&](std::size_t i) { return terms[i]; }));
}

TEST_CASE("nulls are counted and left out of everything else", "[statistics]") {
  const Estimate with = estimate(std::vector<double>{null, 3, 1, null, 2});
  const Estimate without = estimate(std::vector<double>{3, 1, 2});
  CHECK(with.nulls == 2);
  CHECK(without.nulls == 0);
  CHECK(with.count == 3);
  CHECK(with.mean == without.mean);
  CHECK(with.sd == without.sd);
  CHECK(same(with.p50, without.p50));
}

TEST_CASE("too few values leave open what they cannot say", "[statistics]") {
  const Estimate none = estimate(std::vector<double>{null});
  CHECK(none.count == 0);
  CHECK(none.nulls == 1);
  CHECK(std::isnan(none.mean));
  CHECK(std::isnan(none.p50.value));
  CHECK_FALSE(none.ci95);
  CHECK_FALSE(none.p50.low);

  const Estimate one = estimate(std::vector<double>{4});
  CHECK(one.mean == 4);
  CHECK(one.min == 4);
  CHECK(one.p10.value == 4);
  CHECK(std::isnan(one.sd));
  CHECK_FALSE(one.ci95);
  CHECK_FALSE(one.p50.low);
  CHECK_FALSE(one.p50.high);

  const Estimate alike = estimate(std::vector<double>(30, 7.1));
  CHECK(alike.sd == 0);
  CHECK(alike.mean == 7.1);
  CHECK(alike.ci95->low == 7.1);
  CHECK(alike.p50.low == 7.1);
}

// Source: the type 1 column of Hyndman, Fan (1996) for these data.
TEST_CASE("a quantile is the smallest value at which the share is reached", "[statistics]") {
  CHECK(quantiles_of({40, 15, 50, 35, 20}, {0.05, 0.3, 0.4, 0.5, 0.9, 1}) ==
        std::vector<double>{15, 20, 20, 35, 50, 50});
  CHECK(type1_rank(70, 0.1) == 7);
  CHECK(type1_rank(100, 0.07) == 7);
  CHECK(type1_rank(10, 0.9) == 9);
  CHECK(type1_rank(11, 0.9) == 10);
  CHECK(type1_rank(1, 0.1) == 1);
  CHECK(quantiles_of({null, 2, null, 1}, {0.5, 1}) == std::vector<double>{1, 2});
  CHECK(std::isnan(quantiles_of({null}, {0.5})[0]));
}

TEST_CASE("selecting ranks finds what sorting finds", "[statistics]") {
  for (const std::size_t count : {1u, 2u, 9u, 100u, 1000u}) {
    std::vector<double> values = uniforms(count, count), sorted = values;
    std::sort(sorted.begin(), sorted.end());
    for (double& x : values) x = std::floor(x * 50);
    for (double& x : sorted) x = std::floor(x * 50);
    const std::vector<std::size_t> ranks{1, 1, (count + 1) / 2, (count + 1) / 2, count, count};
    std::vector<double> found(ranks.size());
    order_statistics(values, ranks, found);
    CAPTURE(count);
    for (std::size_t i = 0; i < ranks.size(); ++i) CHECK(found[i] == sorted[ranks[i] - 1]);
  }
}

TEST_CASE("the interval of a quantile lies between the published ranks", "[statistics]") {
  std::vector<double> values(100);
  std::iota(values.begin(), values.end(), 1);
  const Estimate found = estimate(values);
  CHECK(found.p10.value == 10);
  CHECK(found.p50.value == 50);
  CHECK(found.p90.value == 90);
  CHECK(found.p90.low == 84);
  CHECK(found.p90.high == 96);

  values.resize(10);
  const Estimate few = estimate(values);
  CHECK_FALSE(few.p10.low);
  CHECK(few.p10.high == 4);
  CHECK_FALSE(few.p90.high);
}

TEST_CASE("an estimate does not depend on what was estimated before", "[statistics]") {
  Estimator estimator;
  for (const std::size_t count : {5u, 300u, 2u, 300u, 1u, 0u, 40u}) {
    const std::vector<double> values = uniforms(count, count);
    const Estimate warm = estimator(values), cold = estimate(values);
    CAPTURE(count);
    CHECK(warm.count == cold.count);
    if (count >= 2) CHECK(warm.ci95->high == cold.ci95->high);
    if (count >= 1) CHECK((same(warm.p10, cold.p10) && same(warm.p50, cold.p50) && same(warm.p90, cold.p90)));
  }
}

TEST_CASE("a band over time is what the estimate says, nulls left out", "[statistics]") {
  const auto is_same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
  for (const std::size_t count : {0u, 1u, 2u, 7u, 300u, 1001u}) {
    std::vector<double> values = uniforms(count, count);
    for (std::size_t i = 2; i < count; i += 5) values[i] = null;
    const Estimate whole = estimate(values);
    const Band band = band_of(values);
    CAPTURE(count);
    CHECK((is_same(band.mean, whole.mean) && is_same(band.p10, whole.p10.value)));
    CHECK((is_same(band.p50, whole.p50.value) && is_same(band.p90, whole.p90.value)));
  }
}

// Source: Jain's index and the population form of Gini, by hand: (1, 3, 5) gives 81/105 and 8/27.
TEST_CASE("fairness has the values of the tables", "[statistics]") {
  struct Known {
    std::vector<double> shares;
    double jain, gini;
  };
  std::vector<double> a_fifth(100, 0.0);
  std::fill_n(a_fifth.begin(), 20, 1.0);
  const std::vector<Known> tables{{{1, 3, 5}, 0.771428571429, 0.296296296296},
                                  {{5, 1, 4}, 0.793650793651, 0.266666666667},
                                  {{10, 20, 30, 40, 50, 60}, 0.807692307692, 0.277777777778},
                                  {a_fifth, 0.2, 0.8},
                                  {{50, 75, 75}, 0.969696969697, 0.0833333333333},
                                  {{0.5, 0.5, 0.5}, 1, 0},
                                  {{0, 0, 9}, 1.0 / 3, 2.0 / 3}};
  for (const Known& known : tables) {
    CAPTURE(known.shares);
    CHECK(jain(known.shares) == Approx(known.jain).epsilon(1e-11));
    CHECK(gini(known.shares) == Approx(known.gini).epsilon(1e-11).margin(1e-15));
  }
}

TEST_CASE("fairness of nothing is null", "[statistics]") {
  CHECK(std::isnan(jain({})));
  CHECK(std::isnan(gini({})));
  CHECK(std::isnan(jain(std::vector<double>{0, 0})));
  CHECK(std::isnan(gini(std::vector<double>{0, 0})));
}

TEST_CASE("a milestone that is not reached comes after every date", "[statistics]") {
  std::vector<Time> dates{never, 30 * day, 10 * day, never, 20 * day};
  CHECK(quantile_of_dates(dates, 0.1) == 10 * day);
  CHECK(quantile_of_dates(dates, 0.5) == 30 * day);
  CHECK(quantile_of_dates(dates, 0.6) == 30 * day);
  CHECK(quantile_of_dates(dates, 0.61) == std::nullopt);
  CHECK(mean_until(dates, 100 * day) == 52.0 * day);
  CHECK(mean_until(dates, 25 * day) == 21.0 * day);

  const DateEstimate found = estimate_dates(dates, 100 * day);
  CHECK(found.count == 5);
  CHECK(found.reached == 3);
  CHECK(found.share == 0.6);
  CHECK(found.share_ci95.low == wilson_interval(3, 5).low);
  CHECK(found.p10.value == 10 * day);
  CHECK(found.p90.value == std::nullopt);
  CHECK(found.mean_until_end == 52.0 * day);
}

TEST_CASE("dates of a hundred replications have quantiles between the published ranks", "[statistics]") {
  std::vector<Time> dates(100);
  for (std::size_t i = 0; i < dates.size(); ++i) dates[i] = i < 95 ? static_cast<Time>(i + 1) * day : never;
  const DateEstimate found = estimate_dates(dates, 1000 * day);
  CHECK(found.p90.value == 90 * day);
  CHECK(found.p90.low == 84 * day);
  CHECK(found.p90.high == std::nullopt);

  const DateEstimate none = estimate_dates({}, day);
  CHECK(std::isnan(none.share));
  CHECK(std::isnan(none.mean_until_end));
  CHECK(none.p50.value == std::nullopt);
}

}  // namespace estimate_test

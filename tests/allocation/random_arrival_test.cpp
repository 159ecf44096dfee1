#include <algorithm>
#include <numeric>
#include <vector>

#include "allocation/claims_problems.hpp"
#include "allot/allocation.hpp"
#include "support/catch.hpp"

namespace random_arrival_test {

using namespace allot;
using namespace allot::allocation;
using allot::allocation::tests::Dice;

namespace {

using Amounts = std::vector<double>;

Amounts shared(double estate, const Amounts& claims, const std::vector<std::uint32_t>& arrivals = {}) {
  Amounts awards(claims.size());
  share(Rule::random_arrival, estate, {claims, {}, {}, arrivals}, awards);
  return awards;
}

bool is_sampled(double estate, const Amounts& claims) {
  return needs_arrivals(Rule::random_arrival, estate, {claims, {}, {}, {}});
}

// The definition: the mean over all orders, one by one.
Amounts over_all_orders(double estate, const Amounts& claims) {
  std::vector<std::size_t> order(claims.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Amounts sums(claims.size());
  double orders = 0;
  do {
    double left = estate;
    for (const std::size_t i : order) {
      const double award = std::min(left, claims[i]);
      sums[i] += award;
      left -= award;
    }
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  for (double& sum : sums) sum /= orders;
  return sums;
}

// As many kinds of claim.
Amounts all_different(std::size_t n) {
  Amounts claims;
  for (std::size_t i = 0; i < n; ++i) claims.push_back(static_cast<double>(7 * i % n + 3));
  return claims;
}

}  // namespace

TEST_CASE("random arrival is the mean over all orders of arrival", "[allocation]") {
  Dice dice(7);
  for (int problem = 0; problem < 200; ++problem) {
    Amounts claims(static_cast<std::size_t>(dice.between(1, 7)));
    for (double& claim : claims) claim = static_cast<double>(dice.between(0, 9));
    const auto all = static_cast<std::int64_t>(std::accumulate(claims.begin(), claims.end(), 0.0));
    const double estate = static_cast<double>(dice.between(0, 4 * all)) / 4;
    const Amounts expected = over_all_orders(estate, claims), awards = shared(estate, claims);
    for (std::size_t i = 0; i < claims.size(); ++i) CHECK(awards[i] == Approx(expected[i]).margin(1e-12));
  }
}

// Each of the seventeen arrives first as often; then the other sixteen share what it leaves. Sixteen kinds are told apart
// by composition, seventeen by size and sum.
TEST_CASE("random arrival among seventeen is who comes first, and then random arrival among sixteen", "[allocation]") {
  const Amounts claims = all_different(17);
  const auto n = static_cast<double>(claims.size());
  for (const double estate : {1.0, 40.0, 77.5, 100.0, 150.0}) {
    Amounts expected(claims.size());
    for (std::size_t first = 0; first < claims.size(); ++first) {
      Amounts others = claims;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(first));
      const double taken = std::min(estate, claims[first]);
      Amounts awards = shared(estate - taken, others);
      awards.insert(awards.begin() + static_cast<std::ptrdiff_t>(first), taken);
      for (std::size_t i = 0; i < claims.size(); ++i) expected[i] += awards[i] / n;
    }
    const Amounts awards = shared(estate, claims);
    for (std::size_t i = 0; i < claims.size(); ++i) CHECK(awards[i] == Approx(expected[i]).epsilon(1e-13));
  }
}

TEST_CASE("any number of equal claims gets equal awards by random arrival", "[allocation]") {
  for (const std::size_t n : {13u, 100u, 5000u}) {
    CHECK_FALSE(is_sampled(1000, Amounts(n, 700)));
    const Amounts awards = shared(1000, Amounts(n, 700));
    for (const double award : awards) CHECK(award == Approx(1000 / static_cast<double>(n)).epsilon(1e-14));
  }
}

// A claim of 10 comes after k of the 30 others with chance 1/31 each, and finds 10 - k: on average 55/31.
TEST_CASE("one large claim among thirty small ones finds what those before it left", "[allocation]") {
  Amounts claims(31, 1);
  claims[12] = 10;
  const Amounts awards = shared(10, claims);
  for (std::size_t i = 0; i < claims.size(); ++i)
    CHECK(awards[i] == Approx(i == 12 ? 55.0 / 31 : (10 - 55.0 / 31) / 30).epsilon(1e-14));
}

// Of 899 claims of 1 and one of 400 the large one finds 400 - k after k of them: on average 400 x 401 / 2 / 900.
TEST_CASE("one large claim among nine hundred finds what those before it left", "[allocation]") {
  Amounts claims(900, 1);
  claims[0] = 400;
  CHECK(shared(400, claims)[0] == Approx(400.0 * 401 / 2 / 900).epsilon(1e-14));
}

// The rule is its own dual: Thomson (2003), Mathematical Social Sciences 45(3), section 5.
TEST_CASE("random arrival among sixty is exact: awards and losses mirror each other", "[allocation]") {
  const Amounts claims = all_different(60);
  const double all = std::accumulate(claims.begin(), claims.end(), 0.0);
  CHECK_FALSE(is_sampled(600, claims));
  const Amounts awards = shared(600, claims), losses = shared(all - 600, claims);
  CHECK(std::accumulate(awards.begin(), awards.end(), 0.0) == Approx(600).epsilon(1e-14));
  for (std::size_t i = 0; i < claims.size(); ++i) CHECK(awards[i] + losses[i] == Approx(claims[i]).epsilon(1e-13));
}

TEST_CASE("where random arrival is sampled, equal claims still get equal awards", "[allocation]") {
  constexpr std::size_t pairs = 75;
  Amounts claims;
  for (std::size_t i = 0; i < 2 * pairs; ++i) claims.push_back(1000 + 7 * static_cast<double>(i % pairs));
  CHECK(is_sampled(50000, claims));
  Dice dice(3);
  std::vector<std::uint32_t> arrivals;
  for (int k = 0; k < 100; ++k) {
    std::vector<std::uint32_t> order(claims.size());
    std::iota(order.begin(), order.end(), 0u);
    for (std::size_t i = order.size(); i-- > 1;)
      std::swap(order[i], order[static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(i)))]);
    arrivals.insert(arrivals.end(), order.begin(), order.end());
  }
  const Amounts awards = shared(50000, claims, arrivals);
  CHECK(std::accumulate(awards.begin(), awards.end(), 0.0) == Approx(50000));
  for (std::size_t i = 0; i < pairs; ++i) CHECK(awards[i] == awards[i + pairs]);
}

// 26 who claim 4 lots of 8 each share 10 lots: 10/26 of one each, so that the first ten in the queue get them.
TEST_CASE("equal claims of many in whole lots differ by rounding alone", "[allocation]") {
  const std::vector<Units> claims(26, 32), lots(26, 8);
  Division division;
  divide(Rule::random_arrival, 80, {claims, {}, lots, {}, {}, {}, {}}, division);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    CHECK(division.entitlements[i] == Approx(80.0 / 26));
    CHECK(division.awards[i] == (i < 10 ? 8 : 0));
  }
}

}  // namespace random_arrival_test

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "allocation/claims_problems.hpp"
#include "allot/allocation.hpp"
#include "support/catch.hpp"

namespace terms_test {

// Laws of the rules that look at more than claims: fair_share, turn_and_earn, quota and auction.
using namespace allot;
using namespace allot::allocation;
using namespace allot::allocation::tests;

namespace {

/// Claims and what else the rules look at.
struct Market {
  RealProblem problem;
  std::vector<double> received, quotas, bids;
  double others = 0, share = 0;

  RuleTerms terms() const { return {received, quotas, bids, others, share}; }
};

constexpr Rule rules_with_terms[] = {Rule::fair_share, Rule::turn_and_earn, Rule::quota, Rule::auction};

Market some_market(Dice& dice) {
  Market market;
  market.problem = shortage(dice);
  const std::size_t n = market.problem.claims.size();
  for (std::size_t i = 0; i < n; ++i) {
    market.received.push_back(dice.one_in(4) ? 0 : static_cast<double>(dice.between(0, 300)));
    market.quotas.push_back(dice.one_in(3) ? 0 : static_cast<double>(dice.between(1, 8)) / 64);
    market.bids.push_back(static_cast<double>(dice.between(1, 4)) * 10);
  }
  market.others = dice.one_in(3) ? 0 : static_cast<double>(dice.between(1, 16)) / 32;
  market.share = static_cast<double>(dice.between(0, 8)) / 8;
  return market;
}

std::vector<double> shared(Rule rule, const Market& market) {
  std::vector<double> awards(market.problem.claims.size());
  const RealProblem& it = market.problem;
  share(rule, it.estate, {it.claims, it.weights, it.caps, {}, market.terms()}, awards);
  return awards;
}

template <class Law>
void for_many_markets(Law law) {
  for (const Rule rule : rules_with_terms) {
    Dice dice(static_cast<std::uint64_t>(rule) + 100);
    for (int trial = 0; trial < 2000; ++trial) {
      Market market = some_market(dice);
      if (dice.one_in(2)) add_caps(market.problem, dice);
      if (facts(rule).takes_weights && dice.one_in(2)) add_weights(market.problem, dice);
      if (law(rule, market, dice)) continue;
      INFO(facts(rule).name << ": " << market.problem);
      CHECK(false);
      break;
    }
  }
}

bool near(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)}); }

double ceiling(const RealProblem& problem, std::size_t i) {
  return problem.caps.empty() ? problem.claims[i] : std::min(problem.claims[i], problem.caps[i]);
}

template <class Number>
void move_to_front(std::vector<Number>& column, std::size_t i) {
  if (!column.empty()) std::rotate(column.begin(), column.begin() + static_cast<std::ptrdiff_t>(i), column.end());
}

Market rotated(Market market, std::size_t by) {
  for (auto* column : {&market.problem.claims, &market.problem.weights, &market.problem.caps, &market.received,
                       &market.quotas, &market.bids})
    move_to_front(*column, by);
  return market;
}

Division divided(Rule rule, Units supply, const std::vector<Units>& claims, const RuleTerms& terms,
                 const std::vector<Units>& lots = {}) {
  Division division;
  divide(rule, supply, {claims, {}, lots, {}, {}, {}, {}, terms}, division);
  return division;
}

}  // namespace

TEST_CASE(
    "rules that look at receipts, quotas and bids keep within claims and caps, and give a short estate out whole") {
  for_many_markets([](Rule rule, const Market& market, Dice&) {
    const auto awards = shared(rule, market);
    double most = 0;
    for (std::size_t i = 0; i < awards.size(); ++i) {
      if (awards[i] < 0 || awards[i] > ceiling(market.problem, i)) return false;
      most += ceiling(market.problem, i);
    }
    return near(sum(awards), std::min(most, market.problem.estate));
  });
}

TEST_CASE("with receipts, quotas and bids too a larger estate takes nothing from anybody") {
  for_many_markets([](Rule rule, Market market, Dice& dice) {
    const auto before = shared(rule, market);
    const double left = sum(market.problem.claims) - market.problem.estate;
    market.problem.estate += left * static_cast<double>(dice.between(0, 20)) / 20;
    const auto after = shared(rule, market);
    return std::equal(before.begin(), before.end(), after.begin(), [](double a, double b) { return a <= b + 1e-8; });
  });
}

TEST_CASE("the order in which claimants are listed changes nothing but ties of bids") {
  for_many_markets([](Rule rule, Market market, Dice& dice) {
    for (std::size_t i = 0; i < market.bids.size(); ++i) market.bids[i] += static_cast<double>(i) / 8;  // no ties
    const auto by = static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(market.bids.size()) - 1));
    auto awards = shared(rule, market);
    move_to_front(awards, by);
    const auto after = shared(rule, rotated(market, by));
    return std::equal(awards.begin(), awards.end(), after.begin(), near);
  });
}

TEST_CASE("who claims nothing changes nothing, whatever it has received or may have") {
  for_many_markets([](Rule rule, Market market, Dice&) {
    const auto before = shared(rule, market);
    market.problem.claims.push_back(0);
    if (!market.problem.caps.empty()) market.problem.caps.push_back(5);
    if (!market.problem.weights.empty()) market.problem.weights.push_back(3);
    market.received.push_back(70);
    market.quotas.push_back(0.125);
    market.bids.push_back(100);
    auto after = shared(rule, market);
    after.pop_back();
    return std::equal(before.begin(), before.end(), after.begin(), near);
  });
}

TEST_CASE(
    "under fair share who has received more never gets more, and none ahead is served before all have caught up") {
  Dice dice(7);
  for (int trial = 0; trial < 2000; ++trial) {
    Market market = some_market(dice);
    market.problem.claims.push_back(market.problem.claims.front());
    market.received.push_back(market.received.front() + static_cast<double>(dice.between(0, 50)));
    market.quotas.clear();
    market.bids.clear();
    const auto awards = shared(Rule::fair_share, market);
    CHECK(awards.back() <= awards.front() + 1e-9);
    for (std::size_t i = 0; i < awards.size(); ++i)
      for (std::size_t j = 0; j < awards.size(); ++j) {
        const bool is_served = awards[i] > 1e-9, is_full = awards[j] >= market.problem.claims[j] - 1e-9;
        if (is_served && !is_full) CHECK(market.received[i] + awards[i] <= market.received[j] + awards[j] + 1e-6);
      }
  }
}

TEST_CASE("under fair share without receipts, or with equal ones, awards are equal awards") {
  Dice dice(8);
  for (int trial = 0; trial < 500; ++trial) {
    Market market = some_market(dice);
    const auto equal = tests::shared(Rule::equal_awards, market.problem);
    market.received.assign(market.received.size(), 40);
    const auto fair = shared(Rule::fair_share, market);
    CHECK(std::equal(equal.begin(), equal.end(), fair.begin(), near));
  }
}

TEST_CASE("two deliveries under fair share come to the same as one, once the first is counted as received") {
  Dice dice(9);
  for (int trial = 0; trial < 1000; ++trial) {
    Market market = some_market(dice);
    const auto at_once = shared(Rule::fair_share, market);
    Market first = market;
    first.problem.estate /= 4;
    const auto early = shared(Rule::fair_share, first);
    market.problem.estate -= first.problem.estate;
    for (std::size_t i = 0; i < early.size(); ++i) {
      market.problem.claims[i] = std::max(0.0, market.problem.claims[i] - early[i]);
      market.received[i] += early[i];
    }
    const auto late = shared(Rule::fair_share, market);
    for (std::size_t i = 0; i < early.size(); ++i) CHECK(at_once[i] == Approx(early[i] + late[i]).margin(1e-6));
  }
}

TEST_CASE(
    "turn and earn is proportional where nothing was received or no share goes by receipts, and more receipts never "
    "harm") {
  Dice dice(10);
  for (int trial = 0; trial < 1000; ++trial) {
    Market market = some_market(dice);
    const auto before = shared(Rule::turn_and_earn, market);
    Market more = market;
    more.received.front() += 25;
    CHECK(shared(Rule::turn_and_earn, more).front() >= before.front() - 1e-8);
    const auto proportional = tests::shared(Rule::proportional, market.problem);
    Market none = market;
    none.received.assign(none.received.size(), 0);
    market.share = 0;
    for (const Market& it : {none, market}) {
      const auto awards = shared(Rule::turn_and_earn, it);
      CHECK(std::equal(awards.begin(), awards.end(), proportional.begin(), near));
    }
  }
}

TEST_CASE(
    "a larger quota never gets less; where nobody has one it is proportional; where claims suffice it is the "
    "percentage") {
  Dice dice(11);
  for (int trial = 0; trial < 1000; ++trial) {
    Market market = some_market(dice);
    Market more = market;
    more.quotas.front() += 0.25;
    if (market.quotas.front() > 0)
      CHECK(shared(Rule::quota, more).front() >= shared(Rule::quota, market).front() - 1e-8);
    market.quotas.assign(market.quotas.size(), 0);
    const auto awards = shared(Rule::quota, market), proportional = tests::shared(Rule::proportional, market.problem);
    CHECK(std::equal(awards.begin(), awards.end(), proportional.begin(), near));
  }
  const Market ample{{200, {500, 500, 500}, {}, {}}, {}, {0.5, 0.25, 0}, {}, 0.25, 0};
  CHECK(shared(Rule::quota, ample) == std::vector<double>{100, 50, 50});
}

TEST_CASE("in an auction nobody is served while a higher bid waits, in whole lots as well") {
  Dice dice(12);
  for (int trial = 0; trial < 1000; ++trial) {
    const Market market = some_market(dice);
    const auto awards = shared(Rule::auction, market);
    for (std::size_t i = 0; i < awards.size(); ++i)
      for (std::size_t j = 0; j < awards.size(); ++j)
        if (awards[i] > 0 && market.bids[j] > market.bids[i]) CHECK(awards[j] == market.problem.claims[j]);
  }
  const std::vector<double> bids{10, 30, 20};
  CHECK(divided(Rule::auction, 100, {64, 64, 64}, {{}, {}, bids, 0, 0}, {8, 8, 8}).awards ==
        std::vector<Units>{0, 64, 32});
}

TEST_CASE("what was received counts in lots: 80 and 40 units in lots of 8 are 10 and 5") {
  const std::vector<double> received{80, 40};
  const Division division = divided(Rule::fair_share, 56, {400, 400}, {received, {}, {}, 0, 0}, {8, 8});
  CHECK(division.awards == std::vector<Units>{8, 48});
  CHECK(division.entitlements == std::vector<double>{8, 48});
}

TEST_CASE("a million receipts of the same size tie to the last digit, also where no lot divides them") {
  const std::vector<double> received(3, 1e6 / 3);
  CHECK(divided(Rule::fair_share, 7, {50, 50, 50}, {received, {}, {}, 0, 0}).awards == std::vector<Units>{3, 2, 2});
}

}  // namespace terms_test

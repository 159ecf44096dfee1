#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "allocation/claims_problems.hpp"
#include "allot/allocation.hpp"
#include "support/catch.hpp"

namespace whole_lots_test {

using namespace allot;
using namespace allot::allocation;
using namespace allot::allocation::tests;

namespace {

using Awards = std::vector<Units>;

Units lot(const WholeProblem& problem, std::size_t i) { return problem.lots.empty() ? 1 : problem.lots[i]; }

Units demand(const WholeProblem& problem, std::size_t i) {
  const Units most = problem.caps.empty() ? problem.claims[i] : std::min(problem.claims[i], problem.caps[i]);
  return most / lot(problem, i) * lot(problem, i);
}

Units minimum(const WholeProblem& problem, std::size_t i) {
  return problem.minimums.empty() ? 0 : std::min(problem.minimums[i], demand(problem, i));
}

WholeProblem any_problem(Rule rule, Dice& dice) {
  WholeProblem problem = whole_shortage(dice);
  if (dice.one_in(2)) add_lots(problem, dice.one_in(2), dice);
  if (dice.one_in(2)) add_caps(problem, dice);
  if (dice.one_in(2)) add_carries(problem, dice);
  if (dice.one_in(3)) add_minimums(problem, dice);
  if (facts(rule).takes_weights && dice.one_in(2)) {
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
      problem.weights.push_back(static_cast<double>(dice.between(1, 5)));
    }
  }
  return problem;
}

/// Tries a law on many problems under every rule; says on which it broke.
template <class Law>
void for_many_problems(Law law) {
  for (const auto& fact : rules()) {
    Dice dice(static_cast<std::uint64_t>(fact.rule) + 1);
    for (int trial = 0; trial < 3000; ++trial) {
      const WholeProblem problem = any_problem(fact.rule, dice);
      if (law(fact.rule, problem)) continue;
      INFO(fact.name << ": " << problem);
      CHECK(false);
      break;
    }
  }
}

double carry_before(const WholeProblem& problem, std::size_t i) {
  return problem.carries.empty() ? 0 : problem.carries[i];
}

bool was_rationed(Rule rule, const WholeProblem& problem) {
  Units demanded = 0;
  for (std::size_t i = 0; i < problem.claims.size(); ++i) demanded += demand(problem, i);
  return demanded > problem.supply && !facts(rule).is_sequence;
}

}  // namespace

TEST_CASE("whole lots within claim and ceiling, above the minimum, and every unit accounted for") {
  for_many_problems([](Rule rule, const WholeProblem& problem) {
    const Division division = divided(rule, problem);
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
      const Units award = division.awards[i];
      if (award < 0 || award > demand(problem, i) || award % lot(problem, i) != 0) return false;
      if (award > 0 && award < minimum(problem, i)) return false;
    }
    return division.left >= 0 && sum(division.awards) + division.left == problem.supply;
  });
}

TEST_CASE("no lot that could be given is held back, unless a minimum forbids it") {
  for_many_problems([](Rule rule, WholeProblem problem) {
    problem.minimums.clear();
    const Division division = divided(rule, problem);
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
      const Units one_more = division.awards[i] + lot(problem, i);
      if (one_more <= demand(problem, i) && lot(problem, i) <= division.left) return false;
    }
    return true;
  });
}

TEST_CASE("with lots of one size and no minimum everybody is within a lot of the exact share") {
  for_many_problems([](Rule rule, WholeProblem problem) {
    problem.minimums.clear();
    if (!problem.lots.empty()) problem.lots.assign(problem.lots.size(), problem.lots.front());
    const Division division = divided(rule, problem);
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
      const double miss = division.entitlements[i] - static_cast<double>(division.awards[i]);
      if (std::abs(miss) > static_cast<double>(lot(problem, i)) + 1e-9) return false;
    }
    return true;
  });
}

TEST_CASE("the carry grows by what the exact share exceeds the award, in lots, on the grid") {
  for_many_problems([](Rule rule, const WholeProblem& problem) {
    const Division division = divided(rule, problem);
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
      const double grown = division.carries[i] - carry_before(problem, i);
      const double missed = division.entitlements[i] - static_cast<double>(division.awards[i]);
      if (std::abs(grown - missed / static_cast<double>(lot(problem, i))) > 1e-9) return false;
      if (std::nearbyint(division.carries[i] * 0x1p48) != division.carries[i] * 0x1p48) return false;
      if (!was_rationed(rule, problem) && grown != 0) return false;
    }
    return true;
  });
}

TEST_CASE("a division gives the same, whatever its scratch was used for before, and keeps its memory") {
  Dice dice(7);
  Division used;
  for (int trial = 0; trial < 3000; ++trial) {
    const Rule rule = static_cast<Rule>(dice.between(0, 14));
    const WholeProblem problem = any_problem(rule, dice);
    const Division fresh = divided(rule, problem);
    divide(rule, problem.supply, spans(problem), used);
    REQUIRE(used.awards == fresh.awards);
    REQUIRE(used.carries == fresh.carries);
    REQUIRE(used.entitlements == fresh.entitlements);
    REQUIRE(used.left == fresh.left);
  }
  const Units* const awards = used.awards.data();
  const auto* const exact = used.scratch.awards.data();
  for (int trial = 0; trial < 100; ++trial) divide(Rule::talmud, 30, spans(whole_shortage(dice)), used);
  CHECK(used.awards.data() == awards);
  CHECK(used.scratch.awards.data() == exact);
}

TEST_CASE("over 500 runs of equal claimants nobody is ever ahead by more than one lot") {
  for (const Rule rule : {Rule::proportional, Rule::equal_awards, Rule::equal_losses, Rule::talmud,
                          Rule::random_arrival, Rule::minimal_overlap}) {
    for (const Units n : {2, 3, 7, 11}) {
      Dice dice(static_cast<std::uint64_t>(n));
      const Units lot = dice.between(1, 8);
      Awards received(static_cast<std::size_t>(n), 0);
      WholeProblem problem{0, Awards(received.size(), 100 * lot), {}, Awards(received.size(), lot), {}, {}, {}};
      for (int run = 0; run < 500; ++run) {
        problem.supply = dice.between(1, n * 5 * lot);
        const Division division = divided(rule, problem);
        problem.carries = division.carries;
        for (std::size_t i = 0; i < received.size(); ++i) received[i] += division.awards[i];
        const auto [least, most] = std::ranges::minmax(received);
        REQUIRE(most - least <= lot);
      }
    }
  }
}

TEST_CASE("over 500 runs of unequal claimants everybody has had its exact share, give or take two lots") {
  Dice dice(3);
  WholeProblem problem{0, {500, 300, 217, 90, 33, 5}, {}, {}, {}, {}, {}};
  for (int run = 0; run < 500; ++run) {
    problem.supply = dice.between(1, 40);
    problem.carries = divided(Rule::proportional, problem).carries;
    REQUIRE(std::ranges::all_of(problem.carries, [](double carry) { return std::abs(carry) < 2; }));
  }
}

TEST_CASE("of equal fractions the earlier place is served first") {
  CHECK(divided(Rule::proportional, {7, {5, 5, 5}, {}, {}, {}, {}, {}}).awards == Awards{3, 2, 2});
  CHECK(divided(Rule::equal_awards, {5, {9, 9, 9}, {}, {}, {}, {}, {}}).awards == Awards{2, 2, 1});
}

TEST_CASE("fractions that are equal are equal however large the awards are") {
  const Awards claims{300'000'006, 600'000'002, 299'999'998};
  CHECK(divided(Rule::equal_losses, {900'000'004, claims, {}, {}, {}, {}, {}}).awards ==
        Awards{200'000'006, 500'000'001, 199'999'997});
  CHECK(divided(Rule::proportional, {4'000'001, {3'000'000, 6'000'000, 9'000'000}, {}, {}, {}, {}, {}}).awards ==
        Awards{666'667, 1'333'334, 2'000'000});
}

TEST_CASE("who was rounded down before goes first now") {
  CHECK(divided(Rule::proportional, {7, {5, 5, 5}, {}, {}, {}, {}, {-0.5, 0.25, 0.25}}).awards == Awards{2, 3, 2});
  const Division division = divided(Rule::proportional, {3, {5, 5}, {}, {}, {}, {}, {-0.5, 0.5}});
  CHECK(division.awards == Awards{1, 2});
  CHECK(division.carries == std::vector<double>{0, 0});
}

TEST_CASE("trays of eight are shared in whole trays") {
  const Awards claims{120, 256, 64, 512, 1000}, trays(5, 8);
  CHECK(divided(Rule::proportional, {800, claims, {}, trays, {}, {}, {}}).awards == Awards{48, 104, 32, 208, 408});
  CHECK(divided(Rule::equal_awards, {800, claims, {}, trays, {}, {}, {}}).awards == Awards{120, 208, 64, 208, 200});
  CHECK(divided(Rule::equal_losses, {800, claims, {}, trays, {}, {}, {}}).awards == Awards{0, 0, 0, 160, 640});
}

TEST_CASE("a supply below one lot stays with the supplier") {
  const Division division = divided(Rule::equal_awards, {7, {30, 45, 77}, {}, {8, 8, 8}, {}, {}, {}});
  CHECK(division.awards == Awards{0, 0, 0});
  CHECK(division.left == 7);
}

TEST_CASE("a ceiling cuts the award, not the claim that is counted") {
  const WholeProblem problem{640, {400, 400, 800}, {240, 400, 800}, {8, 8, 8}, {}, {2, 1, 1}, {}};
  CHECK(divided(Rule::proportional, problem).awards == Awards{240, 136, 264});
}

TEST_CASE("where lots differ, a lot that no longer fits leaves the rest to smaller ones") {
  const Division division = divided(Rule::proportional, {100, {72, 72, 72}, {}, {72, 8, 1}, {}, {}, {}});
  CHECK(division.awards == Awards{0, 56, 44});
  CHECK(division.left == 0);
}

TEST_CASE("whose shipment would be too small is dropped, the smallest part of its minimum first, then the latest") {
  CHECK(divided(Rule::proportional, {10, {8, 8}, {}, {}, {8, 8}, {}, {}}).awards == Awards{8, 0});
  CHECK(divided(Rule::proportional, {16, {10, 10, 10}, {}, {}, {8, 8, 8}, {}, {}}).awards == Awards{8, 8, 0});
  CHECK(divided(Rule::proportional, {30, {20, 20, 20}, {}, {}, {16, 11, 0}, {}, {}}).awards == Awards{0, 15, 15});
}

TEST_CASE("who was dropped gets what the others leave, in order, if that makes up the minimum") {
  const Division division = divided(Rule::equal_awards, {19, {12, 12, 5}, {}, {}, {12, 12, 0}, {}, {0.5, 0.25, 0.125}});
  CHECK(division.awards == Awards{12, 0, 5});
  CHECK(division.left == 2);
  CHECK(division.carries == std::vector<double>{0.5, 0.25, 0.125});

  const Division later = divided(Rule::equal_awards, {14, {9, 9, 4}, {}, {}, {9, 8, 0}, {}, {}});
  CHECK(later.awards == Awards{0, 9, 4});
}

TEST_CASE("what is left of a claim below the minimum may ship in full") {
  CHECK(divided(Rule::equal_awards, {12, {5, 20}, {}, {}, {8, 8}, {}, {}}).awards == Awards{5, 0});
  CHECK(divided(Rule::equal_awards, {14, {5, 20}, {}, {}, {8, 8}, {}, {}}).awards == Awards{5, 9});
}

TEST_CASE("a supply that covers everybody is given without a rule") {
  for (const auto& fact : rules()) {
    const Division division = divided(fact.rule, {50, {9, 20, 7}, {}, {4, 4, 4}, {8, 8, 8}, {}, {0.5, -0.5, 0}});
    CHECK(division.awards == Awards{8, 20, 4});
    CHECK(division.left == 18);
    CHECK(division.carries == std::vector<double>{0.5, -0.5, 0});
  }
}

TEST_CASE("a sequence serves one after another, and passes over whom the rest cannot serve enough") {
  CHECK(divided(Rule::fifo, {95, {40, 30, 50, 20}, {}, {}, {}, {}, {}}).awards == Awards{40, 30, 25, 0});
  CHECK(divided(Rule::fifo, {95, {40, 30, 50, 20}, {}, {}, {0, 0, 50, 0}, {}, {}}).awards == Awards{40, 30, 0, 20});
  CHECK(divided(Rule::priority, {20, {15, 15}, {}, {8, 4}, {}, {}, {}}).awards == Awards{8, 12});
  CHECK(divided(Rule::smallest_first, {30, {20, 10, 15, 10}, {}, {}, {}, {}, {}}).awards == Awards{0, 10, 10, 10});
}

TEST_CASE("a hundred thousand claimants are each within a unit of their exact share") {
  Dice dice(5);
  WholeProblem problem;
  for (int i = 0; i < 100'000; ++i) problem.claims.push_back(dice.between(0, 20'000));
  problem.supply = sum(problem.claims) / 3;
  for (const Rule rule : {Rule::proportional, Rule::equal_awards, Rule::equal_losses, Rule::talmud,
                          Rule::minimal_overlap, Rule::adjusted_proportional}) {
    const Division division = divided(rule, problem);
    CHECK(division.left == 0);
    bool near = true;
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
      near = near && std::abs(division.entitlements[i] - static_cast<double>(division.awards[i])) < 1;
    }
    CHECK(near);
  }
}

}  // namespace whole_lots_test

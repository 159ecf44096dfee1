#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "allocation/claims_problems.hpp"
#include "allot/allocation.hpp"
#include "support/catch.hpp"

namespace laws_test {

using namespace allot;
using namespace allot::allocation;
using namespace allot::allocation::tests;

namespace {

constexpr int trials = 2000;

std::vector<Rule> division_rules() {
  std::vector<Rule> found;
  for (const auto& fact : rules()) {
    if (!fact.is_sequence) found.push_back(fact.rule);
  }
  return found;
}

/// Tries a law on many shortages; says which rule broke it, and on what.
template <class Law>
void for_many_shortages(const std::vector<Rule>& of, Law law) {
  for (const Rule rule : of) {
    Dice dice(static_cast<std::uint64_t>(rule) + 1);
    for (int trial = 0; trial < trials; ++trial) {
      const RealProblem problem = shortage(dice);
      if (law(rule, problem, dice)) continue;
      INFO(facts(rule).name << ": " << problem);
      CHECK(false);
      break;
    }
  }
}

bool near(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)}); }

bool near(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) { return near(x, y); });
}

template <class Combine>
std::vector<double> each(const std::vector<double>& a, const std::vector<double>& b, Combine combine) {
  std::vector<double> out(a.size());
  std::transform(a.begin(), a.end(), b.begin(), out.begin(), combine);
  return out;
}

std::vector<double> less(const std::vector<double>& a, const std::vector<double>& b) {
  return each(a, b, [](double x, double y) { return std::max(0.0, x - y); });
}

}  // namespace

TEST_CASE("nobody gets more than claimed or less than nothing, and a short estate is given out whole") {
  for_many_shortages(division_rules(), [](Rule rule, RealProblem problem, Dice& dice) {
    if (dice.one_in(2)) add_caps(problem, dice);
    if (facts(rule).takes_weights && dice.one_in(2)) add_weights(problem, dice);
    const auto awards = shared(rule, problem);
    double most = 0;
    for (std::size_t i = 0; i < awards.size(); ++i) {
      const double ceiling = problem.caps.empty() ? problem.claims[i] : std::min(problem.claims[i], problem.caps[i]);
      if (awards[i] < 0 || awards[i] > ceiling) return false;
      most += ceiling;
    }
    return near(sum(awards), std::min(most, problem.estate));
  });
}

TEST_CASE("a larger estate takes nothing from anybody") {
  for_many_shortages(division_rules(), [](Rule rule, RealProblem problem, Dice& dice) {
    if (dice.one_in(2)) add_caps(problem, dice);
    const auto before = shared(rule, problem);
    problem.estate += static_cast<double>(dice.between(0, 20)) / 20 * (sum(problem.claims) - problem.estate);
    const auto after = shared(rule, problem);
    return std::equal(before.begin(), before.end(), after.begin(), [](double a, double b) { return a <= b + 1e-9; });
  });
}

TEST_CASE("a larger claim gets no less and loses no less; equal claims get the same to the last digit") {
  for_many_shortages(division_rules(), [](Rule rule, const RealProblem& problem, Dice&) {
    const auto awards = shared(rule, problem);
    const auto losses = less(problem.claims, awards);
    for (std::size_t i = 0; i < awards.size(); ++i) {
      for (std::size_t j = 0; j < awards.size(); ++j) {
        if (problem.claims[i] > problem.claims[j]) continue;
        if (awards[i] > awards[j] + 1e-9 || losses[i] > losses[j] + 1e-9) return false;
        if (problem.claims[i] == problem.claims[j] && rule != Rule::random_arrival && awards[i] != awards[j])
          return false;
      }
    }
    return true;
  });
}

TEST_CASE("who claims nothing changes nothing for the others") {
  for_many_shortages(division_rules(), [](Rule rule, RealProblem problem, Dice&) {
    const auto before = shared(rule, problem);
    problem.claims.insert(problem.claims.begin(), 0);
    auto after = shared(rule, problem);
    after.erase(after.begin());
    return near(before, after);
  });
}

// Thomson (2003), Mathematical Social Sciences 45, 249-297: the dual of a rule shares losses as the rule
// shares awards
TEST_CASE("proportional, talmud, random arrival and adjusted proportional share losses as they share awards") {
  const std::vector<Rule> own_duals{Rule::proportional, Rule::talmud, Rule::random_arrival,
                                    Rule::adjusted_proportional};
  for_many_shortages(own_duals, [](Rule rule, const RealProblem& problem, Dice&) {
    const double losses = sum(problem.claims) - problem.estate;
    return near(shared(rule, problem), less(problem.claims, shared(rule, losses, problem.claims)));
  });
}

TEST_CASE("equal losses are the mirror image of equal awards, with weights too") {
  for_many_shortages({Rule::equal_losses}, [](Rule rule, RealProblem problem, Dice& dice) {
    if (dice.one_in(2)) add_weights(problem, dice);
    const auto awards = shared(rule, problem);
    problem.estate = sum(problem.claims) - problem.estate;
    for (double& weight : problem.weights) weight = 1 / weight;
    return near(awards, less(problem.claims, shared(Rule::equal_awards, problem)));
  });
}

// Moulin (2000), Econometrica 68, 643-684: proportional, equal awards and equal losses compose both ways
TEST_CASE("two deliveries shared one after the other come to the same as one, and so does a promise cut down") {
  const std::vector<Rule> composing{Rule::proportional, Rule::equal_awards, Rule::equal_losses};
  for_many_shortages(composing, [](Rule rule, const RealProblem& problem, Dice& dice) {
    const auto at_once = shared(rule, problem);
    const double first = problem.estate * static_cast<double>(dice.between(0, 8)) / 8;
    const auto early = shared(rule, first, problem.claims);
    const auto late = shared(rule, problem.estate - first, less(problem.claims, early));
    const double promised = (problem.estate + sum(problem.claims)) / 2;
    const auto cut = shared(rule, problem.estate, shared(rule, promised, problem.claims));
    return near(at_once, each(early, late, std::plus{})) && near(at_once, cut);
  });
}

TEST_CASE("the talmud rule does not compose: two deliveries come to something else than one") {
  const std::vector<double> claims{2, 4, 7, 8};
  const auto early = shared(Rule::talmud, 6, claims);
  const auto late = shared(Rule::talmud, 8, less(claims, early));
  CHECK(near(shared(Rule::talmud, 14, claims), {1, 2, 5, 6}));
  CHECK(near(each(early, late, std::plus{}), {1.5, 17. / 6, 13. / 3, 16. / 3}));
}

// Young (1987), Mathematics of Operations Research 12, 398-414
TEST_CASE("when one leaves with its award the others keep theirs, under every rule with a parameter") {
  const std::vector<Rule> parametric{
      Rule::proportional,   Rule::equal_awards, Rule::equal_losses,           Rule::talmud,
      Rule::reverse_talmud, Rule::piniles,      Rule::constrained_egalitarian};
  for_many_shortages(parametric, [](Rule rule, RealProblem problem, Dice&) {
    if (rule == Rule::piniles || rule == Rule::constrained_egalitarian || rule == Rule::reverse_talmud) {
      for (double& claim : problem.claims) claim *= 2;
    }
    auto awards = shared(rule, problem);
    problem.claims.pop_back();
    problem.estate = std::max(0.0, problem.estate - awards.back());
    awards.pop_back();
    return near(awards, shared(rule, problem));
  });
}

TEST_CASE("a claim beyond the whole estate counts no more than the estate, where the Talmud's reasoning holds") {
  const std::vector<Rule> truncating{Rule::equal_awards, Rule::talmud, Rule::random_arrival, Rule::minimal_overlap,
                                     Rule::adjusted_proportional};
  for_many_shortages(truncating, [](Rule rule, RealProblem problem, Dice&) {
    const auto awards = shared(rule, problem);
    for (double& claim : problem.claims) claim = std::min(claim, problem.estate);
    return near(awards, shared(rule, problem));
  });
}

// Cachon and Lariviere (1999), Management Science 45, 1091-1108
TEST_CASE("under equal awards nobody gains by claiming more than is needed") {
  for_many_shortages({Rule::equal_awards}, [](Rule rule, RealProblem problem, Dice& dice) {
    const double need = problem.claims.back();
    const double honest = shared(rule, problem).back();
    problem.claims.back() += static_cast<double>(dice.between(1, 500));
    return std::min(need, shared(rule, problem).back()) <= honest + 1e-9;
  });
}

TEST_CASE("under proportional and equal losses claiming more than is needed pays") {
  const double honest_share = shared(Rule::proportional, 90, {60, 60, 60}).back();
  const double honest_loss = shared(Rule::equal_losses, 90, {60, 60, 60}).back();
  CHECK(shared(Rule::proportional, 90, {60, 60, 90}).back() > honest_share);
  CHECK(shared(Rule::equal_losses, 90, {60, 60, 90}).back() > honest_loss);
}

// de Frutos (1999), Review of Economic Design 4, 255-272
TEST_CASE("splitting an order gains nothing under proportional, pays under equal awards and costs under equal losses") {
  const auto gain = [](Rule rule) {
    const auto split = shared(rule, 60, {30, 30, 60});
    return split[0] + split[1] - shared(rule, 60, {60, 60})[0];
  };
  CHECK(gain(Rule::proportional) == Approx(0).margin(1e-12));
  CHECK(gain(Rule::equal_awards) == Approx(10));
  CHECK(gain(Rule::equal_losses) == Approx(-10));
}

TEST_CASE("a larger weight never gets less on the same claim") {
  for_many_shortages(
      {Rule::proportional, Rule::equal_awards, Rule::equal_losses}, [](Rule rule, RealProblem problem, Dice& dice) {
        problem.claims.push_back(problem.claims.front());
        add_weights(problem, dice);
        const auto awards = shared(rule, problem);
        return problem.weights.front() <= problem.weights.back() ? awards.front() <= awards.back() + 1e-9
                                                                 : awards.back() <= awards.front() + 1e-9;
      });
}

TEST_CASE("a ceiling that nobody meets changes nothing; one that binds gives its unit to others") {
  for_many_shortages(division_rules(), [](Rule rule, RealProblem problem, Dice& dice) {
    const auto free = shared(rule, problem);
    problem.caps = free;
    if (!near(shared(rule, problem), free)) return false;
    problem.caps = problem.claims;
    problem.caps.front() = free.front() * static_cast<double>(dice.between(0, 8)) / 8;
    const auto capped = shared(rule, problem);
    for (std::size_t i = 1; i < free.size(); ++i) {
      if (capped[i] < free[i] - 1e-9 * std::max(1.0, free[i])) return false;
    }
    return true;
  });
}

// In the order listed the first gets 10 and the second 15; in the reverse the last 20 and the one before 5. The five who
// claim 10 have 10 together, in two orders, and the nine who claim 20 have 40.
TEST_CASE("orders of arrival drawn by lot give the mean over just these orders, and over equal claims") {
  constexpr std::size_t n = 14;
  std::vector<double> claims(n, 10);
  std::fill(claims.begin() + 6, claims.end(), 20);
  claims[1] = 20;
  std::vector<std::uint32_t> arrivals(2 * n);
  for (std::uint32_t i = 0; i < n; ++i) {
    arrivals[i] = i;
    arrivals[n + i] = static_cast<std::uint32_t>(n) - 1 - i;
  }
  std::vector<double> awards(n);
  share(Rule::random_arrival, 25, {claims, {}, {}, arrivals}, awards);
  for (std::size_t i = 0; i < n; ++i) CHECK(awards[i] == Approx(claims[i] == 10 ? 10.0 / 2 / 5 : 40.0 / 2 / 9));
}

TEST_CASE("an estate of nothing, no claimants and claims of nothing are all divided") {
  for (const auto& fact : rules()) {
    INFO(fact.name);
    CHECK(shared(fact.rule, 0, {3, 0, 5}) == std::vector<double>{0, 0, 0});
    CHECK(shared(fact.rule, 5, {0, 0}) == std::vector<double>{0, 0});
    CHECK(shared(fact.rule, 5, {}).empty());
    CHECK(shared(fact.rule, 9, {3, 0, 5}) == std::vector<double>{3, 0, 5});
  }
}

}  // namespace laws_test

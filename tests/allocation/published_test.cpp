#include <string>
#include <vector>

#include "allocation/claims_problems.hpp"
#include "allot/allocation.hpp"
#include "support/catch.hpp"

namespace published_test {

using namespace allot;
using namespace allot::allocation;
using namespace allot::allocation::tests;

namespace {

struct Published {
  Rule rule;
  double estate;
  std::vector<double> claims, awards;
  std::vector<double> weights = {}, caps = {};
};

void agree(const std::vector<Published>& cases) {
  for (const auto& [rule, estate, claims, awards, weights, caps] : cases) {
    const auto got = shared(rule, {estate, claims, weights, caps});
    for (std::size_t i = 0; i < awards.size(); ++i) {
      INFO(facts(rule).name << ", estate " << estate << ", claimant " << i);
      CHECK(got[i] == Approx(awards[i]).epsilon(1e-14).margin(1e-14));
    }
  }
}

struct PublishedInUnits {
  Rule rule;
  Units supply;
  std::vector<Units> claims, awards;
};

void agree_in_units(const std::vector<PublishedInUnits>& cases) {
  for (const auto& [rule, supply, claims, awards] : cases) {
    INFO(facts(rule).name << ", supply " << supply);
    CHECK(divided(rule, {supply, claims, {}, {}, {}, {}, {}}).awards == awards);
  }
}

}  // namespace

// Ketubot 93a; Aumann and Maschler (1985), Journal of Economic Theory 36, 195-213; Baba Metzia 2a
TEST_CASE("the talmud rule gives the widows and the garment what the Talmud gives them") {
  const std::vector<double> widows{100, 200, 300};
  agree({{Rule::talmud, 100, widows, {100. / 3, 100. / 3, 100. / 3}},
         {Rule::talmud, 150, widows, {50, 50, 50}},
         {Rule::talmud, 200, widows, {50, 75, 75}},
         {Rule::talmud, 300, widows, {50, 100, 150}},
         {Rule::talmud, 400, widows, {50, 125, 225}},
         {Rule::talmud, 500, widows, {200. / 3, 500. / 3, 800. / 3}},
         {Rule::talmud, 550, widows, {250. / 3, 550. / 3, 850. / 3}},
         {Rule::talmud, 1, {0.5, 1}, {0.25, 0.75}}});
}

// Definitions in Thomson (2003), Mathematical Social Sciences 45, 249-297, by hand on the claims of Ketubot
// 93a
TEST_CASE("each rule divides the estate of 200 and of 400 among the three widows by its definition") {
  const std::vector<double> widows{100, 200, 300};
  agree({{Rule::proportional, 200, widows, {100. / 3, 200. / 3, 100}},
         {Rule::equal_awards, 200, widows, {200. / 3, 200. / 3, 200. / 3}},
         {Rule::equal_losses, 200, widows, {0, 50, 150}},
         {Rule::random_arrival, 200, widows, {100. / 3, 250. / 3, 250. / 3}},
         {Rule::minimal_overlap, 200, widows, {100. / 3, 250. / 3, 250. / 3}},
         {Rule::adjusted_proportional, 200, widows, {40, 80, 80}},
         {Rule::reverse_talmud, 200, widows, {50. / 3, 200. / 3, 350. / 3}},
         {Rule::equal_losses, 400, widows, {100. / 3, 400. / 3, 700. / 3}},
         {Rule::minimal_overlap, 400, widows, {100. / 3, 400. / 3, 700. / 3}},
         {Rule::adjusted_proportional, 400, widows, {60, 120, 220}},
         {Rule::piniles, 400, widows, {250. / 3, 400. / 3, 550. / 3}},
         {Rule::constrained_egalitarian, 400, widows, {100, 150, 150}},
         {Rule::reverse_talmud, 400, widows, {250. / 3, 400. / 3, 550. / 3}},
         {Rule::fifo, 400, widows, {100, 200, 100}},
         {Rule::smallest_first, 350, {300, 100, 200, 100}, {0, 100, 150, 100}}});
}

// O'Neill (1982), Mathematical Social Sciences 2, 345-371: the four sons of Rabbi Ibn Ezra
TEST_CASE("minimal overlap divides 120 among the sons who claim all, a half, a third and a quarter as Ibn Ezra did") {
  agree({{Rule::minimal_overlap, 120, {30, 40, 60, 120}, {15. / 2, 65. / 6, 125. / 6, 485. / 6}},
         {Rule::talmud, 120, {30, 40, 60, 120}, {15, 20, 30, 55}},
         {Rule::proportional, 120, {30, 40, 60, 120}, {14.4, 19.2, 28.8, 57.6}}});
}

// Keshav (1997), An Engineering Approach to Computer Networking, 215-217
TEST_CASE("equal awards are the max-min fair shares of a link, weighted or not") {
  agree({{Rule::equal_awards, 10, {2, 2.6, 4, 5}, {2, 2.6, 2.7, 2.7}},
         {Rule::equal_awards, 16, {4, 2, 10, 4}, {4, 2, 6, 4}, {2.5, 4, 0.5, 1}}});
}

// R package ClaimsProblems, its example; Malkevitch, Resolving Bankruptcy Claims, AMS
// Feature Column
TEST_CASE("the examples that teachers of the claims problem print come out") {
  agree({{Rule::proportional, 10, {2, 4, 7, 8}, {20. / 21, 40. / 21, 10. / 3, 80. / 21}},
         {Rule::equal_awards, 10, {2, 4, 7, 8}, {2, 8. / 3, 8. / 3, 8. / 3}},
         {Rule::equal_losses, 10, {2, 4, 7, 8}, {0, 1, 4, 5}},
         {Rule::talmud, 10, {2, 4, 7, 8}, {1, 2, 3.5, 3.5}},
         {Rule::equal_awards, 120, {40, 70, 90}, {40, 40, 40}},
         {Rule::equal_losses, 120, {40, 70, 90}, {40. / 3, 130. / 3, 190. / 3}},
         {Rule::talmud, 120, {40, 70, 90}, {20, 40, 60}},
         {Rule::random_arrival, 240, {60, 90, 100}, {170. / 3, 260. / 3, 290. / 3}}});
}

TEST_CASE("weights and ceilings move awards as worked out by hand") {
  agree({{Rule::proportional, 90, {60, 60, 60}, {15, 30, 45}, {1, 2, 3}},
         {Rule::equal_awards, 100, {30, 60, 90}, {25, 25, 50}, {1, 1, 2}},
         {Rule::equal_losses, 100, {30, 60, 90}, {0, 80. / 3, 220. / 3}, {1, 1, 2}},
         {Rule::proportional, 300, {100, 200, 300}, {55, 80, 165}, {}, {100, 80, 300}},
         {Rule::equal_losses, 300, {100, 200, 300}, {40, 140, 120}, {}, {100, 200, 120}},
         {Rule::talmud, 400, {100, 200, 300}, {60, 160, 180}, {}, {100, 200, 180}},
         {Rule::reverse_talmud, 400, {100, 200, 300}, {100, 170, 130}, {}, {100, 200, 130}},
         {Rule::piniles, 400, {100, 200, 300}, {100, 170, 130}, {}, {100, 200, 130}},
         {Rule::constrained_egalitarian, 400, {100, 200, 300}, {100, 170, 130}, {}, {100, 200, 130}},
         {Rule::random_arrival, 200, {100, 200, 300}, {55, 105, 40}, {}, {100, 200, 40}},
         {Rule::minimal_overlap, 200, {100, 200, 300}, {35, 135, 30}, {}, {100, 200, 30}}});
}

// Hamilton's method: Balinski and Young (2001), Fair Representation, the six states; the paradox of Alabama
TEST_CASE("seats go to states by largest remainder, and one seat more can cost a state one") {
  const std::vector<Units> states{27744, 25178, 19947, 14614, 9225, 3292};
  agree_in_units({{Rule::proportional, 36, states, {10, 9, 7, 5, 4, 1}},
                  {Rule::proportional, 10, {6, 6, 2}, {4, 4, 2}},
                  {Rule::proportional, 11, {6, 6, 2}, {5, 5, 1}},
                  {Rule::proportional, 323, {567, 385, 42, 6}, {183, 124, 14, 2}},
                  {Rule::proportional, 324, {567, 385, 42, 6}, {184, 125, 13, 2}}});
}

TEST_CASE("every rule is found by its name, and a name that is none is not") {
  for (const auto& fact : rules()) {
    CHECK(rule_named(fact.name) == fact.rule);
    CHECK(facts(fact.rule).name == fact.name);
    CHECK_FALSE(fact.meaning.empty());
  }
  CHECK(rules().size() == 19);
  CHECK(rule_named("proportionate") == std::nullopt);
}

}  // namespace published_test

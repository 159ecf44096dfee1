#include "theory/ordering_game.hpp"

#include <numeric>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace ordering_game_test {

/// Buyers who name their orders: who gains by naming more than it needs, and where that ends.
/// Cachon and Lariviere (1999), Management Science 45(8), 1091-1108, define the rules (their uniform is
/// equal_awards, their linear equal_losses); Sprumont (1991), Econometrica 59(2), 509-519, shows that equal
/// awards cannot be gamed; with a cap on orders an equilibrium exists, Ehrhart (2001), SFB 504 Discussion
/// Paper 01-36. Numbers worked out by hand.
using namespace allot;
using namespace allot::allocation;

namespace {

void are_equal(const std::vector<double>& got, const std::vector<double>& expected) {
  REQUIRE(got.size() == expected.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    INFO("buyer " << i);
    CHECK(got[i] == Approx(expected[i]).epsilon(1e-12).margin(1e-12));
  }
}

std::vector<double> path_of(const OrderingGame& game, std::size_t steps) {
  std::vector<double> out;
  for (const OrderingMove& move : equilibrium(game).path) out.push_back(move.order);
  while (out.size() < steps) out.push_back(out[out.size() - game.needs.size()]);  // nobody moves any more
  out.resize(steps);
  return out;
}

struct Market {
  double supply;
  std::vector<double> needs;
  double cap;
};

struct Settled {
  Rule rule;
  Market market;
  std::vector<double> orders, shipments;
  double inflation;
};

Units sum(const std::vector<Units>& numbers) { return std::accumulate(numbers.begin(), numbers.end(), Units{0}); }

std::vector<Units> received(Rule rule, Units supply, const std::vector<Units>& reports) {
  Division division;
  divide(rule, supply, {reports, {}, {}, {}, {}, {}, {}}, division);
  return division.awards;
}

}  // namespace

TEST_CASE("below a cap on orders, gaming ends where who is short orders the cap and the others just enough",
          "[theory][game]") {
  const std::vector<Settled> all = {
      {Rule::proportional, {100, {60, 60}, 200}, {200, 200}, {50, 50}, 10. / 3},
      {Rule::equal_losses, {100, {60, 60}, 200}, {200, 200}, {50, 50}, 10. / 3},
      {Rule::proportional, {80, {20, 80}, 160}, {160. / 3, 160}, {20, 60}, 32. / 15},
      {Rule::equal_losses, {80, {20, 80}, 160}, {120, 160}, {20, 60}, 14. / 5},
      {Rule::proportional, {120, {10, 30, 50, 90}, 300}, {75, 225, 300, 300}, {10, 30, 40, 40}, 5}};
  for (const Settled& it : all) {
    CAPTURE(facts(it.rule).name, it.market.supply);
    const Equilibrium found = equilibrium({it.rule, it.market.supply, it.market.needs, it.market.cap});
    CHECK(found.is_reached);
    are_equal(found.orders, it.orders);
    are_equal(found.shipments, it.shipments);
    CHECK(found.inflation == Approx(it.inflation).epsilon(1e-12));
  }
}

TEST_CASE("gaming a rule to its end brings what equal awards would have given for true orders", "[theory][game]") {
  const std::vector<double> needs{10, 30, 50, 90, 120};
  const std::vector<double> fair = shipments({Rule::equal_awards, 170, needs, 0}, needs);
  for (const Rule rule : {Rule::proportional, Rule::equal_losses, Rule::talmud}) {
    CAPTURE(facts(rule).name);
    const Equilibrium found = equilibrium({rule, 170, needs, 1000});
    CHECK(found.is_reached);
    for (std::size_t i = 0; i < needs.size(); ++i) CHECK(found.shipments[i] == Approx(fair[i]).epsilon(1e-9));
    CHECK(found.phantom_backlog > 0);
  }
}

TEST_CASE("with equal awards nobody can do better than to order its need, whatever the others order",
          "[theory][game]") {
  const std::vector<double> needs{10, 30, 50, 90};
  const Equilibrium settled = equilibrium({Rule::equal_awards, 120, needs, 500});
  CHECK(settled.is_reached);
  are_equal(settled.orders, needs);
  are_equal(settled.shipments, {10, 30, 40, 40});
  CHECK(settled.inflation == 1);
  CHECK(settled.phantom_backlog == Approx(0).margin(1e-12));
  const std::vector<std::vector<double>> orders_of_others = {
      needs, {40, 60, 100, 180}, {0, 0, 500, 500}, {500, 500, 500, 500}};
  for (const auto& orders : orders_of_others)
    for (std::size_t who = 0; who < needs.size(); ++who)
      CHECK(best_response({Rule::equal_awards, 120, needs, 500}, orders, who) == needs[who]);
}

TEST_CASE("buyers who answer each other in turn raise proportional orders by a factor, linear ones by a step",
          "[theory][game]") {
  const std::vector<double> needs{60, 60};
  are_equal(path_of({Rule::proportional, 100, needs, 500}, 8),
            {90, 135, 405. / 2, 1215. / 4, 3645. / 8, 500, 500, 500});
  are_equal(path_of({Rule::equal_losses, 100, needs, 200}, 9), {80, 100, 120, 140, 160, 180, 200, 200, 200});
}

TEST_CASE("a lone liar orders what brings exactly its need", "[theory][game]") {
  const std::vector<double> needs{4, 9, 13};
  const auto answers = [&](Rule rule) {
    std::vector<double> out;
    for (std::size_t who = 0; who < needs.size(); ++who)
      out.push_back(best_response({rule, 20, needs, 100}, needs, who));
    return out;
  };
  are_equal(answers(Rule::proportional), {11. / 2, 153. / 11, 169. / 7});
  are_equal(answers(Rule::equal_losses), {7, 12, 16});
  are_equal(answers(Rule::equal_awards), {4, 9, 13});
}

TEST_CASE("in whole units, proportion and equal losses pay a liar; equal awards and the queue do not",
          "[theory][game]") {
  struct Enumerated {
    Rule rule;
    std::vector<Units> truthful, gain, report;
  };
  const std::vector<Units> needs{4, 9, 13};
  const std::vector<Enumerated> all = {{Rule::proportional, {3, 7, 10}, {1, 2, 3}, {5, 13, 22}},
                                       {Rule::equal_awards, {4, 8, 8}, {0, 0, 0}, {4, 9, 13}},
                                       {Rule::equal_losses, {2, 7, 11}, {2, 2, 2}, {6, 12, 16}},
                                       {Rule::fifo, {4, 9, 7}, {0, 0, 0}, {4, 9, 13}}};
  for (const Enumerated& it : all) {
    CAPTURE(facts(it.rule).name);
    CHECK(received(it.rule, 20, needs) == it.truthful);
    for (std::size_t who = 0; who < needs.size(); ++who) {
      const Report best = best_report(it.rule, 20, needs, who, needs[who], 40);
      CHECK(best.units == it.report[who]);
      CHECK(best.payoff - it.truthful[who] == it.gain[who]);
    }
  }
}

TEST_CASE("equal inflation by all moves nothing but the backlog; inflation by one moves units to it",
          "[theory][game]") {
  struct Inflated {
    std::vector<double> factors, shipments;
    double reported, real;
  };
  const std::vector<double> needs{100, 200, 300};
  const std::vector<Inflated> all = {{{1, 1, 1}, {50, 100, 150}, 300, 300},
                                     {{2, 2, 2}, {50, 100, 150}, 900, 300},
                                     {{1, 1, 2}, {100. / 3, 200. / 3, 200}, 600, 300}};
  for (const Inflated& it : all) {
    std::vector<double> orders(needs);
    for (std::size_t i = 0; i < orders.size(); ++i) orders[i] *= it.factors[i];
    const std::vector<double> shipped = shipments({Rule::proportional, 300, needs, 600}, orders);
    are_equal(shipped, it.shipments);
    double reported = 0, real = 0;
    for (std::size_t i = 0; i < orders.size(); ++i) {
      reported += orders[i] - shipped[i];
      real += needs[i] - std::min(needs[i], shipped[i]);
    }
    CHECK(reported == Approx(it.reported));
    CHECK(real == Approx(it.real));
  }
}

TEST_CASE("the phantom backlog is what is ordered beyond the need and not shipped", "[theory][game]") {
  const std::vector<double> needs{60, 60};
  const Equilibrium found = equilibrium({Rule::proportional, 100, needs, 200});
  CHECK(found.phantom_backlog == Approx(280));  // 400 ordered, 100 shipped; 120 needed, 100 received
}

TEST_CASE("a game that is cut short has no equilibrium to show", "[theory][game]") {
  const std::vector<double> needs{60, 60};
  const Equilibrium found = equilibrium({Rule::proportional, 100, needs, 500}, 2);
  CHECK_FALSE(found.is_reached);
  CHECK(found.path.size() == 4);
}

TEST_CASE("where supply covers every need there is nothing to game", "[theory][game]") {
  const std::vector<double> needs{40, 60};
  for (const RuleFacts& rule : rules()) {
    CAPTURE(rule.name);
    const Equilibrium found = equilibrium({rule.rule, 100, needs, 400});
    CHECK(found.is_reached);
    CHECK(found.orders == needs);
    CHECK(sum(received(rule.rule, 100, {40, 60})) == 100);
  }
}

}  // namespace ordering_game_test

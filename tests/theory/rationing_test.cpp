#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "allot/allocation.hpp"
#include "support/catch.hpp"

namespace rationing_test {

/// Published games of rationing whose shipments are ours: what each buyer pays and earns is written here, who
/// gets how much is asked of the rule, and the equilibrium of the formula has to be where nobody gains by
/// moving.
using namespace allot::allocation;

namespace {

double shipped(Rule rule, double supply, std::vector<double> orders, std::size_t who) {
  std::vector<double> awards(orders.size());
  share(rule, supply, {orders, {}, {}, {}}, awards);
  return awards[who];
}

// Golden section; `f` has one valley.
double lowest(const std::function<double(double)>& f, double low, double high) {
  const double part = (std::sqrt(5.0) - 1) / 2;
  for (int step = 0; step < 80; ++step) {
    const double a = high - part * (high - low), b = low + part * (high - low);
    (f(a) < f(b) ? high : low) = f(a) < f(b) ? b : a;
  }
  return (low + high) / 2;
}

// A newsvendor's expected cost of q units, demand uniform on (0, most): `short_cost` a unit short, `left` a
// unit left over.
double newsvendor_cost(double q, double short_cost, double left, double most) {
  const double sold = std::min(q, most);
  return left * (sold * sold / (2 * most) + (q - sold)) + short_cost * (most - sold) * (most - sold) / (2 * most);
}

/// N buyers alike; supply low with some probability, else enough for all.
struct TwoPoint {
  std::size_t buyers;
  double low_supply, chance;

  double cost(double order, double others) const {
    std::vector<double> orders(buyers, others);
    orders[0] = order;
    return chance * newsvendor_cost(shipped(Rule::proportional, low_supply, orders, 0), 4, 1, 100) +
           (1 - chance) * newsvendor_cost(order, 4, 1, 100);
  }
};

/// Two buyers alike; supply uniform on (0, most): Simpson's rule on both sides of where it covers the orders.
struct UniformSupply {
  double most;

  double cost(double order, double others) const {
    const double covered = std::min(most, order + others);
    const auto at = [&](double supply) {
      return newsvendor_cost(shipped(Rule::proportional, supply, {order, others}, 0), 4, 1, 100);
    };
    constexpr int pieces = 200;
    double integral = 0;
    for (int k = 0; k <= pieces; ++k)
      integral += (k == 0 || k == pieces ? 1 : k % 2 == 1 ? 4 : 2) * at(covered * k / pieces);
    integral *= covered / pieces / 3;
    return (integral + (most - covered) * newsvendor_cost(order, 4, 1, 100)) / most;
  }
};

template <class Game>
void settles_at(const Game& game, double order, double cost, double truthful_cost) {
  double z = 80;  // the newsvendor's order, 100 x 4/5
  CHECK(game.cost(z, z) == Approx(truthful_cost).epsilon(1e-9));
  for (int round = 0; round < 60; ++round) z = lowest([&](double x) { return game.cost(x, z); }, 40, 100);
  CHECK(z == Approx(order).epsilon(1e-6));
  CHECK(game.cost(order, order) == Approx(cost).epsilon(1e-9));
}

}  // namespace

// Lee, Padmanabhan and Whang (1997), Management Science 43(4), 546-558, the rationing game with proportional
// shares
TEST_CASE("newsvendors who fear a shortage order more than newsvendors, and it costs them all", "[theory][game]") {
  settles_at(TwoPoint{2, 60, 0.5}, 88.47679857416328, 72.1482014258367, 71.25);
  settles_at(TwoPoint{5, 150, 0.3}, 85.9813626840888, 59.376092242275675, 58.75);
  settles_at(UniformSupply{300}, 87.5812545754029, 69.06657593338207, 68.44444444444436);
}

// Tullock (1980), the lottery contest, with a deposit a unit ordered
TEST_CASE("a deposit that is not returned bounds how much a proportional rule is gamed", "[theory][game]") {
  const auto payoff = [](double value, double deposit, double supply, std::vector<double> orders, std::size_t who,
                         double order) {
    orders[who] = order;
    return value * shipped(Rule::proportional, supply, orders, who) - deposit * order;
  };
  struct Contest {
    std::vector<double> values;
    double deposit, supply;
    std::vector<double> orders, shipments, payoffs;
  };
  const std::vector<Contest> all = {
      {{10, 10}, 1, 100, {250, 250}, {50, 50}, {250, 250}},
      {{10, 10, 10, 10}, 2, 100, {93.75, 93.75, 93.75, 93.75}, {25, 25, 25, 25}, {62.5, 62.5, 62.5, 62.5}},
      {{12, 6}, 1, 90, {240, 120}, {60, 30}, {480, 60}}};
  for (const Contest& it : all)
    for (std::size_t who = 0; who < it.values.size(); ++who) {
      CAPTURE(it.deposit, who);
      const auto loss = [&](double order) {
        return -payoff(it.values[who], it.deposit, it.supply, it.orders, who, order);
      };
      CHECK(lowest(loss, 0, 1000) == Approx(it.orders[who]).epsilon(1e-6));
      CHECK(-loss(it.orders[who]) == Approx(it.payoffs[who]).epsilon(1e-12));
      CHECK(shipped(Rule::proportional, it.supply, it.orders, who) == Approx(it.shipments[who]).epsilon(1e-12));
    }
}

// Cachon and Lariviere (1999): local monopolists, demand falling in a straight line, a profit of 2dq - q^2
// each
TEST_CASE("for true orders equal losses earn the buyers most", "[theory][game]") {
  const std::vector<double> needs{4, 9, 13};
  const auto profit = [&](Rule rule) {
    double sum = 0;
    for (std::size_t who = 0; who < needs.size(); ++who) {
      const double q = shipped(rule, 20, needs, who);
      sum += 2 * needs[who] * q - q * q;
    }
    return sum;
  };
  CHECK(profit(Rule::proportional) == Approx(42560. / 169).epsilon(1e-14));
  CHECK(profit(Rule::equal_awards) == Approx(240).epsilon(1e-14));
  CHECK(profit(Rule::equal_losses) == Approx(254).epsilon(1e-14));
  CHECK(profit(Rule::talmud) == Approx(254).epsilon(1e-14));
  for (const RuleFacts& rule : rules())
    if (!rule.is_sequence) CHECK(profit(rule.rule) <= 254 * (1 + 1e-14));
}

}  // namespace rationing_test

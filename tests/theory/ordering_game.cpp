#include "theory/ordering_game.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/contract.hpp"

namespace allot::allocation {
namespace {

constexpr double same = 1e-12;  // relative

bool are_same(double a, double b) { return std::abs(a - b) <= same * std::max(std::abs(a), std::abs(b)); }

double sum_of(std::span<const double> numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0.0); }

/// One buyer's shipment as a function of its own order; never less for more.
struct OwnShipment {
  const OrderingGame& game;
  std::vector<double> orders, awards;
  std::size_t who;

  OwnShipment(const OrderingGame& the_game, std::span<const double> all, std::size_t buyer)
      : game(the_game), orders(all.begin(), all.end()), awards(all.size()), who(buyer) {}

  double operator()(double order) {
    orders[who] = order;
    share(game.rule, game.supply, {orders, {}, {}, {}}, awards);
    return awards[who];
  }
};

// Bisection down to neighbouring numbers.
double smallest_order(OwnShipment& shipment, double target, double low, double high) {
  while (true) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    (shipment(middle) >= target ? high : low) = middle;
  }
}

}  // namespace

std::vector<double> shipments(const OrderingGame& game, std::span<const double> orders) {
  std::vector<double> out(orders.size());
  share(game.rule, game.supply, {orders, {}, {}, {}}, out);
  return out;
}

double best_response(const OrderingGame& game, std::span<const double> orders, std::size_t who) {
  const double need = game.needs[who];
  expects(orders.size() == game.needs.size() && need <= game.order_cap,
          "one order a buyer, none that needs more than the cap");
  expects(!needs_arrivals(game.rule, game.supply, {orders, {}, {}, {}}), "random arrival is worked out exactly");
  OwnShipment shipment(game, orders, who);
  const double most = shipment(game.order_cap), honest = shipment(need), target = std::min(need, most);
  if (honest >= target || are_same(honest, target)) return need;
  return smallest_order(shipment, target, need, game.order_cap);
}

Equilibrium equilibrium(const OrderingGame& game, std::size_t most_rounds) {
  Equilibrium out;
  out.orders.assign(game.needs.begin(), game.needs.end());
  for (std::size_t round = 0; round < most_rounds && !out.is_reached; ++round) {
    out.is_reached = true;
    for (std::size_t who = 0; who < out.orders.size(); ++who) {
      const double order = best_response(game, out.orders, who);
      out.is_reached = out.is_reached && are_same(order, out.orders[who]);
      out.orders[who] = order;
      out.path.push_back({who, order});
    }
  }
  out.shipments = shipments(game, out.orders);
  const double ordered = sum_of(out.orders), needed = sum_of(game.needs), shipped = sum_of(out.shipments);
  double kept = 0;
  for (std::size_t who = 0; who < out.orders.size(); ++who) kept += std::min(out.shipments[who], game.needs[who]);
  out.inflation = needed > 0 ? ordered / needed : 1;
  out.phantom_backlog = (ordered - shipped) - (needed - kept);
  return out;
}

Report best_report(Rule rule, Units supply, std::span<const Units> reports, std::size_t who, Units need, Units most) {
  std::vector<Units> all(reports.begin(), reports.end());
  Division division;
  const auto payoff = [&](Units report) {
    all[who] = report;
    divide(rule, supply, {all, {}, {}, {}, {}, {}, {}}, division);
    const Units received = division.awards[who];
    return std::min(received, need) - std::max<Units>(0, received - need);
  };
  Report best{need, payoff(need)};
  for (Units report = 0; report <= most; ++report)
    if (const Units pays = payoff(report); pays > best.payoff) best = {report, pays};
  return best;
}

}  // namespace allot::allocation

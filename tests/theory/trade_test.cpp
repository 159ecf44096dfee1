#include "allot/trade.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"

/// Trades against all permutations of places on a line.
///
/// source: Pareto (1906), Manuale di economia politica, chapter VI; Shapley and Scarf (1974), Journal of Mathematical
///         Economics 1(1); Smith (1956), Naval Research Logistics Quarterly 3(1-2), for lines in which a day costs each
///         another sum
namespace allot::trade_theory {
namespace {

/// Buyers with a place each on a line of days, and the day on which each could use what comes.
struct Line {
  std::vector<int> place, ready, cost;
  std::size_t size() const { return place.size(); }
};

constexpr int units = 10, end = 40;

int days_online(const Line& line, std::size_t buyer, int place) { return end - std::max(place, line.ready[buyer]); }

Scenario scenario_of(const Line& line) {
  const auto date = [](int day) {
    const int month = day < 31 ? 1 : 2, of_month = day < 31 ? day + 1 : day - 30;
    return "\"2024-0" + std::to_string(month) + (of_month < 10 ? "-0" : "-") + std::to_string(of_month) + "\"";
  };
  std::string organisations, sites, orders;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::string id = "b" + std::to_string(i), comma = i > 0 ? ", " : "";
    organisations += comma + "\"" + id + "\": {\"delay_cost\": \"" + std::to_string(line.cost[i]) + " EUR\"}";
    sites += comma + "\"hall-" + id + "\": {\"organisation\": \"" + id +
             "\", \"room\": {\"main\": {\"at\": " + date(line.ready[i]) + ", \"add\": 100}}}";
    orders += comma + "\"" + id + "-1\": {\"organisation\": \"" + id + "\", \"due\": " + date(0) +
              ", \"deliveries\": [[" + date(line.place[i]) + ", " + std::to_string(units) + "]]}";
  }
  const std::string text = R"({"allot": 1, "start": "2024-01-01", "end": "2024-02-10", "products": {"gpu": {"lot": 10}},
    "suppliers": {"maker": {}}, "defaults": {"orders": {"supplier": "maker", "product": "gpu"}},
    "organisations": {)" + organisations +
                           "}, \"sites\": {" + sites + "}, \"orders\": {" + orders + "}}";
  return check(read_text(std::make_shared<Text>(Text{"line.json", text}), "."));
}

Sampling once() {
  Sampling out;
  out.replications = 1;
  return out;
}

std::size_t buyer_of(const std::string& id) { return static_cast<std::size_t>(std::stoi(id.substr(1))); }

// The line after a trade: each has the place of who gives to it.
Line after(const Line& line, const Trade& trade) {
  Line out = line;
  for (const Exchange& exchange : trade.exchanges)
    for (std::size_t i = 0; i < exchange.sides.size(); ++i)
      out.place[buyer_of(exchange.sides[(i + 1) % exchange.sides.size()].organisation)] =
          line.place[buyer_of(exchange.sides[i].organisation)];
  return out;
}

std::size_t cycles_in(const std::vector<std::size_t>& order) {
  std::size_t count = 0;
  std::vector<char> seen(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (order[i] != i && !seen[i]) ++count;
    for (std::size_t k = i; !seen[k]; k = order[k]) seen[k] = true;
  }
  return count;
}

// The most that a permutation of one circle brings with nobody worse off; none where no permutation does.
std::optional<int> best_circle(const Line& line) {
  std::vector<std::size_t> order(line.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::optional<int> best;
  do {
    int sum = 0;
    bool harms = false;
    for (std::size_t i = 0; i < order.size(); ++i) {
      const int gain = days_online(line, i, line.place[order[i]]) - days_online(line, i, line.place[i]);
      sum += gain;
      harms = harms || gain < 0;
    }
    if (!harms && sum > 0 && cycles_in(order) == 1 && sum > best.value_or(0)) best = sum;
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

Line some_line(Dice& dice, std::size_t buyers) {
  Line out;
  for (std::size_t i = 0; i < buyers; ++i) {
    out.place.push_back(dice.between(1, 35));
    out.ready.push_back(dice.between(1, 35));
    out.cost.push_back(dice.between(1, 9));
  }
  return out;
}

TradeRequest asked(std::size_t parties) {
  TradeRequest out;
  out.most_parties = parties;
  out.overlook = 0;
  return out;
}

}  // namespace

TEST_CASE("a trade is found wherever some permutation of places leaves nobody worse off, and is as good as any circle",
          "[trade][theory]") {
  Dice dice(7);
  std::size_t found = 0, none = 0;
  for (int trial = 0; trial < 60; ++trial) {
    const Line line = some_line(dice, 4);
    CAPTURE(trial, line.place, line.ready);
    const Trades trades = find_trades(scenario_of(line), asked(4), once());
    const std::optional<int> best = best_circle(line);
    REQUIRE(trades.free.empty() == !best);
    if (!best) {
      ++none;
      continue;
    }
    ++found;
    CHECK(trades.free.front().gain >= units * *best);
    for (const Trade& it : trades.free)
      for (const TradeEffect& effect : it.effects) CHECK(effect.gain >= 0);
  }
  CHECK(found > 15);
  CHECK(none > 5);
}

TEST_CASE("one trade after another ends where no permutation leaves nobody worse off", "[trade][theory]") {
  Dice dice(11);
  for (int trial = 0; trial < 20; ++trial) {
    Line line = some_line(dice, 4);
    CAPTURE(trial, line.place, line.ready);
    int left = 20;
    for (; left > 0; --left) {
      const Trades trades = find_trades(scenario_of(line), asked(4), once());
      if (trades.free.empty()) break;
      line = after(line, trades.free.front());
    }
    CHECK(left > 0);
    CHECK_FALSE(best_circle(line));
  }
}

TEST_CASE("neighbours who pay for the earlier place end in the order of what a day costs them", "[trade][theory]") {
  Dice dice(5);
  for (int trial = 0; trial < 20; ++trial) {
    Line line = some_line(dice, 4);
    line.ready.assign(line.size(), 0);
    CAPTURE(trial, line.place, line.cost);
    TradeRequest request = asked(2);
    request.metric = "delay_cost";
    int left = 20;
    for (; left > 0; --left) {
      const Trades trades = find_trades(scenario_of(line), request, once());
      CHECK(trades.free.empty());
      if (trades.paid.empty()) break;
      const int gain_before = static_cast<int>(trades.paid.front().gain);
      CHECK(gain_before > 0);
      line = after(line, trades.paid.front());
    }
    CHECK(left > 0);
    for (std::size_t i = 0; i < line.size(); ++i)
      for (std::size_t k = 0; k < line.size(); ++k)
        if (line.cost[i] > line.cost[k]) CHECK(line.place[i] <= line.place[k]);
  }
}

}  // namespace allot::trade_theory

#include <numeric>
#include <string>
#include <vector>

#include "allot/allocation.hpp"
#include "support/catch.hpp"
#include "theory/queues.hpp"

/// Weeks of rationing, one after another, with known shipments; and sequences that are exchanged.
namespace allot::theory::traces_test {
namespace {

using allocation::Rule;
using Row = std::vector<Units>;

struct Buyer {
  Units order;
  int placed = 1;
  int deadline = 100;  ///< after it, what is outstanding is cancelled
  Units need = 0;      ///< once it has that, it cancels the rest and returns what is beyond; 0: it never does
};

// Each period divides what there is among what is outstanding, without any memory of earlier rounding.
std::vector<Row> shipments(Rule rule, Units supply, int periods, const std::vector<Buyer>& buyers) {
  Units stock = 0;
  Row left(buyers.size()), received(buyers.size());
  for (std::size_t i = 0; i < buyers.size(); ++i) left[i] = buyers[i].order;
  std::vector<Row> out;
  allocation::Division division;
  for (int t = 1; t <= periods; ++t) {
    stock += supply;
    Row claims(buyers.size());
    for (std::size_t i = 0; i < buyers.size(); ++i) {
      if (t > buyers[i].deadline) left[i] = 0;
      if (t >= buyers[i].placed) claims[i] = left[i];
    }
    allocation::Claims asked;
    asked.claims = claims;
    allocation::divide(rule, stock, asked, division);
    stock = division.left;
    for (std::size_t i = 0; i < buyers.size(); ++i) {
      left[i] -= division.awards[i];
      received[i] += division.awards[i];
      if (buyers[i].need == 0 || received[i] < buyers[i].need) continue;
      stock += received[i] - buyers[i].need;
      received[i] = buyers[i].need;
      left[i] = 0;
    }
    out.push_back(division.awards);
  }
  return out;
}

/// Forty units a day to who stands first; what each of a, b and c is awarded, by day.
std::vector<Row> awards_by_day(const std::string& interventions) {
  const model::Model model = compiled(R"({"allot": 1, "name": "trace", "start": "2000-01-01", "end": "2000-01-07",
    "products": {"u": {}}, "organisations": {"a": {}, "b": {}, "c": {}},
    "suppliers": {"s": {"supply": {"plan": {"product": "u", "from": "2000-01-01", "until": "2000-01-07", "every": "1d", "rate": "40/d"}},
                        "allocation": {"every": "1d", "levels": ["order"], "rules": {"order": "fifo"}}}},
    "defaults": {"orders": {"supplier": "s", "product": "u"}},
    "orders": {"a1": {"organisation": "a", "units": 100, "priority": 2}, "b1": {"organisation": "b", "units": 60}, "c1": {"organisation": "c", "units": 37}},
    "interventions": {)" + interventions +
                                      "}}");
  const engine::Observations seen = engine::simulate(model, seed, 0, {.snapshots = true});
  const engine::Layout layout(model);
  std::vector<Row> out;
  Row before(3);
  for (const auto& [when, levels] : seen.snapshots) {
    Row today;
    for (engine::Index who = 0; who < 3; ++who) {
      const Units so_far = levels[layout.of(who, engine::OrganisationLevel::allocated)];
      today.push_back(so_far - before[static_cast<std::size_t>(who)]);
      before[static_cast<std::size_t>(who)] = so_far;
    }
    if (when % day == 0) out.push_back(today);
  }
  return out;
}

/// The day on which each order is complete, one unit a day, served by `priorities`.
std::vector<double> completed(const std::vector<int>& sizes, const std::vector<int>& priorities) {
  std::string organisations, orders, milestones;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const std::string id = "\"j" + std::to_string(i) + "\": {", comma = i ? ", " : "";
    organisations += comma + id + "}";
    orders += comma + id + R"("organisation": "j)" + std::to_string(i) + R"(", "units": )" + std::to_string(sizes[i]) +
              R"(, "priority": )" + std::to_string(priorities[i]) + "}";
    milestones +=
        comma + id + R"("organisation": "j)" + std::to_string(i) + R"(", "online": )" + std::to_string(sizes[i]) + "}";
  }
  const model::Model model =
      compiled(R"({"allot": 1, "name": "line", "start": "2000-01-01", "end": "2000-03-01", "products": {"u": {}},
    "organisations": {)" +
               organisations + R"(}, "defaults": {"orders": {"supplier": "s", "product": "u"}},
    "suppliers": {"s": {"supply": {"plan": {"product": "u", "from": "2000-01-02", "until": "2000-03-01", "every": "1d", "rate": "1/d"}},
                        "allocation": {"levels": ["order"], "rules": {"order": "fifo"}}}},
    "orders": {)" +
               orders + R"(}, "milestones": {)" + milestones + "}}");
  std::vector<double> days;
  for (const Time when : engine::simulate(model, seed, 0, {}).milestones)
    days.push_back(static_cast<double>(when) / day);
  return days;
}

double cost(const std::vector<int>& sizes, const std::vector<double>& weights, const std::vector<int>& priorities) {
  const std::vector<double> days = completed(sizes, priorities);
  return std::inner_product(days.begin(), days.end(), weights.begin(), 0.0);
}

}  // namespace

TEST_CASE("period by period, rules in whole units ship what was counted by hand", "[theory][rationing]") {
  const std::vector<Buyer> three = {{100}, {60}, {37}};
  CHECK(shipments(Rule::proportional, 40, 6, three) ==
        std::vector<Row>{{20, 12, 8}, {20, 12, 8}, {21, 12, 7}, {20, 13, 7}, {19, 11, 7}, {0, 0, 0}});
  CHECK(shipments(Rule::equal_awards, 40, 6, three) ==
        std::vector<Row>{{14, 13, 13}, {14, 13, 13}, {15, 14, 11}, {20, 20, 0}, {37, 0, 0}, {0, 0, 0}});
  CHECK(shipments(Rule::fifo, 40, 6, three) ==
        std::vector<Row>{{40, 0, 0}, {40, 0, 0}, {20, 20, 0}, {0, 40, 0}, {0, 0, 37}, {0, 0, 0}});
}

TEST_CASE("who comes later or gives up changes what the others are shipped", "[theory][rationing]") {
  CHECK(
      shipments(Rule::proportional, 30, 7, {{80}, {50, 1, 2}, {70, 2, 4}, {30, 3}}) ==
      std::vector<Row>{
          {18, 12, 0, 0}, {11, 7, 12, 0}, {11, 0, 13, 6}, {11, 0, 12, 7}, {19, 0, 0, 11}, {10, 0, 0, 6}, {0, 0, 0, 0}});
}

TEST_CASE("who asks for twice its need is done sooner, at the expense of the others", "[theory][rationing]") {
  CHECK(shipments(Rule::proportional, 40, 6, {{200, 1, 100, 100}, {60, 1, 100, 60}, {37, 1, 100, 37}}) ==
        std::vector<Row>{{27, 8, 5}, {27, 8, 5}, {27, 8, 5}, {27, 8, 5}, {0, 28, 17}, {0, 0, 0}});
}

TEST_CASE("who passes another in the queue moves the two of them, and nobody else", "[theory][rationing]") {
  CHECK(awards_by_day("") == std::vector<Row>{{40, 0, 0}, {40, 0, 0}, {20, 20, 0}, {0, 40, 0}, {0, 0, 37}, {0, 0, 0}});
  CHECK(awards_by_day(R"("ahead": {"at": "2000-01-02", "expedite": {"order": "c1", "priority": 1}})") ==
        std::vector<Row>{{40, 0, 0}, {40, 0, 0}, {20, 0, 20}, {0, 23, 17}, {0, 37, 0}, {0, 0, 0}});
  // a swap takes from the back of b's order: its first 23 keep their place, the other 37 change theirs with c
  CHECK(
      awards_by_day(R"("swap": {"at": "2000-01-02", "swap": {"product": "u", "units": 37, "between": ["b", "c"]}})") ==
      std::vector<Row>{{40, 0, 0}, {40, 0, 0}, {20, 20, 0}, {0, 3, 37}, {0, 37, 0}, {0, 0, 0}});
}

// Smith (1956), Naval Research Logistics Quarterly 3, 59-66
TEST_CASE("an exchange of neighbours in a line saves what Smith says, and the best line is by weight over size",
          "[theory][rationing]") {
  const std::vector<int> sizes = {10, 4, 6, 8};
  const std::vector<double> weights = {1, 3, 2, 2};
  CHECK(completed(sizes, {0, 0, 0, 0}) == std::vector<double>{10, 14, 20, 28});
  CHECK(cost(sizes, weights, {0, 0, 0, 0}) == 148);
  CHECK(cost(sizes, weights, {3, 4, 2, 1}) == 148 - 26);
  CHECK(cost(sizes, weights, {4, 2, 3, 1}) == 148 + 10);
  CHECK(cost(sizes, weights, {4, 3, 1, 2}) == 148 + 4);
  CHECK(cost(sizes, weights, {1, 4, 3, 2}) == 96);
}

// In the spirit of Cachon and Lariviere (1999), Management Science 45(5): what is sold in a slack period earns supply
// in the tight one after it. Prices fall in a straight line from 40 in the first and from 100 in the second; 60 units.
TEST_CASE("where turns are earned, retailers sell more while demand is low, and earn less", "[theory][game]") {
  const auto second = [](double own, double other) {
    const std::vector<double> claims{100, 100}, received{own, other};
    std::vector<double> awards(2);
    allocation::RealClaims asked;
    asked.claims = claims;
    asked.terms.received = received;
    asked.terms.share = 1;
    share(Rule::turn_and_earn, 60, asked, awards);
    return awards[0];
  };
  const auto profit = [&](double own, double other) {
    const double later = second(own, other);
    return (40 - own) * own + (100 - later) * later;
  };
  CHECK(profit(30, 30) == Approx(2400));
  for (double own = 1; own < 30; ++own) CHECK(profit(own, 30) < profit(30, 30));
  CHECK(profit(20, 20) == Approx(2500));   // what both would rather have,
  CHECK(profit(21, 20) > profit(20, 20));  // and neither keeps to
}

}  // namespace allot::theory::traces_test

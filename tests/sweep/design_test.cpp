#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "allot/distribution.hpp"
#include "base/literals.hpp"
#include "support/catch.hpp"
#include "sweep/asked_designs.hpp"

namespace design_test {

using namespace allot;
using namespace asked_designs;

TEST_CASE("a grid has every combination, the last axis varying fastest", "[sweep][design]") {
  const SweepDesign it = grid({"/parameters/market=1,2", "/orders/first/units=100,200,300"});
  CHECK(it.points == std::vector<std::vector<std::string>>{
                         {"1", "100"}, {"1", "200"}, {"1", "300"}, {"2", "100"}, {"2", "200"}, {"2", "300"}});
  CHECK(it.axes[0] == SweepAxis{"/parameters/market", "/parameters/market"});
}

TEST_CASE("an axis that is a parameter is called by its label", "[sweep][design]") {
  CHECK(grid({"/parameters/ready=2024-03-01,2024-04-01"}).axes[0].label == "the day the hall opens");
}

TEST_CASE("lists take what --set takes, and commas within brackets, braces and quotes part nothing",
          "[sweep][design]") {
  CHECK(values_of("/orders/first/placed=2024-01-10, 2024-02-01") == "2024-01-10 | 2024-02-01");
  CHECK(values_of("/suppliers/maker/allocation/rules/organisation=proportional,\"equal_awards\"") ==
        "proportional | equal_awards");
  CHECK(values_of(R"(/parameters/market={"uniform": {"min": 1, "max": 2}},{"uniform": {"min": 1, "max": 3}})") ==
        R"({"uniform": {"min": 1, "max": 2}} | {"uniform": {"min": 1, "max": 3}})");
  CHECK(values_of(R"(/orders/first/site=["hall"],[])") == R"(["hall"] | [])");
  CHECK(values_of("variant=base,late,late+small") == "base | late | late+small");
  CHECK(values_of("seed=1,7") == "1 | 7");
}

TEST_CASE("a range in steps goes from its low end as far as its high one", "[sweep][design]") {
  CHECK(values_of("/orders/first/units=100..500:150") == "100 | 250 | 400");
  CHECK(values_of("/parameters/market=0.1..0.5:0.1") ==
        "0.1 | 0.2 | 0.3 | 0.4 | 0.5");  // 0.1 + 2 * 0.1 is 0.3, in decimals
  CHECK(values_of("/orders/first/placed=2024-01-31..2024-02-15:7d") == "2024-01-31 | 2024-02-07 | 2024-02-14");
  CHECK(values_of("/orders/first/placed=2024-02-28..2024-03-01:1d") == "2024-02-28 | 2024-02-29 | 2024-03-01");
  CHECK(values_of("/orders/first/placed=2024-01-31T12:00..2024-02-01T12:00:12h") ==
        "2024-01-31T12:00 | 2024-02-01 | 2024-02-01T12:00");
  CHECK(values_of("/orders/first/patience=10d..30d:10d") == "10d | 20d | 30d");
  CHECK(values_of("/suppliers/maker/supply/plan/rate=100/w..300/w:100") == "100/w | 200/w | 300/w");
  CHECK(values_of("/suppliers/maker/supply/plan/rate=100/w..300/w:100/w") == "100/w | 200/w | 300/w");
  CHECK(values_of("/products/gpu/power=1.2 kW..1.6 kW:0.2 kW") == "1.2 kW | 1.4 kW | 1.6 kW");
  CHECK(values_of("seed=1..4:1") == "1 | 2 | 3 | 4");
}

TEST_CASE("a range in equal parts has both ends and what lies between", "[sweep][design]") {
  CHECK(values_of("/parameters/market=1..2/4") == "1 | 1.25 | 1.5 | 1.75 | 2");
  CHECK(values_of("/orders/first/units=100..110/4") == "100 | 103 | 105 | 108 | 110");  // units are whole
  CHECK(values_of("/orders/first/placed=2024-01-01..2024-01-05/2") == "2024-01-01 | 2024-01-03 | 2024-01-05");
  CHECK(values_of("/suppliers/maker/supply/plan/rate=100/w..200/w/4") == "100/w | 125/w | 150/w | 175/w | 200/w");
  CHECK(values_of("/orders/first/patience=10d..30d/1") == "10d | 30d");
}

TEST_CASE("a Latin hypercube over a range has one value in each of its strata", "[sweep][design]") {
  const SweepDesign it = design(samples(50, {"/parameters/market=2..3", "/parameters/ready"}));
  REQUIRE(it.points.size() == 50);
  std::set<int> strata;
  for (const auto& point : it.points) strata.insert(static_cast<int>((*parse_number(point[0]) - 2) * 50));
  CHECK(strata.size() == 50);
}

TEST_CASE("samples of whole numbers are whole, of dates whole days, and each lies in its range", "[sweep][design]") {
  for (const SampleBy by : {SampleBy::lhs, SampleBy::sobol, SampleBy::random}) {
    const SweepDesign it =
        design(samples(200,
                       {"/orders/first/units=100..103", "/orders/first/placed=2024-01-01..2024-01-04",
                        "/orders/first/patience=10d..30d", "/parameters/market=1..1.001", "seed=5..6",
                        "/suppliers/maker/supply/plan/rate=100/w..200/w"},
                       by));
    std::map<std::string, int> units, days;
    for (const auto& point : it.points) {
      ++units[point[0]];
      ++days[point[1]];
      const auto patience = parse_duration(point[2]);
      REQUIRE(patience);
      CHECK(std::fmod(patience->real(), static_cast<double>(day)) == 0);
      CHECK((*patience >= 10 * day && *patience <= 30 * day));
      CHECK((*parse_number(point[3]) >= 1 && *parse_number(point[3]) <= 1.001));
      CHECK((point[4] == "5" || point[4] == "6"));
      CHECK(parse_rate(point[5]));
    }
    CHECK(units.size() == 4);
    CHECK(days.size() == 4);
    if (by == SampleBy::lhs)
      for (const auto& [value, count] : units) CHECK(std::abs(count - 50) <= 1);
  }
}

TEST_CASE("a list that is sampled gives each value an equal share", "[sweep][design]") {
  const SweepDesign it = design(samples(90, {"variant=base,late,small", "/parameters/market=1..2:0.5"}));
  std::map<std::string, int> variants, markets;
  for (const auto& point : it.points) ++variants[point[0]], ++markets[point[1]];
  CHECK(variants == std::map<std::string, int>{{"base", 30}, {"late", 30}, {"small", 30}});
  CHECK(markets == std::map<std::string, int>{{"1", 30}, {"1.5", 30}, {"2", 30}});
}

// Of a Latin hypercube of 1,000 every thousandth quantile is met to within one stratum.
TEST_CASE("a distribution is sampled by its quantiles, the one that stands there if none is said", "[sweep][design]") {
  const SweepDesign it =
      design(samples(1000, {"/parameters/share", R"(/parameters/market={"lognormal": {"median": 1, "p90": 1.3}})",
                            "/parameters/days", "/parameters/ready", "/parameters/pace"}));
  const auto sorted = [&](std::size_t axis, auto number) {
    std::vector<double> out;
    for (const auto& point : it.points) out.push_back(number(point[axis]));
    std::sort(out.begin(), out.end());
    return out;
  };
  const auto plain = [](const std::string& text) { return *parse_number(text); };
  const auto share = sorted(0, plain), market = sorted(1, plain);
  const auto days = sorted(2, [](const std::string& text) { return parse_duration(text)->real() / day; });
  const auto ready = sorted(3, [](const std::string& text) { return static_cast<double>(*parse_date(text)); });
  const auto pace = sorted(4, [](const std::string& text) { return parse_rate(text)->amount.real(); });
  const Distribution lognormal = from_median_p90(Distribution::Family::lognormal, 1, 1.3);
  for (const std::size_t i : {100u, 500u, 900u}) {
    const double below = static_cast<double>(i) / 1000, above = below + 0.001;
    CHECK(share[i] > quantile(beta_from_mean_sd(0.5, 0.2, 0, 1), below) - 1e-6);
    CHECK(share[i] < quantile(beta_from_mean_sd(0.5, 0.2, 0, 1), above) + 1e-6);
    CHECK(market[i] > quantile(lognormal, below) - 1e-6);
    CHECK(market[i] < quantile(lognormal, above) + 1e-6);
  }
  CHECK(std::abs(days[500] - 20) <= 1);
  CHECK(std::abs(days[900] - 40) <= 1);
  CHECK(ready.front() >= static_cast<double>(*parse_date("2024-02-01")));
  CHECK(ready.back() <= static_cast<double>(*parse_date("2024-06-01")));
  CHECK(std::abs(pace[500] - 150) < 0.2);
}

TEST_CASE("a distribution of plain numbers is one of days where a duration stands", "[sweep][design]") {
  const SweepDesign it = design(samples(3, {R"(/orders/first/patience={"uniform": {"min": 10, "max": 30}})"}));
  for (const auto& point : it.points) CHECK(parse_duration(point[0]));
}

TEST_CASE("points of a sample are those of its seed, and values stay what they are when axes are added behind",
          "[sweep][design]") {
  SweepRequest one = samples(20, {"/parameters/market=1..2"});
  const SweepDesign first = design(one);
  CHECK(design(one).points == first.points);
  one.seed = 2;
  CHECK(design(one).points != first.points);
  CHECK(values(design(samples(20, {"/parameters/market=1..2", "/parameters/share"}))) == values(first));
}

TEST_CASE("one point and one axis are a design", "[sweep][design]") {
  CHECK(grid({"/parameters/market=3"}).points == std::vector<std::vector<std::string>>{{"3"}});
  for (const SampleBy by : {SampleBy::lhs, SampleBy::sobol, SampleBy::random})
    CHECK(design(samples(1, {"/parameters/market=1..2"}, by)).points.size() == 1);
}

TEST_CASE("correlated axes keep their values and rise together", "[sweep][design]") {
  SweepRequest asked = samples(400, {"/parameters/market=1..2", "/parameters/ready", "/parameters/share"});
  const SweepDesign alone = design(asked);
  asked.correlations = {asked_correlation("/parameters/market,/parameters/ready=0.9")};
  const SweepDesign together = design(asked);
  int agree = 0;
  for (const auto& point : together.points)
    agree += (*parse_number(point[0]) > 1.5) == (point[1] > "2024-03-22") ? 1 : 0;
  CHECK(agree > 320);
  const auto sorted = [](const SweepDesign& it, std::size_t axis) {
    std::multiset<std::string> out;
    for (const auto& point : it.points) out.insert(point[axis]);
    return out;
  };
  for (const std::size_t axis : {0u, 1u, 2u}) CHECK(sorted(alone, axis) == sorted(together, axis));
}

}  // namespace design_test

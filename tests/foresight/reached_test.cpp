#include <nlohmann/json.hpp>

#include "allot/bound.hpp"
#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"
#include "support/drafts.hpp"

/// Where theory says that a rule does as well as can be, it reaches the bound, to the last unit.
namespace allot::reached_test {
namespace {

using Json = nlohmann::ordered_json;

std::string day_of_january(int number) { return (number < 10 ? "2024-01-0" : "2024-01-") + std::to_string(number); }

/// One product without sites, in lots on days of January, at one distance from all who order.
Json market(Dice& dice) {
  Json out = {{"allot", 1}, {"start", "2024-01-01"}, {"end", "2024-02-15"}, {"products", {{"gpu", Json::object()}}}};
  out["suppliers"]["maker"] = {{"stock", {{"gpu", dice.between(0, 20)}}},
                               {"supply", Json::array()},
                               {"routes", {{"default", {{{"stage", "transport"}, {"delay", "3d"}}}}}}};
  for (int i = 0; i < dice.between(1, 5); ++i)
    out["suppliers"]["maker"]["supply"].push_back(
        {{"product", "gpu"}, {"at", day_of_january(dice.between(1, 30))}, {"units", dice.between(1, 30)}});
  return out;
}

void add_orders(Dice& dice, Json& market, int first_day, int last_day) {
  for (int i = 0; i < dice.between(2, 5); ++i) {
    const std::string id = "o" + std::to_string(i);
    market["organisations"][id] = Json::object();
    market["orders"][id] = {{"organisation", id},
                            {"supplier", "maker"},
                            {"product", "gpu"},
                            {"units", dice.between(1, 30)},
                            {"placed", day_of_january(dice.between(first_day, last_day))}};
  }
}

Json divided_by(Json market, const std::string& level, const std::string& rule) {
  market["suppliers"]["maker"]["allocation"] = {{"levels", {level}}, {"rules", {{level, rule}}}};
  if (level == "organisation")
    market["suppliers"]["maker"]["allocation"] = {{"levels", {level, "order"}},
                                                  {"rules", {{level, rule}, {"order", "fifo"}}}};
  return market;
}

RuleBound bound_of(const Json& market, const std::string& metric) {
  Sampling sampling;
  sampling.replications = 1;
  return bound({{"base", check(ScenarioFile{draft_of(market.dump()), {}, ""})}}, metric, sampling).variants.front();
}

}  // namespace

// What is awarded by t is the least over s of what had come by s and what was ordered from then on: with nothing held
// back it is the smaller of both sums.
TEST_CASE("one product, one distance, no halls: whatever the rule, as many are online as could be", "[bound]") {
  Dice dice(4);
  for (int i = 0; i < 40; ++i) {
    Json one = market(dice);
    add_orders(dice, one, 1, 30);
    for (const auto& [level, rule] : {std::pair("order", "fifo"),
                                      {"order", "earliest_due"},
                                      {"order", "random_order"},
                                      {"order", "smallest_first"},
                                      {"organisation", "proportional"},
                                      {"organisation", "equal_losses"},
                                      {"organisation", "talmud"}})
      for (const char* metric : {"online_gpu_days", "delivered_gpu_days"}) {
        const RuleBound found = bound_of(divided_by(one, level, rule), metric);
        CAPTURE(i, rule, metric);
        CHECK(found.reached.mean == found.best.mean);
      }
  }
}

TEST_CASE("where all can be on time, earliest due first has all on time", "[bound]") {
  Dice dice(5);
  int possible = 0;
  for (int i = 0; i < 200; ++i) {
    Json one = market(dice);
    add_orders(dice, one, 1, 1);
    double promised = 0;
    for (Json& order : one["orders"]) {
      order["due"] = day_of_january(dice.between(10, 31));
      promised += order["units"].get<double>();
    }
    const RuleBound found = bound_of(divided_by(one, "order", "earliest_due"), "on_time_units");
    if (found.best.mean < promised) continue;
    ++possible;
    CAPTURE(i);
    CHECK(found.reached.mean == promised);
  }
  CHECK(possible > 10);
}

TEST_CASE("one division in proportion leaves nobody further behind than it has to", "[bound]") {
  Dice dice(6);
  for (int i = 0; i < 60; ++i) {
    Json one = market(dice);
    one["suppliers"]["maker"]["supply"] = Json::array();
    one["products"]["gpu"]["lot"] = 1;
    add_orders(dice, one, 1, 1);
    int ordered = 0;
    for (Json& order : one["orders"]) {
      order["units"] = order["units"].get<int>() * 10;
      ordered += order["units"].get<int>();
    }
    one["suppliers"]["maker"]["stock"]["gpu"] = ordered / 10 * dice.between(0, 10);  // whole tenths of every order
    const RuleBound found = bound_of(divided_by(one, "organisation", "proportional"), "least_fill");
    CAPTURE(i);
    CHECK(found.reached.mean == Approx(found.best.mean));
  }
}

TEST_CASE("one auction takes in as much as any awards could", "[bound]") {
  Dice dice(7);
  for (int i = 0; i < 60; ++i) {
    Json one = market(dice);
    one["suppliers"]["maker"]["supply"] = Json::array();
    one["products"]["gpu"]["price"] = "1 USD";
    add_orders(dice, one, 1, 1);
    for (Json& order : one["orders"]) order["bid"] = std::to_string(dice.between(2, 9)) + " USD";
    const RuleBound found = bound_of(divided_by(one, "order", "auction"), "revenue");
    CAPTURE(i);
    CHECK(found.reached.mean == Approx(found.best.mean));
  }
}

}  // namespace allot::reached_test

#include <nlohmann/json.hpp>

#include "allot/compensation.hpp"
#include "allot/reports.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"

namespace compensation_test {

using namespace allot;
using nlohmann::ordered_json;

namespace {

using Settings = std::vector<std::pair<std::string, std::string>>;

// The trade on time, each order pegged to its lot, so that what comes back has a day; a day costs Tesla 2 and
// X 3 USD.
Compensation compensation(const Settings& settings, const std::string& intervention = "swap",
                          const Sampling& sampling = trade::sampling(4)) {
  ordered_json scenario = ordered_json::parse(trade::market);
  const std::pair<const char*, const char*> pegs[] = {{"t1", "l1"}, {"x1", "l2"}, {"x2", "l3"}};
  for (const auto& [order, lot] : pegs) scenario["orders"][order]["pegged"] = lot;
  scenario["organisations"]["tesla"]["delay_cost"] = "2 USD";
  scenario["organisations"]["x"]["delay_cost"] = "3 USD";
  return break_even_terms(check(edited(trade::file_of(scenario.dump()), "on-time", settings)), intervention, sampling);
}

Settings hall(const std::string& day) { return {{"/sites/hall/room/main/at", day}}; }

const Payment& payment(const Compensation& it, const std::string& metric) {
  for (const Payment& one : it.payments)
    if (one.metric == metric) return one;
  throw std::logic_error("no such payment");
}

}  // namespace

TEST_CASE("Tesla is whole if June's lot is back when its hall opens", "[experiment]") {
  const Compensation it = compensation(hall("2024-03-01"));
  CHECK(it.loser == "tesla");
  CHECK(it.parties.at(0).online.estimate.mean == -6000 * 106);
  CHECK(it.parties.at(1).online.estimate.mean == 1'254'000);
  CHECK(it.return_by == "2024-03-01");
  CHECK(it.returned == "2024-06-15");
}

TEST_CASE("half may be swapped where January's lot is back before the hall opens", "[experiment]") {
  const Compensation it = compensation(hall("2024-03-01"));
  CHECK(it.units == 6000);
  CHECK(it.asked == 12000);
}

TEST_CASE("with an empty hall at hand all has to be back on the first lot's day, and nothing can be split",
          "[experiment]") {
  const Compensation it = compensation(hall("2023-10-01"));
  CHECK(it.parties.at(0).online.estimate.mean == -1'254'000);
  CHECK(it.return_by == "2023-12-20");
  CHECK_FALSE(it.units);
}

TEST_CASE("where the hall opens after the last lot nobody is to be made whole in days", "[experiment]") {
  const Compensation it = compensation(hall("2024-07-01"));
  CHECK_FALSE(it.loser);
  CHECK_FALSE(it.return_by);
  CHECK_THAT(render(it, Format::table),
             ContainsSubstring("Neither has fewer GPU-days online than without it, as it is."));
}

TEST_CASE("what X gains in days pays for what Tesla loses, and saves X nothing of its own delay", "[experiment]") {
  const Compensation it = compensation(hall("2024-03-01"));
  const Payment& value = payment(it, "gpu_days_at_delay_cost");
  CHECK((value.from == "x" && value.to == "tesla"));
  CHECK(value.least == 2 * 636'000);
  CHECK(value.most == 3 * 1'254'000);
  const Payment& delay = payment(it, "delay_cost");
  CHECK((delay.from == "x" && delay.to == "tesla"));
  CHECK(delay.least ==
        2 * 636'000);      // half is needed from 20 December on and runs from 15 June on, not from 1 March on
  CHECK(delay.most == 0);  // X, which needs its units in January and June, was never late
}

TEST_CASE("whenever the hall opens between the first lot and the last, that is the day of return",
          "[experiment][law]") {
  for (const std::string day : {"2023-12-21", "2024-01-10", "2024-01-20", "2024-02-02", "2024-05-01", "2024-06-14"}) {
    CAPTURE(day);
    CHECK(compensation(hall(day)).return_by == day);
  }
}

TEST_CASE("so many units that are said to be the most are whole, and a lot more is not", "[experiment][law]") {
  Settings settings = hall("2024-03-01");
  settings.emplace_back("/interventions/swap/swap/units", "6000");
  CHECK_FALSE(compensation(settings).loser);
  settings.back().second = "6008";
  CHECK(compensation(settings).loser == "tesla");
}

TEST_CASE("what is diverted one way comes back on no day", "[experiment]") {
  Settings settings = hall("2023-10-01");
  settings.emplace_back(
      "/interventions/gift",
      R"({"at": "2023-12-15", "divert": {"product": "h100", "units": 80, "from": "tesla", "to": "x"}})");
  settings.emplace_back("/interventions/swap", "null");
  const Compensation it = compensation(settings, "gift");
  CHECK(it.loser == "tesla");
  CHECK_FALSE(it.returned);
  CHECK_FALSE(it.units);
  CHECK_THAT(render(it, Format::table), ContainsSubstring("nothing that has a date comes back to tesla"));
}

// Eighty of 12,000 that would have stood in the hall from 20 December on.
TEST_CASE("a lender is whole only if it never lends", "[experiment]") {
  Settings settings = hall("2023-10-01");
  settings.emplace_back("/interventions/loan", R"({"at": "2023-12-15",
    "loan": {"product": "h100", "units": 80, "from": "tesla", "to": "x", "return": "2024-06-01"}})");
  settings.emplace_back("/interventions/swap", "null");
  const Compensation it = compensation(settings, "loan");
  CHECK(it.loser == "tesla");
  CHECK(it.returned == "2024-06-01");
  CHECK(it.return_by == "2023-12-20");
}

TEST_CASE("only a transfer between two can be made whole", "[experiment]") {
  CHECK_THROWS_WITH(compensation({}, "swop"), ContainsSubstring("did you mean 'swap'"));
  CHECK_THROWS_WITH(break_even_terms(trade::scenario(), "late", trade::sampling(1)),
                    ContainsSubstring("moves nothing"));
}

TEST_CASE("making whole gives the same bytes on 1 and 4 threads", "[experiment][law]") {
  const Settings shaken = {{"/interventions/swap/probability", "0.3"}};
  const std::string one = render(compensation(shaken, "swap", trade::sampling(30)), Format::json);
  CHECK(render(compensation(shaken, "swap", trade::sampling(30, 4)), Format::json) == one);
  const auto json = ordered_json::parse(one);
  CHECK(json["payments"]["gpu_days_at_delay_cost"]["is_possible"] == true);
  CHECK(json["parties"]["x"].contains("delay_cost"));
}

}  // namespace compensation_test

#include <algorithm>

#include "allot/reports.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"

namespace solve_test {

using namespace allot;

namespace {

/// Along one field of the trade, without the delay; less the variant without the swap, if asked for.
struct Question {
  Search search;
  std::string variant = "on-time", subtracted;

  Solution answer(const Sampling& sampling = trade::sampling(4)) const {
    return solve(
        search,
        [this](const std::string& value) {
          std::vector<std::pair<std::string, Scenario>> out;
          const ScenarioFile file =
              edited(edited(trade::file_of(trade::market), variant, {}), "", {{search.pointer, value}});
          out.emplace_back("", check(file));
          if (!subtracted.empty()) out.emplace_back(subtracted, check(edited(file, subtracted, {})));
          return out;
        },
        sampling);
  }
};

Question hall_ready() {
  return {{"/sites/hall/room/main/at", "2023-12-01", "2024-12-01",
           "difference.no-swap.organisation.tesla.online_gpu_days", Relation::at_least, 0, 0},
          "on-time",
          "no-swap"};
}

// The first half of what Tesla gets back comes on 20 January, the second on 15 June, to a hall that may be later.
Question milestone(std::string metric, Relation relation, double target) {
  Question question = hall_ready();
  question.search.metric = std::move(metric);
  question.search.relation = relation;
  question.search.target = target;
  return question;
}

constexpr Date first_of_april_2024 = 19814 * day;

Question units_of_third_lot(Relation relation, double target) {
  return {{"/suppliers/nvidia/supply/l3/units", "0", "12000", "supplier.nvidia.produced_units", relation, target, 0},
          "on-time",
          ""};
}

}  // namespace

TEST_CASE("the swap costs Tesla nothing once its hall is no earlier than the June lot", "[experiment]") {
  const Solution solution = hall_ready().answer();
  CHECK(solution.value == "2024-06-15");
  CHECK(solution.band.first == "2024-06-15");
  CHECK(solution.band.second == "2024-06-15");
  REQUIRE(solution.crossings.size() == 1);
  CHECK(solution.crossings[0].is_met_after);
  CHECK(std::is_sorted(solution.curve.begin(), solution.curve.end()));
  CHECK(solution.curve.front().second == -1'254'000);  // twelve thousand, half from January and half from June on
}

TEST_CASE("a target that is met from the start, or nowhere, is said to be", "[experiment]") {
  Question question = hall_ready();
  question.search.relation = Relation::at_most;
  CHECK(question.answer().value == "2023-12-01");
  question.search.target = -1e9;
  const Solution nowhere = question.answer();
  CHECK_FALSE(nowhere.value);
  CHECK_FALSE(nowhere.band.first);
  CHECK(nowhere.crossings.empty());
}

TEST_CASE("whole numbers are searched in ones", "[experiment]") {
  CHECK(units_of_third_lot(Relation::at_least, 20001).answer().value == "2001");
  CHECK(units_of_third_lot(Relation::at_most, 18000).answer().value == "0");
}

TEST_CASE("an equality is found though it holds at one value of thousands", "[experiment]") {
  CHECK(units_of_third_lot(Relation::equal, 21235).answer().value == "3235");
  CHECK_FALSE(units_of_third_lot(Relation::equal, 21235.5).answer().value);
  Question about = units_of_third_lot(Relation::equal, 21235.5);
  about.search.tolerance = 100;
  const Solution solution = about.answer();
  CHECK(solution.value == "3136");
  REQUIRE(solution.crossings.size() == 2);
  CHECK(solution.crossings[1].value == "3336");
  CHECK_FALSE(solution.crossings[1].is_met_after);
}

TEST_CASE("where the metric turns back, every crossing is found", "[experiment]") {
  Question question = hall_ready();
  question.search.pointer = "/interventions/swap/at";
  question.search.low = "2023-10-01";
  question.search.high = "2024-02-01";
  const Solution solution = question.answer();
  CHECK(solution.value == "2023-10-01");  // nothing is ordered yet, so nothing can be swapped
  REQUIRE(solution.crossings.size() == 2);
  CHECK(solution.crossings[0].value == "2023-10-03");  // what is ordered on the 2nd is ordered after it
  CHECK_FALSE(solution.crossings[0].is_met_after);
  CHECK(solution.crossings[1].value == "2023-12-21");
}

TEST_CASE("with chance the band lies on both sides of the answer", "[experiment]") {
  Question question = hall_ready();
  question.variant = "now-and-then";
  question.search.target = -100'000;
  const Solution solution = question.answer(trade::sampling(200));
  REQUIRE((solution.value && solution.band.first && solution.band.second));
  CHECK(*solution.band.first < *solution.value);
  CHECK(*solution.value < *solution.band.second);
}

TEST_CASE("a milestone's date is searched as a date: the hall's, once it is later than the lots", "[experiment]") {
  Question question = milestone("milestone.half.date", Relation::at_least, static_cast<double>(first_of_april_2024));
  question.subtracted.clear();
  const Solution solution = question.answer();
  CHECK(solution.value == "2024-04-01");
  CHECK(solution.curve.front().second == static_cast<double>(first_of_april_2024 - 72 * day));  // 20 January
  const std::string json = render(solution, Format::json);
  CHECK(json.find("\"target\": \"milestone.half.date>=2024-04-01\"") != std::string::npos);
  CHECK(json.find("[\"2024-04-01\", \"2024-04-01\"]") != std::string::npos);
}

TEST_CASE("a milestone that is not reached counts at the end, and its share falls to 0", "[experiment]") {
  Question question = milestone("milestone.all.reached", Relation::at_most, 0.5);
  question.subtracted.clear();
  question.search.low = "2024-12-01";
  question.search.high = "2025-02-01";
  const Solution solution = question.answer();
  CHECK(solution.value == "2024-12-31");
  CHECK(solution.curve.front().second == 1);
  CHECK(solution.curve.back().second == 0);
  question.search.metric = "milestone.all.date";
  CHECK(question.answer().curve.back().second == static_cast<double>(first_of_april_2024 + 274 * day));  // the end
}

TEST_CASE("two dates of a milestone differ by days", "[experiment]") {
  const Solution solution = milestone("difference.no-swap.milestone.half.date", Relation::at_most, 10).answer();
  CHECK(solution.curve.front().second == 31);  // 20 January instead of 20 December
  CHECK(solution.value == "2024-01-10");
}

TEST_CASE("a search gives the same bytes on 1, 2 and 5 threads", "[experiment][law]") {
  Question question = hall_ready();
  question.variant = "now-and-then";
  question.search.target = -100'000;
  const std::string one = render(question.answer(trade::sampling(40)), Format::json);
  CHECK(render(question.answer(trade::sampling(40, 2)), Format::json) == one);
  CHECK(render(question.answer(trade::sampling(40, 5)), Format::json) == one);
}

TEST_CASE("a metric that is not there, and bounds of no common kind, are refused", "[experiment]") {
  Question question = hall_ready();
  question.search.metric = "difference.no-swap.organisation.tesla.online_gpu_day";
  CHECK_THROWS_WITH(question.answer(), ContainsSubstring("organisation.tesla.online_gpu_days"));
  question.search.metric = "difference.no-swap.milestone.hlf.date";
  CHECK_THROWS_WITH(question.answer(), ContainsSubstring("milestone.half.date"));
  question = hall_ready();
  question.search.high = "12";
  CHECK_THROWS_AS(question.answer(), RequestError);
  question.search.high = "2023-11-01";
  CHECK_THROWS_AS(question.answer(), RequestError);
}

namespace {

// 64 units in lots of 8; a unit costs 1,000 USD, and a tenth of it when cancelled.
const std::string order_in_lots = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01",
  "products": {"gpu": {"lot": 8, "price": "1000 USD"}}, "organisations": {"a": {}}, "suppliers": {"maker": {}},
  "orders": {"o": {"organisation": "a", "supplier": "maker", "product": "gpu", "units": 64, "cancel_fee": 0.1}},
  "interventions": {"end": {"at": "2024-02-01", "cancel": {"order": "o"}}}})";

Solution of_fees(const std::string& low, const std::string& high) {
  Search search{"/orders/o/units", low, high, "organisation.a.fees_paid", Relation::at_least, 5000, 0};
  search.lot = lot_at(trade::scenario("", order_in_lots), search.pointer);
  return solve(
      search,
      [&](const std::string& value) {
        std::vector<std::pair<std::string, Scenario>> out;
        out.emplace_back("", check(edited(trade::file_of(order_in_lots), "", {{search.pointer, value}})));
        return out;
      },
      trade::sampling(4));
}

}  // namespace

// 56 units pay 5,600 USD, 48 pay 4,800.
TEST_CASE("units are searched in lots", "[solve]") {
  const Solution solution = of_fees("1", "100");
  CHECK(solution.value == "56");
  CHECK(solution.curve.front().first == "8");
  CHECK(solution.curve.back().first == "96");
}

TEST_CASE("a target in money is shown in money", "[solve]") {
  const std::string text = render(of_fees("8", "96"), Format::table, Style{});
  CHECK(text.find("USD") != std::string::npos);
  CHECK(text.find("5,600") != std::string::npos);
  CHECK(text.find('%') == text.find("% interval"));
}

}  // namespace solve_test

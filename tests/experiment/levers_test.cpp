#include <nlohmann/json.hpp>

#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "allot/solution.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"

namespace levers_test {

using namespace allot;

namespace {

// Ten units needed on 11 January come on the 21st, ten days before the end; a day of delay costs 3 USD. Flown they come
// ten days earlier for 50, by rail five days earlier for 60; a study brings nothing, and a sale brings 20.
constexpr const char* market = R"({
  "allot": 1, "name": "levers", "start": "2024-01-01", "end": "2024-01-31", "products": {"gpu": {}},
  "organisations": {"lab": {"delay_cost": "3 USD"}},
  "suppliers": {"maker": {"supply": {"lot": {"product": "gpu", "at": "2024-01-21", "units": 10}}}},
  "orders": {"lab-1": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 10, "due": "2024-01-11"}},
  "milestones": {"ten": {"organisation": "lab", "online": 10}},
  "variants": {
    "fly": {"interventions": {"fly": {"at": "2024-01-02", "supply": {"supplier": "maker", "by": "-10d"}, "cost": {"once": "50 USD"}, "paid_by": "lab"}}},
    "rail": {"interventions": {"rail": {"at": "2024-01-02", "supply": {"supplier": "maker", "by": "-5d"}, "cost": {"once": "60 USD"}}}},
    "study": {"cost": "5 USD"},
    "sale": {"cost": "-20 USD"}
  }
})";

Comparison compared(const std::vector<std::string>& variants, std::size_t replications = 4) {
  std::vector<std::pair<std::string, Scenario>> all = {{"base", trade::scenario("", market)}};
  for (const std::string& it : variants) all.emplace_back(it, trade::scenario(it, market));
  return compare(all, trade::sampling(replications));
}

const Won& won(const PricedLever& lever, const std::string& metric, std::optional<EntityKind> kind) {
  for (const Won& it : lever.won)
    if (it.metric == metric && it.kind == kind) return it;
  throw std::logic_error("nothing of the kind is won");
}

}  // namespace

TEST_CASE("a lever wins days, money and a date, each for so much money", "[experiment]") {
  const Comparison comparison = compared({"fly", "rail"});
  REQUIRE(comparison.levers.size() == 2);
  const PricedLever &fly = comparison.levers[0], &rail = comparison.levers[1];
  CHECK(fly.cost.mean == 50);
  CHECK(won(fly, "online_gpu_days", EntityKind::system).won.mean == 100);
  CHECK(won(fly, "online_gpu_days", EntityKind::system).per_money == 2.0);
  CHECK(won(fly, "online_gpu_days", EntityKind::organisation).per_money == 2.0);
  CHECK(won(fly, "delay_cost", EntityKind::system).won.mean == 300);
  CHECK(won(fly, "delay_cost", EntityKind::system).per_money == 6.0);
  CHECK(won(fly, "date", std::nullopt).won.mean == 10);
  CHECK(won(fly, "date", std::nullopt).per_money == 0.2);
  CHECK(rail.cost.mean == 60);
  CHECK(won(rail, "online_gpu_days", EntityKind::system).won.mean == 50);
  CHECK(won(rail, "delay_cost", EntityKind::system).per_money == 2.5);
}

TEST_CASE("what costs more and wins less is dominated, by another lever or by doing nothing", "[experiment]") {
  const Comparison comparison = compared({"fly", "rail", "study", "sale"});
  const auto dominated = [&](std::size_t i) { return comparison.levers[i].won.front().dominated_by; };
  CHECK(dominated(0).empty());
  CHECK(dominated(1) == "fly");
  CHECK(dominated(2) == "sale");  // as does the baseline; of equals the lever is named
  CHECK(dominated(3).empty());
  CHECK(comparison.levers[1].won.front().dominated_share == 1);
  CHECK(compared({"study"}).levers[0].won.front().dominated_by == "base");
}

TEST_CASE("what brings money has no rate, and what costs nothing no table", "[experiment]") {
  const Comparison comparison = compared({"sale"});
  CHECK(comparison.levers[0].cost.mean == -20);
  CHECK_FALSE(comparison.levers[0].won.front().per_money);
  std::string free = market;
  for (const std::string cost :
       {R"(, "cost": {"once": "50 USD"}, "paid_by": "lab")", R"(, "cost": {"once": "60 USD"})"})
    free.erase(free.find(cost), cost.size());
  free.replace(free.find(R"({"cost": "5 USD"})"), 17, "{}");
  free.replace(free.find(R"({"cost": "-20 USD"})"), 19, "{}");
  const Comparison none =
      compare({{"base", trade::scenario("", free)}, {"fly", trade::scenario("fly", free)}}, trade::sampling(4));
  CHECK(none.levers.empty());
  CHECK(answer_of(none).table("levers") == nullptr);
  CHECK_THAT(render(none, Format::table), !ContainsSubstring("What each costs"));
}

TEST_CASE("levers stand in tables, tidy and for people, and in a sentence each", "[experiment][report]") {
  const Comparison comparison = compared({"fly", "rail"});
  const Answer answer = answer_of(comparison);
  const Answer::Table& table = *answer.table("levers");
  CHECK(std::get<double>(table.row(0)[table.place("cost")]) == 50);
  CHECK(std::get<double>(table.row(0)[table.place("per_money")]) == 2);
  const auto json = nlohmann::json::parse(json_of(answer));
  CHECK(json["levers"][0]["won"]["mean"] == 100);
  CHECK(json["levers"][0]["cost"]["mean"] == 50);
  CHECK_THAT(csv_of(answer), ContainsSubstring("rail,base,60,"));
  CHECK_THAT(render(comparison, Format::table), ContainsSubstring("What each costs, and what it buys"));
  std::vector<std::string> said;
  for (const Answer::Statement& it : answer.statements)
    if (it.id.starts_with("lever.")) said.push_back(it.text);
  CHECK(said == std::vector<std::string>{
                    "fly against base: costs 50 USD, and everyone has 100 more GPU-days online.",
                    "rail against base: costs 60 USD, and everyone has 50 more GPU-days online; fly costs no more and "
                    "brings no less."});
}

TEST_CASE("pairs of a scenario have their levers in the order of the pairs", "[experiment][compare]") {
  const std::vector<std::pair<std::string, Scenario>> all = {{"base", trade::scenario("", market)},
                                                             {"fly", trade::scenario("fly", market)},
                                                             {"rail", trade::scenario("rail", market)}};
  const Comparison comparison =
      compare(all, {{"rail alone", 2, 0}, {"rail, not fly", 2, 1}, {"fly alone", 1, 0}}, trade::sampling(4));
  REQUIRE(comparison.levers.size() == 3);
  CHECK(comparison.levers[0].cost.mean == 60);
  CHECK(comparison.levers[1].cost.mean == 10);
  CHECK(comparison.levers[1].won.front().won.mean == -50);
  CHECK(comparison.levers[1].won.front().dominated_by == "fly");  // its baseline
  CHECK(comparison.levers[2].cost.mean == 50);
}

TEST_CASE("solve finds what can be had for so much money, by itself and beyond a variant that costs nothing",
          "[experiment][solve]") {
  std::string priced = market;
  const std::string before = R"("variants": {)";
  priced.replace(priced.find(before), before.size(),
                 R"("interventions": {"spot": {"at": "2024-01-02", "cost": {"per_unit": "7 USD"},
    "supply": {"supplier": "maker", "product": "gpu", "add": 1}}}, "variants": {"none": {"interventions": {"spot": null}}, )");
  const auto first_value = [&](const std::string& metric, Relation relation, double target) {
    const Search search{"/interventions/spot/supply/add", "0", "50", metric, relation, target, 0};
    const auto scenarios = [&](const std::string& value) {
      const ScenarioFile file = edited(trade::file_of(priced), "", {{search.pointer, value}});
      std::vector<std::pair<std::string, Scenario>> out = {{"", check(file)}};
      if (search.metric.starts_with("difference.")) out.emplace_back("none", check(edited(file, "none", {})));
      return out;
    };
    return solve(search, scenarios, trade::sampling(2)).value;
  };
  CHECK(first_value("system.decision_cost", Relation::at_least, 100) == "15");  // 14 cost 98
  CHECK(first_value("intervention.spot.decision_cost", Relation::at_most, 100) == "0");
  CHECK(first_value("difference.none.system.decision_cost", Relation::at_least, 100) == "15");
}

}  // namespace levers_test

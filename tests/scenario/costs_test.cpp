#include <stdexcept>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace costs_test {

using namespace allot;

namespace {

ScenarioFile file_with(const std::string& interventions, const std::string& more = "") {
  const std::string scenario =
      R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {"price": "10 USD", "power": "1 kW"}},
    "organisations": {"lab": {}, "shop": {}}, "sites": {"hall": {"organisation": "lab", "power": {"grid": {"at": "2024-01-01", "add": "1 MW"}}}},
    "suppliers": {"maker": {"supply": {"lot": {"product": "gpu", "at": "2024-02-01", "units": 8}}, "routes": {"default": [{"stage": "truck", "delay": "5d"}]}}},
    "orders": {"lab-1": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 8, "site": "hall"}},
    "interventions": {)" +
      interventions + "}" + more + "}";
  return {draft_of(scenario), [](const std::string&) -> TextPointer { throw std::runtime_error("no files"); }, ""};
}

std::vector<std::string> faults_of(const ScenarioFile& file) {
  std::vector<std::string> found;
  try {
    check(file);
  } catch (const InputError& error) {
    for (const Problem& it : error.problems()) found.push_back(it.pointer + ": " + it.message);
  }
  return found;
}

std::vector<std::string> faults_of(const std::string& action, const std::string& cost) {
  return faults_of(file_with(R"("it": {"at": "2024-01-05", )" + action + ", \"cost\": " + cost + "}"));
}

const std::string once_alone = "it moves no units: 'once' says what it costs";

}  // namespace

TEST_CASE("a cost says how it is counted, and what it is counted by is there", "[scenario]") {
  CHECK(faults_of(R"("cancel": {"order": "lab-1"})", R"({"once": "5 USD", "per_unit": "-1 USD"})").empty());
  CHECK(faults_of(R"("cancel": {"order": "lab-1"})", "{}") ==
        std::vector<std::string>{"/interventions/it/cost: says no cost: needs 'once', 'per_unit' or 'per_unit_day'"});
  CHECK(faults_of(R"("power": {"site": "hall", "source": "grid", "by": "5d"})", R"({"per_unit": "1 USD"})") ==
        std::vector<std::string>{"/interventions/it/cost/per_unit: " + once_alone});
  CHECK(faults_of(R"("set": {"path": "/organisations/lab/weight", "value": 2})", R"({"per_unit_day": "1 USD"})") ==
        std::vector<std::string>{"/interventions/it/cost/per_unit_day: " + once_alone});
  CHECK(faults_of(R"("retire": {"site": "hall", "product": "gpu"})", R"({"per_unit_day": "1 USD"})") ==
        std::vector<std::string>{
            "/interventions/it/cost/per_unit_day: it is over as it happens: 'per_unit' says what it costs"});
  CHECK(faults_of(R"("expedite": {"order": "lab-1", "priority": 2})", R"({"per_unit_day": "1 USD"})") ==
        std::vector<std::string>{"/interventions/it/cost/per_unit_day: a higher priority has no days"});
  CHECK(faults_of(R"("supply": {"supplier": "maker", "by": "-5d"})", R"({"per_unit": "1 USD"})") ==
        std::vector<std::string>{"/interventions/it/cost/per_unit: it moves no units: 'once', or of a shift "
                                 "'per_unit_day', says what it costs"});
  CHECK(faults_of(R"("supply": {"supplier": "maker", "scale": 2})", R"({"per_unit_day": "1 USD"})") ==
        std::vector<std::string>{"/interventions/it/cost/per_unit_day: it shifts no lots by days"});
}

TEST_CASE("a cost is in the scenario's currency, and somebody pays it who is there", "[scenario]") {
  const auto found = faults_of(R"("cancel": {"order": "lab-1"})", R"({"once": "5 EUR"})");
  REQUIRE(found.size() == 1);
  CHECK(found[0].starts_with("/interventions/it/cost/once: "));
  CHECK(faults_of(R"("cancel": {"order": "lab-1"}, "paid_by": "labb")", R"({"once": "5 USD"})") ==
        std::vector<std::string>{"/interventions/it/paid_by: unknown organisation 'labb'"});
  CHECK(faults_of(file_with(R"("it": {"at": "2024-01-05", "cancel": {"order": "lab-1"}, "paid_by": "lab"})")) ==
        std::vector<std::string>{"/interventions/it/paid_by: there is no 'cost' that it would pay"});
  const auto of_variant = faults_of(edited(file_with("", R"(, "variants": {"hall": {"cost": "5 EUR"}})"), "hall", {}));
  REQUIRE(of_variant.size() == 1);
  CHECK(of_variant[0].starts_with("/costs/hall: "));
}

TEST_CASE("what a variant costs stands among the costs under its name, of several all", "[scenario][comparisons]") {
  const ScenarioFile file = file_with(
      "",
      R"(, "costs": {"study": "1 USD"}, "variants": {"hall": {"cost": "5 USD"}, "more/less": {"label": "both", "cost": "2 USD"},
                         "all": ["hall", {"cost": "3 USD", "cost#": "assumed: a guess"}]})");
  const auto costs_of = [&](const std::string& variant) {
    std::vector<std::pair<std::string, double>> out;
    for (const NamedCost& it : check(edited(file, variant, {})).costs) out.emplace_back(it.id, it.money.number.real());
    return out;
  };
  using Costs = std::vector<std::pair<std::string, double>>;
  CHECK(costs_of("") == Costs{{"study", 1}});
  CHECK(costs_of("hall") == Costs{{"study", 1}, {"hall", 5}});
  CHECK(costs_of("hall+more/less") == Costs{{"study", 1}, {"hall", 5}, {"more/less", 2}});
  CHECK(costs_of("all") == Costs{{"study", 1}, {"hall", 5}, {"all/1", 3}});
  const Scenario all = check(edited(file, "all", {}));
  REQUIRE(all.notes.size() == 1);
  CHECK(all.notes[0].confidence == "assumed");
}

}  // namespace costs_test

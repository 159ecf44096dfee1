#include "allot/experiment.hpp"
#include "allot/explanation.hpp"
#include "allot/scenario_io.hpp"
#include "json/parse.hpp"
#include "support/catch.hpp"

namespace held_test {

using namespace allot;

namespace {

Explanation explained(const std::string& policy, const std::string& id, const std::string& interventions = "{}") {
  const std::string text = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01",
    "products": {"gpu": {}}, "organisations": {"a": {}, "b": {}},
    "sites": {"hall": {"organisation": "a", "room": {"main": {"at": "2024-02-01", "add": 100}}}},
    "suppliers": {"maker": {"stock": {"gpu": 10}, "allocation": )" +
                           policy + R"(,
      "supply": {"lot": {"product": "gpu", "at": "2024-01-15", "units": 10}}}},
    "orders": {"o": {"organisation": "a", "supplier": "maker", "product": "gpu", "units": 10, "due": "2024-01-01"},
               "p": {"organisation": "b", "supplier": "maker", "product": "gpu", "units": 10, "due": "2024-01-01"}},
    "interventions": )" + interventions +
                           "}";
  const auto file = std::make_shared<const Text>(Text{"scenario.json", text});
  Sampling once;
  once.replications = 1;
  const Scenario scenario = check({json::parse(file), {}, ""});
  Explanations all = explain(scenario, {id}, once);
  find_remedies(all, scenario, {id}, once);
  return all.orders.at(0);
}

double part(const Explanation& it, const std::string& name) {
  for (const auto& [key, value] : it.parts)
    if (key == name) return value;
  FAIL("no part " << name);
  return 0;
}

const Remedy& remedy(const Explanation& it, const std::string& pointer) {
  for (const Remedy& one : it.remedies.value().tried)
    if (one.pointer == pointer) return one;
  throw std::logic_error("no remedy at " + pointer);
}

}  // namespace

// Room on 1 February, sight of two weeks: the first ten units wait for the gate until 18 January.
TEST_CASE("what the readiness gate holds is told apart from supply, and is no overtaking", "[explain]") {
  const Explanation it = explained(R"({"levels": ["order"], "readiness": {"lookahead": "2w"}})", "o");
  CHECK(part(it, "gate") == 170);
  CHECK(part(it, "supply") == 0);
  CHECK(part(it, "passed_over") == 0);
  CHECK(part(it, "room") == 140);  // shipped on the 18th, room on 1 February
}

TEST_CASE("what a frozen window holds is told apart from supply", "[explain]") {
  const Explanation it =
      explained(R"({"levels": ["order"], "frozen": [{"from": "2024-01-01", "until": "2024-01-11"}]})", "o");
  CHECK(part(it, "frozen") == 100);
  CHECK(part(it, "supply") == 0);
  // p asks second: the stock is o's, and its own lot comes on the 15th.
  const Explanation late =
      explained(R"({"levels": ["order"], "frozen": [{"from": "2024-01-14", "until": "2024-01-20"}]})", "p");
  CHECK(part(late, "slack") == 140);
  CHECK(part(late, "supply") == 0);
  CHECK(part(late, "frozen") == 50);
}

TEST_CASE("without gates and windows nothing is held", "[explain]") {
  const Explanation it = explained(R"({"levels": ["order"]})", "p");
  CHECK(part(it, "gate") == 0);
  CHECK(part(it, "frozen") == 0);
  CHECK(part(it, "slack") == 140);  // the lot that serves it is planned for the 15th
  CHECK(part(it, "supply") == 0);
}

TEST_CASE("what a gate, a window or an embargo held would have been on time without it", "[explain]") {
  const Explanation gated = explained(R"({"levels": ["order"], "readiness": {"lookahead": "2w"}})", "o");
  CHECK_FALSE(remedy(gated, "/suppliers/maker/allocation/readiness").value);  // there is no room either
  CHECK(remedy(gated, "/sites/hall/room/main/at").value == "2024-01-01");
  const Explanation windowed =
      explained(R"({"levels": ["order"], "frozen": [{"from": "2024-01-01", "until": "2024-02-02"}]})", "p");
  CHECK(remedy(windowed, "/suppliers/maker/allocation/frozen").words == "no window of maker were frozen");
  const Explanation stopped =
      explained(R"({"levels": ["order"]})", "p",
                R"({"stop": {"at": "2024-01-01", "embargo": {"organisation": "b", "until": "2024-02-01"}}})");
  CHECK_FALSE(remedy(stopped, "/interventions/stop").value);  // its lot comes on the 15th
}

}  // namespace held_test

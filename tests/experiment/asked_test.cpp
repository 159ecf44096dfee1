#include "allot/compared_files.hpp"
#include "allot/promise.hpp"
#include "allot/scenario_io.hpp"
#include "base/literals.hpp"
#include "support/catch.hpp"

/// What a program that embeds the library asks of a scenario file as the commands do: an order that is not there yet, and
/// how likely a number of units is.
namespace asked_test {

using namespace allot;

namespace {

// A hundred units on the fifth day; one buyer waits for 40 of them, under an id that an added order would have taken.
ScenarioFile market() {
  const char* text = R"({
    "allot": 1, "name": "market", "start": "2024-01-01", "end": "2024-03-01",
    "products": {"gpu": {}},
    "organisations": {"lab": {}},
    "sites": {"hall": {"organisation": "lab"}},
    "suppliers": {"maker": {"supply": {"all": {"product": "gpu", "at": "2024-01-05", "units": 100}}}},
    "orders": {"promised": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 40}}})";
  return read_text(std::make_shared<const Text>(Text{"market.json", text}), ".");
}

}  // namespace

TEST_CASE("an order is added under an id that no other has, and promised", "[experiment]") {
  const ScenarioFile file = market();
  const Scenario scenario = check(file);
  const auto [id, with, file_with] =
      with_order(file, scenario, R"({"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 16})");
  CHECK(id == "promised.2");
  CHECK(scenario.orders.size() == 1);
  CHECK(with.orders.size() == 2);
  Sampling sampling;
  sampling.replications = 1;
  CHECK(promise(scenario, with, {id}, sampling).units == 16);
}

TEST_CASE("what is wrong with an added order stands where it was typed", "[experiment]") {
  const ScenarioFile file = market();
  try {
    with_order(file, check(file), R"({"organisation": "lob", "supplier": "maker", "product": "gpu", "units": 16})");
    FAIL("lob is no organisation");
  } catch (const InputError& error) {
    CHECK_THAT(describe(error), ContainsSubstring("--order:1:18: error: /organisation: unknown organisation 'lob'"));
  }
}

TEST_CASE("a chance is asked as a milestone of its own", "[experiment]") {
  const ScenarioFile file = market();
  Sampling sampling;
  sampling.replications = 1;
  const ScenarioFile asked =
      with_chances(file, {{"lab", 40, *parse_date("2024-01-04")}, {"hall", 40, *parse_date("2024-02-01")}}, sampling);
  REQUIRE(sampling.chances.size() == 2);
  const Results results = run(asked, sampling);
  CHECK(results.labels.milestones.at("lab:40") == "lab has 40 online");
  REQUIRE(results.chances.size() == 2);
  CHECK(results.chances[0].share() == 0);  // the lot comes on the 5th
  CHECK(results.chances[1].share() == 1);
  CHECK_THROWS_AS(with_chances(file, {{"lob", 40, 0}}, sampling), RequestError);
}

}  // namespace asked_test

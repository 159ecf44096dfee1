#include <stdexcept>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

using namespace allot;

namespace {

const std::string around =
    R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {"lot": 8}, "old": {}},
  "organisations": {"lab": {}, "42": {}}, "sites": {"east": {"organisation": "lab"}, "west": {"organisation": "lab"}},
  "suppliers": {"maker": {"supply": {"plan": {"product": "gpu", "from": "2024-01-01", "until": "2024-03-01", "every": "1w", "units": 800}}}},
  "defaults": {"orders": {"supplier": "maker", "product": "gpu", "organisation": "lab"}}, "order_books": ["book.csv"])";

/// A scenario whose order book is this text; `reads` counts how often it was opened.
struct Shelf {
  std::string book, more;
  int reads = 0;

  ScenarioFile file() {
    const Loader load = [this](const std::string& name) {
      ++reads;
      return text_of(book, name);
    };
    return {draft_of(around + more + "}"), load, ""};
  }
};

Scenario scenario_with(const std::string& book) {
  Shelf shelf{book, ""};
  return check(shelf.file());
}

std::string place_of(const Problem& problem) {
  const std::string& text = problem.place.text->content;
  const auto line = 1 + std::count(text.begin(), text.begin() + problem.place.begin, '\n');
  const auto before = text.rfind('\n', problem.place.begin == 0 ? 0 : problem.place.begin - 1);
  const std::size_t column = before == std::string::npos || problem.place.begin == 0
                                 ? problem.place.begin + 1
                                 : problem.place.begin - before;
  return std::to_string(line) + ":" + std::to_string(column);
}

std::vector<std::string> faults_of(const std::string& book) {
  std::vector<std::string> found;
  try {
    scenario_with(book);
  } catch (const InputError& error) {
    for (const Problem& it : error.problems())
      found.push_back(place_of(it) + " " + it.message + (it.hint.empty() ? "" : "; " + it.hint));
  }
  return found;
}

using Faults = std::vector<std::string>;

}  // namespace

TEST_CASE("a row of an order book is an order like any other", "[scenario][books]") {
  const Scenario scenario = scenario_with(
      "id,units,units#,site,product,placed,in_transit,delivered,deliveries\n"
      "a,80,reported: a memo,west|east,,2023-11-01,2024-01-05:16|2024-01-09T12:00:8,24,\n"
      "b,,,,gpu|old,,,,2024-02-01:40|2024-02-08:40\n");
  REQUIRE(scenario.orders.size() == 2);
  const Order &a = scenario.orders[0], &b = scenario.orders[1];
  CHECK(a.units.number == 80);
  CHECK(a.sites == std::vector<Ref>{{1}, {0}});
  CHECK(a.organisation == Ref{0});
  REQUIRE(a.opening);
  CHECK(a.opening->in_transit.size() == 2);
  CHECK(a.opening->in_transit[1].units.number == 8);
  CHECK(a.opening->in_transit[1].date.number == static_cast<double>(scenario.start + 8 * day + 12 * hour));
  CHECK(a.opening->delivered.front().units.number == 24);
  CHECK(b.deliveries.size() == 2);
  CHECK(b.product == Ref{0});
  REQUIRE(b.preference);
  CHECK(b.preference->others == std::vector<Ref>{{1}});
  REQUIRE(scenario.notes.size() == 1);
  CHECK(scenario.notes[0].pointer == "/orders/a/units");
  CHECK(scenario.notes[0].source == "a memo");
}

TEST_CASE("an id of digits is an id", "[scenario][books]") {
  CHECK(scenario_with("id,organisation,units\n7,42,8\n").orders[0].organisation == Ref{1});
}

TEST_CASE("what is wrong in an order book is said with its line and column", "[scenario][books]") {
  CHECK(faults_of("id,organistion,unit\n") ==
        Faults{"1:4 unknown column 'organistion'; did you mean 'organisation'?",
               "1:16 unknown column 'unit'; did you mean 'units'?"});
  CHECK(faults_of("units,units\n8,8\n") == Faults{"1:7 column 'units' stands twice"});
  CHECK(faults_of("units\n8\n") == Faults{"1:1 column 'id' is missing"});
  CHECK(faults_of("id,units,site\na,81,\nb,8,eats\n") ==
        Faults{"2:3 81 is no multiple of the lot of 8 that 'gpu' comes in",
               "3:5 unknown site 'eats'; did you mean 'east'?"});
  CHECK(faults_of("id,units\na,8\na,8\n,8\nB C,8\nd\n") ==
        Faults{"3:1 another order has the id 'a'", "4:1 the order has no id",
               "5:1 'B C' is no id: small letters, digits, '.', '_' and '-', at most 64",
               "6:1 expected 2 cells, found 1"});
  CHECK(faults_of("id,units,units#\na,8,rumour: me\n") ==
        Faults{"2:5 expected \"CONFIDENCE: SOURCE\", found 'rumour'; confidence is reported, estimated or "
               "assumed"});
}

TEST_CASE("a variant that its rows cannot tell is checked without reading the book again",
          "[scenario][books]") {
  Shelf shelf{
      "id,units\na,8\n",
      R"(, "variants": {"slow": {"suppliers": {"maker": {"supply": {"plan": {"slip": "3d"}}, "allocation": {"every": "1w"}}}},
    "cut": {"interventions": {"cut": {"at": "2024-01-05", "cancel": {"order": "a"}}}},
    "typo": {"interventions": {"cut": {"at": "2024-01-05", "cancel": {"order": "ab"}}}},
    "lots": {"products": {"gpu": {"lot": 16}}}})"};
  const ScenarioFile file = shelf.file();
  const Scenario scenario = check(file);
  CHECK(shelf.reads == 1);
  check_variant(edited(file, "slow", {}), file, scenario);
  check_variant(edited(file, "cut", {}), file, scenario);
  CHECK(shelf.reads == 1);
  CHECK_THROWS_AS(check_variant(edited(file, "typo", {}), file, scenario), InputError);
  CHECK(shelf.reads == 1);
  CHECK_THROWS_AS(check_variant(edited(file, "lots", {}), file, scenario),
                  InputError);  // 8 is no longer a lot
  CHECK(shelf.reads == 2);
}

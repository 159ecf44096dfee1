#include "allot/experiment.hpp"
#include "allot/scenario_io.hpp"
#include "scenario/edit.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace ids_test {

using namespace allot;

namespace {

const std::string around = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"H100/80GB": {}},
  "organisations": {"Lab": {"weight": 2}, "lab": {"weight": 3}, "R+D": {"weight": 1}},
  "suppliers": {"maker@de": {"stock": {"H100/80GB": 100}, "allocation": {"levels": ["order"], "rules": {"order": "fifo"}}}},
  "defaults": {"orders": {"organisation": "Lab", "supplier": "maker@de", "product": "H100/80GB"}})";

ScenarioFile file_with(const std::string& more, const std::string& book = "") {
  const Loader load = [book](const std::string& name) { return text_of(book, name); };
  return {draft_of(around + more + "}"), load, ""};
}

std::vector<std::string> faults_of(const std::string& more, const std::string& book = "") {
  std::vector<std::string> found;
  try {
    check(file_with(more, book));
  } catch (const InputError& error) {
    for (const Problem& it : error.problems()) found.push_back(it.pointer + ": " + it.message + "; " + it.hint);
  }
  return found;
}

double delivered(const Scenario& scenario, const std::string& order) {
  Sampling once;
  once.replications = 1;
  once.with_orders = true;
  const Results results = run(scenario, once);
  for (std::size_t i = 0; i < results.columns.size(); ++i)
    if (results.columns[i].kind == EntityKind::order && results.columns[i].entity == order &&
        results.columns[i].metric == "delivered_units")
      return results.estimates[i].mean;
  FAIL("no order " + order);
  return 0;
}

}  // namespace

TEST_CASE("ids are written as other systems write them", "[scenario][ids]") {
  for (const char* id : {"SO-001", "4500012345/10", "a:b", "PO#17", "x@y", "A+B", "7", "so-001", "a.b_c"}) {
    CAPTURE(id);
    const std::string order = std::string(R"(, "orders": {")") + id + R"(": {"units": 8}})";
    CHECK(delivered(check(file_with(order)), id) == 8);
    CHECK(check(file_with(R"(, "orders": [{"id": ")" + std::string(id) + R"(", "units": 8}])")).orders.id(0) == id);
    const std::string book = std::string("id,units\n") + id + ",8\n";
    CHECK(check(file_with(R"(, "order_books": ["b.csv"])", book)).orders.id(0) == id);
  }
}

TEST_CASE("what other signs an id has, or how it begins and ends, is an error", "[scenario][ids]") {
  for (const char* id : {"a b", "/a", "#a", "-a", "a|b", "a,b", "a~b", "a%", "\xC3\xA9", "a\\\\b"}) {
    CAPTURE(id);
    CHECK(faults_of(std::string(R"(, "orders": {")") + id + R"(": {"units": 8}})").size() == 1);
  }
  CHECK(faults_of(R"(, "orders": {")" + std::string(65, 'A') + R"(": {"units": 8}})").size() == 1);
  CHECK(faults_of(R"(, "orders": {")" + std::string(64, 'A') + R"(": {"units": 8}})").empty());
}

TEST_CASE("no id ends in the sign of a note", "[scenario][ids]") {
  CHECK(faults_of(R"(, "orders": [{"id": "a#", "units": 8}])").size() == 1);
  CHECK(faults_of(R"(, "order_books": ["b.csv"])", "id,units\na#,8\n").size() == 1);
  const Scenario scenario = check(file_with(R"(, "orders": {"a": {"units": 8}, "a#": "reported: a memo"})"));
  CHECK(scenario.orders.size() == 1);
  CHECK(scenario.notes[0].pointer == "/orders/a");
}

TEST_CASE("letters of either case tell ids apart, and the nearest id is named across cases", "[scenario][ids]") {
  const Scenario scenario =
      check(file_with(R"(, "orders": {"SO-1": {"units": 8, "organisation": "lab"}, "so-1": {"units": 9}})"));
  CHECK(scenario.orders[0].organisation == Ref{1});
  CHECK(scenario.orders[1].organisation == Ref{0});
  CHECK(faults_of(R"(, "orders": {"a": {"units": 8, "organisation": "LAB"}})") ==
        std::vector<std::string>{"/orders/a/organisation: unknown organisation 'LAB'; did you mean 'Lab'?"});
  CHECK(faults_of(R"(, "orders": {"a": {"units": 8, "organisation": "r+d"}})") ==
        std::vector<std::string>{"/orders/a/organisation: unknown organisation 'r+d'; did you mean 'R+D'?"});
}

TEST_CASE("a pointer reaches an id with a slash as RFC 6901 writes it", "[scenario][ids]") {
  const ScenarioFile file = file_with(R"(, "orders": {"4500012345/10": {"units": 8}}, "variants": {
      "more": {"orders": {"4500012345/10": {"units": 9}}}, "less": [{"op": "replace", "path": "/orders/4500012345~110/units", "value": 7}]})");
  CHECK(delivered(check(file), "4500012345/10") == 8);
  CHECK(delivered(check(edited(file, "more", {})), "4500012345/10") == 9);
  CHECK(delivered(check(edited(file, "less", {})), "4500012345/10") == 7);
  CHECK(delivered(check(edited(file, "", {{"/orders/4500012345~110/units", "6"}})), "4500012345/10") == 6);
  const Draft whole = resolved(file);
  CHECK(scenario::at(whole, "/orders/4500012345~110/units")->number == 8);
}

TEST_CASE("a note on an order with a slash in its id is found at its pointer", "[scenario][ids]") {
  const std::string book = "id,units,units#\n4500012345/10,8,reported: a memo\n";
  const Scenario of_book = check(file_with(R"(, "order_books": ["b.csv"])", book));
  const Scenario of_file =
      check(file_with(R"(, "orders": {"4500012345/10": {"units": 8, "units#": "reported: a memo"}})"));
  REQUIRE(of_book.notes.size() == 1);
  CHECK(of_book.notes[0].pointer == "/orders/4500012345~110/units");
  CHECK(of_file.notes == of_book.notes);
  const ScenarioFile varied =
      file_with(R"(, "order_books": ["b.csv"], "variants": {"later": {"end": "2024-04-01"}})", book);
  CHECK(check_variant(edited(varied, "later", {}), varied, check(varied)).notes == of_book.notes);
}

// Without the change FIFO serves a, placed first; priority is of organisations, here of the one with a plus.
TEST_CASE("a decision changes the policy of what has a slash or a plus in its id", "[scenario][ids]") {
  const std::string orders =
      R"(, "orders": {"a": {"units": 100}, "b": {"units": 100, "organisation": "R+D"}}, "interventions": {"I/1": {"at": "2024-01-01",
          "set": {"path": "/suppliers/maker@de/allocation/rules/order", "value": "proportional"}}})";
  const Scenario scenario = check(file_with(orders));
  CHECK(std::holds_alternative<Set>(scenario.interventions[0].action));
  const ScenarioFile slashed{draft_of(R"({"allot": 1, "start": "2024-01-01", "end": "2024-02-01", "products": {"g": {}},
      "organisations": {"x": {}}, "suppliers": {"m/1": {"supply": {"p/1": {"product": "g", "at": "2024-01-10", "units": 100}},
      "allocation": {"levels": ["order"], "rules": {"order": "fifo"}}}},
      "orders": {"a": {"organisation": "x", "supplier": "m/1", "product": "g", "units": 100},
                 "b": {"organisation": "x", "supplier": "m/1", "product": "g", "units": 100}},
      "interventions": {"I/1": {"at": "2024-01-05", "set": {"path": "/suppliers/m~11/allocation/rules/order", "value": "proportional"}}}})"),
                             [](const std::string& name) { return text_of("", name); }, ""};
  CHECK(delivered(check(slashed), "b") == 50);
}

TEST_CASE("a variant has a name by which it can be asked for", "[scenario][ids]") {
  const auto of = [](const std::string& name) { return faults_of(R"(, "variants": {")" + name + R"(": {}})"); };
  CHECK(of("a/b").empty());
  CHECK_THAT(of("a+b").at(0), ContainsSubstring("A+B") && ContainsSubstring("one after another"));
  CHECK(of("a,b").size() == 1);
  CHECK(of("base").size() == 1);
  CHECK(check(file_with(R"(, "variants": {"a": {}, "a#": "assumed: me", "gone": null})")).variants ==
        std::vector<Variant>{{"a", ""}});
}

}  // namespace ids_test

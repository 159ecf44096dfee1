#include <stdexcept>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace order_book_test {

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
  const std::size_t column =
      before == std::string::npos || problem.place.begin == 0 ? problem.place.begin + 1 : problem.place.begin - before;
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
  CHECK(a.opening->in_transit[1].date.number == scenario.start + 8 * day + 12 * hour);
  CHECK(a.opening->delivered.front().units.number == 24);
  CHECK(b.deliveries.size() == 2);
  CHECK(b.product == Ref{0});
  REQUIRE(b.preference);
  CHECK(b.preference->others == std::vector<Ref>{{1}});
  REQUIRE(scenario.notes.size() == 1);
  CHECK(scenario.notes[0].pointer == "/orders/a/units");
  CHECK(scenario.notes[0].source == "a memo");
  CHECK(scenario.notes[0].value == "80");
}

TEST_CASE("an id of digits is an id", "[scenario][books]") {
  CHECK(scenario_with("id,organisation,units\n7,42,8\n").orders[0].organisation == Ref{1});
}

TEST_CASE("what is wrong in an order book is said with its line and column", "[scenario][books]") {
  CHECK(faults_of("id,organistion,unit\n") == Faults{"1:4 unknown column 'organistion'; did you mean 'organisation'?",
                                                     "1:16 unknown column 'unit'; did you mean 'units'?"});
  CHECK(faults_of("units,units\n8,8\n") == Faults{"1:7 column 'units' stands twice"});
  CHECK(faults_of("units\n8\n") == Faults{"1:1 column 'id' is missing"});
  CHECK(faults_of("id,units,site\na,81,\nb,8,eats\n") ==
        Faults{"2:3 81 is no multiple of the lot of 8 that 'gpu' comes in",
               "3:5 unknown site 'eats'; did you mean 'east'?"});
  CHECK(faults_of("id,units\na,8\na,8\n,8\nB C,8\nd\n") ==
        Faults{"3:1 another order has the id 'a'", "4:1 the order has no id",
               "5:1 'B C' is no id: letters, digits and . _ - : / # @ +, at most 64; a letter or digit first, and no # "
               "last",
               "6:1 expected 2 cells, found 1"});
  CHECK(faults_of("id,units,units#\na,8,rumour: me\n") ==
        Faults{"2:5 expected \"CONFIDENCE: SOURCE\", found 'rumour'; confidence is reported, estimated or assumed"});
}

// RFC 4180, section 2: rows have as many cells as the header, quotes end, and nothing stands after them.
TEST_CASE("what is no CSV in an order book is said with its line and column, and swallows no row",
          "[scenario][books]") {
  const std::string quoting = "; a cell with a quote stands in quotes, and each quote in it is doubled";
  CHECK(faults_of("id,units,label\na,8,\"one\nb,9,two\n") == Faults{"2:5 this quote never ends" + quoting});
  CHECK(faults_of("id,units,label\na,\"8\"0,one\nb,9,two\n") ==
        Faults{"2:6 text after the quote that ends a cell" + quoting,
               "3:3 9 is no multiple of the lot of 8 that 'gpu' comes in"});
  CHECK(faults_of("id,units,label\na,8,19\" rack\n") ==
        Faults{"2:7 a quote in a cell that does not begin with one" + quoting});
  CHECK(faults_of("id,units\na,8,\nb\nc,8\n") ==
        Faults{"2:5 expected 2 cells, found 3; a cell with a comma stands in quotes", "3:1 expected 2 cells, found 1"});
  CHECK(faults_of("id,units\ra,8\r") == Faults{"1:9 a carriage return that ends no line; lines end in LF or CRLF"});
  CHECK(faults_of("") == Faults{"1:1 the file is empty: its first line names the columns"});
}

TEST_CASE("an order book that is no text is refused at the first byte that is none", "[scenario][books]") {
  CHECK(faults_of("id,units,label\na,8,M\xFC\n") == Faults{"2:6 this byte is not UTF-8; save the file as UTF-8"});
  CHECK(faults_of(std::string("id,units\na,8") + '\0' + "0\n") ==
        Faults{"2:4 a NUL, which no text has; is the file whole, and saved as UTF-8?"});
  CHECK(faults_of(std::string("\xFF\xFEi\0d\0", 6)) ==
        Faults{"1:1 this byte is not UTF-8; the file is UTF-16: save it as UTF-8"});
}

TEST_CASE("lines of an order book end as they do on any system, and the last one need not", "[scenario][books]") {
  const Scenario wanted = scenario_with("id,units,label\na,8,\"x,y\"\nb,16,\n");
  REQUIRE(wanted.orders.size() == 2);
  for (const char* book :
       {"id,units,label\r\na,8,\"x,y\"\r\nb,16,\r\n", "\xEF\xBB\xBFid,units,label\na,8,\"x,y\"\nb,16,",
        "\nid,units,label\n\na,8,\"x,y\"\n\r\n\nb,16,\n\n"}) {
    CAPTURE(book);
    CHECK(scenario_with(book).orders == wanted.orders);
  }
}

TEST_CASE("a variant that its rows cannot tell is checked without reading the book again", "[scenario][books]") {
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

namespace {

const std::string all_kinds = "id,units,units#,placed,due,not_before,site,priority,patience,pegged,deliveries,label\n";

// Alike and not, with and without figures of their own.
const std::vector<std::string> rows = {
    "a,8,,2024-01-05,2024-02-01,,east,,,,,\n",
    "b,16,reported: one,2024-01-06,2024-02-02,,east,,,,,\n",
    "c,16,,2024-01-06,,,east,,,,,\n",
    "d,24,,2024-01-06T12:00,2024-02-02,2024-01-07,east,,,,,\n",
    "e,0,,,2024-02-02,,east|west,,,,,\n",
    "f,8,,2024-01-08,2024-02-03,,east,2,90d,,,\n",
    "g,16,,2024-01-09,2024-02-04,,east,2,90d,,,\n",
    "h,16,,2024-01-09,2024-02-04,,east,2,91d,,,\n",
    "i,8,,2024-01-08,2024-02-03,,,,,plan,,\n",
    "j,,,2024-01-08,,,,,,,2024-01-12:8|2024-01-20:16,\n",
    "k,,,2024-01-08,,,,,,,2024-01-12:8|2024-01-20:16,\n",
    "l,8,,2024-01-05,2024-02-01,,east,,,,,the large one\n",
    "m,8,,2024-01-05,2024-02-01,,east,,,,,\n",
};

}  // namespace

TEST_CASE("a line of an order book is read the same, whatever lines are like it", "[orders]") {
  std::string book = all_kinds;
  for (const std::string& row : rows) book += row;
  const Scenario together = scenario_with(book);
  REQUIRE(together.orders.size() == rows.size());
  CHECK(together.orders.kinds() < rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(rows[i]);
    const Scenario alone = scenario_with(all_kinds + rows[i]);
    CHECK(together.orders[i] == alone.orders[0]);
    CHECK(together.orders[i].id == rows[i].substr(0, 1));
  }
}

TEST_CASE("what is wrong in a line is found, however many good ones are like it", "[orders]") {
  const std::string good = all_kinds + rows[0];
  for (const char* bad :
       {"x,9,,2024-01-05,2024-02-01,,east,,,,,\n", "x,-8,,2024-01-05,2024-02-01,,east,,,,,\n",
        "x,8.5,,2024-01-05,2024-02-01,,east,,,,,\n", "x,8,,2024-01-35,2024-02-01,,east,,,,,\n",
        "x,8,,2024-01-05,soon,,east,,,,,\n", "x,9000000000,,2024-01-05,2024-02-01,,east,,,,,\n",
        "a,8,,2024-01-05,2024-02-01,,east,,,,,\n", "x,8,probably,2024-01-05,2024-02-01,,east,,,,,\n"}) {
    CAPTURE(bad);
    CHECK_THROWS_AS(scenario_with(good + bad), InputError);
  }
}

TEST_CASE("an order that changes leaves those of its kind, and copies of the list, as they were", "[orders]") {
  const Scenario scenario = scenario_with(all_kinds + rows[0] + rows[1] + rows[12]);
  REQUIRE(scenario.orders.kinds() == 1);
  OrderList changed = scenario.orders;
  CHECK(changed == scenario.orders);
  changed.change(1, [](Order& it) { it.priority = 7; });
  CHECK(changed[1].priority == 7);
  CHECK(changed[1].units == scenario.orders[1].units);
  CHECK(changed[0] == scenario.orders[0]);
  CHECK(scenario.orders[1].priority == 0);
  CHECK_FALSE(changed == scenario.orders);
  changed.change(1, [](Order& it) { it.priority = 0; });
  CHECK(changed == scenario.orders);
}

TEST_CASE("a variant that reads an order book alike is checked with its rows and their notes", "[orders]") {
  Shelf shelf{all_kinds + rows[1] + rows[9], R"(, "variants": {"later": {"end": "2024-04-01"}})"};
  const ScenarioFile file = shelf.file();
  const Scenario scenario = check(file);
  const ScenarioFile later = edited(file, "later", {});
  const Scenario again = check_variant(later, file, scenario);
  CHECK(shelf.reads == 1);
  CHECK(again == check(later));
  CHECK(again.notes.size() == 1);
}

namespace {

const std::string three = "id,units,units#\na,8,\nb,16,reported: a memo\nc,24,\n";

/// The shelf of three orders with a variant.
struct Edits {
  explicit Edits(const std::string& variant, const std::string& more = "")
      : shelf{three, R"(, "variants": {"v": )" + variant + "}" + more}, file(shelf.file()) {}
  Edits(const Edits&) = delete;
  Edits& operator=(const Edits&) = delete;

  ScenarioFile with() const { return edited(file, "v", {}); }

  Shelf shelf;
  ScenarioFile file;
};

std::vector<std::string> units_of(const Scenario& scenario) {
  std::vector<std::string> out;
  for (const Order& it : scenario.orders)
    out.push_back(it.id + " " + std::to_string(static_cast<int>(it.units.number.real())));
  return out;
}

template <class Check>
std::vector<std::string> faults(Check check) {
  std::vector<std::string> found;
  try {
    check();
  } catch (const InputError& error) {
    for (const Problem& it : error.problems())
      found.push_back(it.place.text->name + " " + it.pointer + " " + it.message +
                      (it.hint.empty() ? "" : "; " + it.hint));
  }
  return found;
}

using Orders = std::vector<std::string>;

}  // namespace

TEST_CASE("whatever names an order names those of books and those that decisions place", "[scenario][books]") {
  Shelf shelf{three, R"(, "interventions": {
    "buy": {"at": "2024-01-05", "order": {"units": 8, "id": "late"}},
    "more": {"when": {"order": "late", "state": "delivered"}, "order": {"deliveries": [["2024-02-01", 16]]}},
    "cut": {"at": "2024-01-06", "cancel": {"order": "more"}},
    "halve": {"at": "2024-01-06", "split": {"order": "b", "units": 8}},
    "change": {"at": "2024-01-07", "set": {"path": "/suppliers/maker/allocation/caps/0/units", "value": 8}}})"};
  ScenarioFile file = shelf.file();
  file.root.find("suppliers")->find("maker")->set("allocation", draft_of(R"({
    "caps": [{"order": "b", "units": 8}, {"order": "late", "units": 8}],
    "guarantees": [{"order": "c", "units": 8, "per": "1w"}, {"order": "more", "units": 8, "per": "1w"}],
    "awards": [{"order": "a", "units": 8, "at": "2024-01-03"}, {"order": "late", "units": 8, "at": "2024-01-03"}]})"));
  const Scenario scenario = check(file);
  const AllocationPolicy& policy = scenario.suppliers[0].allocation;
  REQUIRE(scenario.placed.size() == 2);
  CHECK(scenario.order(policy.caps[0].order).id == "b");
  CHECK(scenario.order(policy.caps[1].order).id == "late");
  CHECK(scenario.order(policy.guarantees[0].order).id == "c");
  CHECK(scenario.order(policy.guarantees[1].order).id == "more");
  CHECK(scenario.order(policy.awards[0].order).id == "a");
  CHECK(scenario.order(policy.awards[1].order).id == "late");
  CHECK(scenario.order(scenario.interventions[1].when->order).id == "late");
  CHECK(scenario.order(std::get<Cancel>(scenario.interventions[2].action).order).id == "more");
  const Set& set = std::get<Set>(scenario.interventions[4].action);
  REQUIRE(set.changed);
  CHECK(scenario.order(set.changed->suppliers[0].allocation.caps[1].order).id == "late");
}

TEST_CASE("rules of orders hold for those of books and of decisions", "[scenario][books]") {
  Shelf shelf{three, R"(, "interventions": {"buy": {"at": "2024-01-05", "order": {"units": 8}},
    "halve": {"at": "2024-01-06", "split": {"order": "buy", "units": 4}},
    "more": {"at": "2024-01-06", "order": {"units": 8, "id": "c"}}})"};
  CHECK(faults([&] { check(shelf.file()); }) ==
        Orders{"scenario.json /interventions/more/order another order has the id 'c'",
               "scenario.json /interventions/halve/split/units 4 is no multiple of the lot of 8 that 'gpu' comes in"});
  Shelf near{three, R"(, "interventions": {"buy": {"at": "2024-01-05", "order": {"units": 8}},
    "halve": {"at": "2024-01-06", "split": {"order": "buyy", "units": 8}}})"};
  CHECK(faults([&] { check(near.file()); }) ==
        Orders{"scenario.json /interventions/halve/split/order unknown order 'buyy'; did you mean 'buy'?"});
}

TEST_CASE("an edit reaches an order of a book as it reaches one of the file, and it keeps its place", "[scenario][books]") {
  CHECK(units_of(check(Edits(R"({"orders": {"b": {"units": 80}}})").with())) == Orders{"a 8", "b 80", "c 24"});
  CHECK(units_of(check(Edits(R"({"orders": {"b": null}})").with())) == Orders{"a 8", "c 24"});
  CHECK(units_of(check(Edits(R"([{"op": "test", "path": "/orders/b/units", "value": 16},
                                 {"op": "replace", "path": "/orders/b/units", "value": 32}])").with())) ==
        Orders{"a 8", "b 32", "c 24"});
  CHECK(units_of(check(Edits(R"([{"op": "remove", "path": "/orders/a"}])").with())) == Orders{"b 16", "c 24"});
  CHECK(units_of(check(Edits(R"([{"op": "copy", "from": "/orders/b", "path": "/orders/d"}])").with())) ==
        Orders{"a 8", "b 16", "c 24", "d 16"});
  CHECK(units_of(check(Edits(R"([{"op": "move", "from": "/orders/b", "path": "/orders/d"}])").with())) ==
        Orders{"a 8", "c 24", "d 16"});
  CHECK(units_of(check(Edits(R"([{"orders": {"b": {"units": 80}}}, {"orders": {"b": null}}, {"orders": {"b": {"units": 40}}}])")
                           .with())) == Orders{"a 8", "c 24", "b 40"});
  CHECK(units_of(check(Edits(R"({"orders": {"c": {"units": 80}}})", R"(, "orders": [{"id": "d", "units": 8}])").with())) ==
        Orders{"d 8", "a 8", "b 16", "c 80"});
  CHECK(units_of(check(Edits(R"([{"orders": {"z": {"units": 8}}}, {"orders": {"y": {"units": 8}}}, {"orders": {"z": {"units": 16}}}])")
                           .with())) == Orders{"a 8", "b 16", "c 24", "z 16", "y 8"});
  const Edits plain("{}");
  CHECK(units_of(check(edited(plain.file, "", {{"/orders/c/units", "72"}}))) == Orders{"a 8", "b 16", "c 72"});
  CHECK(units_of(check(edited(plain.file, "", {{"/orders/c", "null"}}))) == Orders{"a 8", "b 16"});
}

TEST_CASE("a note on a row goes with its value, and stays with the others", "[scenario][books]") {
  CHECK(check(Edits(R"({"orders": {"b": {"units": 80}}})").with()).notes.empty());
  CHECK(check(Edits(R"({"orders": {"b": {"priority": 1}}})").with()).notes.size() == 1);
  const Scenario noted = check(Edits(R"({"orders": {"b": {"units": 80, "units#": "assumed: me"}}})").with());
  REQUIRE(noted.notes.size() == 1);
  CHECK(noted.notes[0].pointer == "/orders/b/units");
  CHECK(noted.notes[0].confidence == "assumed");
  CHECK(noted.notes[0].value == "80");
}

TEST_CASE("variants that change rows read the book no second time", "[scenario][books]") {
  Edits it(R"({"orders": {"b": {"units": 80}, "a": null}})", "");
  const Scenario scenario = check(it.file);
  const ScenarioFile changed = it.with();  // opens the book to find the rows
  CHECK(it.shelf.reads == 2);
  const Scenario variant = check_variant(changed, it.file, scenario);
  CHECK(units_of(variant) == Orders{"b 80", "c 24"});
  const ScenarioFile again = edited(it.file, "", {{"/orders/c/units", "72"}});
  CHECK(units_of(check_variant(again, it.file, scenario)) == Orders{"a 8", "b 16", "c 72"});
  CHECK(check_variant(again, it.file, scenario).notes.size() == 1);
  CHECK(units_of(check_variant(edited(again, "", {{"/orders/b/units", "8"}}), again, check(again))) ==
        Orders{"a 8", "b 8", "c 72"});
  CHECK(it.shelf.reads == 2);
  CHECK(variant == check(changed));
}

TEST_CASE("what an edit gets wrong in a row is said where the edit is written", "[scenario][books]") {
  const Edits bad(R"({"orders": {"b": {"units": 81}}})");
  CHECK(faults([&] { check(bad.with()); }) ==
        Orders{"scenario.json /orders/b/units 81 is no multiple of the lot of 8 that 'gpu' comes in"});
  CHECK(faults([&] { check(edited(bad.file, "", {{"/orders/b/site", "\"eats\""}})); }) ==
        Orders{"--set /orders/b/site unknown site 'eats'; did you mean 'east'?"});
  CHECK(faults([&] { edited(bad.file, "", {{"/orders/bb/units", "8"}}); }) ==
        Orders{"--set /orders/bb/units reaches nothing: there is no 'bb' in /orders; did you mean 'b'?"});
}

TEST_CASE("an edit that changes nothing of a row leaves the hash, and any other changes it", "[scenario][books]") {
  const Edits it("{}");
  CHECK(hash(edited(it.file, "", {{"/orders/b/units", "16"}})) != hash(it.file));  // its note is dropped
  CHECK(hash(edited(it.file, "", {{"/orders/c/units", "24"}})) == hash(it.file));
  CHECK(hash(edited(it.file, "", {{"/orders/c/units", "32"}})) != hash(it.file));
  CHECK(hash(edited(it.file, "", {{"/orders/c", "null"}})) != hash(edited(it.file, "", {{"/orders/a", "null"}})));
}

TEST_CASE("a resolved scenario whose edits changed rows has them all written out", "[scenario][books]") {
  const Edits it(R"({"orders": {"b": {"units": 80}, "a": null}})");
  const Draft written = resolved(it.with());
  CHECK_FALSE(written.find("order_books"));
  CHECK(units_of(check({draft_of(line_of(written)), it.file.load})) == Orders{"b 80", "c 24"});
  CHECK(resolved(it.file).find("order_books"));
}

TEST_CASE("a misspelt order of a long book is found by what is one slip away", "[scenario][books]") {
  std::string book = "id,units\n";
  for (int i = 0; i < 30'000; ++i) book += "so-" + std::to_string(100'000 + i) + ",8\n";
  Shelf shelf{book, R"(, "interventions": {"cut": {"at": "2024-01-05", "cancel": {"order": "so-1129999"}}})"};
  CHECK(faults([&] { check(shelf.file()); }) ==
        Orders{"scenario.json /interventions/cut/cancel/order unknown order 'so-1129999'; did you mean 'so-112999'?"});
}

}  // namespace order_book_test

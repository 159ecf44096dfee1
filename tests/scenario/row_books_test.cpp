#include <algorithm>
#include <map>

#include "allot/scenario_io.hpp"
#include "scenario/happened_files.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

/// Books whose rows stand among the entries of a scenario.
namespace row_books_test {

using namespace allot;

namespace {

using Texts = std::map<std::string, std::string>;
using Faults = std::vector<std::string>;

const std::string around =
    R"({"allot": 1, "start": "2026-01-05", "end": "2026-06-01", "products": {"gpu": {"lot": 8, "power": "1.4 kW"}},
  "organisations": {"acme": {}, "globex": {}}, "sites": {"hall": {"organisation": "acme"}},
  "suppliers": {"maker": {"supply": {"own": {"product": "gpu", "at": "2026-02-01", "units": 8}}}},
  "orders": {"a": {"organisation": "acme", "units": 800, "placed": "2025-11-01"}, "b": {"organisation": "globex", "units": 80}},
  "defaults": {"orders": {"supplier": "maker", "product": "gpu"}})";

ScenarioFile file_of(const std::string& more, const Texts& texts) {
  return read_text(text_of(around + ", " + more + "}"), [texts](const std::string& name) {
    const auto found = texts.find(name);
    if (found == texts.end()) throw EnvironmentError("cannot read '" + name + "': no such file");
    return text_of(found->second, name);
  });
}

Faults faults_of(const ScenarioFile& file) {
  Faults found;
  try {
    check(file);
  } catch (const InputError& error) {
    for (const Problem& it : error.problems())
      found.push_back(written_at(it.place) + ": " + it.message + (it.hint.empty() ? "" : "; " + it.hint));
  }
  return found;
}

const std::string german_supply =
    R"("supply_books": [{"file": "supply.csv", "delimiter": ";", "decimal": ",", "dates": "DD.MM.YYYY",
  "fill": {"supplier": "maker"}, "values": {"Material": {"GB300-NVL": "gpu"}},
  "columns": {"id": "PO", "product": "Material", "at": "Liefertermin", "units": "Menge", "confidence": "Status"},
  "confidence": {"fest": {}, "geplant": {"slip": {"lognormal": {"median": "7d", "p90": "28d"}}, "slip#": "assumed: a start"},
                 "Wunsch": {"scale": 0.5}}}])";

const std::string supply_header = "PO;Material;Liefertermin;Menge;Status\r\n";

const SupplyPiece& piece(const Scenario& scenario, const std::string& id) {
  const auto& all = scenario.suppliers[0].supply;
  return *std::find_if(all.begin(), all.end(), [&](const SupplyPiece& it) { return it.id == id; });
}

}  // namespace

TEST_CASE("rows of a supplier's list are pieces of its plan, and their confidence is a slip or a scale",
          "[scenario][rows]") {
  const Scenario scenario =
      check(file_of(german_supply, {{"supply.csv", supply_header + "4711;GB300-NVL;02.02.2026;1.600;fest\r\n"
                                                                   "4712;GB300-NVL;02.03.2026;800;geplant\r\n"
                                                                   "4713;GB300-NVL;01.04.2026;800;Wunsch\r\n"
                                                                   ";;;;\r\n"}}));
  REQUIRE(scenario.suppliers[0].supply.size() == 4);
  CHECK(piece(scenario, "4711").units->number == 1600);
  CHECK(piece(scenario, "4711").at->number == scenario.start + 28 * day);
  CHECK(piece(scenario, "4711").slip.value.is_known());
  CHECK_FALSE(piece(scenario, "4712").slip == piece(scenario, "own").slip);
  CHECK(piece(scenario, "4712").scale.number == 1);
  CHECK(piece(scenario, "4713").scale.number.real() == 0.5);
  REQUIRE(scenario.notes.size() == 1);
  CHECK(scenario.notes[0].pointer == "/suppliers/maker/supply/4712/slip");
}

TEST_CASE("the confidence of what was promised since adds to its piece what it adds in a plan", "[scenario][rows]") {
  const Loader load = [](const std::string& name) {
    return text_of(supply_header + "4712;GB300-NVL;02.03.2026;800;Wunsch\r\n4713;GB300-NVL;09.03.2026;800;fast\r\n",
                   name);
  };
  const Draft books = draft_of("{" + german_supply + "}");
  try {
    scenario::rows_in(books, load);
    FAIL("a word that nothing stands for was taken");
  } catch (const InputError& error) {
    REQUIRE(error.problems().size() == 1);
    CHECK(error.problems()[0].message == "nothing says what the confidence 'fast' stands for (column 'Status')");
  }
  const Loader known = [](const std::string& name) {
    return text_of(supply_header + "4712;GB300-NVL;02.03.2026;800;Wunsch\r\n", name);
  };
  const WhatHappened happened = scenario::rows_in(books, known);
  REQUIRE(happened.supply);
  const Draft& row = happened.supply->items.at(0);
  CHECK_FALSE(row.find("confidence"));
  REQUIRE(row.find("scale"));
  CHECK(row.find("scale")->text == "0.5");
}

TEST_CASE("what a row says itself, its confidence does not change", "[scenario][rows]") {
  const std::string book =
      R"("supply_books": [{"file": "s.csv", "confidence": {"low": {"scale": 0.5, "yield": 0.9}}}])";
  const Scenario scenario = check(file_of(
      book, {{"s.csv", "id,supplier,product,at,units,scale,confidence\nx,maker,gpu,2026-02-02,80,0.75,low\n"}}));
  CHECK(piece(scenario, "x").scale.number.real() == 0.75);
  CHECK(piece(scenario, "x").yield.number.real() == 0.9);
}

TEST_CASE("a piece without an id is called by its product and its date", "[scenario][rows]") {
  const Scenario scenario =
      check(file_of(R"("supply_books": ["s.csv"])", {{"s.csv",
                                                      "supplier,product,at,units\nmaker,gpu,2026-02-02,80\n"
                                                      "maker,gpu,2026-02-02,16\nmaker,gpu,2026-03-02T12:00,8\n"}}));
  CHECK(piece(scenario, "gpu-2026-02-02").units->number == 80);
  CHECK(piece(scenario, "gpu-2026-02-02.2").units->number == 16);
  CHECK(piece(scenario, "gpu-2026-03-02").units->number == 8);
}

TEST_CASE("rows of site readiness are sources of room and power", "[scenario][rows]") {
  const std::string book = R"("site_books": [{"file": "sites.csv", "dates": "MM/DD/YYYY", "unit_of": {"Load": "MW"},
    "columns": {"site": "Hall", "add": "Load", "at": "Ready"}, "fill": {"gate": "power"}}, "more.csv"])";
  const Scenario scenario = check(
      file_of(book, {{"sites.csv", "Hall,Ready,Load\nhall,2/1/2026,1.2\nhall,3/1/2026,2 MW\n"},
                     {"more.csv", "site,gate,id,from,until,add,slip\nhall,room,racks,2026-02-01,2026-03-01,80,7d\n"}}));
  const Site& hall = scenario.sites[0];
  REQUIRE(hall.power.size() == 2);
  CHECK(hall.power[0].add.number == 1'200'000);
  CHECK(hall.power[0].at->number == scenario.start + 27 * day);
  CHECK(hall.power[1].id == "2026-03-01");
  REQUIRE(hall.room.size() == 1);
  CHECK(hall.room[0].id == "racks");
  CHECK(hall.room[0].add.number == 80);
}

TEST_CASE("what was shipped before the start is delivered or in transit at the start", "[scenario][rows]") {
  const std::string books = R"("order_books": ["o.csv"], "shipped_books": [{"file": "ship.csv",
    "columns": {"order": "SO", "units": "Qty", "date": "Shipped", "delivered": "POD", "expected": "ETA"}}])";
  const Texts texts = {{"o.csv", "id,organisation,units,placed\nc,globex,160,2025-12-01\nd,acme,8,2025-12-01\n"},
                       {"ship.csv",
                        "SO,Qty,Shipped,POD,ETA\na,80,2025-12-10,2025-12-20,2025-12-19\n"
                        "a,16,2025-12-30,,2026-01-10\nc,8,2025-12-20,2026-01-02,\na,8,2025-12-31,2026-01-05,\n"}};
  const Scenario scenario = check(file_of(books, texts));
  const Order a = scenario.orders[0], c = scenario.orders[2];
  REQUIRE(a.opening);
  REQUIRE(a.opening->delivered.size() == 2);
  CHECK(a.opening->delivered[0].units.number == 80);
  CHECK(a.opening->delivered[0].date.number == scenario.start - 16 * day);
  CHECK(a.opening->delivered[1].units.number == 8);
  REQUIRE(a.opening->in_transit.size() == 1);
  CHECK(a.opening->in_transit[0].date.number == scenario.start + 5 * day);
  REQUIRE(c.opening);
  CHECK(c.opening->delivered[0].units.number == 8);
  CHECK_FALSE(scenario.orders[1].opening);
  CHECK_FALSE(scenario.orders[3].opening);
}

TEST_CASE("what is wrong in rows is said at once with the rest, with line, column and the nearest right name",
          "[scenario][rows]") {
  const ScenarioFile supply =
      file_of(german_supply + R"(, "streams": {"s": {}})",
              {{"supply.csv", supply_header + "own;GB300-NVL;02.02.2026;8;fest\n4712;GB300-NVX;02.03.2026;7;gplant\n"
                                              "4713;GB300-NVL;32.03.2026;1,5;fest\nSumme;;;2.400;\n"}});
  CHECK(faults_of(supply).front() == "own: 'maker' has 'own' among its supply already (column 'PO')");
  const Faults found = faults_of(supply);
  for (const char* wanted :
       {"gplant: nothing says what the confidence 'gplant' stands for (column 'Status'); did you mean 'geplant'?",
        "32.03.2026: '32.03.2026' is no date written DD.MM.YYYY (column 'Liefertermin')",
        "GB300-NVX: unknown product 'GB300-NVX' (column 'Material'); did you mean 'GB300-NVL'?",
        "Summe;;;2.400;: 'product' is missing: what is made (column 'Material')"}) {
    CAPTURE(wanted, found);
    CHECK(std::count(found.begin(), found.end(), wanted) == 1);
  }
  CHECK(std::any_of(found.begin(), found.end(),
                    [](const std::string& it) { return it.find("'every'") != std::string::npos; }));

  CHECK(faults_of(file_of(R"("supply_books": ["s.csv"])", {{"s.csv",
                                                            "supplier,product,at,units\nmakr,gpu,2026-02-02,8\n"
                                                            ",gpu,2026-02-02,8\n"}})) ==
        Faults{"makr: unknown supplier 'makr'; did you mean 'maker'?",
               ",gpu,2026-02-02,8: 'supplier' is missing: whose plan it is part of"});
  CHECK(faults_of(file_of(R"("site_books": ["s.csv"])", {{"s.csv", "site,gate,add\nhall,pwer,80\nhall,,80\n"}})) ==
        Faults{"pwer: expected room or power, found 'pwer'; did you mean 'power'?",
               "hall,,80: 'gate' is missing: what it adds to, room or power"});
  CHECK(
      faults_of(file_of(R"("supply_books": ["s.csv"])", {{"s.csv", "supplier,confidence\nmaker,likely\n"}})).front() ==
      "likely: nothing says what the confidence 'likely' stands for; say in 'confidence' of the map what each word "
      "adds");
  CHECK(faults_of(file_of(R"("supply_books": ["none.csv"], "site_books": 7)", {})).size() == 2);
}

TEST_CASE("shipments that contradict their orders are refused", "[scenario][rows]") {
  const auto shipped = [](const std::string& rows, const std::string& more = "") {
    return faults_of(file_of(R"("shipped_books": ["s.csv"])" + more,
                             {{"s.csv", "order,units,date,delivered,expected\n" + rows},
                              {"o.csv", "id,organisation,units,delivered,placed\nc4711,acme,8,8,2025-12-01\n"}}));
  };
  CHECK(shipped("a,8,2025-12-10,,\n") ==
        Faults{"a,8,2025-12-10,,: what was shipped before the start says when it was 'delivered', or is 'expected'"});
  CHECK(shipped("a,8000,2025-12-10,2025-12-20,\n").size() == 1);  // more than was ordered
  CHECK(shipped("b,8,2025-12-10,,2025-12-20\n").size() == 1);     // expected before the start, and not there
  CHECK(shipped("c4712,8,2025-12-10,2025-12-20,\n", R"(, "order_books": ["o.csv"])") ==
        Faults{"c4712: unknown order 'c4712'; did you mean 'c4711'?"});
  CHECK(shipped("c4711,8,2025-12-10,2025-12-20,\n", R"(, "order_books": ["o.csv"])") ==
        Faults{"c4711: order 'c4711' says itself what was 'delivered' at the start; leave one of the two out"});
}

TEST_CASE("variants, settings and files that extend this one reach rows", "[scenario][rows]") {
  const Texts texts = {
      {"s.csv", "id,supplier,product,at,units\nx,maker,gpu,2026-02-02,80\ny,maker,gpu,2026-03-02,80\n"},
      {"low.csv", "id,supplier,product,at,units\nx,maker,gpu,2026-02-09,16\n"}};
  const ScenarioFile file = file_of(R"("supply_books": ["s.csv"], "variants": {
    "late": {"suppliers": {"maker": {"supply": {"x": {"at": "2026-04-01"}}}}}, "low": {"supply_books": ["low.csv"]},
    "none": {"supply_books": null}})",
                                    texts);
  CHECK(piece(check(edited(file, "late", {})), "x").at->number == check(file).start + 86 * day);
  CHECK(piece(check(edited(file, "", {{"/suppliers/maker/supply/y/units", "160"}})), "y").units->number == 160);
  const Scenario low = check(edited(file, "low", {}));
  REQUIRE(low.suppliers[0].supply.size() == 2);  // its own, and that of the other file
  CHECK(piece(low, "x").units->number == 16);
  CHECK(check(edited(file, "none", {})).suppliers[0].supply.size() == 1);
  CHECK(check(file).suppliers[0].supply.size() == 3);

  Texts both = texts;
  both["base.json"] = around + R"(, "supply_books": ["s.csv"]})";
  const ScenarioFile next =
      read_text(text_of(R"({"extends": "base.json", "suppliers": {"maker": {"supply": {"x": {"units": 240}}}}})"),
                [both](const std::string& name) { return text_of(both.at(name), name); });
  CHECK(piece(check(next), "x").units->number == 240);
}

TEST_CASE("a scenario with its rows written out is the same scenario", "[scenario][rows]") {
  const Texts texts = {{"s.csv", "id,supplier,product,at,units\nx,maker,gpu,2026-02-02,80\n"},
                       {"ship.csv", "order,units,date,delivered\na,8,2025-12-10,2025-12-20\n"}};
  const ScenarioFile file = file_of(R"("supply_books": ["s.csv"], "shipped_books": ["ship.csv"])", texts);
  const Draft whole = resolved(file);
  CHECK_FALSE(whole.find("supply_books"));
  const ScenarioFile again = read_text(text_of(line_of(whole)), Loader{});
  CHECK(line_of(resolved(again)) == line_of(whole));
  CHECK(check(again).suppliers == check(file).suppliers);
  Texts other = texts;
  other["s.csv"].replace(other["s.csv"].rfind("80"), 2, "88");
  CHECK(hash(file) != hash(file_of(R"("supply_books": ["s.csv"], "shipped_books": ["ship.csv"])", other)));
}

TEST_CASE("receipts from before the start are passed over, and that is said", "[scenario][rows]") {
  const ScenarioFile file =
      file_of(R"("received_books": ["r.csv"])",
              {{"r.csv", "supplier,supply,units,date\nmaker,own,8,2025-12-10\nmaker,own,8,2025-12-17\n"}});
  check(file);
  REQUIRE(file.notes.size() == 1);
  CHECK(file.notes[0].message ==
        "2 rows of before the start are passed over: `stock` and `orders` say what there was then");
  CHECK(file.notes[0].place.text->name == "r.csv");
}

TEST_CASE("rows of what happened after the start are what is known of the past", "[scenario][rows]") {
  const ScenarioFile file = file_of(
      R"("as_of": "2026-03-01", "actuals": {"cancelled": [{"order": "a", "units": 8, "date": "2026-02-10"}]},
    "received_books": ["r.csv"], "shipped_books": [{"file": "s.csv", "columns": {"expected": "ETA"}}], "cancelled_books": ["c.csv"])",
      {{"r.csv", "supplier,supply,units,date\nmaker,own,8,2026-02-04\n"},
       {"s.csv",
        "order,units,date,delivered,ETA\nb,8,2026-02-04,2026-02-09,2026-02-08\nb,8,2026-02-05,,2026-03-08\n"
        "a,16,2025-12-10,2025-12-20,\n"},
       {"c.csv", "order,units,date\nb,16,2026-02-11\n"}});
  const Scenario scenario = check(file);
  const Actuals& past = scenario.actuals;
  REQUIRE(past.received.size() == 1);
  CHECK(past.received[0].planned == scenario.start + 27 * day);  // as its piece says
  CHECK(past.received[0].date == scenario.start + 30 * day);
  REQUIRE(past.shipped.size() == 2);
  CHECK(past.shipped[0].delivered == scenario.start + 35 * day);
  CHECK_FALSE(past.shipped[0].expected);
  CHECK(past.shipped[1].expected == scenario.start + 62 * day);
  CHECK(past.cancelled.size() == 2);
  CHECK(scenario.orders[0].opening->delivered[0].units.number == 16);
}

TEST_CASE("what cannot have happened is refused at its row", "[scenario][rows]") {
  const auto faults = [](const std::string& more, const std::string& rows) {
    return faults_of(file_of(R"("received_books": [{"file": "r.csv", "columns": {"supply": "PO"}}])" + more,
                             {{"r.csv", "supplier,PO,units,date\n" + rows}}));
  };
  const std::string past = R"(, "as_of": "2026-03-01")";
  CHECK(faults(past, "maker,onw,8,2026-02-04\n").back() ==
        "onw: unknown piece of its supplier's plan 'onw' (column 'PO'); did you mean 'own'?");
  CHECK(faults(past, "maker,own,8,2026-03-04\n").size() == 1);
  CHECK(faults_of(file_of(
            R"("received_books": ["r.csv"])" + past,
            {{"r.csv",
              "supplier,supply,product,units,date\nmaker,own,gpu,4,2026-02-04\nmaker,own,cpu,4,2026-02-04\n"}})) ==
        Faults{"cpu: 'own' is a piece of 'gpu', not of 'cpu'"});
  CHECK(faults("", "maker,own,8,2026-02-04\n").size() == 1);  // without `as_of`
}

TEST_CASE("a file of which nothing is read is refused", "[scenario][rows]") {
  CHECK(faults_of(file_of(R"("supply_books": [{"file": "s.csv"}])", {{"s.csv", "Artikel;Menge\ngpu;8\n"}})) ==
        Faults{"Artikel;Menge: no column is read; say in 'columns' what fields are made of"});
}

TEST_CASE("rows of a week's list of supply have what their confidence adds", "[scenario][rows]") {
  const Draft books = draft_of(R"({"supply_books": [{"file": "s.csv", "confidence": {"low": {"scale": 0.5}}}]})");
  const auto week = [&](const std::string& rows) {
    return scenario::rows_in(
        books, [rows](const std::string& name) { return text_of("supplier,id,confidence\n" + rows, name); });
  };
  const WhatHappened low = week("maker,own,low\n");
  REQUIRE(low.supply);
  CHECK(line_of(*low.supply) == R"([{"supplier":"maker","scale":0.5,"id":"own"}])");
  CHECK_FALSE(low.sites);
  CHECK_THROWS_AS(week("maker,own,lwo\n"), InputError);
}

}  // namespace row_books_test

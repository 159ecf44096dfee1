#include <map>
#include <stdexcept>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

/// Books as other programs write them.
namespace book_map_test {

using namespace allot;

namespace {

const std::string around =
    R"({"allot": 1, "start": "2026-01-05", "end": "2026-06-01", "products": {"gpu": {"lot": 8}},
  "organisations": {"acme": {}, "globex": {}},
  "suppliers": {"maker": {"supply": {"plan": {"product": "gpu", "from": "2026-01-05", "until": "2026-06-01", "every": "1w", "units": 800}}}},
  "defaults": {"orders": {"supplier": "maker", "product": "gpu"}}, "order_books": [)";

const std::string german = R"({"file": "orders.csv", "delimiter": ";", "decimal": ",", "dates": "DD.MM.YYYY",
  "columns": {"id": ["Auftrag", "Pos"], "organisation": "Kunde", "units": "Menge", "due": "Termin"},
  "values": {"Kunde": {"ACME Corp.": "acme", "Globex GmbH": "globex"}}, "ignored": "Werk"})";

using Texts = std::map<std::string, std::string>;

ScenarioFile file_of(const std::string& books, const Texts& texts, const std::string& more = "") {
  return read_text(text_of(around + books + "]" + more + "}"), [texts](const std::string& name) {
    const auto found = texts.find(name);
    if (found == texts.end()) throw EnvironmentError("cannot read '" + name + "': no such file");
    return text_of(found->second, name);
  });
}

Scenario scenario_with(const std::string& map, const std::string& book) {
  return check(file_of(map, {{"orders.csv", book}}));
}

std::vector<std::string> faults_of(const std::string& map, const Texts& texts) {
  std::vector<std::string> found;
  try {
    check(file_of(map, texts));
  } catch (const InputError& error) {
    for (const Problem& it : error.problems())
      found.push_back(written_at(it.place) + ": " + it.message + (it.hint.empty() ? "" : "; " + it.hint));
  }
  return found;
}

std::vector<std::string> faults_in(const std::string& map, const std::string& book) {
  return faults_of(map, {{"orders.csv", book}});
}

using Faults = std::vector<std::string>;

const std::string header = "Auftrag;Pos;Kunde;Menge;Termin;Werk\r\n";

}  // namespace

TEST_CASE("a German export is read as it comes", "[scenario][books]") {
  const Scenario scenario = scenario_with(german, "\xEF\xBB\xBF" + header +
                                                      "4500012345;10;ACME Corp.;1.200,00;05.03.2026;1000\r\n"
                                                      "4500012345;20; Globex GmbH ;8;6.3.2026 14:00;\r\n"
                                                      ";;;;;\r\n");
  REQUIRE(scenario.orders.size() == 2);
  CHECK(scenario.orders[0].id == "4500012345-10");
  CHECK(scenario.orders[0].organisation == Ref{0});
  CHECK(scenario.orders[0].units.number == 1200);
  CHECK(scenario.orders[0].due->number == scenario.start + 59 * day);  // 5 January to 5 March: 26 + 28 + 5
  CHECK(scenario.orders[1].id == "4500012345-20");
  CHECK(scenario.orders[1].organisation == Ref{1});
  CHECK(scenario.orders[1].due->number == scenario.start + 60 * day + 14 * hour);
}

TEST_CASE("an export of the United States is read as it comes", "[scenario][books]") {
  const std::string map = R"({"file": "orders.csv", "dates": "MM/DD/YYYY",
    "columns": {"id": "SO #", "organisation": "Sold-to", "units": "Qty", "due": "Req. date"},
    "values": {"Sold-to": {"0000100200": "acme"}, "SO #": {"n/a": "unknown"}}})";
  const Scenario scenario = scenario_with(
      map, "SO #,Sold-to,Qty,Req. date,label\nn/a,0000100200,\"1,200\",3/5/2026 2:30 PM,\"two\nlines\"\n");
  REQUIRE(scenario.orders.size() == 1);
  CHECK(scenario.orders[0].id == "unknown");
  CHECK(scenario.orders[0].units.number == 1200);
  CHECK(scenario.orders[0].due->number == scenario.start + 59 * day + 14 * hour + 30 * minute);
  CHECK(scenario.orders[0].label == "two\nlines");
}

TEST_CASE("cells are separated by tabs and bars as well", "[scenario][books]") {
  for (const char mark : {'\t', '|'}) {
    const std::string map =
        R"({"file": "orders.csv", "delimiter": ")" + std::string(mark == '|' ? "|" : "\\t") + R"("})";
    std::string book = "id,organisation,units\na,acme,8\n";
    for (char& c : book)
      if (c == ',') c = mark;
    CHECK(scenario_with(map, book).orders[0].units.number == 8);
  }
}

TEST_CASE("what does not read in another program's row is said with its column and the nearest right value",
          "[scenario][books]") {
  CHECK(faults_in(german, header + "1;10;ACME Corp;1.20;2026-03-05;\n2;;Globx GmbH;7;31.02.2026;\nSumme;;;480;;\n") ==
        Faults{"1.20: '1.20' is no number with a decimal comma (column 'Menge')",
               "2026-03-05: '2026-03-05' is no date written DD.MM.YYYY (column 'Termin')",
               "ACME Corp: unknown organisation 'ACME Corp' (column 'Kunde'); did you mean 'ACME Corp.'?",
               "31.02.2026: '31.02.2026' is no date written DD.MM.YYYY (column 'Termin')",
               "Globx GmbH: unknown organisation 'Globx GmbH' (column 'Kunde'); did you mean 'Globex GmbH'?",
               "7: 7 is no multiple of the lot of 8 that 'gpu' comes in (column 'Menge')",
               "Summe;;;480;: 'organisation' is missing: who buys (column 'Kunde')"});
  CHECK(faults_in(german, header + "1;10;acme;8;;;\n") ==
        Faults{": expected 6 cells, found 7; a cell with a semicolon stands in quotes"});
}

TEST_CASE("a map that does not fit its file is refused at its own words", "[scenario][books]") {
  const auto map = [](const std::string& columns) {
    return R"({"file": "orders.csv", "columns": {"id": "No", )" + columns + "}}";
  };
  CHECK(faults_in(map(R"("organisation": "Custmer", "unit": "Qty")"), "No,Customer,Qty\n1,acme,8\n") ==
        Faults{"\"Custmer\": no column 'Custmer' in orders.csv; did you mean 'Customer'?",
               "\"unit\": unknown field 'unit'; did you mean 'units'?"});
  CHECK(faults_in(map(R"("organisation": "Customer")"), "No,Customer,Customer\n1,acme,8\n") ==
        Faults{"\"Customer\": 2 columns of orders.csv are called 'Customer'"});
  CHECK(faults_in(R"({"file": "orders.csv", "values": {"Kunde": {"a": "b"}}})", "id,units\n1,8\n") ==
        Faults{"\"Kunde\": no column 'Kunde' in orders.csv"});
  CHECK(faults_in(R"({"file": "orders.csv"})", "Nr,units\n1,8\n") ==
        Faults{"Nr: column 'id' is missing; say in 'columns' what it is made of"});
  CHECK(
      faults_in(R"({"file": "orders.csv", "dates": "dd.mm.yyyy"})", "id\n1\n") ==
      Faults{"\"dd.mm.yyyy\": expected how dates are written, such as \"DD.MM.YYYY\", \"MM/DD/YYYY\" or \"YYYYMMDD\", "
             "found 'dd.mm.yyyy'"});
  CHECK(faults_in(R"({"file": "orders.csv", "delimiter": ":", "decimal": "comma"})", "id\n1\n").size() == 2);
  CHECK(faults_in(R"({"fiel": "orders.csv"})", "id\n1\n").size() == 2);  // unknown key, and no file
  CHECK(faults_in("7", "id\n1\n").size() == 1);
}

TEST_CASE("a file without a map whose cells are separated otherwise is told of one", "[scenario][books]") {
  CHECK(faults_in(R"("orders.csv")", "id;units\na;8\n").front() ==
        "id;units: unknown column 'id;units'; are cells separated by another character? Say so: {\"file\": ..., "
        "\"delimiter\": \";\"}");
}

TEST_CASE("a map may stand in a file of its own, beside the book", "[scenario][books]") {
  std::string map = german;
  const Texts texts = {{"erp/orders.map.json", map}, {"erp/orders.csv", header + "1;10;ACME Corp.;8;05.03.2026;\n"}};
  const Scenario scenario = check(file_of(R"("erp/orders.map.json")", texts));
  REQUIRE(scenario.orders.size() == 1);
  CHECK(scenario.orders[0].id == "1-10");
  CHECK_THROWS_AS(file_of(R"("none.json")", texts), InputError);
  CHECK_THROWS_AS(file_of(R"("list.json")", {{"list.json", "[]"}}), InputError);
}

TEST_CASE("variants and settings reach rows of a mapped book, and its map", "[scenario][books]") {
  const Texts texts = {{"orders.csv", header + "1;10;ACME Corp.;8;05.03.2026;\n2;;Globex GmbH;16;05.03.2026;\n"},
                       {"new.csv", "id,organisation,units\nx,acme,24\n"},
                       {"new.json", R"({"file": "new.csv"})"}};
  const ScenarioFile file = file_of(german, texts, R"(, "variants": {"more": {"orders": {"1-10": {"units": 80}}}})");
  CHECK(check(edited(file, "more", {})).orders[0].units.number == 80);
  CHECK(check(edited(file, "", {{"/orders/2/units", "160"}})).orders[1].units.number == 160);
  CHECK(check(edited(file, "", {{"/order_books/0", "new.json"}})).orders[0].units.number == 24);
  const Draft whole = resolved(edited(file, "more", {}));
  CHECK(whole.find("orders")->find("2")->find("due")->text == "2026-03-05");
  CHECK_FALSE(whole.find("order_books"));
}

TEST_CASE("the hash of a scenario covers its mapped books", "[scenario][books]") {
  const auto hash_with = [](const std::string& row) { return hash(file_of(german, {{"orders.csv", header + row}})); };
  CHECK(hash_with("1;10;acme;8;;\n") == hash_with("1;10;acme;8;;\n"));
  CHECK(hash_with("1;10;acme;8;;\n") != hash_with("1;10;acme;16;;\n"));
}

TEST_CASE("columns that are not read are remarked on once, unless that is meant", "[scenario][books]") {
  const auto remarks_on = [](const std::string& map) {
    const ScenarioFile file = file_of(map, {{"orders.csv", header + "1;10;acme;8;05.03.2026;1000\n"}});
    const Effects found[] = {effects(file, check(file))};
    std::vector<std::string> said;
    for (const Problem& it : remarks(found))
      if (it.pointer.starts_with("/order_books")) said.push_back(it.message);
    return said;
  };
  CHECK(remarks_on(german).empty());
  std::string without = german;
  without.replace(without.find(R"("ignored": "Werk")"), 17, R"("ignored": [])");
  CHECK(remarks_on(without) ==
        Faults{"1 column of orders.csv is not read: 'Werk'; 'ignored' names those that need not be"});
}

TEST_CASE("a mapped row is read the same, whatever rows are like it", "[scenario][books]") {
  std::string book = header;
  for (int i = 1; i <= 20; ++i)
    book += std::to_string(i) + ";10;ACME Corp.;" + std::to_string(8 * i) + ";0" + std::to_string(1 + i % 9) +
            ".03.2026;\n";
  const Scenario scenario = scenario_with(german, book);
  REQUIRE(scenario.orders.size() == 20);
  CHECK(scenario.orders.kinds() == 1);
  for (int i = 1; i <= 20; ++i) {
    const Order order = scenario.orders[static_cast<std::size_t>(i - 1)];
    CHECK(order.units.number == 8 * i);
    CHECK(order.due->number == scenario.start + (55 + i % 9) * day);
  }
}

TEST_CASE("a book may be Windows-1252 or UTF-16, and its errors stand where they are seen", "[scenario][books]") {
  const auto map = [](const std::string& encoding) {
    return R"({"file": "orders.csv", "encoding": ")" + encoding +
           R"(", "columns": {"organisation": "Kunde"}, "values": {"Kunde": {"Müller €": "acme"}}})";
  };
  CHECK(scenario_with(map("windows-1252"), "id,units,Kunde\na,8,M\xFCller \x80\n").orders[0].organisation == Ref{0});
  const std::string wide(
      "\xFF\xFEi\0d\0,\0u\0n\0i\0t\0s\0,\0K\0u\0n\0d\0e\0\n\0a\0,\0"
      "8\0,\0M\0\xFC\0l\0l\0e\0r\0 \0\xAC\x20\n\0",
      58);
  CHECK(scenario_with(map("utf-16"), wide).orders[0].organisation == Ref{0});
  CHECK(faults_in(map("windows-1252"), "id,units,Kunde\na,7,M\xFCller \x80\n") ==
        Faults{"7: 7 is no multiple of the lot of 8 that 'gpu' comes in (column 'units')"});
  CHECK(faults_in(map("utf-16"), "idx") == Faults{"\"utf-16\": orders.csv is no utf-16"});
  CHECK(faults_in(map("windows-1252"), "id,units,Kunde\na,8,\x81\n") ==
        Faults{"\"windows-1252\": orders.csv is no windows-1252"});
  CHECK(faults_in(map("latin1"), "id") ==
        Faults{"\"latin1\": expected one of \"utf-8\", \"windows-1252\" and \"utf-16\", found 'latin1'"});
}

TEST_CASE("an edit reaches a row of a book that is not UTF-8", "[scenario][books]") {
  const ScenarioFile file = file_of(R"({"file": "orders.csv", "encoding": "windows-1252"})",
                                    {{"orders.csv", "id,organisation,units,label\na,acme,8,M\xFCller\n"}});
  const Scenario scenario = check(edited(file, "", {{"/orders/a/units", "16"}}));
  CHECK(scenario.orders[0].label == "Müller");
  CHECK(scenario.orders[0].units.number == 16);
}

TEST_CASE("what rows do not say may be said for all of them, in units of their own", "[scenario][books]") {
  const std::string map =
      R"({"file": "orders.csv", "decimal": ",", "delimiter": ";", "fill": {"organisation": "globex", "priority": 2},
    "unit_of": {"Geduld": "d", "Gebot": "USD"}, "columns": {"id": "Nr", "units": "Menge", "organisation": "Kunde", "patience": "Geduld", "bid": "Gebot"}})";
  const Scenario scenario =
      scenario_with(map, "Nr;Menge;Kunde;Geduld;Gebot\n1;8;acme;30;1.200,50\n2;16;;;30.000,00 USD\n");
  CHECK(scenario.orders[0].organisation == Ref{0});
  CHECK(scenario.orders[0].priority == 2);
  CHECK(scenario.orders[0].contract.patience->value.number == 30 * day);
  CHECK(scenario.orders[0].bid == 1200.5);
  CHECK(scenario.orders[1].organisation == Ref{1});
  CHECK(scenario.orders[1].bid == 30000);
  CHECK(faults_in(R"({"file": "orders.csv", "fill": {"organisatoin": "acme"}, "unit_of": {"Prce": "USD"}})",
                  "id,units\na,8\n") ==
        Faults{"\"Prce\": no column 'Prce' in orders.csv",
               "\"organisatoin\": unknown field 'organisatoin'; did you mean 'organisation'?"});
  CHECK(faults_in(R"({"file": "orders.csv", "fill": {"organisation": "acm"}})", "id,units\na,8\n") ==
        Faults{": unknown organisation 'acm' (from 'fill'); did you mean 'acme'?"});
}

TEST_CASE("a table of confidence that nothing asks is refused", "[scenario][books]") {
  CHECK(faults_in(R"({"file": "orders.csv", "confidence": {"likely": {}}})", "id,organisation,units\na,acme,8\n")
            .size() == 1);
}

}  // namespace book_map_test

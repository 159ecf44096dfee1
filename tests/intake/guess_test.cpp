#include "intake/guess.hpp"
#include "intake/names.hpp"
#include "intake/words.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

/// What headers and values of other programs' files are taken for.
namespace guess_test {

using namespace allot;
using namespace allot::intake;
using scenario::Books;

namespace {

const std::string market = R"({"products": {"gb300": {"label": "GB300 NVL72"}, "b200": {}},
  "organisations": {"acme": {"label": "ACME Corporation"}, "globex": {}}, "sites": {"fra1": {"label": "Frankfurt 1"}},
  "suppliers": {"maker": {}}, "defaults": {"orders": {"priority": 1}}})";

std::string map_of(std::string_view text, Books kind, bool has_scenario = true, Asked asked = {}) {
  asked.file = "f.csv";
  asked.kind = kind;
  if (has_scenario) asked.scenario = draft_of(market);
  Guess guess;
  make_guess(text, asked, guess);
  return line_of(guess.map);
}

std::string told_of(std::string_view text, Books kind) {
  Asked asked;
  asked.file = "f.csv";
  asked.kind = kind;
  asked.scenario = draft_of(market);
  Guess guess;
  make_guess(text, asked, guess);
  return told(guess, asked);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a German order book is known by its headers", "[intake]") {
  CHECK(map_of("SO-Nummer;Pos;Kunde;Artikelnr.;Menge;Liefertermin;Wunschtermin;Angelegt am;Werk\n"
               "4711;10;ACME Corp.;GB300 NVL72;1.200,00;05.03.2026;01.03.2026;01.12.2025;1000\n"
               "4712;10;Globex GmbH;b200;8,00;26.03.2026;20.03.2026;02.12.2025;1000\n",
               Books::orders) ==
        R"({"file":"f.csv","delimiter":";","decimal":",","dates":"DD.MM.YYYY","columns":{"id":["SO-Nummer","Pos"],)"
        R"("organisation":"Kunde","product":"Artikelnr.","units":"Menge","due":"Liefertermin","placed":"Angelegt am"},)"
        R"("values":{"Kunde":{"ACME Corp.":"acme","Globex GmbH":"globex"},"Artikelnr.":{"GB300 NVL72":"gb300"}},)"
        R"("fill":{"supplier":"maker"},"ignored":["Wunschtermin","Werk"]})");
}

TEST_CASE("an order book of the United States is known by its headers", "[intake]") {
  CHECK(
      map_of("Sales Order,Line Item,Sold-to Party,Material Number,Open Qty,Promise Date\n"
             "100,1,Acme Inc.,GB300 NVL72,\"1,200\",3/15/2026\n",
             Books::orders) ==
      R"({"file":"f.csv","delimiter":",","decimal":".","dates":"MM/DD/YYYY","columns":{"id":["Sales Order","Line Item"],)"
      R"("organisation":"Sold-to Party","product":"Material Number","units":"Open Qty","due":"Promise Date"},)"
      R"("values":{"Sold-to Party":{"Acme Inc.":"acme"},"Material Number":{"GB300 NVL72":"gb300"}},)"
      R"("fill":{"supplier":"maker"}})");
}

TEST_CASE("orders and what was shipped of them are known by NetSuite's headers", "[intake]") {
  CHECK(has(map_of("Document Number,Line ID,Customer,Item,Qty Remaining,Promise Date\n"
                   "SO104200,1,Acme Inc.,GB300 NVL72,16,3/15/2026\n",
                   Books::orders),
            R"("columns":{"id":["Document Number","Line ID"],"organisation":"Customer","product":"Item")"));
  CHECK(has(map_of("Document Number,Created From,Line ID,Quantity,Ship Date\nIF9001,SO104200,1,16,3/15/2026\n",
                   Books::shipped),
            R"("columns":{"order":["Created From","Line ID"],"units":"Quantity","date":"Ship Date"})"));
}

TEST_CASE("the day on which units are to run is known beside the one that was promised", "[intake]") {
  CHECK(has(map_of("Sales Order,Customer,Item,Qty,Promise Date,Needed\n"
                   "SO104200,Acme Inc.,GB300 NVL72,16,3/15/2026,3/29/2026\n",
                   Books::orders),
            R"("due":"Promise Date","needed":"Needed"})"));
}

TEST_CASE("lines that ship together are known by the name of their ship set", "[intake]") {
  CHECK(has(map_of("Sales Order,Line Item,Customer,Item,Open Qty,Ship Set\n100,1,Acme Inc.,GB300 NVL72,8,S1\n",
                   Books::orders),
            R"("units":"Open Qty","kit":"Ship Set"})"));
}

TEST_CASE("dates that read in two ways are no guess, but a question", "[intake]") {
  const std::string book = "SO,Customer,Qty,Due\n1,acme,8,3/4/2026\n2,acme,8,5/6/2026\n";
  CHECK(has(map_of(book, Books::orders), R"("dates":"MM/DD/YYYY or DD/MM/YYYY")"));
  CHECK(has(told_of(book, Books::orders), "--dates MM/DD/YYYY, or --dates DD/MM/YYYY"));
  Asked asked;
  asked.dates = "DD/MM/YYYY";
  CHECK(has(map_of(book, Books::orders, true, asked), R"("dates":"DD/MM/YYYY")"));
  CHECK(has(map_of(book + "3,acme,8,13/6/2026\n", Books::orders), R"("dates":"DD/MM/YYYY")"));
  CHECK(has(map_of("SO,Customer,Qty,Due\n1,acme,8,3/3/2026\n", Books::orders), R"("dates":"MM/DD/YYYY")"));
}

TEST_CASE("a decimal mark is told by parts of units, and by thousands that cannot be parts", "[intake]") {
  const auto decimal = [](const std::string& units) {
    const std::string map = map_of("SO;Customer;Qty\n" + units, Books::orders);
    const std::size_t at = map.find("\"decimal\":\"") + 11;
    return map.substr(at, map.find('"', at) - at);
  };
  CHECK(decimal("1;acme;1.200,00\n") == ",");
  CHECK(decimal("1;acme;1,200.00\n") == ".");
  CHECK(decimal("1;acme;1.200\n") == ",");  // 1.2 units there are not
  CHECK(decimal("1;acme;8\n") == ",");      // cells are separated by semicolons for a reason
  CHECK(has(map_of("SO,Customer,Qty\n1,acme,8\n", Books::orders), R"("decimal":".")"));
  CHECK(has(map_of("SO;Customer;Qty;Price\n1;acme;8;38,000.00\n", Books::orders), R"("decimal":".")"));
  CHECK(decimal("1;acme;8,000\n") == ". or ,");  // 8000, or 8
  CHECK(decimal("1;acme;8,000\n2;acme;16,500\n") == ".");
}

TEST_CASE("values that name nothing of the scenario are said with the nearest that is there", "[intake]") {
  const std::string text =
      told_of("SO,Customer,Material,Qty\n1,Globx AG,GB300 NVL72,8\n2,Globx AG,gb300,8\n", Books::orders);
  CHECK(has(text, "'Globx AG'   organisation in 2 rows; did you mean 'globex'?"));
  CHECK_FALSE(has(text, "'GB300 NVL72'   product"));
}

TEST_CASE("what rows need and nothing says is missing, and what nothing is known of is shown with examples",
          "[intake]") {
  const std::string text = told_of("SO,Qty,Colour,Colour\n1,8,red,red\n", Books::orders);
  CHECK(has(text, "Missing: organisation, product."));
  CHECK(has(text, "'Colour'   such as red"));
  CHECK(has(told_of("x,y\n1,2\n", Books::orders), "No column is known by its name."));
}

TEST_CASE("a position is no id without its order", "[intake]") {
  CHECK(has(told_of("Pos;Kunde;Menge\n10;acme;8\n", Books::orders), "Missing: id, product."));
}

TEST_CASE("words of confidence become slips and scales that say that they are assumed", "[intake]") {
  const std::string map = map_of(
      "PO;Artikel;Liefertermin;Menge;Status\n1;gb300;02.02.2026;8;Bestätigt\n"
      "2;gb300;02.03.2026;8;voraussichtlich\n3;gb300;02.03.2026;8;unconfirmed\n"
      "4;gb300;02.03.2026;8;gesperrt\n",
      Books::supply);
  CHECK(has(
      map, R"("Bestätigt":{},"voraussichtlich":{"slip":{"lognormal":{"median":"7d","p90":"28d"}},"slip#":"assumed: )"));
  CHECK(has(map, R"("unconfirmed":{"scale":0.5,"scale#":"assumed: )"));
  CHECK_FALSE(has(map, "gesperrt"));
  CHECK(has(told_of("PO,Product,Date,Qty,Status\n1,gb300,2026-02-02,8,frozen\n", Books::supply),
            "'frozen'   confidence in 1 row"));
}

TEST_CASE("site readiness says its gate in a column, or in the name of one", "[intake]") {
  CHECK(
      map_of("Hall,Ready,IT load MW\nFrankfurt 1,2026-02-01,1.2\n", Books::sites) ==
      R"({"file":"f.csv","delimiter":",","decimal":".","dates":"YYYY-MM-DD","columns":{"site":"Hall","at":"Ready","add":"IT load MW"},)"
      R"("values":{"Hall":{"Frankfurt 1":"fra1"}},"fill":{"gate":"power"},"unit_of":{"IT load MW":"MW"}})");
  CHECK(has(
      map_of("Halle;Art;Bereit am;Menge\nfra1;Strom;01.02.2026;2 MW\nfra1;Stellplätze;01.02.2026;80\n", Books::sites),
      R"("values":{"Art":{"Strom":"power","Stellplätze":"room"}})"));
}

TEST_CASE("what happened is known by its headers", "[intake]") {
  CHECK(has(
      map_of("Lieferant;Bestellung;Pos;Wareneingang am;Menge\nmaker;4711;10;02.02.2026;8\n", Books::received),
      R"("columns":{"supplier":"Lieferant","supply":["Bestellung","Pos"],"units":"Menge","date":"Wareneingang am"})"));
  CHECK(has(
      map_of("SO,Line,Ship Qty,Goods Issue Date,POD,ETA\n1,1,8,12/24/2025,12/30/2025,\n", Books::shipped),
      R"("columns":{"order":["SO","Line"],"units":"Ship Qty","date":"Goods Issue Date","delivered":"POD","expected":"ETA"})"));
  CHECK(has(map_of("Auftrag;Menge;storniert am\n1;8;24.12.2025\n", Books::cancelled),
            R"("columns":{"order":"Auftrag","units":"Menge","date":"storniert am"})"));
}

TEST_CASE("without a scenario no value is matched, and nothing is filled in", "[intake]") {
  CHECK(
      map_of("SO,Customer,Qty\n1,ACME Corp.,8\n", Books::orders, false) ==
      R"({"file":"f.csv","delimiter":",","decimal":".","columns":{"id":"SO","organisation":"Customer","units":"Qty"}})");
}

TEST_CASE("names are compared without marks, capitals and legal forms", "[intake]") {
  CHECK(plain_words("  SO-Nr.:  Stückzahl ") == "so nr stueckzahl");
  CHECK(company_words("ACME Corp.") == "acme");
  CHECK(company_words("Müller & Söhne GmbH & Co. KG") == "mueller soehne");
  CHECK(company_words("AG") == "ag");
  const std::vector<KnownName> names = {KnownName("acme", "ACME Corporation"),
                                        KnownName("acme-eu", "ACME Corp. Europe"), KnownName("x1", "Twin"),
                                        KnownName("x2", "Twin")};
  CHECK(meant_by("Acme, Inc.", names)->id == "acme");
  CHECK_FALSE(meant_by("ACME Europe", names)->is_sure);
  CHECK(meant_by("acme-eu", names)->id == "acme-eu");
  CHECK_FALSE(meant_by("twin", names));
  CHECK(company_words("Labe Data s.r.o.") == "labe data");
  CHECK(nearest_to("Acmee", names) == "acme");
}

TEST_CASE("cells are parted by what parts most lines evenly", "[intake]") {
  CHECK(delimiter_of("a;b;c\n1,5;2;3\n1,5;2;3\n") == ';');
  CHECK(delimiter_of("a\tb\n1\t2\n") == '\t');
  CHECK(delimiter_of("a,b\n\"1;2\",3\n") == ',');
  CHECK(delimiter_of("a\n1\n") == ',');
  const SeenFile file = look_through("a,b\n1, x \n,\n1,y\n1\n", ',');
  CHECK(file.rows == 3);
  CHECK(file.uneven_rows == 1);
  REQUIRE(file.columns[0].values.size() == 1);
  CHECK(file.columns[0].values[0].rows == 2);
  CHECK(file.columns[1].values[0].text == "x");
}

TEST_CASE("of two columns for a customer, the one whose values the scenario knows is read", "[intake]") {
  const std::string map =
      map_of("Verkaufsbeleg;Auftraggeber;Name;Menge\n1;10017;ACME Corp.;8\n2;10031;Globex AG;8\n", Books::orders);
  CHECK(has(map, R"("organisation":"Name")"));
  CHECK(has(map, R"("ignored":["Auftraggeber"])"));
}

TEST_CASE("a value that has a name among its words is taken for it and said, but a company is asked for", "[intake]") {
  const std::string book = "SO,Customer,Material,Qty\n1,ACME Europe,B200-8,8\n";
  const std::string text = told_of(book, Books::orders);
  CHECK(has(text, "Taken by some of their words; look whether that is right:\n  'B200-8'   as b200"));
  CHECK(has(text, "'ACME Europe'   organisation in 1 row; did you mean 'acme'?"));
}

TEST_CASE("a date that is not read may tell how those are written that are", "[intake]") {
  CHECK(has(map_of("SO,Customer,Qty,Due,Changed\n1,acme,8,3/4/2026,12/24/2025\n", Books::orders),
            R"("dates":"MM/DD/YYYY")"));
  CHECK(has(map_of("SO,Customer,Qty,Due,Changed\n1,acme,8,3/4/2026,2025-12-24\n", Books::orders),
            R"("dates":"MM/DD/YYYY or DD/MM/YYYY")"));
}

}  // namespace guess_test

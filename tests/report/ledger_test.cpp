#include "allot/ledger.hpp"

#include <cmath>

#include "base/csv.hpp"
#include "support/catch.hpp"

namespace ledger_test {

using namespace allot;

namespace {

using Integers = std::vector<std::int64_t>;
using Numbers = std::vector<double>;
using Names = std::vector<std::string>;

std::vector<Names> records(const std::string& table) {
  CsvReader reader(table);
  std::vector<CsvCell> cells;
  std::vector<Names> all;
  while (reader.next(cells)) {
    Names& record = all.emplace_back();
    for (const CsvCell& cell : cells) record.push_back(cell.text);
  }
  return all;
}

}  // namespace

TEST_CASE("a line of the ledger is one JSON object with its cells in order", "[ledger]") {
  const LedgerLine line{{{"time", std::string("2024-01-08")},
                         {"event", std::string("division")},
                         {"supply", std::int64_t{300}},
                         {"claimants", Names{"north", "south"}},
                         {"claims", Integers{400, 200}},
                         {"carry", Numbers{0.5, -0.25}}}};
  CHECK(json_line(line) == R"({"time":"2024-01-08","event":"division","supply":300,"claimants":["north","south"],)"
                           R"("claims":[400,200],"carry":[0.5,-0.25]})");
}

TEST_CASE("a list of nobody is an empty list", "[ledger]") {
  CHECK(json_line({{{"claimants", Names{}}, {"claims", Integers{}}}}) == R"({"claimants":[],"claims":[]})");
  CHECK(json_line({}) == "{}");
}

TEST_CASE("numbers of the ledger read back as they were", "[ledger]") {
  for (const double number : {0.1, 1.0 / 3, 1e22, -0x1p-32, 123456789.125, -2.5e-300}) {
    const std::string text = json_line({{{"x", number}}});
    CHECK(std::stod(text.substr(5)) == number);
  }
  CHECK(json_line({{{"x", std::int64_t{INT64_MIN}}}}) == R"({"x":-9223372036854775808})");
}

TEST_CASE("what is no number is null in JSON and empty in a table", "[ledger]") {
  const LedgerLine line{{{"x", std::nan("")}, {"y", Numbers{INFINITY, 2}}}};
  CHECK(json_line(line) == R"({"x":null,"y":[null,2]})");
  CHECK(csv({line}) == "x,y\n,|2\n");
}

TEST_CASE("text with quotes, line ends and control characters stays one line of JSON", "[ledger]") {
  const LedgerLine line{{{"node", std::string("a\"b\\c\nd\te\x01\xc3\xa9")}}};
  CHECK(json_line(line) == "{\"node\":\"a\\\"b\\\\c\\nd\\te\\u0001\xc3\xa9\"}");
}

TEST_CASE("the table of a ledger has every name of a cell once, in order of first appearance", "[ledger]") {
  const std::vector<LedgerLine> lines = {
      {{{"time", std::string("2024-01-01")}, {"event", std::string("stock")}, {"units", std::int64_t{8}}}},
      {{{"time", std::string("2024-01-02")},
        {"event", std::string("award")},
        {"slice", std::int64_t{0}},
        {"units", std::int64_t{3}}}}};
  CHECK(csv(lines) == "time,event,units,slice\n2024-01-01,stock,8,\n2024-01-02,award,3,0\n");
}

TEST_CASE("lists stand in one cell of the table, joined by bars", "[ledger]") {
  const LedgerLine line{{{"claimants", Names{"a", "b"}}, {"weights", Numbers{1, 0.5}}, {"awards", Integers{}}}};
  CHECK(csv({line}) == "claimants,weights,awards\na|b,1|0.5,\n");
}

TEST_CASE("a cell that could be taken for more than one is quoted", "[ledger]") {
  const std::vector<Names> cells = {{"name"}, {"one, two"}, {"\"three\""}, {"four\nfive"}};
  std::vector<LedgerLine> lines;
  for (std::size_t i = 1; i < cells.size(); ++i) lines.push_back({{{"name", cells[i].front()}}});
  CHECK(csv(lines) == "name\n\"one, two\"\n\"\"\"three\"\"\"\n\"four\nfive\"\n");
  CHECK(records(csv(lines)) == cells);
}

}  // namespace ledger_test

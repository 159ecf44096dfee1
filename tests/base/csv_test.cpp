#include "base/csv.hpp"

#include "support/catch.hpp"

namespace csv_test {

using namespace allot;

namespace {

using Records = std::vector<std::vector<std::string>>;

struct Read {
  Records records;
  std::vector<CsvFault> faults;
};

Read read(std::string_view text) {
  Read read;
  CsvReader reader(text);
  std::vector<CsvCell> cells;
  while (reader.next(cells)) {
    read.faults.insert(read.faults.end(), reader.faults().begin(), reader.faults().end());
    if (!reader.faults().empty()) continue;
    std::vector<std::string>& record = read.records.emplace_back();
    for (const CsvCell& cell : cells) record.push_back(cell.text);
  }
  return read;
}

}  // namespace

TEST_CASE("CSV is read as RFC 4180 shows it", "[base][csv]") {
  const std::vector<std::pair<std::string_view, Records>> examples = {
      {"aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", {{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}}},
      {"aaa,bbb,ccc\r\nzzz,yyy,xxx", {{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}}},
      {"\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx", {{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}}},
      {"\"aaa\",\"b \r\nbb\",\"ccc\"\r\nzzz,yyy,xxx", {{"aaa", "b \r\nbb", "ccc"}, {"zzz", "yyy", "xxx"}}},
      {"\"aaa\",\"b\"\"bb\",\"ccc\"", {{"aaa", "b\"bb", "ccc"}}},
      {" a , b\n\"\",\n", {{" a ", " b"}, {"", ""}}},
      {"\"a\"\n\"\"\"\"\n", {{"a"}, {"\""}}},
      {"a,b\n,\n", {{"a", "b"}, {"", ""}}}};
  for (const auto& [text, records] : examples) {
    CAPTURE(text);
    const Read found = read(text);
    CHECK(found.faults.empty());
    CHECK(found.records == records);
  }
}

TEST_CASE("a byte-order mark and empty lines are no part of CSV", "[base][csv]") {
  CHECK(read("\xEF\xBB\xBF\"a\",b\n").records == Records{{"a", "b"}});
  CHECK(read("\na,b\n\n\r\n1,2\n\n\n").records == Records{{"a", "b"}, {"1", "2"}});
  CHECK(read("").records.empty());
  CHECK(read("\n\r\n").records.empty());
  CHECK(read("days\n1\n\n2\n\n").records == Records{{"days"}, {"1"}, {""}, {"2"}});
}

TEST_CASE("what is no CSV is found at its place", "[base][csv]") {
  struct Example {
    std::string_view text;
    std::size_t begin, end;
    std::string_view message;
    Records records;
  };
  const std::vector<Example> examples = {
      {"a,b\n1,\"x\n2,y\n", 6, 7, "this quote never ends", {{"a", "b"}}},
      {"a,b\n\"5\"0,x\n2,y\n", 7, 8, "text after the quote that ends a cell", {{"a", "b"}, {"2", "y"}}},
      {"a,b\n\"5\" ,x\n", 7, 8, "text after the quote that ends a cell", {{"a", "b"}}},
      {"a,b\n19\" rack,x\n2,y\n", 6, 7, "a quote in a cell that does not begin with one", {{"a", "b"}, {"2", "y"}}},
      {"a,b\n1, \"x\"\n", 7, 8, "a quote in a cell that does not begin with one", {{"a", "b"}}},
      {"a,b\r1,2\r", 3, 4, "a carriage return that ends no line", {}}};
  for (const Example& example : examples) {
    CAPTURE(example.text);
    const Read found = read(example.text);
    REQUIRE(found.faults.size() == 1);
    CHECK(found.faults[0].begin == example.begin);
    CHECK(found.faults[0].end == example.end);
    CHECK(found.faults[0].message == example.message);
    CHECK(found.records == example.records);
  }
  CHECK_THAT(read("a,b\n1,\"x\n2,\"y\n").faults[0].hint, ContainsSubstring("the cell began 1 line above"));
}

TEST_CASE("a first line that tells spreadsheets the separator is no record", "[base][csv]") {
  CHECK(read("sep=,\r\na,b\r\n").records == Records{{"a", "b"}});
  CHECK(read("\xEF\xBB\xBFsep=,\na,b\n").records == Records{{"a", "b"}});
  CHECK(read("sep=,,\na,b\n").records == Records{{"sep=", "", ""}, {"a", "b"}});
  CHECK(read("sep=").records == Records{{"sep="}});
}

TEST_CASE("cells may be separated by another character", "[base][csv]") {
  CsvReader reader("a,1;\"b;2\"\n", ';');
  std::vector<CsvCell> cells;
  REQUIRE(reader.next(cells));
  REQUIRE(cells.size() == 2);
  CHECK(cells[0].text == "a,1");
  CHECK(cells[1].text == "b;2");
}

}  // namespace csv_test

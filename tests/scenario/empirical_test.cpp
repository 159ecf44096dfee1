#include <stdexcept>

#include "allot/scenario_io.hpp"
#include "base/literals.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace empirical_test {

using namespace allot;

namespace {

ScenarioFile file_with(const std::string& stage_delay, const std::string& csv, const std::string& more = "") {
  const std::string text = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}},
      "organisations": {"lab": {}}, "sites": {"hall": {"organisation": "lab", "room": {"a": {"at": "2024-01-01", "add": 9}}}},
      "suppliers": {"maker": {"stock": {"gpu": 8}, "routes": {"default": [{"stage": "sea", "delay": )" +
                           stage_delay + "}]}}}" + more + "}";
  const Loader load = [csv](const std::string& name) { return text_of(csv, name); };
  return {draft_of(text), load, ""};
}

using Values = std::vector<double>;

Values observed(const std::shared_ptr<const Distribution>& distribution) {
  Values out;
  REQUIRE(distribution);
  for (const auto& [value, weight] : distribution->values) out.push_back(value);
  return out;
}

Values delays(const std::string& arguments, const std::string& csv) {
  const Scenario scenario = check(file_with(R"({"empirical": {"csv": "d.csv", )" + arguments + "}}", csv));
  return observed(scenario.suppliers[0].routes[0].stages[0].delay.value.distribution);
}

std::string fault(const std::string& arguments, const std::string& csv, const std::string& more = "") {
  try {
    check(file_with(R"({"empirical": {"csv": "d.csv", )" + arguments + "}}", csv, more));
  } catch (const InputError& error) {
    const std::string all = describe(error);
    return all.substr(0, all.find('\n')) + "; " + error.problems()[0].hint;
  }
  return "";
}

const double hours = static_cast<double>(hour), days = static_cast<double>(day);

}  // namespace

TEST_CASE("a column is in the unit that it names, in a duration in days where it names none", "[scenario][empirical]") {
  CHECK(delays(R"("column": "waited")", "waited\n2\n1.5\n1e1\n") == Values{1.5 * days, 2 * days, 10 * days});
  CHECK(delays(R"("column": "waited", "unit": "h")", "id,waited\n1,36\n2,0.5\n3,1e1\n") ==
        Values{0.5 * hours, 10 * hours, 36 * hours});
  CHECK(delays(R"("column": "waited", "unit": "d")", "waited\n36h\n2\n") == Values{36 * hours, 2 * days});
}

TEST_CASE("columns of rates and powers need a unit, or cells that say it", "[scenario][empirical]") {
  const auto rates = [](const std::string& column, const std::string& csv) {
    const std::string more =
        R"(, "parameters": {"crew": {"empirical": {"csv": "r.csv", "column": "r")" + column + "}}}";
    const Scenario scenario = check(file_with("\"9d\"", csv, more));
    CHECK(scenario.parameters[0].value.per == week);
    return observed(scenario.parameters[0].value.distribution);
  };
  CHECK(rates(R"(, "unit": "/w")", "r\n70\n14\n") == Values{14, 70});
  CHECK(rates(R"(, "unit": "/w")", "r\n70\n1/d\n") == Values{7, 70});
  const std::string power = R"(, "parameters": {"it": {"empirical": {"csv": "p.csv", "column": "p", "unit": "MW"}}})";
  CHECK(observed(check(file_with("\"9d\"", "p\n2\n1500 kW\n", power)).parameters[0].value.distribution) ==
        Values{1.5e6, 2e6});
}

TEST_CASE("rates of one distribution are held against each other whatever period each is written in",
          "[scenario][empirical]") {
  const auto of = [](const std::string& crew) {
    return check(file_with("\"9d\"", "", R"(, "parameters": {"crew": )" + crew + "}")).parameters[0].value;
  };
  const Value mixed = of(R"({"discrete": [["14/w", 1], ["1/d", 1]]})");
  CHECK(observed(mixed.distribution) == Values{7, 14});
  CHECK(mixed.per == week);
  const Value seconds = of(R"({"discrete": [["5/s", 1], ["60/m", 1]]})");
  CHECK(observed(seconds.distribution) == Values{1, 5});
  CHECK(seconds.per == 1);
}

TEST_CASE("what is wrong in a column is said with its line and column, and what to do", "[scenario][empirical]") {
  CHECK(fault(R"("column": "w")", "id,w\n1,3\n2,\n3,4\n") ==
        "d.csv:3:3: error: a blank cell in column 'w'; write what was observed, or leave the row out of the file");
  CHECK_THAT(fault(R"("column": "w")", "w\n3\n\n4\n"),
             ContainsSubstring("d.csv:3:1: error: a blank cell in column 'w'"));
  CHECK_THAT(
      fault(R"("column": "w")", "w\nNA\n"),
      ContainsSubstring("d.csv:2:1: error: expected a number, or a duration") && ContainsSubstring("found 'NA'"));
  CHECK_THAT(fault(R"("column": "w")", "id,w\n1,3,4\n"),
             ContainsSubstring("d.csv:2:5: error: expected 2 cells, found 3"));
  CHECK_THAT(fault(R"("column": "w")", "w,w\n1,3\n"), ContainsSubstring("d.csv:1:3: error: column 'w' stands twice"));
  CHECK_THAT(fault(R"("column": "w")", "w\n\"3\n4\n"), ContainsSubstring("d.csv:2:1: error: this quote never ends"));
  CHECK_THAT(fault(R"("column": "w")", "w\n"), ContainsSubstring("d.csv:1:1: error: column 'w' has no values"));
  CHECK_THAT(fault(R"("column": "w")", ""), ContainsSubstring("d.csv:1:1: error: the file is empty"));
  CHECK_THAT(fault(R"("column": "wiated")", "waited\n3\n"),
             ContainsSubstring("unknown column 'wiated'; did you mean 'waited'?"));
  CHECK_THAT(fault(R"("column": "w", "unit": "fortnights")", "w\n3\n"),
             ContainsSubstring("/unit: expected what stands after the number in a duration"));
  CHECK_THAT(fault(R"("column": "w", "units": "h")", "w\n3\n"), ContainsSubstring("unknown key 'units'"));
}

TEST_CASE("the hash of a scenario tells what its columns hold", "[scenario][empirical]") {
  const std::string column = R"({"empirical": {"csv": "d.csv", "column": "w"}})";
  CHECK(hash(file_with(column, "w\n1\n")) == hash(file_with(column, "w\n1\n")));
  CHECK(hash(file_with(column, "w\n1\n")) != hash(file_with(column, "w\n2\n")));
}

}  // namespace empirical_test

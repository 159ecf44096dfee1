#include <algorithm>
#include <cmath>
#include <sstream>

#include "allot/report.hpp"
#include "base/csv.hpp"
#include "base/utf8.hpp"
#include "report/csv_line.hpp"
#include "report/figures.hpp"
#include "report/histogram.hpp"
#include "report/invented.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"
#include "report/written.hpp"
#include "support/catch.hpp"

namespace text_test {

using namespace allot;
using allot::written::lines_of;
using allot::written::records_of;
using allot::written::widest_of;
using namespace allot::report;

namespace {

using Record = std::vector<std::string>;

Results flagship(std::size_t replications) {
  Results results = invented::results(replications);
  std::vector<double> values = invented::thousand_values();
  values.resize(replications);
  std::vector<double> none(replications, 0.0), shares(replications, 0.5), days;
  for (const double value : values) days.push_back(value / 100 - 50);
  for (const char* id : {"tesla", "x"}) {
    invented::add(results, EntityKind::organisation, id, "online_units", values);
    invented::add(results, EntityKind::organisation, id, "stranded_units", none);
    invented::add(results, EntityKind::organisation, id, "lateness_days", days);
    invented::add(results, EntityKind::organisation, id, "fill_rate", shares);
  }
  invented::add(results, EntityKind::system, "", "online_units", values);
  invented::add(results, EntityKind::intervention, "swap", "moved_units", std::vector<double>(replications, 12000));
  invented::add_milestone(results, "hall-full", std::vector<int>(replications, 31));
  return results;
}

}  // namespace

TEST_CASE("CSV puts names in quotes where commas, quotes or line ends would be misread", "[report]") {
  CHECK(csv_cell("plain name") == "plain name");
  CHECK(csv_cell("a,b") == "\"a,b\"");
  CHECK(csv_cell("5\" pipe") == "\"5\"\" pipe\"");
  CHECK(csv_cell("two\nlines\r") == "\"two\nlines\r\"");
  CHECK(csv_line({"", "a", ""}) == ",a,\n");
}

TEST_CASE("CSV results have a line per metric, and read back cell by cell", "[report]") {
  Results results = invented::results(1000);
  const std::string name = "one, \"two\"\nand three";
  invented::add(results, EntityKind::order, name, "online_units", invented::thousand_values());
  invented::add(results, EntityKind::system, "", "fill_rate", {std::nan(""), 0.25});
  const auto records = records_of(render(results, Format::csv));
  const Estimate& estimate = results.estimates[0];

  REQUIRE(records.size() == 3);
  CHECK(records[0] == Record{"kind", "entity", "metric", "mean", "sd", "ci95_low", "ci95_high", "p10", "p50", "p90",
                             "min", "max", "nulls"});
  CHECK(records[1] == Record{"order", name, "online_units", "4995", csv_number(estimate.sd),
                             csv_number(estimate.ci95->low), csv_number(estimate.ci95->high), "990", "4990", "8990",
                             "0", "9990", "0"});
  CHECK(records[2] ==
        Record{"system", "", "fill_rate", "0.25", "", "", "", "0.25", "0.25", "0.25", "0.25", "0.25", "1"});
}

TEST_CASE("CSV milestones are dates, with an empty cell where they are not reached", "[report]") {
  Results results = invented::results(4);
  invented::add_milestone(results, "half", {10, 20, -1, -1});
  const auto records = records_of(render(results, Format::csv));
  REQUIRE(records.size() == 4);
  CHECK(records[1] == Record{"milestone", "half", "date", "", "", "", "", "2024-01-11", "2024-01-21", "", "", "", "2"});
  CHECK(records[2] ==
        Record{"milestone", "half", "mean_to_end", "2024-07-09T12:00", "", "", "", "", "", "", "", "", "0"});
  CHECK(records[3][3] == "0.5");
}

TEST_CASE("columns of a table line up, however many bytes a letter takes", "[report]") {
  const Table table{{{"Name", "", Align::left}, {"online", "GPUs"}, {"late", "days"}},
                    {{{{"Köln–Süd", ""}, {"1,200", "1,100–1,300"}, {"-", ""}}},
                     {{{"x", ""}, {"7", ""}, {"-5", ""}}},
                     {{{"all", ""}, {"1,207", ""}, {"", ""}}, true}}};
  CHECK(text_of(table, {}) ==
        "Name           online  late\n"
        "                 GPUs  days\n"
        "───────────────────────────\n"
        "Köln–Süd        1,200     -\n"
        "          1,100–1,300\n"
        "x                   7    -5\n"
        "───────────────────────────\n"
        "all             1,207\n");
}

TEST_CASE("a table without rows is nothing, and one without units has one line of heads", "[report]") {
  CHECK(text_of({{{"Name", "", Align::left}}, {}}, {}).empty());
  CHECK(text_of({{{"Name", "", Align::left}}, {{{{"x", ""}}}}}, {}) == "Name\n────\nx\n");
}

// A column that was left out said nothing to whoever had a narrow terminal: now all stand, in one order.
TEST_CASE("columns that do not fit stand below, in their order and behind the names again", "[report]") {
  const Table table{{{"Name", "", Align::left}, {"first", ""}, {"as wide as three of it", ""}, {"last", ""}},
                    {{{{"x", ""}, {"1", ""}, {"2", ""}, {"3", ""}}, true}}};
  CHECK(is_fit(table, 41));
  CHECK(!is_fit(table, 40));
  const std::string narrow =
      "Name  first  as wide as three of it\n"
      "───────────────────────────────────\n"
      "───────────────────────────────────\n"
      "x         1                       2\n"
      "\n"
      "Name  last\n"
      "──────────\n"
      "──────────\n"
      "x        3\n";
  CHECK(text_of(table, {false, 40}) == narrow);
  CHECK(text_of(table, {false, 1}) == narrow);  // 40 is the least
}

TEST_CASE("a cell that is wider than a line is broken at blanks, and names make room for it", "[report]") {
  const Table table{{{"Name", "", Align::left}, {"what it means", "", Align::left}},
                    {{{{std::string(36, 'n'), ""}, {"waiting for a place to stand in the hall", "and below it"}}}}};
  CHECK(text_of(table, {false, 40}) ==
        "Name            what it means\n"
        "────────────────────────────────────────\n"
        "nnnnnnnnnnnnn…  waiting for a place to\n"
        "                stand in the hall\n"
        "                and below it\n");
}

TEST_CASE("one replication and a thousand have the same columns in the same order, at every width", "[report]") {
  const auto heads = [](const Results& results, std::size_t width) {
    std::vector<std::string> out;
    for (const std::string& line : lines_of(render(results, Format::table, {false, width}))) {
      if (!line.starts_with("Organisations ")) continue;
      std::istringstream words(line);
      for (std::string word; words >> word;)
        if (word != "Organisations") out.push_back(word);
    }
    return out;
  };
  // The first of the thousand values is 0: what one replication does not show, it names.
  const std::vector<std::string> all = {"online", "delivered", "fill", "rate"},
                                 without_online = {"delivered", "fill", "rate"};
  for (const std::size_t width : {40u, 80u, 120u}) {
    CHECK(heads(flagship(1000), width) == all);
    CHECK(heads(flagship(1), width) == without_online);
  }
  CHECK_THAT(render(flagship(1000), Format::table), ContainsSubstring("\n0 throughout: stranded (GPUs).\n"));
  CHECK_THAT(render(flagship(1), Format::table),
             ContainsSubstring("\n0 throughout: online (GPUs) and stranded (GPUs).\n"));
}

TEST_CASE("colour changes nothing but the escapes", "[report]") {
  const std::string plain = render(flagship(1000), Format::table, {false, 100});
  std::string colored = render(flagship(1000), Format::table, {true, 100});
  CHECK(plain.find('\033') == std::string::npos);
  REQUIRE(colored.find("\033[1m") != std::string::npos);
  for (std::size_t at; (at = colored.find('\033')) != std::string::npos;)
    colored.erase(at, colored.find('m', at) - at + 1);
  CHECK(colored == plain);
}

TEST_CASE("exact numbers stand as they are, in one number of decimals a column", "[report]") {
  const std::vector<double> numbers = {125400, 2.5, 999};
  const Figures figures = figures_for(numbers, Measure::gpu_days, Precision::exact, "USD");
  CHECK(figures.unit == "GPU-days");
  CHECK(figure(125400, figures) == "125,400.0");
  CHECK(figure(2.5, figures) == "2.5");
  CHECK(figure(std::nan(""), figures) == "-");
  const Figures whole = figures_for({numbers.data(), 1}, Measure::gpu_days, Precision::exact, "USD");
  CHECK(figure(125400, whole) == "125,400");
  const std::vector<double> large = {1254000.25, 2.5};
  CHECK(figure(large[0], figures_for(large, Measure::gpu_days, Precision::exact, "USD")) == "1,254,000");
}

TEST_CASE("large numbers that chance spreads are rounded to thousands or millions, and say so", "[report]") {
  const auto shown = [](double number, Measure measure) {
    const Figures figures = figures_for({&number, 1}, measure, Precision::rounded, "USD");
    return figure(number, figures) + " " + figures.unit;
  };
  CHECK(shown(12345.6, Measure::gpu_days) == "12,346 GPU-days");
  CHECK(shown(1254321, Measure::gpu_days) == "1,254 k GPU-days");
  CHECK(shown(254321000, Measure::gpu_days) == "254.32 M GPU-days");
  CHECK(shown(72e9, Measure::money) == "72,000 M USD");
  CHECK(shown(1234567, Measure::units) == "1,234,567 GPUs");
  CHECK(shown(0.9312, Measure::share) == "93.1 %");
  CHECK(shown(12.34, Measure::days) == "12.3 days");
  CHECK(shown(2.345e27, Measure::flop) == "2.35 1e27 FLOP");
}

TEST_CASE("a range is left out where it says nothing, and is in words where there are signs", "[report]") {
  const Figures figures{1, 0, ""};
  CHECK(range(1200, 1300, 1400, figures) == "1,200–1,400");
  CHECK(range(-5, 0, 12, figures) == "-5 to 12");
  CHECK(range(3.1, 3, 2.9, figures).empty());
}

TEST_CASE("the table shows medians over ranges, a total, dates, and hides what is zero everywhere", "[report]") {
  const std::string text = render(flagship(1000), Format::table, {false, 100});
  CHECK(text ==
        "h100-swap\n"
        "Who gained from the swap?\n"
        "2024-01-01 to 2025-01-01\n"
        "1,000 replications, seed 1: medians, and in the line below them the range of eight in ten.\n"
        "\n"
        "Organisations     online      delivered  fill rate\n"
        "                    GPUs      days late          %\n"
        "──────────────────────────────────────────────────\n"
        "tesla              4,990           -0.1         50\n"
        "               990–8,990  -40.1 to 39.9\n"
        "x                  4,990           -0.1         50\n"
        "               990–8,990  -40.1 to 39.9\n"
        "──────────────────────────────────────────────────\n"
        "everyone           4,990              -          -\n"
        "               990–8,990\n"
        "0 throughout: stranded (GPUs).\n"
        "\n"
        "Milestones        date            reached\n"
        "                        % of replications\n"
        "─────────────────────────────────────────\n"
        "hall-full   2024-02-01                100\n"
        "\n"
        "Interventions   moved\n"
        "                 GPUs\n"
        "─────────────────────\n"
        "swap           12,000\n"
        "\n"
        "next: --format json (every metric)\n");
  Results known = flagship(1000);
  known.next = {"allot compare my.json (its variants side by side)",
                "allot explain my.json tesla (where its days went)"};
  CHECK_THAT(render(known, Format::table),
             ContainsSubstring("\nnext: allot compare my.json (its variants side by side)\n"
                               "      allot explain my.json tesla (where its days went)\n"
                               "      --format json (every metric)\n"));
}

TEST_CASE("a scenario without chance says so and shows no ranges", "[report]") {
  const std::string text = render(flagship(1), Format::table, {false, 100});
  CHECK_THAT(text, ContainsSubstring("No chance in this run: every replication is the same."));
  CHECK(text.find("–") == std::string::npos);
  CHECK(text.find("replications\n") == std::string::npos);
}

TEST_CASE("a milestone that some replications miss says so", "[report]") {
  Results results = invented::results(4);
  invented::add_milestone(results, "half", {10, 20, -1, -1});
  CHECK_THAT(render(results, Format::table, {false, 100}), ContainsSubstring("2024-01-11 to not reached\n"));
}

TEST_CASE("no line of a table is wider than asked", "[report]") {
  Results results = flagship(1000);
  results.question = "Who " + std::string(60, 'w') + " and why, and when, and what did it cost everyone else?";
  results.assumptions = {"/a: " + std::string(300, 'x'), "/b: c", "/d: e", "/f: g"};
  results.columns[0].entity = std::string(200, 'n');
  for (const std::size_t width : {40u, 60u, 100u, 200u})
    CHECK(widest_of(render(results, Format::table, {false, width})) <= std::max<std::size_t>(width, 62));
  CHECK_THAT(
      render(results, Format::table, {false, 100}),
      ContainsSubstring("Rests on 4 assumptions\n") && ContainsSubstring("and 1 more: allot validate --sources"));
}

TEST_CASE("hundreds of organisations are cut short, and their total stays", "[report]") {
  Results results = invented::results(1);
  for (int i = 0; i < 200; ++i)
    invented::add(results, EntityKind::organisation, "o" + std::to_string(i), "online_units", {1});
  invented::add(results, EntityKind::system, "", "online_units", {200});
  const std::string text = render(results, Format::table, {false, 100});
  CHECK_THAT(text, ContainsSubstring("and 160 more") && ContainsSubstring("everyone"));
  CHECK(lines_of(text).size() < 60);
}

TEST_CASE("names cannot break out of their line", "[report]") {
  Results results = flagship(1);
  results.scenario = "two\nlines\033[31m";
  CHECK(lines_of(render(results, Format::table, {false, 100}))[0] == "two lines\\u001b[31m");
  CHECK(shortened("Köln–Süd", 6) == "Köln–…");
  CHECK(shortened("Köln", 4) == "Köln");
  CHECK(wrapped("a bb  ccc dddddd", 6) == "a bb\nccc\ndddddd\n");
  CHECK(wrapped("", 6).empty());
  CHECK(counted(1, "replication") == "1 replication");
  CHECK(counted(1000, "replication") == "1,000 replications");
  CHECK(counted_whole(0.7, "unit") == "1 unit");
  CHECK(hanging("axis: ", "a bb ccc dddd", 12) == "axis: a bb\n      ccc\n      dddd\n");
  CHECK(hanging("axis: ", "", 12) == "axis: \n");
}

TEST_CASE("a histogram has round bars whose longest fills the line", "[report]") {
  std::vector<double> values;
  for (int i = 0; i < 1000; ++i) values.push_back(i * 0.1 + 0.05);
  const std::vector<std::string> lines = lines_of(histogram(values, "days", 60));
  REQUIRE(lines.size() == 11);
  CHECK(lines[0] == "  days       %");
  CHECK_THAT(lines[1], ContainsSubstring("  0–10    10.0  ██"));
  CHECK_THAT(lines[10], ContainsSubstring("90–100    10.0  ██"));
  for (std::size_t i = 1; i < lines.size(); ++i) CHECK(count_code_points(lines[i]) == 60);
}

TEST_CASE("values that are few have a bar each, and one value has one", "[report]") {
  CHECK(histogram(std::vector<double>{1, 1, 2, 2, 2, 2, 5, 5}, "GPUs", 30) ==
        "GPUs       %\n"
        "   1    25.0  ████████\n"
        "   2    50.0  ████████████████\n"
        "   5    25.0  ████████\n");
  CHECK(lines_of(histogram(std::vector<double>{0.3}, "days", 40)).size() == 2);
  CHECK(histogram({}, "days", 40) == "days\n");
}

TEST_CASE("far values share the outer bars, and every value is in some bar", "[report]") {
  std::vector<double> values;
  for (int i = 1; i < 2000; ++i) values.push_back(std::tan(3.14159 * (i / 2000.0 - 0.5)));
  const std::vector<std::string> lines = lines_of(histogram(values, "", 80));
  CHECK_THAT(lines[1], ContainsSubstring("below -"));
  CHECK_THAT(lines.back(), ContainsSubstring(" and up"));
  CHECK(lines.size() <= 25);
  std::vector<double> mostly_nothing(10000, 0.0);
  for (int i = 0; i < 30; ++i) mostly_nothing.push_back(i + 0.5);
  CHECK(lines_of(histogram(mostly_nothing, "", 80)).size() <= 25);
  CHECK(lines_of(histogram(std::vector<double>{1e-9, 2e-9, 4.5e-9}, "", 80)).size() <= 25);
}

}  // namespace text_test

#include "allot/plot.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "allot/experiment.hpp"
#include "base/literals.hpp"
#include "base/utf8.hpp"
#include "support/catch.hpp"

/// Pictures in characters, held against numbers put together by hand.
namespace plot_test {

using namespace allot;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// From 0 to 100 in eleven weeks, eight in ten between 10 below and 10 above.
Series rising(const std::string& id) {
  Series it{EntityKind::organisation, id, "online_units", {}, {}, {}, {}, {}, {}};
  for (int k = 0; k <= 10; ++k) {
    const double middle = 10 * k;
    it.p50.push_back(middle);
    it.p10.push_back(std::max(0.0, middle - 10));
    it.p90.push_back(std::min(100.0, middle + 10));
  }
  it.mean = it.p50;
  it.p25 = it.p75 = it.p50;
  return it;
}

Results results(std::size_t organisations = 1) {
  Results it;
  it.start = *parse_date("2024-01-01");
  it.end = it.start + 10 * week;
  it.replications = 100;
  it.is_random = true;
  for (int k = 0; k <= 10; ++k) it.grid.push_back(it.start + k * week);
  for (std::size_t i = 0; i < organisations; ++i) {
    const std::string id = "buyer-" + std::to_string(i);
    it.series.push_back(rising(id));
    it.columns.push_back({EntityKind::organisation, id, "online_gpu_days"});
    it.estimates.emplace_back();
    it.quantiles.emplace_back();
  }
  for (std::size_t i = 0; i < quantiles_of_grid; ++i) it.quantiles[0].push_back(1000 + 10 * static_cast<double>(i));
  it.milestones.resize(1);
  it.milestones[0].id = "half";
  DateEstimate& half = it.milestones[0].date;
  half.count = 100;
  half.reached = 80;
  half.p10.value = 5 * week;
  half.p50.value = 6 * week;
  return it;
}

Style plain(std::size_t width = 60) {
  Style style;
  style.width = width;
  style.is_plain = true;
  return style;
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++found;
  return found;
}

}  // namespace

TEST_CASE("a level over time is a band: its median climbs from the lowest row to the highest", "[report]") {
  const std::vector<std::string> lines = lines_of(plot(results(), "online_units", plain()));
  REQUIRE(lines.size() >= 14);
  CHECK(lines[0] == "buyer-0: online units (GPUs)");
  CHECK(lines[1].starts_with(" 100 "));
  CHECK(lines[11].starts_with("   0 #"));  // the start: 0 in the lowest row
  CHECK(lines[1].back() == '#');        // the end: 100 in the highest row
  for (std::size_t row = 1; row <= 11; ++row) CHECK(lines[row].find('#') != std::string::npos);
  CHECK(lines[6].find(".#") != std::string::npos);  // around it eight in ten
  CHECK_THAT(lines[13], ContainsSubstring("Jan 2024") && ContainsSubstring("Mar 2024"));
}

TEST_CASE("more levels than can be looked at stand in a line each, all with their range", "[report]") {
  const std::string text = plot(results(5), "online_units", plain());
  for (int i = 0; i < 5; ++i) CHECK_THAT(text, ContainsSubstring("buyer-" + std::to_string(i) + "  _"));
  CHECK(count(text, "0 to 100\n") == 5);
  CHECK_THAT(plot(results(5), "organisation.buyer-3.online_units", plain()),
             ContainsSubstring("buyer-3: online units"));
}

TEST_CASE("any other metric is fifty dots, and what chance does not move is told", "[report]") {
  const std::string text = plot(results(2), "online_gpu_days", plain());
  CHECK(count(text.substr(text.find('\n'), text.find("+") - text.find('\n')), "o") == 50);
  CHECK_THAT(text, ContainsSubstring("1,000") && ContainsSubstring("1,490"));
  CHECK_THAT(text, ContainsSubstring("The same in every replication: buyer-1."));
}

TEST_CASE("a milestone that is not always reached ends in an arrow", "[report]") {
  const std::vector<std::string> lines = lines_of(plot(results(), "milestones", plain(56)));
  REQUIRE(lines.size() == 4);
  const std::string& row = lines[1];
  CHECK(row.back() == '>');
  const std::size_t width = 56 - 6;  // "half" and two blanks
  CHECK(row.find('-') == 6 + width * 5 / 10);
  CHECK(row.find('o') == 6 + width * 6 / 10);
}

TEST_CASE("pictures keep to the width and to ASCII where asked", "[report]") {
  for (const std::size_t width : {40u, 80u, 200u})
    for (const char* asked : {"online_units", "online_gpu_days", "milestones"})
      for (const bool is_plain : {false, true}) {
        Style style = plain(width);
        style.is_plain = is_plain;
        const std::string text = plot(results(6), asked, style);
        CAPTURE(width, asked, is_plain, text);
        for (const std::string& line : lines_of(text)) CHECK(count_code_points(line) <= width);
        CHECK(std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 128; }) == is_plain);
      }
}

TEST_CASE("what there is no picture of is refused, with the nearest", "[report]") {
  CHECK_THROWS_WITH(expect_plottable("online_unit"), ContainsSubstring("did you mean 'online_units'?"));
  CHECK_THROWS_WITH(expect_plottable("milestone"), ContainsSubstring("did you mean 'milestones'?"));
  CHECK_NOTHROW(expect_plottable("site.texas.stranded_units"));
  CHECK_THROWS_WITH(plot(results(), "organisation.buyer-9.online_gpu_days", plain()),
                    ContainsSubstring("did you mean 'organisation.buyer-0.online_gpu_days'?"));
}

}  // namespace plot_test

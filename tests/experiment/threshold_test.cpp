#include <algorithm>
#include <nlohmann/json.hpp>

#include "allot/reports.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"

namespace threshold_test {

using namespace allot;
using nlohmann::ordered_json;

namespace {

/// The trade compared with what it would be without the swap, with some fields otherwise.
struct Question {
  std::vector<std::pair<std::string, std::string>> settings;
  std::string baseline = "on-time+no-swap", variant = "on-time";
  std::string market = trade::market;

  Comparison answer(const Sampling& sampling = trade::sampling(4)) const {
    const ScenarioFile written = edited(trade::file_of(market), "", settings);
    const std::vector<ScenarioFile> files = {edited(written, baseline, {}), edited(written, variant, {})};
    std::vector<std::pair<std::string, Scenario>> scenarios = {{"without", check(files[0])}, {"with", check(files[1])}};
    Comparison comparison = compare(scenarios, sampling);
    comparison.thresholds = thresholds(
        comparison, scenarios,
        [&](const std::string& pointer, const std::string& value) -> std::optional<std::vector<Scenario>> {
          std::vector<Scenario> out;
          try {
            for (const ScenarioFile& file : files) out.push_back(check(edited(file, "", {{pointer, value}})));
          } catch (const InputError&) {
            return std::nullopt;
          }
          return out;
        },
        sampling);
    return comparison;
  }
};

// The trade, whose lots come on a drawn day and at a yield that is known.
std::string with_parameters() {
  ordered_json scenario = ordered_json::parse(trade::market);
  scenario["parameters"] = {
      {"june", {{"triangular", {{"min", "2024-06-01"}, {"mode", "2024-06-15"}, {"max", "2024-08-15"}}}}},
      {"good", 0.75}};
  auto& supply = scenario["suppliers"]["nvidia"]["supply"];
  supply["l3"]["at"] = {{"parameter", "june"}};
  supply["l3"]["yield"] = {{"parameter", "good"}};
  return scenario.dump();
}

const std::string hall = "/sites/hall/room/main/at";

const Headline* find(const Thresholds& thresholds, const std::string& path) {
  for (const Headline& it : thresholds.headlines)
    if (it.path == path) return &it;
  return nullptr;
}

const Threshold& threshold(const Comparison& comparison, const std::string& path, const std::string& pointer) {
  const Thresholds& thresholds = comparison.thresholds.at(0);
  const Headline* headline = find(thresholds, path);
  REQUIRE(headline);
  for (const Threshold& it : headline->thresholds)
    if (thresholds.assumptions.at(it.assumption).pointer == pointer) return it;
  throw std::logic_error("no such assumption");
}

std::vector<std::string> moved(const Comparison& comparison) {
  std::vector<std::string> out;
  for (const Assumption& it : comparison.thresholds.at(0).assumptions) out.push_back(it.pointer);
  return out;
}

const std::string tesla = "organisation.tesla.online_gpu_days", x = "organisation.x.online_gpu_days";

}  // namespace

TEST_CASE("the swap costs Tesla something only if its hall is there before the June lot", "[experiment]") {
  const Comparison comparison = Question().answer();
  const Threshold& it = threshold(comparison, tesla, hall);
  REQUIRE(it.stretches.size() == 2);
  CHECK((it.stretches[0].sign == -1 && !it.stretches[0].from && it.stretches[0].until == "2024-06-15"));
  CHECK((it.stretches[1].sign == 0 && it.stretches[1].from == "2024-06-15" && !it.stretches[1].until));
  CHECK(it.value == "2024-06-15");
  CHECK(it.sign == 0);
  const Assumption& date = comparison.thresholds[0].assumptions.at(0);
  CHECK((date.low == "2023-10-01" && date.now == "2024-03-01" && date.high == "2024-08-30"));
}

TEST_CASE("the means behind what would reverse an answer are told, and the answer's own is among them", "[experiment]") {
  const Comparison comparison = Question().answer();
  const std::vector<PointOfThreshold>& points = threshold(comparison, tesla, hall).points;
  REQUIRE(points.size() >= 7);
  CHECK((points.front().value == "2023-10-01" && points.back().value == "2024-08-30"));
  CHECK(std::is_sorted(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.value < b.value; }));
  std::size_t now = 0;
  for (const auto& [value, difference] : points) {
    CAPTURE(value);
    CHECK((difference.mean < 0) == (value < std::string("2024-06-15")));
    if (value != "2024-03-01") continue;
    ++now;
    CHECK(difference.mean == comparison.differences.at(0).at(tesla).estimate.mean);
  }
  CHECK(now == 1);
}

TEST_CASE("what no date of the hall reverses is said to hold at all of them", "[experiment]") {
  const Comparison comparison = Question().answer();
  const Threshold& it = threshold(comparison, x, hall);
  CHECK_FALSE(it.value);
  REQUIRE(it.stretches.size() == 1);
  CHECK(it.stretches[0].sign == 1);
  CHECK_FALSE((it.stretches[0].from || it.stretches[0].until));
}

TEST_CASE("who is not touched as it is, is told from when on it would be", "[experiment]") {
  Question question;
  question.settings = {{hall, "2024-07-01"}};
  const Comparison comparison = question.answer();
  const Threshold& it = threshold(comparison, tesla, hall);
  CHECK(find(comparison.thresholds[0], tesla)->sign == 0);
  CHECK(it.value == "2024-06-14");
  CHECK(it.sign == -1);
  CHECK_FALSE(
      threshold(comparison, tesla, "/sites/atlanta/room/main/at").value);  // where X puts its units is nothing to Tesla
  CHECK_THAT(render(comparison, Format::table),
             ContainsSubstring("tesla, unchanged as it is, loses only if main at hall is before 2024-06-15."));
}

TEST_CASE("a drawn parameter is moved within what it may be, and a known one from half to twice", "[experiment]") {
  Question question;
  question.market = with_parameters();
  const Comparison comparison = question.answer(trade::sampling(40));
  const std::vector<Assumption>& all = comparison.thresholds.at(0).assumptions;
  REQUIRE(all.size() >= 2);
  CHECK((all[0].pointer == "/parameters/june" && all[0].is_drawn));
  CHECK((all[0].low == "2024-06-01" && all[0].high == "2024-08-15"));
  CHECK((all[1].pointer == "/parameters/good" && !all[1].is_drawn));
  CHECK((all[1].low == "0.375" && all[1].now == "0.75" && all[1].high == "1.5"));
}

TEST_CASE("a value that the scenario would not pass its check with is none", "[experiment]") {
  Question question;
  question.market = with_parameters();
  const Comparison comparison = question.answer();
  const Threshold good = threshold(comparison, x, "/parameters/good");
  REQUIRE(good.stretches.size() == 1);
  CHECK(good.stretches[0].until == "1.00005");  // the first of ten thousand steps above a yield of 1
}

// The swap asks for as many as Tesla and X have: with more it moves nothing, and there is nothing to judge.
TEST_CASE("a value at which the decision cannot be carried out is none", "[experiment]") {
  Question question;
  ordered_json scenario = ordered_json::parse(trade::market);
  scenario["parameters"] = {{"swapped", {{"value", 12000}, {"label", "the number swapped"}}}};
  scenario["interventions"]["swap"]["swap"]["units"] = {{"parameter", "swapped"}};
  question.market = scenario.dump();
  question.baseline = "on-time+no-swap";
  const Comparison comparison = question.answer();
  const Threshold& it = threshold(comparison, x, "/parameters/swapped");
  CHECK_FALSE(it.value);
  REQUIRE(it.stretches.size() == 1);
  const std::vector<Assumption>& all = comparison.thresholds.at(0).assumptions;
  const auto swapped =
      std::find_if(all.begin(), all.end(), [](const Assumption& one) { return one.pointer == "/parameters/swapped"; });
  REQUIRE(swapped != all.end());
  REQUIRE(swapped->possible_until);
  CHECK(std::stoi(*swapped->possible_until) > 12000);
  CHECK(std::stoi(*swapped->possible_until) <= 12008);
  CHECK_THAT(render(comparison, Format::table, {false, 200}),
             ContainsSubstring("the number swapped from 6,000 to 24,000 (now 12,000; not possible from 12,0"));
}

TEST_CASE("what the compared scenarios do not agree on is compared, and not moved", "[experiment]") {
  Question question;
  ordered_json scenario = ordered_json::parse(trade::market);
  scenario["variants"]["later-hall"] = {{"sites", {{"hall", {{"room", {{"main", {{"at", "2024-05-01"}}}}}}}}}};
  question.market = scenario.dump();
  question.variant = "on-time+later-hall";
  const std::vector<std::string> pointers = moved(question.answer());
  CHECK(std::find(pointers.begin(), pointers.end(), hall) == pointers.end());
  CHECK(pointers.size() == 1);
}

TEST_CASE("what would reverse a comparison is the same bytes on 1, 2 and 5 threads", "[experiment][law]") {
  Question question;
  question.market = with_parameters();
  question.variant = "now-and-then";
  const std::string one = render(question.answer(trade::sampling(40)), Format::json);
  CHECK(one.find("\"flips\"") != std::string::npos);
  CHECK(render(question.answer(trade::sampling(40, 2)), Format::json) == one);
  CHECK(render(question.answer(trade::sampling(40, 5)), Format::json) == one);
}

TEST_CASE("what would reverse a comparison is said in sentences below who gained and lost", "[report]") {
  const std::string table = render(Question().answer(), Format::table, {false, 200});
  CHECK_THAT(table, ContainsSubstring(
                        "tesla loses only if main at hall is before 2024-06-15; at 2024-06-15 it is unchanged."));
  CHECK_THAT(table, ContainsSubstring("reverses that x gains."));
  CHECK_THAT(table, ContainsSubstring("main at hall from 2023-10-01 to 2024-08-30"));
  CHECK(table.find("who gained and who lost") < table.find("What would reverse it"));
  CHECK(table.find("What would reverse it") < table.find("Milestones"));
}

TEST_CASE("thresholds are lines of their own below the differences", "[report]") {
  const std::string csv = render(Question().answer(), Format::csv);
  CHECK_THAT(csv, ContainsSubstring("\n\nvariant,headline,sign,assumption,low,high,now,value,sign_there\n"));
  CHECK_THAT(csv,
             ContainsSubstring("with," + tesla + ",-1," + hall + ",2023-10-01,2024-08-30,2024-03-01,2024-06-15,0\n"));
}

}  // namespace threshold_test

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "base/csv.hpp"
#include "report/distribution.hpp"
#include "report/division.hpp"
#include "report/invented.hpp"
#include "report/written.hpp"
#include "statistics/paired.hpp"
#include "statistics/estimate.hpp"
#include "support/catch.hpp"

namespace answer_test {

using namespace allot;
using allot::written::records_of;
using nlohmann::ordered_json;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

const Answer::Statement& said(const Answer& answer, const std::string& id) {
  for (const Answer::Statement& it : answer.statements)
    if (it.id == id) return it;
  throw std::logic_error("no statement " + id);
}

Answer::Cell cell_of(const Answer& answer, const Answer::Rest& rest) {
  const Answer::Table* table = answer.table(rest.table);
  REQUIRE(table);
  REQUIRE(rest.row < table->size);
  return table->row(rest.row).at(table->place(rest.column));
}

double number_behind(const Answer& answer, const std::string& id, std::size_t place) {
  return std::get<double>(cell_of(answer, said(answer, id).rests_on.at(place)));
}

Difference between(const std::vector<double>& variant, const std::vector<double>& baseline) {
  const Paired paired = compare_pairs(variant, baseline);
  return {paired.difference, paired.p_less, paired.p_equal, paired.p_greater, paired.variance_ratio, paired.p_value};
}

/// Two variants of one organisation, whose GPU-days online differ by -2,000 and -1,000.
Comparison compared() {
  const std::vector<double> base = {5000, 6000}, swap = {3000, 5000};
  Comparison out;
  out.scenario = "market";
  out.baseline = "base";
  for (const auto& [name, values] : {std::pair("base", base), std::pair("swap", swap)}) {
    out.variants.push_back({name, invented::results(2)});
    invented::add(out.variants.back().results, EntityKind::organisation, "tesla", "online_gpu_days", values);
  }
  out.differences.push_back({"swap", out.variants[0].results.columns, {between(swap, base)}, {}});
  out.labels.organisations["tesla"] = "Tesla";
  return out;
}

const char* const hostile = "say \"so\",\r\n\t\x01 ; '4711'";

}  // namespace

// Halves of eight in ten: by hand, the quantiles of type 1 of 1 to 10.
TEST_CASE("a run says first what runs at the end, and where that stands", "[report]") {
  Results results = invented::results(10);
  invented::add(results, EntityKind::organisation, "tesla", "online_units", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  results.labels.organisations["tesla"] = "Tesla";
  const Answer answer = answer_of(results);
  const Answer::Statement& it = said(answer, "online.tesla");
  CHECK(it.text == "Tesla runs 5 GPUs at the end (median; 1 to 9 in eight of ten replications).");
  REQUIRE(it.rests_on.size() == 3);
  CHECK(number_behind(answer, "online.tesla", 0) == 5);
  CHECK(number_behind(answer, "online.tesla", 1) == 1);
  CHECK(number_behind(answer, "online.tesla", 2) == 9);
}

TEST_CASE("a comparison says who has fewer, and rests on the signed cell", "[report]") {
  const Comparison comparison = compared();
  const Answer answer = answer_of(comparison);
  const Answer::Statement& it = said(answer, "difference.swap.tesla");
  CHECK_THAT(it.text,
             ContainsSubstring("In swap, Tesla has 1,500 fewer GPU-days online than in base (mean; 95% interval: "));
  CHECK(it.rests_on.at(0) == Answer::Rest{"differences", 0, "mean", "1,500"});
  CHECK(number_behind(answer, it.id, 0) == -1500);
  CHECK(it.certainty == Answer::Certainty::unclear);  // two replications: t = 3, p = 0.2
}

TEST_CASE("points say which time each variant covers", "[report]") {
  const Comparison comparison = compared();
  const auto records = records_of(csv(*answer_of(comparison).table("points")));
  REQUIRE(records.size() == 3);
  CHECK(records[1] == std::vector<std::string>{"base", "base", "sha256:0123", "2024-01-01", "2025-01-01"});
}

TEST_CASE("what would reverse an answer is a row and a sentence", "[report]") {
  Comparison comparison = compared();
  const Assumption hall = {"/parameters/hall_ready", "2024-01-01", "2024-12-01", "2024-05-01", false};
  Threshold threshold;
  threshold.value = "2024-09-01";
  threshold.sign = 1;
  threshold.stretches = {{std::nullopt, "2024-09-01", -1}, {"2024-09-01", std::nullopt, 1}};
  threshold.points = {{"2024-01-01", estimate(std::vector{-2000.0, -1000.0})}, {"2024-12-01", estimate(std::vector{500.0})}};
  comparison.thresholds = {{"swap", 2, {hall}, {{"organisation.tesla.online_gpu_days", -1, {threshold}}}}};
  const Answer answer = answer_of(comparison);
  const Answer::Statement& it = answer.statements.back();
  CHECK(it.text == "Tesla loses in swap as things are; it gains if hall_ready is 2024-09-01 (now 2024-05-01).");
  CHECK(cell_of(answer, it.rests_on.at(0)) == Answer::Cell("2024-09-01"));
  CHECK(cell_of(answer, it.rests_on.at(1)) == Answer::Cell("2024-05-01"));
  CHECK(answer.table("threshold_ranges")->size == 2);
  CHECK(answer.table("thresholds")->row(0).at(5) == Answer::Cell("hall_ready"));
  const Answer::Table& points = *answer.table("threshold_points");
  REQUIRE(points.size == 2);
  CHECK(points.row(0).at(points.place("value")) == Answer::Cell("2024-01-01"));
  CHECK(points.row(0).at(points.place("mean")) == Answer::Cell(-1500.0));
  CHECK(points.row(0).at(points.place("unit")) == Answer::Cell("GPU-days"));
  CHECK(points.row(1).at(points.place("ci95_low")) == Answer::Cell());  // one replication tells no interval
}

TEST_CASE("an attribution says the parts, the largest first", "[report]") {
  Attributions all;
  all.replications = 1;
  all.interventions = {"late", "swap"};
  all.labels.interventions["swap"] = "Swap with X";
  all.metrics = {{{EntityKind::organisation, "tesla", "online_gpu_days"}, 606000, {-30000, 636000}, {{}, {}}}};
  const Answer answer = answer_of(all);
  CHECK(said(answer, "attribution.tesla").text ==
        "Together the interventions leave tesla with 606,000 more GPU-days online: 636,000 more by Swap with X and "
        "30,000 "
        "fewer by late.");
  CHECK(number_behind(answer, "attribution.tesla", 2) == -30000);
  CHECK(records_of(csv(*answer.table("attribution"))).at(1) ==
        std::vector<std::string>{"organisation", "tesla", "online_gpu_days", "GPU-days", "late", "-30000", "", "",
                                 "606000"});
}

TEST_CASE("one intervention is all that changed anything", "[report]") {
  Attributions all;
  all.interventions = {"swap"};
  all.metrics = {{{EntityKind::organisation, "tesla", "online_gpu_days"}, -5000, {-5000}, {{}}}};
  CHECK(answer_of(all).statements.at(0).text == "swap leaves tesla with 5,000 fewer GPU-days online.");
}

// Aumann and Maschler (1985): 200 among 100, 200 and 300 are 50, 75 and 75.
TEST_CASE("a division says what each is given of what it claims", "[report]") {
  const DivisionAnswer division = {"talmud", 200, 0, {100, 200, 300}, {50, 75, 75}, false};
  const Answer answer = answer_of(division);
  CHECK(said(answer, "division").text == "By talmud, 200 are divided into 50 of 100, 75 of 200 and 75 of 300.");
  CHECK(number_behind(answer, "division", 5) == 75);
  CHECK(render(division, Format::tidy) == tidy_json(answer));
}

TEST_CASE("a share of no claim is nothing, and not a division by it", "[report]") {
  const DivisionAnswer division = {"talmud", 200, 0, {0}, {0}, false};
  CHECK(answer_of(division).table("division")->row(0).at(3) == Answer::Cell());
  CHECK(records_of(csv(*answer_of(division).table("division"))).at(1) == std::vector<std::string>{"1", "0", "0", ""});
}

// Exponential with mean 10 days: the median is 10 ln 2 = 6.9315, deciles 10 ln(10/9) = 1.0536 and 10 ln 10 = 23.0259.
TEST_CASE("a distribution says its median and deciles in days", "[report]") {
  DistributionAnswer it;
  it.kind = Kind::duration;
  it.distribution.family = Distribution::Family::exponential;
  it.distribution.parameters = {10 * static_cast<double>(day)};
  CHECK(said(answer_of(it), "distribution").text ==
        "Half of all draws lie at or below 6.9315 days, and eight of ten between 1.0536 days and 23.0259 days.");
}

TEST_CASE("a game names who is tempted, by its label", "[report]") {
  Game game;
  RuleGame rule;
  rule.rule = "proportional";
  GamePlayer one, two;
  one.id = "a";
  two.id = "b";
  two.alone = 1.5;
  rule.players = {one, two};
  rule.tempted = "b";
  rule.temptation = 0.125;
  game.rules = {rule};
  game.labels.organisations["b"] = "Buyer";
  const Answer answer = answer_of(game);
  CHECK(said(answer, "game.proportional").text ==
        "proportional invites gaming: alone, Buyer gains 12.5% of its need by ordering 1.5 times what it needs.");
  CHECK(number_behind(answer, "game.proportional", 1) == 1.5);
}

TEST_CASE("a promise that cannot be kept has no date", "[report]") {
  Promise promise;
  promise.organisation = "lab";
  promise.supplier = "maker";
  promise.product = "gpu";
  promise.units = 80;
  const Answer answer = answer_of(promise);
  CHECK(said(answer, "promise").text ==
        "No date before the end can be promised lab for its 80 gpu from maker with a probability of 90%.");
  const Answer::Table& dates = *answer.table("promise");
  CHECK(dates.row(0).at(dates.place("date")) == Answer::Cell());
}

TEST_CASE("a search that found nothing says so", "[report]") {
  Solution solution;
  solution.search = {"/parameters/units", "1", "9", "organisation.lab.online_gpu_days", Relation::at_least, 5000, 0, 1};
  solution.labels.organisations["lab"] = "Lab";
  const Answer answer = answer_of(solution);
  CHECK(said(answer, "solution").text ==
        "Moving units from 1 to 9, the target (online GPU-days of Lab, at least 5,000) is met nowhere.");
  CHECK(answer.table("solution")->row(0).at(answer.table("solution")->place("value")) == Answer::Cell());
}

TEST_CASE("a search for a date says on which side of it", "[report]") {
  Solution solution;
  solution.search = {"/parameters/hall",
                     "2024-06-01",
                     "2024-12-01",
                     "milestone.m.date",
                     Relation::at_most,
                     static_cast<double>(invented::first_of_2024),
                     0,
                     1};
  solution.value = "2024-06-01";
  solution.labels.milestones["m"] = "Half";
  const Answer answer = answer_of(solution);
  CHECK(said(answer, "solution").text ==
        "Moving hall from 2024-06-01 to 2024-12-01, the target (date of Half, on or before 2024-01-01) is met from the "
        "start, at 2024-06-01.");
  CHECK(cell_of(answer, said(answer, "solution").rests_on.at(2)) == Answer::Cell("2024-01-01"));
}

TEST_CASE("an explanation says how late, why, and what would have met the date", "[report]") {
  Explanations all;
  Explanation tesla;
  tesla.id = "tesla";
  tesla.units = 100;
  tesla.unit_days_late = 1250;
  tesla.parts = {{"supply", 250}, {"room", 1000}};
  tesla.remedies =
      Remedies{{"room"}, {{"room", "/sites/hall/room/main/at", "2024-05-03", "the hall came on 2024-05-03"}}};
  all.organisations = {tesla};
  all.labels.organisations["tesla"] = "Tesla";
  const Answer answer = answer_of(all);
  CHECK(said(answer, "lateness.tesla").text ==
        "The GPUs of Tesla come online 12.5 days later than they are due, in the mean: 1,250 GPU-days late in all.");
  CHECK(said(answer, "lateness_part.tesla").text == "The largest part: waiting for a place to stand, 1,000 GPU-days.");
  CHECK(said(answer, "remedy.tesla").text ==
        "All else as it is, Tesla would have been on time in the mean if the hall came on 2024-05-03.");
  CHECK(number_behind(answer, "lateness_part.tesla", 0) == 1000);
}

TEST_CASE("runs that do not part say so", "[report]") {
  Divergences all;
  all.variants = {{"base", "same", {}}};
  const Answer answer = answer_of(all);
  CHECK(answer.statements.at(0).text == "same does not differ from base: all that happens is the same.");
  CHECK(answer.statements.at(0).certainty == Answer::Certainty::unchanged);
  CHECK(answer.table("parting")->row(0).at(2) == Answer::Cell());
}

TEST_CASE("making whole says the day of return and the payment", "[report]") {
  Compensation whole;
  whole.intervention = "swap";
  whole.currency = "USD";
  Party tesla, x;
  tesla.id = "tesla";
  x.id = "x";
  tesla.online = between({-636, -636}, {0, 0});
  x.online = between({1254, 1254}, {0, 0});
  whole.parties = {tesla, x};
  whole.loser = "tesla";
  whole.return_by = "2024-03-01";
  whole.returned = "2024-06-15";
  whole.payments = {{"delay_cost", "x", "tesla", 200, 900}};
  const Answer answer = answer_of(whole);
  CHECK(said(answer, "worse_off").text ==
        "With swap, tesla has 636 fewer GPU-days online than without it, in the mean.");
  CHECK(said(answer, "return").text ==
        "tesla is no worse off if all that comes back to it is there by 2024-03-01; as it is, by 2024-06-15.");
  CHECK(said(answer, "payment.delay_cost").text ==
        "By delay cost, neither bears more if x pays tesla between 200 USD and 900 USD.");
}

TEST_CASE("what is not known is null, and an empty cell", "[report]") {
  Results results = invented::results(2);
  invented::add(results, EntityKind::organisation, "lab", "fill_rate", {unknown, unknown});
  const Answer answer = answer_of(results);
  const ordered_json rows = ordered_json::parse(tidy_json(answer))["tables"][2]["rows"];
  CHECK(rows[0][5].is_null());
  CHECK(records_of(csv(*answer.table("metrics"))).at(1).at(5).empty());
}

TEST_CASE("hostile labels and ten thousand letters stay valid", "[report]") {
  Results results = invented::results(1);
  for (const auto& [id, label] : {std::pair<std::string, std::string>("a", hostile), {"b", std::string(10000, 'x')}}) {
    invented::add(results, EntityKind::organisation, id, "online_units", {12});
    results.labels.organisations[id] = label;
  }
  results.scenario = hostile;
  const Answer answer = answer_of(results);
  const ordered_json json = ordered_json::parse(tidy_json(answer));
  CHECK(json["provenance"]["scenario"] == hostile);
  CHECK(json["tables"][0]["rows"][0][2] == hostile);
  CHECK(said(answer, "online.b").text ==
        std::string(10000, 'x') + " runs 12 GPUs at the end.");  // never cut in a sentence
  CHECK(said(answer, "online.a").text.find('\n') == std::string::npos);
  const auto records = records_of(csv(*answer.table("entities")));
  REQUIRE(records.size() == 3);
  CHECK(records[1][2] == hostile);
  CHECK(records[2][2].size() == 10000);
}

namespace {

/// A level of one organisation on the first two days of the year.
Series two_days(double first, double second) {
  Series out;
  out.entity = "tesla";
  out.metric = "online_units";
  out.mean = out.p10 = out.p25 = out.p50 = {first, second};
  out.p75 = out.p90 = {first + 1, second + 1};
  return out;
}

std::vector<std::string> record(const Answer& answer, const std::string& table, std::size_t row) {
  return records_of(csv(*answer.table(table))).at(row + 1);
}

using Cells = std::vector<std::string>;

}  // namespace

TEST_CASE("a timeline says what was planned and what came of it", "[report]") {
  Results results = invented::results(4);
  const std::vector<Time> days = {day, day, 2 * day, never};
  results.timeline = {{TimelineKind::source, "hall.room.main", "Hall, room main", results.start,
                       estimate_dates(days, 366 * day), 4.0 / 3 * day},
                      {TimelineKind::intervention, "swap", "Swap", std::nullopt,
                       estimate_dates(std::vector<Time>{never}, 366 * day), unknown}};
  const Answer answer = answer_of(results);
  CHECK(record(answer, "timeline", 0) == Cells{"as written", "source", "hall.room.main", "Hall, room main",
                                               "2024-01-01", "0.75", "2024-01-02T08:00", "2024-01-02", "2024-01-02",
                                               ""});
  CHECK(record(answer, "timeline", 1) == Cells{"as written", "intervention", "swap", "Swap", "", "0", "", "", "", ""});
}

TEST_CASE("levels of sites, series and their differences are a row a moment", "[report]") {
  Comparison comparison = compared();
  Results& base = comparison.variants[0].results;
  base.grid = {base.start, base.start + day};
  base.series = {two_days(10, 20)};
  base.sites = {{"room", "capacity", "places", two_days(5, 6)}, {"", "online", "GPUs", two_days(3, 4)}};
  comparison.differences[0].grid = base.grid;
  comparison.differences[0].series = {two_days(-7, -8)};
  const Answer answer = answer_of(comparison);
  CHECK(answer.table("series")->size == 2);
  CHECK(record(answer, "series", 1) == Cells{"base", "organisation", "tesla", "online_units", "GPUs", "2024-01-02",
                                             "20", "20", "20", "21", "20", "21"});
  CHECK(record(answer, "difference_series", 0) == Cells{"swap", "base", "organisation", "tesla", "online_units", "GPUs",
                                                        "2024-01-01", "-7", "-7", "-7", "-6", "-7", "-6"});
  CHECK(record(answer, "room", 1) ==
        Cells{"base", "tesla", "room", "capacity", "places", "2024-01-02", "6", "6", "6", "7", "6", "7"});
  CHECK(record(answer, "room", 2) ==
        Cells{"base", "tesla", "", "online", "GPUs", "2024-01-01", "3", "3", "3", "4", "3", "4"});
}

TEST_CASE("quantiles that nobody asked for are null", "[report]") {
  Results results = invented::results(2);
  results.grid = {results.start};
  results.series = {two_days(1, 2)};
  for (auto* line : {&results.series[0].mean, &results.series[0].p10, &results.series[0].p50, &results.series[0].p90})
    line->resize(1);
  results.series[0].p25.clear();
  const Answer answer = answer_of(results);
  CHECK(answer.table("series")->row(0).at(answer.table("series")->place("p25")) == Answer::Cell());
  CHECK(answer.table("quantiles")->size == 0);
}

TEST_CASE("a grid of quantiles is a row a probability, of those columns that have one", "[report]") {
  Comparison comparison = compared();
  for (VariantResults& it : comparison.variants) it.results.quantiles = {{}};
  QuantileGrid grid(quantiles_of_grid);
  for (std::size_t i = 0; i < grid.size(); ++i) grid[i] = static_cast<double>(i);
  comparison.variants[1].results.quantiles = {grid};
  comparison.differences[0].quantiles = {grid};
  const Answer answer = answer_of(comparison);
  CHECK(answer.table("quantiles")->size == 50);
  CHECK(record(answer, "quantiles", 0) ==
        Cells{"swap", "organisation", "tesla", "online_gpu_days", "GPU-days", "0.05", "0"});
  CHECK(record(answer, "difference_quantiles", 49) ==
        Cells{"swap", "base", "organisation", "tesla", "online_gpu_days", "GPU-days", "0.95", "49"});
}

TEST_CASE("whatever is asked, the answer has the hash, the question and the sources of its scenario", "[report]") {
  const Basis basis = {"Who gains?",
                       "sha256:4711",
                       invented::first_of_2024,
                       invented::first_of_2024 + 366 * day,
                       {{"/sites/hall/install", "assumed", "a guess", "3000/w", "Hall"}}};
  const auto check_basis = [&](const Answer& answer) {
    const ordered_json json = ordered_json::parse(tidy_json(answer));
    CHECK(json["provenance"]["hash"] == "sha256:4711");
    CHECK(json["provenance"]["question"] == "Who gains?");
    CHECK(json["provenance"]["end"] == "2025-01-01");
    CHECK(record(answer, "assumptions", 0) == Cells{"/sites/hall/install", "assumed", "a guess", "3000/w", "Hall"});
  };
  const auto with_basis = [&](auto it) {
    it.basis = basis;
    return it;
  };
  const auto attributions = with_basis(Attributions{});
  check_basis(answer_of(attributions));
  const auto solution = with_basis(Solution{});
  check_basis(answer_of(solution));
  const auto explanations = with_basis(Explanations{});
  check_basis(answer_of(explanations));
  const auto promise = with_basis(Promise{});
  check_basis(answer_of(promise));
  const auto game = with_basis(Game{});
  check_basis(answer_of(game));
  const auto divergences = with_basis(Divergences{});
  check_basis(answer_of(divergences));
}

TEST_CASE("a curve and an explanation say between what their means lie", "[report]") {
  Solution solution;
  solution.search.metric = "milestone.m.date";
  solution.curve = {{"2024-06-01", static_cast<double>(invented::first_of_2024)}};
  solution.curve_ci95 = {
      Interval{static_cast<double>(invented::first_of_2024 - day), static_cast<double>(invented::first_of_2024 + day)}};
  solution.curve_reached = {0.25};
  CHECK(record(answer_of(solution), "curve", 0) ==
        Cells{"2024-06-01", "", "2024-01-01", "", "", "2023-12-31", "2024-01-02", "0.25"});
  Explanations all;
  Explanation tesla;
  tesla.id = "tesla";
  tesla.parts = {{"supply", 250}};
  tesla.parts_ci95 = {Interval{200, 300}};
  tesla.unit_days_late = tesla.late = 250;
  tesla.unit_days_late_ci95 = Interval{190, 310};
  all.organisations = {tesla};
  const Answer answer = answer_of(all);
  CHECK(record(answer, "lateness_parts", 0) == Cells{"organisation", "tesla", "supply", "250", "200", "300"});
  CHECK(std::get<double>(
            answer.table("lateness")->row(0).at(answer.table("lateness")->place("gpu_days_late_ci95_high"))) == 310);
}

TEST_CASE("every format of every question is written by one switch", "[report]") {
  const Comparison comparison = compared();
  CHECK(render(comparison, Format::tidy) == tidy_json(answer_of(comparison)));
  CHECK(render(Game{}, Format::tidy) == tidy_json(answer_of(Game{})));
}

}  // namespace answer_test

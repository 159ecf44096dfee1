#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "allot/answers.hpp"
#include "allot/explanation.hpp"
#include "experiment/bands.hpp"
#include "experiment/study.hpp"
#include "experiment/trade.hpp"
#include "statistics/estimate.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

namespace over_time_test {

using namespace allot;

namespace {

using Named = std::vector<std::pair<std::string, Scenario>>;

/// Of the trade, day by day.
Scenario by_day(const std::string& variant) {
  return check(edited(trade::file_of(trade::market), variant, {{"/grid", "1d"}}));
}

Scenario of(const std::string& text) { return trade::scenario("", text); }

Sampling with_answer(std::size_t replications, std::size_t threads = 1) {
  Sampling out = trade::sampling(replications, threads);
  out.with_series = out.with_answer = true;
  return out;
}

const TimelineEntry& entry(const Results& results, TimelineKind kind, const std::string& id) {
  for (const TimelineEntry& it : results.timeline)
    if (it.kind == kind && it.id == id) return it;
  throw std::logic_error("no entry " + id);
}

bool has_entry(const Results& results, TimelineKind kind, const std::string& id) {
  return std::ranges::any_of(results.timeline, [&](const auto& it) { return it.kind == kind && it.id == id; });
}

/// What came of it, as a date; empty where it never happened.
std::string median_of(const Results& results, TimelineKind kind, const std::string& id) {
  const auto day = entry(results, kind, id).date.p50.value;
  return day ? format_date(results.start + *day) : "";
}

std::string planned_of(const Results& results, TimelineKind kind, const std::string& id) {
  const auto planned = entry(results, kind, id).planned;
  return planned ? format_date(*planned) : "";
}

const Series& series_of(const std::vector<Series>& all, const std::string& entity, const std::string& metric) {
  for (const Series& it : all)
    if (it.entity == entity && it.metric == metric) return it;
  throw std::logic_error("no series " + entity + "." + metric);
}

const Series& level_of(const Results& results, const std::string& site, const std::string& gate,
                       const std::string& level) {
  for (const SiteSeries& it : results.sites)
    if (it.values.entity == site && it.gate == gate && it.level == level) return it.values;
  throw std::logic_error("no level " + level);
}

bool has_gate(const Results& results, const std::string& gate) {
  return std::ranges::any_of(results.sites, [&](const SiteSeries& it) { return it.gate == gate; });
}

double on(const std::vector<Date>& grid, const std::vector<double>& values, const std::string& date) {
  for (std::size_t i = 0; i < grid.size(); ++i)
    if (format_date(grid[i]) == date) return values.at(i);
  throw std::logic_error("not on the grid: " + date);
}

constexpr auto order = TimelineKind::order, delivery = TimelineKind::delivery,
               intervention = TimelineKind::intervention, source = TimelineKind::source,
               milestone = TimelineKind::milestone;

}  // namespace

TEST_CASE("a timeline has the days on which orders came, decisions were taken and rooms opened", "[experiment]") {
  const Results none = run(by_day("none"), with_answer(4)), base = run(by_day(""), with_answer(4));
  CHECK(planned_of(none, order, "t1") == "2023-10-02");
  CHECK(median_of(none, order, "t1") == "2023-10-02");
  CHECK(planned_of(none, delivery, "x2") == "2024-06-15");
  CHECK(median_of(none, delivery, "t1") == "2023-12-20");
  CHECK(median_of(none, delivery, "x1") == "2024-01-20");
  CHECK(median_of(none, delivery, "x2") == "2024-06-15");
  CHECK(median_of(base, intervention, "swap") == "2023-12-15");
  CHECK(median_of(base, intervention, "late") == "2024-05-01");
  CHECK(planned_of(base, intervention, "late") == "2024-05-01");
  CHECK_FALSE(has_entry(none, intervention, "swap"));
  CHECK(median_of(none, source, "hall.room.main") == "2024-03-01");
  CHECK(median_of(none, source, "atlanta.room.main") == "2023-10-01");
  CHECK(median_of(none, milestone, "half") == "2024-03-01");
  CHECK(median_of(base, milestone, "all") == "2024-06-25");
  CHECK(format_date(base.start + static_cast<Time>(entry(base, milestone, "all").mean)) == "2024-06-25");
}

// Together the variants are simulated as one model, which has the decisions of all.
TEST_CASE("variants that share a past keep the days of their own decisions", "[experiment]") {
  const Named all = {{"none", by_day("none")}, {"on-time", by_day("on-time")}, {"no-swap", by_day("no-swap")}};
  const Comparison comparison = compare(all, with_answer(4));
  const Results &on_time = comparison.variants[1].results, &no_swap = comparison.variants[2].results;
  CHECK(median_of(on_time, intervention, "swap") == "2023-12-15");
  CHECK_FALSE(has_entry(on_time, intervention, "late"));
  CHECK(median_of(no_swap, intervention, "late") == "2024-05-01");
  CHECK_FALSE(has_entry(no_swap, intervention, "swap"));
  CHECK(median_of(no_swap, delivery, "x2") == "2024-06-25");
}

TEST_CASE("a decision that is taken now and then has happened in that share of replications", "[experiment]") {
  const Comparison comparison =
      compare({{"none", by_day("none")}, {"shaken", by_day("now-and-then")}}, with_answer(400));
  const Difference& tesla =
      trade::difference(comparison.differences[0], EntityKind::organisation, "tesla", "online_gpu_days");
  const TimelineEntry& swap = entry(comparison.variants[1].results, intervention, "swap");
  CHECK(swap.date.share == tesla.p_less);
  CHECK(tesla.p_less > 0.2);
  CHECK_FALSE(swap.date.p50.value);
  CHECK(swap.mean == 75 * day);  // from 1 October to 15 December
}

TEST_CASE("an order that is cancelled in part has come in full with the rest of it", "[experiment]") {
  const Results results = run(of(R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"u": {}},
    "organisations": {"a": {}}, "suppliers": {"s": {"stock": {"u": 10},
      "supply": {"l": {"product": "u", "at": "2024-02-01", "units": 10}}}},
    "orders": {"o": {"organisation": "a", "supplier": "s", "product": "u", "units": 30},
               "p": {"organisation": "a", "supplier": "s", "product": "u", "units": 5}},
    "interventions": {"less": {"at": "2024-01-10", "cancel": {"order": "o", "units": 10}},
                      "gone": {"at": "2024-01-10", "cancel": {"order": "p", "units": 5}}}})"),
                              with_answer(1));
  CHECK(median_of(results, delivery, "o") == "2024-02-01");
  CHECK(median_of(results, delivery, "p").empty());
  CHECK(entry(results, delivery, "p").date.share == 0);
}

// A source that is uncertain is planned at its mean; half of these dates lie after the end.
TEST_CASE("a source of room that may come after the end has begun in the other replications alone", "[experiment]") {
  const Results results = run(of(R"({"allot": 1, "start": "2024-01-01", "end": "2024-02-01", "products": {"u": {}},
    "organisations": {"a": {}}, "suppliers": {"s": {"stock": {"u": 10}}},
    "sites": {"hall": {"organisation": "a", "label": "Hall",
      "room": {"main": {"at": {"discrete": [["2024-01-11", 0.5], ["2024-03-11", 0.5]]}, "add": 100},
               "lost": {"at": "2024-01-25", "add": -20}}}},
    "orders": {"o": {"organisation": "a", "supplier": "s", "product": "u", "units": 10}}})"),
                              with_answer(400));
  const TimelineEntry& hall = entry(results, source, "hall.room.main");
  CHECK(hall.label == "Hall, room main");
  CHECK(entry(results, source, "hall.room.lost").label == "Hall, less room lost");
  CHECK(std::abs(hall.date.share - 0.5) < 0.125);  // five deviations of a share of a half of 400
  CHECK(hall.mean == 10 * day);
  CHECK(format_date(hall.planned.value()) == "2024-02-10");
}

TEST_CASE("what a trade moves is seen day by day, and as a difference", "[experiment]") {
  const Comparison comparison = compare({{"none", by_day("none")}, {"base", by_day("")}}, with_answer(4));
  const VariantDifferences& base = comparison.differences.at(0);
  const auto differs = [&](const char* who, const char* date) {
    return on(base.grid, series_of(base.series, who, "online_units").p50, date);
  };
  CHECK(differs("tesla", "2024-02-29") == 0);
  CHECK(differs("tesla", "2024-03-01") == -6000);
  CHECK(differs("tesla", "2024-06-24") == -6000);
  CHECK(differs("tesla", "2024-06-25") == 0);
  CHECK(differs("x", "2023-12-20") == 12000);
  CHECK(differs("x", "2024-01-20") == 6000);
  CHECK(differs("x", "2024-06-15") == 0);
  CHECK(differs("g", "2024-01-20") == 6000);
  CHECK(differs("", "2023-12-20") == 12000);
  CHECK(std::ranges::none_of(base.series, [](const Series& it) { return it.entity == "other"; }));
  const Results& none = comparison.variants[0].results;
  CHECK(on(none.grid, series_of(none.series, "tesla", "online_units").p25, "2024-03-01") == 12000);
}

// Taken in three replications of ten: below its first quarter the difference is what the swap costs, above it nothing.
TEST_CASE("a band of differences is of pairs, and not of bands", "[experiment]") {
  const Comparison comparison =
      compare({{"none", by_day("none")}, {"shaken", by_day("now-and-then")}}, with_answer(400));
  const VariantDifferences& shaken = comparison.differences.at(0);
  const Series& tesla = series_of(shaken.series, "tesla", "online_units");
  const double taken = trade::difference(shaken, EntityKind::organisation, "tesla", "online_gpu_days").p_less;
  REQUIRE(taken > 0.25);
  REQUIRE(taken < 0.5);
  CHECK(on(shaken.grid, tesla.p10, "2024-05-01") == -6000);
  CHECK(on(shaken.grid, tesla.p25, "2024-05-01") == -6000);
  CHECK(on(shaken.grid, tesla.p50, "2024-05-01") == 0);
  CHECK(on(shaken.grid, tesla.p75, "2024-05-01") == 0);
  CHECK(on(shaken.grid, tesla.mean, "2024-05-01") == Approx(-6000 * taken));
}

TEST_CASE("over different grids nothing is compared over time", "[experiment]") {
  const Comparison comparison = compare({{"none", by_day("none")}, {"base", trade::scenario()}}, with_answer(2));
  CHECK(comparison.differences.at(0).series.empty());
  CHECK(comparison.differences.at(0).columns.size() > 0);
}

TEST_CASE("a hall that opens in March has what came in December stranded until then", "[experiment]") {
  const Results none = run(by_day("none"), with_answer(4));
  const auto hall = [&](const char* gate, const char* level, const char* date) {
    return on(none.grid, level_of(none, "hall", gate, level).p50, date);
  };
  CHECK(hall("", "arrived", "2023-12-19") == 0);
  CHECK(hall("", "arrived", "2023-12-20") == 12000);
  CHECK(hall("", "stranded", "2024-02-29") == 12000);
  CHECK(hall("", "stranded", "2024-03-01") == 0);
  CHECK(hall("", "online", "2024-03-01") == 12000);
  CHECK(hall("room", "capacity", "2024-02-29") == 0);
  CHECK(hall("room", "capacity", "2024-03-01") == 1000000);
  CHECK(hall("room", "taken", "2024-02-29") == 0);
  CHECK(hall("room", "taken", "2024-03-01") == 12000);
  CHECK_FALSE(has_gate(none, "power"));
}

// 30 kW carry 20 units of 1.5 kW; from the sixth on, 75 kW carry 50. A day to install each 25, and none to commission.
TEST_CASE("power carries what it can, the rest is stranded, and the crew has a piece in hand", "[experiment]") {
  const Results results = run(of(R"({"allot": 1, "start": "2024-01-01", "end": "2024-01-10", "grid": "1d",
    "products": {"gpu": {"power": "1 kW"}}, "organisations": {"lab": {}},
    "sites": {"hall": {"organisation": "lab", "overhead": 1.5, "install": "25/d",
      "power": {"grid": {"at": "2023-12-01", "add": "30 kW"}, "turbines": {"at": "2024-01-06", "add": "45 kW"}}}},
    "suppliers": {"maker": {"stock": {"gpu": 100}}},
    "orders": {"o": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 100}}})"),
                              with_answer(1));
  const auto hall = [&](const char* gate, const char* level, const char* date) {
    return on(results.grid, level_of(results, "hall", gate, level).mean, date);
  };
  CHECK(hall("", "installing", "2024-01-01") == 100);
  CHECK(hall("", "installing", "2024-01-02") == 75);
  CHECK(hall("", "online", "2024-01-02") == 20);
  CHECK(hall("", "stranded", "2024-01-02") == 5);
  CHECK(hall("", "stranded", "2024-01-05") == 80);
  CHECK(hall("", "installing", "2024-01-05") == 0);
  CHECK(hall("", "online", "2024-01-06") == 50);
  CHECK(hall("", "arrived", "2024-01-06") == 100);
  CHECK(hall("power", "capacity", "2024-01-05") == 30000);
  CHECK(hall("power", "capacity", "2024-01-06") == 75000);
  CHECK(hall("power", "taken", "2024-01-06") == 75000);
  CHECK_FALSE(has_gate(results, "room"));
}

TEST_CASE("a grid of quantiles has the ranks of its probabilities", "[experiment]") {
  std::vector<double> column(1000);
  std::iota(column.rbegin(), column.rend(), 1.0);
  column.push_back(std::numeric_limits<double>::quiet_NaN());
  const QuantileGrid grid = experiment::quantile_grid(column);
  REQUIRE(grid.size() == 50);
  CHECK(grid.front() == 50);
  CHECK(grid[1] == 69);  // 0.05 + 0.9/49 = 0.06837 of 1000
  CHECK(grid.back() == 950);
  CHECK(std::ranges::is_sorted(grid));
  CHECK(experiment::quantile_grid({3, 3, 3}).empty());
  CHECK(experiment::quantile_grid({}).empty());
}

TEST_CASE("what chance does not move has no quantiles, what it moves has those of its differences", "[experiment]") {
  const Comparison comparison =
      compare({{"none", by_day("none")}, {"shaken", by_day("now-and-then")}}, with_answer(400));
  const VariantDifferences& shaken = comparison.differences.at(0);
  REQUIRE(shaken.quantiles.size() == shaken.columns.size());
  const auto itself = [](const MetricColumn& it) -> const MetricColumn& { return it; };
  const auto of = [&](const char* who) {
    return shaken.quantiles[trade::place_of(shaken.columns, itself, EntityKind::organisation, who, "online_gpu_days")];
  };
  CHECK(of("other").empty());
  REQUIRE(of("tesla").size() == 50);
  CHECK(of("tesla").front() == trade::june - trade::first_half);
  CHECK(of("tesla").back() == 0);
  for (std::size_t i = 0; i < shaken.columns.size(); ++i)
    if (shaken.columns[i].kind == EntityKind::order) CHECK(shaken.quantiles[i].empty());
}

TEST_CASE("without an answer nothing of it is kept", "[experiment]") {
  Sampling plain = trade::sampling(4);
  const Comparison comparison = compare({{"none", by_day("none")}, {"base", by_day("")}}, plain);
  const Results& it = comparison.variants[1].results;
  CHECK((it.sites.empty() && it.timeline.empty() && it.quantiles.empty() && it.series.empty()));
  CHECK((comparison.differences[0].series.empty() && comparison.differences[0].quantiles.empty()));
}

TEST_CASE("an answer over time gives the same bytes on 1, 2 and 5 threads", "[experiment][law]") {
  Features features;
  features.chance = true;
  const auto bytes = [&](std::uint64_t seed, std::size_t threads) {
    const Scenario scenario = trade::scenario("", generate_scenario(seed, features));
    Scenario without = scenario;
    without.interventions.clear();
    return tidy_json(answer_of(compare({{"without", without}, {"with", scenario}}, with_answer(30, threads))));
  };
  for (const std::uint64_t seed : {3, 4, 7}) {
    CAPTURE(seed);
    const std::string one = bytes(seed, 1);
    CHECK(bytes(seed, 2) == one);
    CHECK(bytes(seed, 5) == one);
  }
}

// Simulated alone or together with a variant whose past it shares, a scenario is the same over time.
TEST_CASE("a variant goes over time as it does alone", "[experiment][law]") {
  const Comparison comparison =
      compare({{"none", by_day("none")}, {"shaken", by_day("now-and-then")}, {"base", by_day("")}}, with_answer(20));
  for (const VariantResults& it : comparison.variants) {
    const std::string variant = it.name == "shaken" ? "now-and-then" : it.name == "base" ? "" : "none";
    const Results alone = run(by_day(variant), with_answer(20));
    INFO(it.name);
    REQUIRE(alone.sites.size() == it.results.sites.size());
    for (std::size_t i = 0; i < alone.sites.size(); ++i)
      CHECK(alone.sites[i].values.mean == it.results.sites[i].values.mean);
    REQUIRE(alone.timeline.size() == it.results.timeline.size());
    for (std::size_t i = 0; i < alone.timeline.size(); ++i) {
      CHECK(alone.timeline[i].id == it.results.timeline[i].id);
      CHECK(alone.timeline[i].date.share == it.results.timeline[i].date.share);
      CHECK(alone.timeline[i].date.p10.value == it.results.timeline[i].date.p10.value);
    }
    for (std::size_t i = 0; i < alone.series.size(); ++i) CHECK(alone.series[i].p75 == it.results.series[i].p75);
  }
}

// Three orders, two interventions and two sources; of two sites seven numbers on each of 457 days.
TEST_CASE("what is kept for an answer counts in the memory that is allowed", "[experiment]") {
  const Scenario scenario = by_day("");
  Sampling plain = trade::sampling(1000), asked = with_answer(1000);
  asked.with_series = false;
  const auto needed = [&](const Sampling& sampling, std::size_t replications) {
    experiment::Design design(sampling);
    design.add(scenario);
    return experiment::memory_needed(design, 0, replications);
  };
  const double more = (needed(asked, 2000) - needed(asked, 1000)) - (needed(plain, 2000) - needed(plain, 1000));
  CHECK(more == 8.0 * 1000 * (2 * 3 + 2 + 2 + 2 * 7 * 457));
  asked.max_memory = static_cast<std::size_t>(needed(plain, 1000) + 1e6);
  CHECK_NOTHROW(run(scenario, [&] {
    Sampling few = plain;
    few.max_memory = asked.max_memory;
    return few;
  }()));
  CHECK_THROWS_AS(run(scenario, asked), TooMuch);
}

TEST_CASE("the interval of an explanation is that of its replications", "[experiment]") {
  const Scenario scenario =
      of(R"({"allot": 1, "start": "2024-01-01", "end": "2024-12-31", "products": {"u": {"lot": 1}},
    "organisations": {"a": {}}, "suppliers": {"s": {"stock": {"u": 1},
      "routes": {"default": [{"stage": "road", "delay": {"normal": {"mean": "20d", "sd": "2d"}}}]}}},
    "orders": {"o": {"organisation": "a", "supplier": "s", "product": "u", "units": 1, "due": "2024-01-11"}}})");
  constexpr std::size_t replications = 12;
  std::vector<double> lateness;
  for (std::size_t r = 0; r < replications; ++r) {
    Sampling one = trade::sampling(1);
    one.only = r;
    lateness.push_back(explain(scenario, {"o"}, one).orders.at(0).unit_days_late);
  }
  const Explanation all = explain(scenario, {"o"}, trade::sampling(replications)).orders.at(0);
  const Estimate expected = estimate(lateness);
  CHECK(all.unit_days_late == Approx(expected.mean));
  REQUIRE(all.unit_days_late_ci95);
  CHECK(all.unit_days_late_ci95->low == Approx(expected.ci95->low).epsilon(1e-9));
  CHECK(all.unit_days_late_ci95->high == Approx(expected.ci95->high).epsilon(1e-9));
  REQUIRE(all.parts_ci95.size() == all.parts.size());
  CHECK_FALSE(explain(scenario, {"o"}, trade::sampling(1)).orders.at(0).unit_days_late_ci95);
}

// Tesla's hall opens on the day looked at: reached before the end of the year in all replications, or in none.
TEST_CASE("a curve has the interval of each mean, and of a date in how many replications it is reached",
          "[experiment]") {
  const Search search = {"/sites/hall/room/main/at",
                         "2024-11-01",
                         "2025-03-01",
                         "milestone.half.date",
                         Relation::at_least,
                         19814.0 * day,
                         0,
                         1};
  const auto at = [](const std::string& value) {
    return check(edited(trade::file_of(trade::market), "now-and-then", {{"/sites/hall/room/main/at", value}}));
  };
  const Solution solution = solve(
      search,
      [&](const std::string& value) {
        return Named{{"", at(value)}};
      },
      trade::sampling(8));
  REQUIRE(solution.curve.size() > 2);
  REQUIRE(solution.curve_reached.size() == solution.curve.size());
  REQUIRE(solution.curve_ci95.size() == solution.curve.size());
  for (std::size_t i = 0; i < solution.curve.size(); ++i) {
    CAPTURE(solution.curve[i].first);
    CHECK(solution.curve_reached[i] == (solution.curve[i].first < "2024-12-31" ? 1 : 0));
    REQUIRE(solution.curve_ci95[i]);
    CHECK(solution.curve_ci95[i]->low <= solution.curve[i].second);
  }
  CHECK(solution.basis.start == solution.basis.end - 457 * day);
}

}  // namespace over_time_test

#include <limits>
#include <nlohmann/json.hpp>

#include "allot/report.hpp"
#include "allot/version.hpp"
#include "report/invented.hpp"
#include "report/json.hpp"
#include "support/catch.hpp"

namespace results_json_test {

using namespace allot;
using nlohmann::ordered_json;

namespace {

constexpr double null = std::numeric_limits<double>::quiet_NaN();

ordered_json parsed(const Results& results) { return ordered_json::parse(render(results, Format::json)); }

std::vector<std::string> keys(const ordered_json& object) {
  std::vector<std::string> found;
  for (const auto& [key, value] : object.items()) found.push_back(key);
  return found;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("the version in the library is that of the build", "[report]") { CHECK(version == ALLOT_PROJECT_VERSION); }

TEST_CASE("JSON results say what was run, and have a place for every kind in a fixed order", "[report]") {
  const ordered_json json = parsed(invented::results(1));
  CHECK(keys(json) == Keys{"allot", "scenario", "run", "metrics"});
  CHECK(json["allot"] == ordered_json{{"version", "0.1.0"}, {"format", 1}});
  CHECK(json["scenario"] == ordered_json{{"name", "h100-swap"}, {"variant", nullptr}, {"hash", "sha256:0123"}});
  CHECK(json["run"] == ordered_json{{"replications", 1}, {"seed", 1}, {"failed", 0}});
  CHECK(keys(json["metrics"]) ==
        Keys{"organisation", "group", "site", "supplier", "order", "intervention", "system", "milestone"});
  for (const auto& kind : json["metrics"]) CHECK(kind == ordered_json::object());

  Results variant = invented::results(1);
  variant.variant = "no-swap";
  variant.seed = 18446744073709551615u;
  CHECK(parsed(variant)["scenario"]["variant"] == "no-swap");
  CHECK(parsed(variant)["run"]["seed"] == 18446744073709551615u);
}

TEST_CASE("a JSON metric holds the whole estimate at the end of its path", "[report]") {
  Results results = invented::results(1000);
  const std::vector<double> values = invented::thousand_values();
  invented::add(results, EntityKind::organisation, "tesla", "online_gpu_days", values);
  invented::add(results, EntityKind::system, "", "jain", values);
  const ordered_json metrics = parsed(results)["metrics"];
  const ordered_json metric = metrics["organisation"]["tesla"]["online_gpu_days"];
  const Estimate& estimate = results.estimates[0];

  CHECK(keys(metric) == Keys{"mean", "sd", "ci95", "p10", "p50", "p90", "min", "max", "quantile_ci95"});
  CHECK(metric["mean"] == 4995);
  CHECK(metric["sd"].get<double>() == estimate.sd);
  CHECK(metric["ci95"] == ordered_json{estimate.ci95->low, estimate.ci95->high});
  CHECK(metric["p10"] == 990);
  CHECK(metric["p50"] == 4990);
  CHECK(metric["p90"] == 8990);
  CHECK(metric["min"] == 0);
  CHECK(metric["max"] == 9990);
  CHECK(keys(metric["quantile_ci95"]) == Keys{"p10", "p50", "p90"});
  CHECK(metric["quantile_ci95"]["p90"] == ordered_json{*estimate.p90.low, *estimate.p90.high});
  CHECK(metrics["system"]["jain"] == metric);
}

TEST_CASE("every kind of entity keeps its entities and metrics in order, also where they are mixed", "[report]") {
  Results results = invented::results(1);
  for (const EntityKind kind : {EntityKind::order, EntityKind::intervention, EntityKind::supplier, EntityKind::site,
                                EntityKind::group, EntityKind::organisation})
    for (const char* metric : {"z", "a"})
      for (const char* entity : {"second", "first"}) invented::add(results, kind, entity, metric, {7});
  const ordered_json metrics = parsed(results)["metrics"];
  for (const char* kind : {"organisation", "group", "site", "supplier", "order", "intervention"}) {
    CHECK(keys(metrics[kind]) == Keys{"second", "first"});
    CHECK(keys(metrics[kind]["first"]) == Keys{"z", "a"});
  }
}

TEST_CASE("one replication has neither a deviation nor intervals", "[report]") {
  Results results = invented::results(1);
  invented::add(results, EntityKind::site, "hall", "online_units", {12});
  const ordered_json metric = parsed(results)["metrics"]["site"]["hall"]["online_units"];
  for (const char* known : {"mean", "p10", "p50", "p90", "min", "max"}) CHECK(metric[known] == 12);
  for (const char* unknown : {"sd", "ci95", "quantile_ci95"}) CHECK(metric[unknown].is_null());
}

TEST_CASE("a value that is null in some replications is left out and counted, and null where it is so in all",
          "[report]") {
  Results results = invented::results(4);
  invented::add(results, EntityKind::organisation, "x", "fill_rate", {0.5, null, 1, null});
  invented::add(results, EntityKind::organisation, "x", "otif", {null, null, null, null});
  const ordered_json x = parsed(results)["metrics"]["organisation"]["x"];
  CHECK(x["fill_rate"]["nulls"] == 2);
  CHECK(x["fill_rate"]["mean"] == 0.75);
  CHECK(x["otif"]["nulls"] == 4);
  for (const char* unknown : {"mean", "sd", "ci95", "p10", "p50", "p90", "min", "max", "quantile_ci95"})
    CHECK(x["otif"][unknown].is_null());
}

TEST_CASE("a quantile that a small sample cannot bound has null for a bound", "[report]") {
  Results results = invented::results(3);
  invented::add(results, EntityKind::organisation, "x", "online_units", {1, 2, 3});
  const ordered_json bounds = parsed(results)["metrics"]["organisation"]["x"]["online_units"]["quantile_ci95"];
  CHECK(bounds["p10"] == ordered_json{nullptr, 3});
  CHECK(bounds["p90"] == ordered_json{1, nullptr});
}

TEST_CASE("whole numbers have no fraction in JSON, others the fewest digits that read back the same", "[report]") {
  CHECK(report::json_number(1254000.0) == "1254000");
  CHECK(report::json_number(-0.0) == "0");
  CHECK(report::json_number(0.1) == "0.1");
  CHECK(report::json_number(1.0 / 3) == "0.3333333333333333");
  CHECK(report::json_number(9007199254740993.0) == "9007199254740992");
  CHECK(report::json_number(2.5e27) == "2.5e+27");
  CHECK(report::json_number(null) == "null");
  CHECK(report::json_number(std::numeric_limits<double>::infinity()) == "null");
}

TEST_CASE("a metric is a line of JSON", "[report]") {
  Results results = invented::results(1);
  invented::add(results, EntityKind::system, "", "online_units", {5});
  const std::string text = render(results, Format::json);
  CHECK_THAT(text,
             ContainsSubstring(
                 "\n    \"system\": {\n      \"online_units\": {\"mean\": 5, \"sd\": null, \"ci95\": null, \"p10\": 5, "
                 "\"p50\": 5, \"p90\": 5, \"min\": 5, \"max\": 5, \"quantile_ci95\": null}\n    },\n"));
  CHECK(text.back() == '\n');
}

TEST_CASE("names of any kind give valid JSON", "[report]") {
  Results results = invented::results(1);
  results.scenario = "\xff\"\\\n</script>";
  invented::add(results, EntityKind::order, "a \"b\"\n\x80", "online_units", {5});
  const ordered_json json = parsed(results);
  CHECK(json["scenario"]["name"] == "\xEF\xBF\xBD\"\\\n</script>");
  CHECK(keys(json["metrics"]["order"]) == Keys{"a \"b\"\n\xEF\xBF\xBD"});
}

TEST_CASE("a milestone has dates, with null where it is not reached, and the share that reaches it", "[report]") {
  Results results = invented::results(4);
  invented::add_milestone(results, "half", {10, 20, -1, -1});
  invented::add_milestone(results, "none", {-1, -1, -1, -1});
  const ordered_json milestones = parsed(results)["metrics"]["milestone"];
  CHECK(keys(milestones) == Keys{"half", "none"});
  CHECK(milestones["half"] == ordered_json{{"date", {{"p10", "2024-01-11"}, {"p50", "2024-01-21"}, {"p90", nullptr}}},
                                           {"mean_to_end", "2024-07-09T12:00"},
                                           {"reached", 0.5}});
  CHECK(milestones["none"]["date"] == ordered_json{{"p10", nullptr}, {"p50", nullptr}, {"p90", nullptr}});
  CHECK(milestones["none"]["mean_to_end"] == "2025-01-01");
  CHECK(milestones["none"]["reached"] == 0);
}

TEST_CASE("levels over time stand beside the dates of the grid, and only where there are any", "[report]") {
  Results results = invented::results(2);
  results.grid = {results.start, results.start + week};
  results.series.push_back({EntityKind::organisation, "tesla", "online_units", {0, 8}, {0, 16}, {8, 24}, {2.5, 16}});
  results.series.push_back({EntityKind::system, "", "backlog_units", {0, 0}, {1, 1}, {2, 2}, {1, null}});
  const ordered_json series = parsed(results)["series"];
  CHECK(series["organisation"]["tesla"]["online_units"] == ordered_json{{"time", {"2024-01-01", "2024-01-08"}},
                                                                        {"p10", {0, 8}},
                                                                        {"p50", {0, 16}},
                                                                        {"p90", {8, 24}},
                                                                        {"mean", {2.5, 16}}});
  CHECK(series["system"]["backlog_units"]["mean"] == ordered_json{1, nullptr});
  CHECK(keys(series) == Keys{"organisation", "system"});
}

}  // namespace results_json_test

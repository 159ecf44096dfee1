#include <memory>
#include <numeric>
#include <string>

#include "allot/experiment.hpp"
#include "allot/report.hpp"
#include "allot/scenario_io.hpp"
#include "engine/simulate.hpp"
#include "model/compile.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

namespace laws_test {

using namespace allot;

namespace {

Scenario scenario_of(const std::string& text, const std::string& variant = "") {
  return check(edited(read_text(std::make_shared<Text>(Text{"scenario.json", text}), "."), variant, {}));
}

std::string bytes_of(const Scenario& scenario, std::size_t threads) {
  Sampling sampling;
  sampling.replications = 60;
  sampling.threads = threads;
  sampling.with_series = true;
  return render(run(scenario, sampling), Format::json);
}

double mean_of(const Results& results, EntityKind kind, const std::string& entity, const std::string& metric) {
  for (std::size_t i = 0; i < results.columns.size(); ++i)
    if (results.columns[i].kind == kind && results.columns[i].entity == entity && results.columns[i].metric == metric)
      return results.estimates[i].mean;
  FAIL("no such metric: " + metric);
  return 0;
}

constexpr const char* swapped_twice = R"({
  "allot": 1, "start": "2024-01-01", "end": "2024-12-31", "products": {"h100": {"lot": 8}},
  "organisations": {"a": {}, "b": {}},
  "sites": {"a-hall": {"organisation": "a", "room": {"main": {"at": "2024-02-01", "add": 1200}}},
            "b-hall": {"organisation": "b", "room": {"main": {"at": "2024-01-01", "add": 1200}}}},
  "suppliers": {"s": {"supply": {"plan": {"product": "h100", "from": "2024-01-10", "until": "2024-07-01", "every": "1w", "rate": "80/w"}},
                      "allocation": {"levels": ["order"]},
                      "routes": {"default": [{"stage": "transport", "delay": "9d"}]}}},
  "orders": {"a1": {"organisation": "a", "supplier": "s", "product": "h100", "units": 800, "due": "2024-04-01"},
             "b1": {"organisation": "b", "supplier": "s", "product": "h100", "units": 400, "due": "2024-03-01"},
             "b2": {"organisation": "b", "supplier": "s", "product": "h100", "units": 400, "due": "2024-06-01"}},
  "interventions": {
    "there": {"at": "2024-01-05", "swap": {"product": "h100", "between": [{"organisation": "a", "orders": {"a1": 800}},
                                                                          {"organisation": "b", "orders": {"b1": 400, "b2": 400}}]}},
    "back": {"at": "2024-01-06", "swap": {"product": "h100", "between": [{"organisation": "a", "orders": {"b1": 400, "b2": 400}},
                                                                         {"organisation": "b", "orders": {"a1": 800}}]}}},
  "variants": {"never": {"interventions": {"there": null, "back": null}}, "one-way": {"interventions": {"back": null}}}
})";

}  // namespace

TEST_CASE("no unit is made or lost at any second of any market", "[law]") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const std::string text = generate_scenario(seed, {});
    CAPTURE(seed, text);
    engine::Recording recording;
    recording.recount = true;
    const auto seen = engine::simulate(model::compile(scenario_of(text)), 1, 0, recording);
    CHECK(seen.events > 0);
  }
}

// A replication that recounts looks after every run for a slice whose smallest shipment would fit.
TEST_CASE("after every run nothing is held back that could be given", "[law]") {
  for (std::uint64_t seed = 301; seed <= 600; ++seed) {
    const std::string text = generate_scenario(seed, features_of(seed));
    CAPTURE(seed, text);
    CHECK(engine::simulate(model::compile(scenario_of(text)), 1, 0, {.recount = true}).events > 0);
  }
}

// Seven a week among three that claim alike, and one of them in two parts from the second week on.
TEST_CASE("what rounding owes the claimants of a node is nothing in all, whatever is cut", "[law]") {
  const auto seen = engine::simulate(model::compile(scenario_of(R"({
    "allot": 1, "start": "2024-01-01", "end": "2024-02-12", "products": {"gpu": {}},
    "organisations": {"a": {}, "b": {}, "c": {}},
    "suppliers": {"s": {"supply": {"plan": {"product": "gpu", "from": "2024-01-01", "until": "2024-02-12", "every": "1w", "rate": "7/w"}},
                        "allocation": {"levels": ["order"], "rules": {"order": "equal_awards"}}}},
    "defaults": {"orders": {"supplier": "s", "product": "gpu", "units": 100}},
    "orders": {"a-1": {"organisation": "a"}, "b-1": {"organisation": "b"}, "c-1": {"organisation": "c"}},
    "interventions": {"cut": {"at": "2024-01-10", "split": {"order": "a-1", "units": 30}}}})")),
                                     1, 0, {.ledger = true});
  int divisions = 0;
  for (const LedgerLine& line : seen.ledger) {
    if (std::get<std::string>(line.cells[1].second) != "division") continue;
    ++divisions;
    for (const auto& [key, value] : line.cells) {
      if (key != "carry" && key != "carry_after") continue;
      const auto& carries = std::get<std::vector<double>>(value);
      CHECK(std::accumulate(carries.begin(), carries.end(), 0.0) == Approx(0).margin(1e-9));
    }
  }
  CHECK(divisions == 6);
}

TEST_CASE("a swap undone by the same units swapped back leaves everyone where they were", "[law]") {
  Sampling once;
  once.replications = 1;
  const Results never = run(scenario_of(swapped_twice, "never"), once);
  const Results undone = run(scenario_of(swapped_twice), once);
  const Results one_way = run(scenario_of(swapped_twice, "one-way"), once);
  CHECK(mean_of(undone, EntityKind::intervention, "there", "moved_units") == 800);
  CHECK(mean_of(undone, EntityKind::intervention, "back", "moved_units") == 800);
  for (const char* organisation : {"a", "b"}) {
    for (const char* metric : {"online_gpu_days", "delivered_units", "lateness_days", "backlog_gpu_days",
                               "stranded_gpu_days", "shortfall_gpu_days"})
      CHECK(mean_of(undone, EntityKind::organisation, organisation, metric) ==
            mean_of(never, EntityKind::organisation, organisation, metric));
    CHECK(mean_of(one_way, EntityKind::organisation, organisation, "online_gpu_days") !=
          mean_of(never, EntityKind::organisation, organisation, "online_gpu_days"));
  }
}

TEST_CASE("one, two and five threads give the same bytes", "[law][chance]") {
  Features features;
  features.chance = true;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const Scenario scenario = scenario_of(generate_scenario(seed, features));
    const std::string alone = bytes_of(scenario, 1);
    CHECK(bytes_of(scenario, 2) == alone);
    CHECK(bytes_of(scenario, 5) == alone);
  }
}

TEST_CASE("a replication run alone is the one of the full run", "[law][chance]") {
  Features features;
  features.chance = true;
  const model::Model model = model::compile(scenario_of(generate_scenario(3, features)));
  const auto alone = engine::simulate(model, 7, 5, {});
  CHECK(engine::simulate(model, 7, 4, {}).gauges.size() == alone.gauges.size());
  const auto again = engine::simulate(model, 7, 5, {});
  for (std::size_t i = 0; i < alone.gauges.size(); ++i) {
    CHECK(alone.gauges[i].level == again.gauges[i].level);
    CHECK(alone.gauges[i].unit_seconds == again.gauges[i].unit_seconds);
  }
}

}  // namespace laws_test

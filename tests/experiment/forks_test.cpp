#include <cmath>
#include <nlohmann/json.hpp>

#include "allot/reports.hpp"
#include "engine/forks.hpp"
#include "experiment/study.hpp"
#include "experiment/trade.hpp"
#include "model/compile.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

namespace forks_test {

using namespace allot;
using nlohmann::ordered_json;

namespace {

using Named = std::vector<std::pair<std::string, Scenario>>;

Sampling apart(Sampling sampling) {
  sampling.shares_prefix = false;
  return sampling;
}

Sampling with_series(std::size_t replications) {
  Sampling sampling = trade::sampling(replications);
  sampling.with_series = true;
  return sampling;
}

std::string bytes(const Comparison& it) { return render(it, Format::json) + render(it, Format::csv); }
std::string bytes(const Attributions& it) { return render(it, Format::json) + render(it, Format::csv); }

// Every row of every replication, which no summary can hide.
std::vector<std::vector<double>> cells(const Named& variants, const Sampling& sampling) {
  experiment::Design design(sampling);
  for (const auto& [name, scenario] : variants) design.add(scenario);
  experiment::Study study(std::move(design));
  study.simulate();
  std::vector<std::vector<double>> out;
  for (std::size_t i = 0; i < variants.size(); ++i)
    for (std::size_t column = 0; column < study[i].width(); ++column) out.push_back(study[i].column(column));
  return out;
}

bool are_equal(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](double one, double other) { return one == other || (std::isnan(one) && std::isnan(other)); });
}

std::size_t count_different(const Named& variants, const Sampling& sampling) {
  const auto shared = cells(variants, sampling), alone = cells(variants, apart(sampling));
  REQUIRE(shared.size() == alone.size());
  std::size_t different = 0;
  for (std::size_t i = 0; i < shared.size(); ++i) different += !are_equal(shared[i], alone[i]);
  return different;
}

ordered_json generated(std::uint64_t seed) {
  Features features;
  features.chance = true;
  return ordered_json::parse(generate_scenario(seed, features));
}

// The scenario as it is, without any intervention, without each second one, without each other one, and with
// a first one that happens every other time.
Named variants_of(const ordered_json& scenario) {
  const Scenario all = trade::scenario("", scenario.dump());
  Named out = {{"all", all}};
  for (int kind = 0; kind < 4; ++kind) {
    Scenario variant = all;
    int i = 0;
    std::erase_if(variant.interventions, [&](const Intervention&) {
      const bool is_even = i++ % 2 == 0;
      return kind == 0 || (kind == 1 && !is_even) || (kind == 2 && is_even);
    });
    if (kind == 3 && !variant.interventions.empty()) variant.interventions.front().probability = 0.5;
    out.emplace_back("kind-" + std::to_string(kind), variant);
  }
  return out;
}

double online_days_of_lab(const Scenario& scenario) {
  const Results results = run(scenario, trade::sampling(1));
  for (std::size_t i = 0; i < results.columns.size(); ++i)
    if (results.columns[i].entity == "lab" && results.columns[i].metric == "online_gpu_days")
      return results.estimates[i].mean;
  return -1;
}

}  // namespace

TEST_CASE("variants that share their past come to what each comes to alone", "[experiment][law]") {
  std::size_t with_decisions = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Named variants = variants_of(generated(seed));
    with_decisions += !variants.front().second.interventions.empty();
    CAPTURE(seed);
    CHECK(count_different(variants, with_series(3)) == 0);
  }
  CHECK(with_decisions > 30);
}

TEST_CASE("a comparison has the same bytes with a past that is shared and without, on any number of threads",
          "[experiment][law]") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Named variants = variants_of(generated(seed));
    Sampling sampling = with_series(8);
    const std::string alone = bytes(compare(variants, apart(sampling)));
    CHECK(bytes(compare(variants, sampling)) == alone);
    sampling.threads = 3;
    CHECK(bytes(compare(variants, sampling)) == alone);
  }
}

TEST_CASE("the ready scenarios compare and split alike with a past that is shared and without", "[experiment][law]") {
  for (const char* name : {"h100-swap", "h100-swap-fixed"}) {
    const ScenarioFile file = read(std::string(ALLOT_SOURCE_DIR "/data/scenarios/") + name + ".json");
    Named variants = {{"base", check(file)}};
    for (const auto& [variant, label] : check(file).variants)
      variants.emplace_back(variant, check(edited(file, variant, {})));
    CHECK(bytes(compare(variants, with_series(10))) == bytes(compare(variants, apart(with_series(10)))));
    CHECK(bytes(attribute(variants.front().second, trade::sampling(6))) ==
          bytes(attribute(variants.front().second, apart(trade::sampling(6)))));
  }
}

TEST_CASE("a difference is split alike with a past that is shared and without, among few and among many",
          "[experiment][law]") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    ordered_json scenario = generated(seed);
    const Scenario few = trade::scenario("", scenario.dump());
    if (few.interventions.empty()) continue;
    CAPTURE(seed);
    CHECK(bytes(attribute(few, trade::sampling(3))) == bytes(attribute(few, apart(trade::sampling(3)))));
    for (int i = 0; i < 7; ++i)
      scenario["interventions"]["idle-" + std::to_string(i)] = {
          {"at", scenario["start"]}, {"supply", {{"supplier", scenario["suppliers"].begin().key()}, {"scale", 1.1}}}};
    const Scenario many = trade::scenario("", scenario.dump());
    CHECK(bytes(attribute(many, trade::sampling(2))) == bytes(attribute(many, apart(trade::sampling(2)))));
  }
}

// Day 31, and day 40, two months of 60 days. Away by 20 and back: where they were, and "more" makes the first a day
// earlier: 50 for 30 days and 30 for 20. Without any: 29 and 20. Without "back": day 50, and the end. With "back" alone:
// days 11 and 20.
TEST_CASE("lots that decisions move come once, whichever decisions a variant takes", "[experiment]") {
  const ordered_json scenario = ordered_json::parse(R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01",
    "products": {"gpu": {}}, "organisations": {"lab": {}},
    "suppliers": {"maker": {"supply": {"lot": {"product": "gpu", "at": "2024-02-01", "units": 50},
                                       "next": {"product": "gpu", "at": "2024-02-10", "units": 30}}}},
    "orders": {"lab-1": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 100}},
    "interventions": {"away": {"at": "2024-01-05", "supply": {"supplier": "maker", "by": "20d"}},
                      "back": {"at": "2024-01-06", "supply": {"supplier": "maker", "by": "-20d"}},
                      "more": {"at": "2024-01-20", "supply": {"supplier": "maker", "by": "-1d", "until": "2024-02-10"}}}})");
  const Named variants = variants_of(scenario);
  CHECK(count_different(variants, with_series(2)) == 0);
  const double expected[] = {50 * 30 + 30 * 20, 50 * 29 + 30 * 20, 50 * 10, 50 * 49 + 30 * 40};
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(i);
    CHECK(online_days_of_lab(variants[i].second) == expected[i]);
  }
}

TEST_CASE("what two variants have in common is simulated once", "[experiment]") {
  const Scenario scenario = trade::scenario();
  const model::Model model = model::compile(scenario);
  REQUIRE(model.interventions.size() == 2);
  engine::Forks forks(model, {}, 1);
  std::vector<std::vector<std::size_t>> leaves;
  const std::vector<engine::Choice> choices = {{1, 1}, {0, 0}, {1, 0}, {0, 0}};
  forks.run(0, choices, [&](std::span<const std::size_t> same, const engine::Observations&) {
    leaves.emplace_back(same.begin(), same.end());
  });
  CHECK(leaves.size() == 3);
  CHECK(std::find(leaves.begin(), leaves.end(), std::vector<std::size_t>{1, 3}) != leaves.end());
}

}  // namespace forks_test

#include <algorithm>

#include "allot/scenario_io.hpp"
#include "engine/forks.hpp"
#include "engine/replication.hpp"
#include "engine/simulate.hpp"
#include "metrics/metrics.hpp"
#include "model/compile.hpp"
#include "support/catch.hpp"

namespace told_test {

using namespace allot;

namespace {

Scenario flagship() { return check(read(std::string(ALLOT_SOURCE_DIR) + "/data/scenarios/h100-swap.json")); }

std::vector<double> metrics_of(const engine::Replication& sim) {
  std::vector<double> row(metrics::width(sim.model));
  metrics::measure(sim.model, sim.layout, sim.seen, row);
  return row;
}

bool is_same(const std::vector<double>& one, const std::vector<double>& other) {
  return std::ranges::equal(one, other, [](double a, double b) { return a == b || (a != a && b != b); });
}

std::vector<double> drawn(const engine::Replication& sim) {
  std::vector<double> out;
  for (const model::Uncertain& it : sim.model.uncertain) out.push_back(sim.chance.draw(it.stream, 0));
  return out;
}

}  // namespace

TEST_CASE("a replication that is told what it would have drawn sees the same", "[engine][sensitivity]") {
  const Scenario scenario = flagship();
  const model::Model model = model::compile(scenario);
  REQUIRE(model.uncertain.size() > 5);
  engine::Replication own(model, {}, 3, 0), told(model, {}, 3, 0);
  for (std::uint64_t number = 0; number < 20; ++number) {
    own.chance.number = told.chance.number = number;
    engine::run(own);
    const std::vector<double> uniforms = drawn(told);
    told.chance.told = uniforms;
    engine::run(told);
    CHECK(is_same(metrics_of(own), metrics_of(told)));
    CHECK(own.seen.milestones == told.seen.milestones);
    CHECK(own.draws == told.draws);
  }
}

TEST_CASE("what is told is not counted as chance, the course of events is", "[engine][sensitivity]") {
  const Scenario scenario = check(read_text(std::make_shared<const Text>(Text{"scenario.json", R"({
    "allot": 1, "start": "2024-01-01", "end": "2024-04-10", "parameters": {"a": {"uniform": {"min": 10, "max": 20}}},
    "products": {"gpu": {}}, "organisations": {"lab": {}},
    "suppliers": {"maker": {"supply": {"one": {"product": "gpu", "at": "2024-01-11", "units": {"parameter": "a"}}},
                            "routes": {"default": [{"stage": "transport", "delay": "1d"}]}}},
    "orders": {"o": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 100}}})"}),
                                            "."));
  const model::Model model = model::compile(scenario);
  engine::Replication sim(model, {}, 1, 0);
  engine::run(sim);
  CHECK(sim.seen.is_random);
  const std::vector<double> uniforms = {0.25};
  sim.chance.told = uniforms;
  engine::run(sim);
  CHECK_FALSE(sim.seen.is_random);
  CHECK(sim.draws == std::vector<double>{12.5});
}

}  // namespace told_test

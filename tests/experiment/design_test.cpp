#include "experiment/design.hpp"

#include "experiment/trade.hpp"
#include "support/catch.hpp"

namespace design_test {

using namespace allot;
using experiment::Block;
using experiment::Design;

namespace {

const std::string market = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}},
  "organisations": {"lab": {}}, "suppliers": {"maker": {"stock": {"gpu": 10}, "routes": {"default": [
    {"stage": "transport", "delay": {"uniform": {"min": "1d", "max": "9d"}}}]}}},
  "orders": {"first": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 4}}})";

}  // namespace

TEST_CASE("a design refers to a scenario that outlives it and keeps one that is handed over", "[experiment]") {
  const Scenario scenario = trade::scenario();
  Design design(trade::sampling(3));
  CHECK(&design.add(scenario).scenario == &scenario);
  CHECK(design.add(trade::scenario("none")).scenario.interventions.empty());
  for (int i = 0; i < 20; ++i) design.add(trade::scenario("on-time"));
  const Design moved = std::move(design);
  CHECK(moved.size() == 22);
  CHECK(&moved[0].scenario == &scenario);
  CHECK(moved[1].scenario.interventions.empty());
  CHECK(moved[21].model.interventions.size() == 1);
}

TEST_CASE("a design asks for as many replications as its sampling, or for the one that it names", "[experiment]") {
  Sampling sampling = trade::sampling(12);
  const Block all = Design(sampling).block();
  CHECK((all.first == 0 && all.from == 0 && all.to == 12));
  sampling.only = 7;
  const Block one = Design(sampling).block();
  CHECK((one.first == 7 && one.from == 0 && one.to == 1));
}

TEST_CASE("a point is surely random where something is drawn, and draws are not all at their median", "[experiment]") {
  const Scenario drawn = trade::scenario("", market), certain = trade::scenario("on-time");
  Sampling sampling = trade::sampling(12);
  CHECK(Design(sampling).add(drawn).is_surely_random);
  CHECK_FALSE(Design(sampling).add(certain).is_surely_random);
  sampling.is_typical = true;
  CHECK_FALSE(Design(sampling).add(drawn).is_surely_random);
}

TEST_CASE("metrics of single orders are compiled where they are wanted alone", "[experiment]") {
  const Scenario scenario = trade::scenario("", market);
  Sampling sampling = trade::sampling(12);
  CHECK(Design(sampling).add(scenario).model.counts_orders);
  CHECK_FALSE(Design(sampling, {.journal = true}).add(scenario).model.counts_orders);
  sampling.with_orders = false;
  CHECK_FALSE(Design(sampling).add(scenario).model.counts_orders);
  sampling.precisions = {{"order.first.delivered_units", 0.1}};
  CHECK(Design(sampling).add(scenario).model.counts_orders);
  sampling.precisions = {{"organisation.lab.delivered_units", 0.1}};
  CHECK_FALSE(Design(sampling).add(scenario).model.counts_orders);
}

TEST_CASE("a point that takes more memory than is allowed is refused when it is added", "[experiment]") {
  Sampling sampling = trade::sampling(12);
  sampling.max_memory = 100;
  Design design(sampling);
  CHECK_THROWS_AS(design.add(trade::scenario()), TooMuch);
}

}  // namespace design_test

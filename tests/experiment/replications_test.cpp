#include <cmath>

#include "allot/comparison.hpp"
#include "allot/experiment.hpp"
#include "allot/explanation.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"

namespace replications_test {

using namespace allot;

namespace {

/// One supplier has what a asks for, b and c ask for one unit each a day later than it; a second has none until March.
std::string market(const std::string& rule, const std::string& behaviour = "{}", const std::string& more = "") {
  return R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}},
    "organisations": {"a": {"order_behaviour": )" +
         behaviour + R"(}, "b": {}, "c": {}},
    "suppliers": {"one": {"stock": {"gpu": 100}, "allocation": {"levels": ["order"], "rules": {"order": ")" +
         rule + R"("}}, "supply": {"late": {"product": "gpu", "at": "2024-02-01", "units": 1}}}, "two": {}},
    "defaults": {"orders": {"supplier": "one", "product": "gpu", "units": 1, "placed": "2024-01-20"}},
    "orders": {"b": {"organisation": "b"}, "c": {"organisation": "c"}})" +
         more + "}";
}

const std::string at_two = R"({"target": {"roadmap": [["2024-01-01", 100]], "review": "12w", "supplier": "one",
  "product": "gpu", "duplicate": {"suppliers": ["two"], "cancel": 0.25}}})";

Results run_often(const std::string& text, std::size_t replications = 400) {
  return run(trade::scenario("", text), trade::sampling(replications, 2));
}

double mean_of(const Results& results, std::string_view entity, std::string_view metric) {
  const auto itself = [](const MetricColumn& column) -> const MetricColumn& { return column; };
  return results.estimates[trade::place_of(results.columns, itself, EntityKind::organisation, entity, metric)].mean;
}

}  // namespace

// The need of 100 is met by the first supplier; of the copies at the second one in four is cancelled.
TEST_CASE("a copy that is cancelled by chance alone is cancelled that often", "[run]") {
  const Results results = run_often(market("fifo", at_two));
  CHECK(results.is_random);
  CHECK(results.replications == 400);
  CHECK(std::abs(mean_of(results, "a", "cancelled_units") - 25) < 4 * 100 * std::sqrt(0.25 * 0.75 / 400));
}

TEST_CASE("whatever is drawn makes replications differ, and what is not drawn does not", "[run]") {
  const std::string drawn = R"(, "interventions": {"end": {"at": "2024-01-21", "probability": 0.5,
    "cancel": {"order": "b"}}})";
  const std::string certain = R"(, "interventions": {"end": {"at": "2024-01-21", "probability": 1,
    "cancel": {"order": "b"}}})";
  CHECK(run_often(market("random_order", at_two)).is_random);
  CHECK(run_often(market("fifo", "{}", drawn)).is_random);
  CHECK_FALSE(run_often(market("fifo", "{}", certain)).is_random);
  CHECK_FALSE(run_often(market("random_arrival")).is_random);  // worked out, not drawn
}

TEST_CASE("a run without chance is one replication", "[run]") {
  const Results results = run_often(market("fifo"));
  CHECK(results.replications == 1);
  CHECK_FALSE(results.is_random);
  CHECK_FALSE(results.estimates.front().ci95);
  Sampling precise = trade::sampling(10);
  precise.precisions = {{"organisation.b.delivered_units", 0.1}};
  CHECK(run(trade::scenario("", market("fifo")), precise).replications == 1);
  Sampling typical = trade::sampling(10);
  typical.is_typical = true;
  CHECK(run(trade::scenario("", market("fifo", at_two)), typical).replications == 1);
}

TEST_CASE("what is compared, explained and attributed without chance is one replication", "[run]") {
  const Scenario with = trade::scenario("on-time"), without = trade::scenario("none");
  const Comparison comparison = compare({{"base", without}, {"on-time", with}}, trade::sampling(50));
  CHECK(comparison.variants[0].results.replications == 1);
  CHECK(comparison.variants[1].results.replications == 1);
  CHECK(explain(with, {}, trade::sampling(50)).replications == 1);
  CHECK(attribute(with, trade::sampling(50)).replications == 1);
}

// One variant meets chance and the other does not: both are seen as often, so that they can be paired.
TEST_CASE("beside a variant that meets chance another is repeated", "[run]") {
  const Scenario with = trade::scenario("now-and-then"), without = trade::scenario("none");
  const Comparison comparison = compare({{"base", without}, {"now-and-then", with}}, trade::sampling(50));
  CHECK(comparison.variants[0].results.replications == 50);
  CHECK(comparison.variants[1].results.replications == 50);
  const Difference& x = trade::difference(comparison.differences[0], EntityKind::organisation, "x", "online_gpu_days");
  CHECK((x.p_equal > 0.4 && x.p_equal < 0.95));  // the swap comes about three times in ten
}

// A day less, so that the two have no past in common: the baseline meets no chance at all.
TEST_CASE("a difference is not exact where only the variant meets chance", "[compare]") {
  const Scenario without = trade::scenario("none");
  Scenario with = trade::scenario("now-and-then");
  with.end -= day;
  const Comparison comparison = compare({{"base", without}, {"now-and-then", with}}, trade::sampling(50));
  CHECK_FALSE(comparison.variants[0].results.is_random);
  CHECK(comparison.variants[1].results.is_random);
  const Difference& x = trade::difference(comparison.differences[0], EntityKind::organisation, "x", "online_gpu_days");
  REQUIRE(x.estimate.ci95);
  CHECK(x.estimate.ci95->low < x.estimate.ci95->high);
  CHECK(x.estimate.sd > 0);
}

}  // namespace replications_test

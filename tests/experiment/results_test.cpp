#include <string>

#include "allot/compared_files.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"

namespace results_test {

using namespace allot;

namespace {

std::string refusal(const auto& asked) {
  try {
    asked();
  } catch (const RequestError& error) {
    return error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("a metric is looked up by its path", "[results]") {
  const Results results = run(trade::scenario("none"), trade::sampling(1));
  CHECK(results.at("organisation.x.delivered_units").mean == 12000);
  CHECK(results.at("site.hall.online_units").mean == 12000);
  CHECK(results.at("system.ordered_units").mean == 24000);
  for (std::size_t i = 0; i < results.columns.size(); ++i)
    CHECK(&results.at(path_of(results.columns[i])) == &results.estimates[i]);
}

TEST_CASE("of a path that there is none of, the nearest is said", "[results]") {
  const Results results = run(trade::scenario("none"), trade::sampling(1));
  CHECK(refusal([&] { (void)results.at("organisation.tesla.online_gpu_dais"); }) ==
        "unknown metric 'organisation.tesla.online_gpu_dais'; did you mean 'organisation.tesla.online_gpu_days'?");
  CHECK(refusal([&] { (void)results.at("fill_rate"); }).starts_with("unknown metric 'fill_rate'"));
  CHECK(refusal([&] { (void)results.milestone("hal"); }) == "unknown milestone 'hal'; did you mean 'half'?");
  CHECK(results.milestone("half").share == 1);
}

TEST_CASE("a difference is looked up by its path, that of a milestone too", "[results]") {
  const Comparison comparison =
      compare({{"none", trade::scenario("none")}, {"on-time", trade::scenario("on-time")}}, trade::sampling(1));
  const VariantDifferences& one = comparison.differences.front();
  CHECK(one.at("organisation.x.online_gpu_days").estimate.mean > 0);
  CHECK(&one.at("milestone.all.date") == &one.milestones[1].second);
  CHECK(refusal([&] { (void)one.at("milestone.al.date"); }).ends_with("did you mean 'milestone.all.date'?"));
}

TEST_CASE("files are compared as their scenarios are, with their hashes and what would reverse it", "[results]") {
  const ScenarioFile file = trade::file_of(trade::market);
  const ComparedFiles compared = variants_of(file, {"on-time"}, "on-time+no-swap");
  const Comparison comparison = compare(compared, trade::sampling(2), 2);
  const Comparison of_scenarios = compare(compared.scenarios(), trade::sampling(2));
  REQUIRE(comparison.variants.size() == 2);
  CHECK(comparison.variants[1].results.hash == hash(edited(file, "on-time", {})));
  CHECK(comparison.differences[0].at("organisation.tesla.online_gpu_days").estimate.mean ==
        of_scenarios.differences[0].at("organisation.tesla.online_gpu_days").estimate.mean);
  REQUIRE(comparison.thresholds.size() == 1);
  CHECK_FALSE(comparison.thresholds[0].headlines.empty());
  CHECK(run(file, trade::sampling(1)).hash == hash(file));
}

TEST_CASE("a name stands for one of the compared files", "[results]") {
  const ScenarioFile file = trade::file_of(trade::market);
  ComparedFiles compared = variants_of(file, {});
  CHECK(compared.scenarios().front().first == "base");
  CHECK(refusal([&] { compared.add("base", file); }) == "'base' is named twice");
  CHECK_FALSE(compared.with("/end", "2020-01-01").has_value());
  CHECK(compared.with("/end", "2024-12-01")->front().end < compared.scenarios().front().second.end);
}

}  // namespace results_test

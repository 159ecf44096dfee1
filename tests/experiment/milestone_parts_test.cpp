#include <memory>

#include "allot/comparison.hpp"
#include "allot/experiment.hpp"
#include "allot/scenario_io.hpp"
#include "support/catch.hpp"

/// Milestones as what is attributed, and as what is asked for by a day.
namespace milestone_parts_test {

using namespace allot;

namespace {

Scenario scenario_of(const std::string& slip, const std::string& more) {
  const std::string text = R"({"allot": 1, "start": "2024-01-01", "end": "2024-05-01", "products": {"gpu": {}},
    "organisations": {"lab": {}},
    "suppliers": {"maker": {"supply": {"lot": {"product": "gpu", "at": "2024-02-10", "units": 80, "slip": )" +
                           slip + R"(}}, "routes": {"default": [{"stage": "transport", "delay": "5d"}]}}},
    "orders": {"lab-1": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 80}},
    "milestones": {"all": {"organisation": "lab", "online": 80}})" +
                           more + "}";
  return check(read_text(std::make_shared<Text>(Text{"scenario.json", text}), "."));
}

Sampling asking(Date by) {
  Sampling sampling;
  sampling.replications = 400;
  sampling.chances = {{"all", by}};
  return sampling;
}

}  // namespace

// On 15 February without them; ten days of the lot and four of the stage add up, whoever comes first.
TEST_CASE("the days of a milestone are split among decisions", "[experiment]") {
  const Attributions all = attribute(scenario_of(R"("0d")", R"(, "interventions": {
      "pull": {"at": "2024-01-02", "supply": {"supplier": "maker", "by": "-10d"}},
      "strike": {"at": "2024-01-03", "delay": {"supplier": "maker", "stage": "transport", "add": "4d"}}})"),
                                     {});
  REQUIRE(all.milestones.size() == 1);
  const Attribution& it = all.milestones.front();
  CHECK(it.column.entity == "all");
  CHECK(it.total == -6);
  CHECK(it.parts == std::vector<double>{-10, 4});
}

TEST_CASE("whether a milestone is reached by a day is said of that day", "[experiment]") {
  const Scenario sure = scenario_of(R"("0d")", "");
  const Date reached = sure.start + 45 * day;  // 15 February
  CHECK(run(sure, asking(reached)).chances.front().share() == 1);
  CHECK(run(sure, asking(reached - 1)).chances.front().share() == 0);
  CHECK_THROWS_AS(run(sure, asking(sure.end)), RequestError);
  CHECK_THROWS_AS(run(sure, asking(sure.start - 1)), RequestError);
}

// The quantile is a value that occurred: as many replications have reached it by then.
TEST_CASE("by the day of a quantile at least that share has reached it", "[experiment]") {
  const Scenario scenario = scenario_of(R"({"uniform": {"min": "0d", "max": "20d"}})", "");
  const Results results = run(scenario, asking(scenario.start + 50 * day));
  const DateEstimate& date = results.milestones.front().date;
  const Chance at_median = run(scenario, asking(scenario.start + *date.p50.value)).chances.front();
  CHECK(at_median.count == 400);
  CHECK(at_median.reached >= 200);
  CHECK(run(scenario, asking(scenario.start + *date.p50.value - 1)).chances.front().reached < 200);
  // 45 days and a slip of at most 5 of 20: a quarter, within four standard errors of 400 replications
  CHECK(results.chances.front().share() == Approx(0.25).margin(4 * 0.0217));
}

}  // namespace milestone_parts_test

#include <algorithm>
#include <cmath>

#include "allot/comparison.hpp"
#include "allot/compensation.hpp"
#include "allot/explanation.hpp"
#include "allot/scenario_io.hpp"
#include "support/catch.hpp"

namespace swap_thresholds_test {

/// Where the swap of December 2023 turns: the table of losses by the day of the hall, asked of `compare`, and
/// the days and numbers at which `solve`, the thresholds and break-even terms find it to change, each worked out on
/// paper in swap_story_test.
using namespace allot;

namespace {

using Settings = std::vector<std::pair<std::string, std::string>>;

Scenario fixed(const std::string& variants, const Settings& settings = {}) {
  return check(edited(read(ALLOT_SOURCE_DIR "/data/scenarios/h100-swap-fixed.json"), variants, settings));
}

// Chance has a part only in the rest of the market, whose orders touch neither company.
Sampling two() {
  Sampling sampling;
  sampling.replications = 2;
  return sampling;
}

Settings hall(const std::string& day) { return {{"/parameters/hall_ready", day}}; }

std::string joined(const std::string& reading, const std::string& deed) {
  return reading + (deed.empty() ? "" : "+" + deed);
}

// GPU-days that the deed costs Tesla, by `compare`; the same in both replications, or none.
double loss(const std::string& reading, const std::string& deed, const std::string& day) {
  const Comparison comparison = compare(
      {{"no-swap", fixed(joined(reading, "no-swap"), hall(day))}, {"deed", fixed(joined(reading, deed), hall(day))}},
      two());
  const VariantDifferences& all = comparison.differences.front();
  for (std::size_t i = 0; i < all.columns.size(); ++i)
    if (all.columns[i].entity == "tesla" && all.columns[i].metric == "online_gpu_days") {
      const Estimate& it = all.differences[i].estimate;
      return it.min == it.max ? 0 - std::round(it.mean) : std::nan("");
    }
  return std::nan("");
}

struct Row {
  const char* day;
  double swap, returned_by_march, half_swap, half_swap_even;
};

void check_rows(const std::string& reading, std::initializer_list<Row> rows) {
  for (const Row& it : rows) {
    CAPTURE(reading, it.day);
    CHECK(loss(reading, "", it.day) == it.swap);
    CHECK(loss(reading, "returned-by-march", it.day) == it.returned_by_march);
    CHECK(loss(reading, "half-swap", it.day) == it.half_swap);
    CHECK(loss(reading, "half-swap-even", it.day) == it.half_swap_even);
  }
}

Solution first_day(const std::string& variant, Relation relation, const std::string& metric, double target) {
  const Search search{"/parameters/hall_ready", "2023-12-01", "2024-12-01", metric, relation, target, 0};
  const bool is_difference = metric.starts_with("difference.");
  return solve(
      search,
      [&](const std::string& day) {
        std::vector<std::pair<std::string, Scenario>> out = {{"", fixed(variant, hall(day))}};
        if (is_difference) out.emplace_back("no-swap", fixed(joined(variant, "no-swap"), hall(day)));
        return out;
      },
      two());
}

}  // namespace

TEST_CASE("the table of losses by the day of the hall comes out of compare to the unit", "[stories]") {
  check_rows("texas-only", {{"2023-12-01", 1'254'000, 798'000, 186'000, 627'000},
                            {"2024-01-20", 882'000, 426'000, 0, 441'000},
                            {"2024-03-01", 636'000, 180'000, 0, 318'000},
                            {"2024-04-01", 450'000, 0, 0, 225'000},
                            {"2024-05-01", 270'000, 0, 0, 135'000},
                            {"2024-06-15", 0, 0, 0, 0}});
  check_rows("space-as-observed", {{"2024-01-20", 977'657, 521'657, 0, 441'000},
                                   {"2024-04-01", 548'037, 97'391, 0, 225'000},
                                   {"2024-09-01", 98'037, 97'391, 0, 0}});
  check_rows("space-free", {{"2024-09-01", 1'254'000, 798'000, 186'000, 627'000}});
}

TEST_CASE("the swap costs Tesla nothing from the first day on that solve finds, 15 June", "[stories]") {
  const Solution it =
      first_day("texas-only", Relation::at_least, "difference.no-swap.organisation.tesla.online_gpu_days", 0);
  CHECK(it.value == "2024-06-15");
  REQUIRE(it.crossings.size() == 1);
  CHECK(it.crossings[0].is_met_after);
}

TEST_CASE("the fifty thousandth unit of the Texas hall is late, beyond October, with a hall ready after 10 October",
          "[stories]") {
  // The last lot is there on 10 October; three weeks of commissioning.
  const auto november = static_cast<double>(20028 * day);  // 1 November 2024
  CHECK(first_day("texas-only", Relation::at_least, "milestone.texas-50k.date", november).value == "2024-10-11");
}

TEST_CASE("the thresholds of the Texas reading are the hall's before 15 June, and June's lot after the hall",
          "[stories]") {
  const std::vector<std::string> variants = {"texas-only+no-swap", "texas-only"};
  const std::vector<std::pair<std::string, Scenario>> scenarios = {{"without", fixed(variants[0])},
                                                                   {"with", fixed(variants[1])}};
  const Comparison comparison = compare(scenarios, two());
  const std::vector<Thresholds> all = thresholds(
      comparison, scenarios,
      [&](const std::string& pointer, const std::string& value) -> std::optional<std::vector<Scenario>> {
        if (pointer != "/parameters/hall_ready" && pointer != "/parameters/x2_day") return std::nullopt;
        return std::vector<Scenario>{fixed(variants[0], {{pointer, value}}), fixed(variants[1], {{pointer, value}})};
      },
      two());
  for (const Headline& headline : all.at(0).headlines) {
    if (headline.path != "organisation.tesla.online_gpu_days") continue;
    CHECK(headline.sign == 0);
    for (const Threshold& it : headline.thresholds) {
      const std::string& pointer = all[0].assumptions[it.assumption].pointer;
      if (pointer == "/parameters/hall_ready") CHECK((it.value == "2024-06-14" && it.sign == -1));
      if (pointer == "/parameters/x2_day") CHECK((it.value == "2024-09-02" && it.sign == -1));
    }
    return;
  }
  FAIL("no headline about Tesla");
}

TEST_CASE("with a hall in April Tesla is whole if June's lot is back that day, or if only January's is swapped",
          "[stories]") {
  const Compensation it = break_even_terms(fixed("texas-only", hall("2024-04-01")), "swap", two());
  CHECK(it.loser == "tesla");
  CHECK(it.parties.at(0).online.estimate.mean == Approx(-450'000));
  CHECK(it.parties.at(1).online.estimate.mean == Approx(1'254'000));
  CHECK(it.return_by == "2024-04-01");
  CHECK(it.units == 6000);
  CHECK(it.payments.at(0).least == Approx(32 * 450'000));
  CHECK(it.payments.at(0).most == Approx(32 * 1'254'000));
}

TEST_CASE("with space free it is the swap that binds Tesla, as many unit-days as it cost", "[stories]") {
  const Scenario scenario = fixed("space-free");
  Explanations all = explain(scenario, {"tesla"}, two());
  find_remedies(all, scenario, {"tesla"}, two());
  const Explanation& tesla = all.organisations.at(0);
  REQUIRE(tesla.remedies);
  const auto& binding = tesla.remedies->binding;
  CHECK(std::count(binding.begin(), binding.end(), "reassigned") == 1);
  for (const auto& [part, days] : tesla.parts)
    if (part == "reassigned") CHECK(std::round(days) == 1'254'000);
}

}  // namespace swap_thresholds_test

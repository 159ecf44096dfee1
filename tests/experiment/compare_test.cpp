#include <cmath>

#include "allot/reports.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

namespace compare_test {

using namespace allot;

namespace {

using Named = std::vector<std::pair<std::string, Scenario>>;

Features with_chance() {
  Features features;
  features.chance = true;
  return features;
}

const Difference& online(const VariantDifferences& all, EntityKind kind, const char* who) {
  return trade::difference(all, kind, who, "online_gpu_days");
}

// A journey of one unit, 20 days give or take 2; the slower one 25 give or take 3. With common random numbers the
// difference is normal with mean 5 and deviation 1.
constexpr const char* journey = R"({
  "allot": 1, "start": "2024-01-01", "end": "2024-12-31", "products": {"u": {"lot": 1}}, "organisations": {"a": {}},
  "suppliers": {"s": {"stock": {"u": 1},
                      "routes": {"default": [{"stage": "road", "delay": {"normal": {"mean": "20d", "sd": "2d"}}}]}}},
  "orders": {"o": {"organisation": "a", "supplier": "s", "product": "u", "units": 1}},
  "variants": {"slower": {"suppliers": {"s": {"routes": {"default": [
    {"stage": "road", "delay": {"normal": {"mean": "25d", "sd": "3d"}}}]}}}}}
})";

}  // namespace

TEST_CASE("a scenario compared with itself differs by nothing", "[experiment][law]") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Scenario scenario = trade::scenario("", generate_scenario(seed, with_chance()));
    const Comparison comparison = compare({{"one", scenario}, {"other", scenario}}, trade::sampling(12));
    CAPTURE(seed);
    REQUIRE(comparison.differences.size() == 1);
    for (const Difference& one : comparison.differences[0].differences) {
      CHECK_FALSE(one.variance_ratio);
      if (one.estimate.count == 0) continue;
      CHECK((one.estimate.mean == 0 && one.estimate.min == 0 && one.estimate.max == 0));
      CHECK((one.p_less == 0 && one.p_equal == 1 && one.p_greater == 0));
      if (one.estimate.count > 1)
        CHECK((one.estimate.ci95->low == 0 && one.estimate.ci95->high == 0 && one.p_value == 1));
    }
    for (const auto& [id, days] : comparison.differences[0].milestones) CHECK(days.p_equal == 1);
  }
}

TEST_CASE("what a trade cost one and gave the other comes out to the unit", "[experiment]") {
  const Comparison comparison =
      compare({{"none", trade::scenario("none")}, {"base", trade::scenario()}}, trade::sampling(4));
  const VariantDifferences& base = comparison.differences.at(0);
  const double tesla = trade::june - trade::ten_days - trade::first_half;
  const double x = 12000 * 377 - 6000 * 346 - trade::june;
  CHECK(online(base, EntityKind::organisation, "tesla").estimate.mean == tesla);
  CHECK(online(base, EntityKind::organisation, "x").estimate.mean == x);
  CHECK(online(base, EntityKind::group, "g").estimate.mean == tesla + x);
  CHECK(online(base, EntityKind::organisation, "tesla").p_less == 1);
  CHECK(online(base, EntityKind::organisation, "x").p_greater == 1);
  CHECK(online(base, EntityKind::organisation, "other").p_equal == 1);
  REQUIRE(base.milestones.size() == 2);
  CHECK(base.milestones[0].second.estimate.mean == 0);
  CHECK(base.milestones[1].second.estimate.mean == 116);  // from 1 March to 25 June
}

// Tesla's hall opens on 1 March, x's second lot comes on 25 June: five days after an end on 20 June, 111 after March.
TEST_CASE("of a milestone that one run does not reach the median change is known on one side", "[experiment]") {
  const auto until_june = [](const std::string& variant) {
    return check(edited(trade::file_of(trade::market), variant, {{"/end", "2024-06-20"}}));
  };
  const Named there = {{"none", until_june("none")}, {"base", until_june("")}};
  const Named back = {{"base", until_june("")}, {"none", until_june("none")}};
  const auto all_units = [](const Named& both) {
    return compare(both, trade::sampling(4)).differences[0].milestones[1].second;
  };
  const Difference later = all_units(there), earlier = all_units(back);
  CHECK(later.estimate.p50.value == 111);
  CHECK(later.open == later.estimate.count);
  REQUIRE(later.p50_bounds);
  CHECK(later.p50_bounds->low == 111);
  CHECK(std::isinf(later.p50_bounds->high));
  REQUIRE(earlier.p50_bounds);
  CHECK(std::isinf(earlier.p50_bounds->low));
  CHECK(earlier.p50_bounds->high == -111);
  const Comparison half = compare(there, trade::sampling(4));
  CHECK(half.differences[0].milestones[0].second.open == 0);
  CHECK_FALSE(half.differences[0].milestones[0].second.p50_bounds);
}

// The decision that keeps it from being reached is taken in three replications of ten: the median stays where it was.
TEST_CASE("a milestone that is missed in three replications of ten has a known median change", "[experiment]") {
  const auto until_june = [](const std::string& variant) {
    return check(edited(trade::file_of(trade::market), variant, {{"/end", "2024-06-10"}}));
  };
  const Comparison comparison =
      compare({{"none", until_june("none")}, {"shaken", until_june("now-and-then")}}, trade::sampling(400));
  const Difference& days = comparison.differences[0].milestones[1].second;
  CHECK(static_cast<double>(days.open) == Approx(400 * days.p_greater));
  CHECK(std::abs(days.p_greater - 0.3) < 5 * std::sqrt(0.3 * 0.7 / 400));
  CHECK(days.estimate.p50.value == 0);
  REQUIRE(days.p50_bounds);
  CHECK((days.p50_bounds->low == 0 && days.p50_bounds->high == 0));
}

TEST_CASE("a comparison names its baseline, and who belongs to which group", "[experiment]") {
  const Comparison comparison =
      compare({{"none", trade::scenario("none")}, {"a", trade::scenario()}, {"b", trade::scenario("same")}},
              trade::sampling(2));
  CHECK(comparison.baseline == "none");
  REQUIRE(comparison.variants.size() == 3);
  CHECK(comparison.variants[2].name == "b");
  CHECK(comparison.groups == std::vector<std::pair<std::string, std::string>>{{"tesla", "g"}, {"x", "g"}});
}

TEST_CASE("one replication has a difference and no interval", "[experiment]") {
  const Comparison comparison =
      compare({{"none", trade::scenario("none")}, {"base", trade::scenario()}}, trade::sampling(1));
  const Difference& tesla = online(comparison.differences.at(0), EntityKind::organisation, "tesla");
  CHECK(tesla.estimate.mean < 0);
  CHECK(std::isnan(tesla.estimate.sd));
  CHECK_FALSE(tesla.estimate.ci95);
  CHECK_FALSE(tesla.p_value);
}

TEST_CASE("a decision taken three times in ten changes three replications in ten", "[experiment]") {
  constexpr std::size_t replications = 2000;
  const Comparison comparison = compare(
      {{"none", trade::scenario("none")}, {"shaken", trade::scenario("now-and-then")}}, trade::sampling(replications));
  const Difference& tesla = online(comparison.differences.at(0), EntityKind::organisation, "tesla");
  // Five deviations of a share of 0.3: a false alarm once in a million, for one seed.
  CHECK(std::abs(tesla.p_less - 0.3) < 5 * std::sqrt(0.3 * 0.7 / replications));
  CHECK(tesla.p_less + tesla.p_equal == Approx(1));
  CHECK(tesla.estimate.mean == Approx(tesla.p_less * (trade::june - trade::first_half)));
  CHECK(*tesla.p_value < 1e-6);
}

TEST_CASE("the paired interval covers the true difference as often as it says", "[experiment]") {
  const Scenario usual = trade::scenario("", journey), slower = trade::scenario("slower", journey);
  constexpr int comparisons = 400;
  int covered = 0;
  for (std::uint64_t seed = 1; seed <= comparisons; ++seed) {
    const Comparison comparison = compare({{"usual", usual}, {"slower", slower}}, trade::sampling(10, 1, seed));
    const Difference& days =
        trade::difference(comparison.differences.at(0), EntityKind::organisation, "a", "lead_time_days");
    covered += days.estimate.ci95->low <= 5 && 5 <= days.estimate.ci95->high;
    CHECK(days.p_greater == 1);
  }
  // Of 400 intervals at 95%, binomial: fewer than 361 or more than 395 once in ten thousand.
  CHECK(covered >= 361);
  CHECK(covered <= 395);
}

TEST_CASE("common random numbers make a difference known better than independent ones", "[experiment]") {
  const Comparison comparison = compare(
      {{"usual", trade::scenario("", journey)}, {"slower", trade::scenario("slower", journey)}}, trade::sampling(2000));
  const Difference& days =
      trade::difference(comparison.differences.at(0), EntityKind::organisation, "a", "lead_time_days");
  CHECK(days.estimate.sd == Approx(1).epsilon(0.08));
  CHECK(*days.variance_ratio == Approx(4 + 9).epsilon(0.02));
}

TEST_CASE("a comparison gives the same bytes on 1, 2 and 5 threads", "[experiment][law]") {
  const auto bytes = [](std::size_t threads) {
    const Scenario scenario = trade::scenario("", generate_scenario(3, with_chance()));
    Scenario without = scenario;
    without.interventions.clear();
    return render(compare({{"without", without}, {"with", scenario}}, trade::sampling(50, threads)), Format::json);
  };
  const std::string one = bytes(1);
  CHECK(bytes(2) == one);
  CHECK(bytes(5) == one);
}

TEST_CASE("a comparison of nothing, or until a precision is reached, is refused", "[experiment]") {
  CHECK_THROWS_AS(compare(std::vector<std::pair<std::string, Scenario>>(), trade::sampling(1)), RequestError);
  Sampling until = trade::sampling(10);
  until.precisions = {{"system.online_gpu_days", 0.1}};
  CHECK_THROWS_AS(compare({{"base", trade::scenario()}}, until), RequestError);
  Sampling small = trade::sampling(1'000'000);
  small.max_memory = 1000;
  CHECK_THROWS_AS(compare({{"base", trade::scenario()}, {"none", trade::scenario("none")}}, small), RequestError);
}

// Two roads that have nothing to do with each other; the second organisation's is as it was.
TEST_CASE("of what a decision does not touch, the difference is none, in every replication of every seed",
          "[experiment]") {
  const std::string with_bystander = [] {
    std::string text = journey;
    const auto put = [&](std::string_view after, std::string_view more) {
      text.insert(text.find(after) + after.size(), more);
    };
    put(R"("organisations": {"a": {})", R"(, "b": {"region": "far"})");
    put(R"("stock": {"u": 1)", "0");
    put(R"("sd": "2d"}}}])", R"(, "far": [{"stage": "path", "delay": {"exponential": {"mean": "20d"}}}])");
    put(R"("product": "u", "units": 1})",
        R"(, "p": {"organisation": "b", "supplier": "s", "product": "u", "units": 1})");
    return text;
  }();
  const Scenario usual = trade::scenario("", with_bystander), slower = trade::scenario("slower", with_bystander);
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const Comparison comparison = compare({{"usual", usual}, {"slower", slower}}, trade::sampling(10, 1, seed));
    const Difference& days =
        trade::difference(comparison.differences.at(0), EntityKind::organisation, "b", "lead_time_days");
    CHECK((days.p_equal == 1 && days.estimate.ci95->low == 0 && days.estimate.ci95->high == 0));
    CHECK(trade::difference(comparison.differences.at(0), EntityKind::organisation, "a", "lead_time_days").p_greater ==
          1);
  }
}

// What has no draws in common: two names for the same road, so that the true difference is 0.
TEST_CASE("the interval of a difference between roads that differ in their draws alone covers 0 as often as it says",
          "[experiment]") {
  std::string text = journey;
  const std::string slow = R"("road", "delay": {"normal": {"mean": "25d", "sd": "3d"}})";
  text.replace(text.find(slow), slow.size(), R"("path", "delay": {"normal": {"mean": "20d", "sd": "2d"}})");
  const Scenario road = trade::scenario("", text), path = trade::scenario("slower", text);
  constexpr int comparisons = 400;
  int covered = 0, alarms = 0;
  for (std::uint64_t seed = 1; seed <= comparisons; ++seed) {
    const Comparison comparison = compare({{"road", road}, {"path", path}}, trade::sampling(10, 1, seed));
    const Difference& days =
        trade::difference(comparison.differences.at(0), EntityKind::organisation, "a", "lead_time_days");
    covered += days.estimate.ci95->low <= 0 && 0 <= days.estimate.ci95->high;
    alarms += *days.p_value <= 0.05;
    CHECK(days.p_equal < 1);
  }
  // Of 400 intervals at 95%, binomial: fewer than 361 or more than 395 once in ten thousand.
  CHECK(covered >= 361);
  CHECK(covered <= 395);
  CHECK(covered + alarms == comparisons);
}

}  // namespace compare_test

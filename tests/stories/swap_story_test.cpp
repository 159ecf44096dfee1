#include <cmath>

#include "allot/comparison.hpp"
#include "stories/told.hpp"
#include "support/catch.hpp"

/// The swap of December 2023 with every date fixed and crews without limit. Where there is one place, open
/// from day R, what T1 would have served from max(T1, R) on, X1 and X2 serve from max(X1, R) and max(X2, R)
/// on; commissioning cancels. Where room grows, what stands in place is the lesser of what has arrived and
/// what there is room for.
namespace allot::stories::swap_story_test {
namespace {

ScenarioFile swap_file() { return read(ALLOT_SOURCE_DIR "/data/scenarios/h100-swap-fixed.json"); }

Told swap_told(const std::string& variants, const Settings& settings = {}) {
  return told(edited(swap_file(), variants, settings));
}

std::string joined(const std::string& variant, const std::string& more) {
  if (variant.empty() || more.empty()) return variant + more;
  return variant + "+" + more;
}

/// GPU-days online of `who` with the deed less those without any swap, rounded to whole GPU-days.
double gain(const std::string& who, const std::string& reading, const std::string& deed,
            const Settings& settings = {}) {
  const std::string metric = who + ".online_gpu_days";
  const double with = swap_told(joined(reading, deed), settings).metrics.at(metric);
  const double without = swap_told(joined(reading, "no-swap"), settings).metrics.at(metric);
  return std::round(with - without);
}

double loss(const std::string& reading, const std::string& deed, const Settings& settings = {}) {
  return -gain("organisation.tesla", reading, deed, settings);
}

struct HallDay {
  const char* ready;
  double swap, returned_by_march, half_swap, half_swap_even;
};

void check_losses(const std::string& reading, const HallDay& hall) {
  CAPTURE(reading, hall.ready);
  const Settings day = {{"/parameters/hall_ready", hall.ready}};
  CHECK(loss(reading, "", day) == hall.swap);
  CHECK(loss(reading, "returned-by-march", day) == hall.returned_by_march);
  CHECK(loss(reading, "half-swap", day) == hall.half_swap);
  CHECK(loss(reading, "half-swap-even", day) == hall.half_swap_even);
}

/// GPU-days online with the swap less those without, the uncertain values drawn and crews without limit.
Estimate drawn_gain(const std::string& organisation, const std::string& reading) {
  const ScenarioFile file = read(ALLOT_SOURCE_DIR "/data/scenarios/h100-swap.json");
  const auto variant = [&](const std::string& deed) {
    return check(edited(file, "no-install-limit+" + reading + deed, {}));
  };
  Sampling sampling;
  sampling.replications = 2000;
  const Comparison comparison = compare({{"without", variant("+no-swap")}, {"with", variant("")}}, sampling);
  const VariantDifferences& all = comparison.differences.front();
  for (std::size_t i = 0; i < all.columns.size(); ++i)
    if (path_of(all.columns[i]) == "organisation." + organisation + ".online_gpu_days")
      return all.differences[i].estimate;
  return {};
}

// The chance that a mean is farther off than four of its standard errors is 6 in 100,000.
void check_mean(const Estimate& estimate, double expected) {
  CAPTURE(estimate.mean);
  CHECK(std::abs(estimate.mean - expected) < 4 * estimate.sd / std::sqrt(2000.0) + 500);
}

}  // namespace

TEST_CASE("with the Texas hall alone, the swap costs Tesla less the later the hall, and nothing from June's lot on",
          "[stories]") {
  constexpr HallDay days[] = {
      {"2023-12-01", 1'254'000, 798'000, 186'000, 627'000},
      {"2024-01-20", 882'000, 426'000, 0, 441'000},
      {"2024-03-01", 636'000, 180'000, 0, 318'000},
      {"2024-04-01", 450'000, 0, 0, 225'000},
      {"2024-05-01", 270'000, 0, 0, 135'000},
      {"2024-06-15", 0, 0, 0, 0},
      {"2024-08-01", 0, 0, 0, 0},
      {"2024-09-01", 0, 0, 0, 0},
      {"2024-11-01", 0, 0, 0, 0},
  };
  for (const HallDay& hall : days) check_losses("texas-only", hall);
}

TEST_CASE("with the places Tesla is seen to have filled, the swap costs it what they could not make up for",
          "[stories]") {
  constexpr HallDay days[] = {
      {"2023-12-01", 1'254'000, 798'000, 186'000, 627'000},
      {"2024-01-20", 977'657, 521'657, 0, 441'000},
      {"2024-03-01", 731'657, 275'657, 0, 318'000},
      {"2024-04-01", 548'037, 97'391, 0, 225'000},
      {"2024-05-01", 368'037, 97'391, 0, 135'000},
      {"2024-06-15", 98'037, 97'391, 0, 0},
      {"2024-08-01", 98'037, 97'391, 0, 0},
      {"2024-09-01", 98'037, 97'391, 0, 0},
      {"2024-11-01", 98'037, 97'391, 0, 0},
  };
  for (const HallDay& hall : days) check_losses("space-as-observed", hall);
}

TEST_CASE("with an empty hall at hand, the swap costs Tesla the same whenever the Texas hall is ready", "[stories]") {
  for (const char* ready : {"2023-12-01", "2024-06-15", "2024-09-01", "2024-11-01"})
    check_losses("space-free", {ready, 1'254'000, 798'000, 186'000, 627'000});
}

TEST_CASE("the split between January and June moves what the swap costs Tesla", "[stories]") {
  struct Split {
    const char* share;
    double in_december, in_april;
  };
  for (const Split& split : {Split{"0.25", 1'695'000, 675'000}, Split{"0.75", 813'000, 225'000}}) {
    CAPTURE(split.share);
    const auto loss_at = [&](const char* ready) {
      return loss("texas-only", "", {{"/parameters/share_in_january", split.share}, {"/parameters/hall_ready", ready}});
    };
    CHECK(loss_at("2023-12-01") == split.in_december);
    CHECK(loss_at("2024-04-01") == split.in_april);
  }
}

TEST_CASE("what X gains does not depend on where Tesla has room", "[stories]") {
  for (const std::string reading : {"space-free", "space-as-observed", "texas-only"}) {
    CAPTURE(reading);
    CHECK(gain("organisation.x", reading, "") == 1'254'000);
    CHECK(gain("organisation.x", reading, "half-swap") == 186'000);
    CHECK(gain("organisation.x", reading, "half-swap-even") == 627'000);
    CHECK(gain("organisation.x", reading, "returned-by-march") == 1'254'000);
  }
}

TEST_CASE("where both have room, a swap gives one company of a group what it takes from another", "[stories]") {
  CHECK(gain("group.musk", "space-free", "") == 0);
  CHECK(gain("group.musk", "space-free", "half-swap") == 0);
  CHECK(gain("group.musk", "space-free", "half-swap-even") == 0);
  CHECK(gain("group.musk", "space-free", "returned-by-march") == 456'000);
}

TEST_CASE("a rented hall of 20 MW carries 11,049 units, from the day it starts to the day the own hall is ready",
          "[stories]") {
  const double rented = swap_told("rented-hall").metrics.at("organisation.tesla.online_gpu_days");
  const double waiting = swap_told("texas-only+no-swap").metrics.at("organisation.tesla.online_gpu_days");
  CHECK(std::round(rented - waiting) == 2'033'016);
}

TEST_CASE(
    "the swap brings X's twelve thousandth unit forward by 178 days, and moves Tesla's marks only where it had room",
    "[stories]") {
  struct Case {
    const char* variants;
    std::map<std::string, std::string> days;
  };
  const Case cases[] = {
      {"",
       {{"x-12k", "2024-01-10"},
        {"tesla-35k", "2024-04-23"},
        {"texas-50k", "2024-10-31"},
        {"tesla-85k", "2024-10-31"}}},
      {"no-swap",
       {{"x-12k", "2024-07-06"},
        {"tesla-35k", "2024-04-23"},
        {"texas-50k", "2024-10-31"},
        {"tesla-85k", "2024-10-31"}}},
      {"space-free", {{"tesla-35k", "2024-04-22"}}},
      {"space-free+no-swap", {{"tesla-35k", "2024-03-11"}}},
  };
  for (const Case& it : cases) {
    CAPTURE(it.variants);
    const Told came = swap_told(it.variants);
    for (const auto& [milestone, day] : it.days) {
      CAPTURE(milestone);
      REQUIRE(came.days.count(milestone) == 1);
      CHECK(came.days.at(milestone) == day);
    }
  }
}

TEST_CASE(
    "at Memphis power sets the day: 25,000 wait for the 149 MW of August, 100,000 just fit the 181 MW of September",
    "[stories]") {
  const Told came = swap_told("");
  CHECK(came.days.at("xai-25k") == "2024-08-15");
  CHECK(came.days.at("xai-100k") == "2024-09-02");
}

TEST_CASE("a crew that installs 3,000 a week makes a lot of n wait n/2 over its pace on average", "[stories]") {
  const double gained = gain("organisation.x", "", "", {{"/defaults/sites/install", "3000/w"}});
  CHECK(gained == 1'170'000);
}

TEST_CASE("with what nobody knows drawn, the swap costs and gives what the formula says of 400,000 draws",
          "[stories]") {
  check_mean(drawn_gain("tesla", "space-free"), -1'427'000);
  check_mean(drawn_gain("tesla", "space-as-observed"), -191'000);
  check_mean(drawn_gain("x", "texas-only"), 1'298'000);
}

TEST_CASE("everything that is swapped is found, and nothing falls short", "[stories]") {
  const Told came = swap_told("");
  CHECK(came.metrics.at("intervention.swap.moved_units") == 12'000);
  CHECK(came.metrics.at("intervention.swap.shortfall_units") == 0);
}

}  // namespace allot::stories::swap_story_test

#include <cmath>
#include <string>

#include "allot/allocation.hpp"
#include "stories/told.hpp"
#include "support/catch.hpp"

/// The scenarios of data/ against arithmetic on their own dates and amounts, each with everything at its most
/// likely value (the variants `on-paper`).
namespace allot::stories::scenarios_test {
namespace {

ScenarioFile file_of(const std::string& name) { return read(ALLOT_SOURCE_DIR "/data/scenarios/" + name + ".json"); }

double metric(const std::string& scenario, const std::string& variants, const std::string& path,
              const Settings& settings = {}) {
  return told(edited(file_of(scenario), variants, settings)).metrics.at(path);
}

double gain(const std::string& scenario, const std::string& variants, const std::string& baseline,
            const std::string& path) {
  return std::round(metric(scenario, variants, path) - metric(scenario, baseline, path));
}

}  // namespace

// Day by day the lesser of what is installed, in racks of 64, and what the megawatts carry at 1.81 kW.
TEST_CASE("colossus-power: turbines bought 19.0 million GPU-days of the first 100,000 up to May 2025",
          "[stories][data]") {
  const std::string online = "site.colossus-1.online_gpu_days";
  CHECK(metric("colossus-power", "on-paper+to-may", online) == Approx(26'363'512));
  CHECK(metric("colossus-power", "on-paper-grid-only+to-may", online) == Approx(7'344'633));
  const Told built = told(edited(file_of("colossus-power"), "on-paper", {}));
  CHECK(built.days.at("25k") == "2024-08-15");
  CHECK(built.days.at("100k") == "2024-09-02");
  CHECK(built.days.at("199k") == "2025-02-17");
}

TEST_CASE("powered-shell: a month more of a dark hall of 93,600 units costs 2.8 million GPU-days", "[stories][data]") {
  CHECK(gain("powered-shell", "on-paper-later", "on-paper", "organisation.provider.online_gpu_days") == -93600 * 30);
}

TEST_CASE("powered-shell: to swap slots costs the owner of the dark hall nothing and brings its neighbour five weeks",
          "[stories][data]") {
  CHECK(gain("powered-shell", "on-paper+swap-slots", "on-paper", "organisation.provider.online_gpu_days") == 0);
  CHECK(gain("powered-shell", "on-paper+swap-slots", "on-paper", "organisation.neighbour.online_gpu_days") ==
        93600 * 35);
}

// 29.5 MW at 2.77 kW hold 10,649 units: 9,360 from 1 September on and 1,289 a week later, until the fourth
// phase holds them on 16 April as well.
TEST_CASE("powered-shell: spare space is worth its places until the hall has room for all", "[stories][data]") {
  const double gained =
      gain("powered-shell", "on-paper+spare-space", "on-paper", "organisation.provider.online_gpu_days");
  CHECK(gained == 9360 * 227 + 1289 * 220);
}

// 50,040 x 2.5 PFLOP/s from 1 April against 72,000 x 0.99 from 1 January: equal after 209.3 days.
TEST_CASE("blackwell-slip: on paper a wait of three months is made up for in the 210th day", "[stories][data]") {
  const auto compute = [](const std::string& variant, const char* end) {
    return metric("blackwell-slip", variant, "organisation.microsoft.compute_flop", {{"/end", end}});
  };
  CHECK(compute("on-paper", "2025-07-29") == Approx(50040 * 2.5e15 * 119 * 86400));
  CHECK(compute("on-paper-fill", "2025-07-29") == Approx(72000 * 0.99e15 * 209 * 86400));
  CHECK(compute("on-paper", "2025-07-29") < compute("on-paper-fill", "2025-07-29"));
  CHECK(compute("on-paper", "2025-07-30") > compute("on-paper-fill", "2025-07-30"));
}

namespace {

/// The orders of a quarter, in the order of the file, Tesla's times so much.
std::vector<double> claims_of(const char* quarter, double tesla) {
  std::vector<double> out;
  for (const Order& order : check(file_of("fair-share-2023")).orders) {
    if (!order.id.ends_with(quarter)) continue;
    out.push_back(order.units.number.real() * (order.id == std::string("tesla-") + quarter ? tesla : 1));
  }
  return out;
}

struct QuarterDivided {
  allocation::Rule rule;
  double microsoft, meta, oracle, tesla, everyone_else, tesla_doubled;
};

}  // namespace

// One division of 423,500 units; places in the file: Microsoft 0, Meta 1, Oracle 4, Tesla 7, everyone else 9.
TEST_CASE("fair-share-2023: the fourth quarter of 2023 divided once comes out as on paper", "[stories][data]") {
  using allocation::Rule;
  const std::vector<QuarterDivided> all = {{Rule::proportional, 97898.4, 51296.9, 22401.1, 6000.7, 136299.6, 11833.7},
                                           {Rule::equal_awards, 70393.3, 70393.3, 34464, 9232, 70393.3, 18464},
                                           {Rule::equal_losses, 122762.9, 51066.9, 6610.9, 0, 181842.9, 0}};
  for (const QuarterDivided& it : all) {
    CAPTURE(allocation::facts(it.rule).name);
    const auto divided = [&](double tesla) {
      const std::vector<double> claims = claims_of("4q23", tesla);
      std::vector<double> awards(claims.size());
      allocation::share(it.rule, 423500, {claims, {}, {}, {}}, awards);
      return awards;
    };
    const std::vector<double> awards = divided(1);
    REQUIRE(awards.size() == 10);
    CHECK(awards[0] == Approx(it.microsoft).margin(0.05));
    CHECK(awards[1] == Approx(it.meta).margin(0.05));
    CHECK(awards[4] == Approx(it.oracle).margin(0.05));
    CHECK(awards[7] == Approx(it.tesla).margin(0.05));
    CHECK(awards[9] == Approx(it.everyone_else).margin(0.05));
    CHECK(divided(2)[7] == Approx(it.tesla_doubled).margin(0.05));
  }
}

// Every week the same claims, in proportion to orders that are all twice as large: the same awards.
TEST_CASE("fair-share-2023: equal inflation by all moves no unit of the proportional rule's first run",
          "[stories][data]") {
  const auto first_weeks = [](const char* variant) {
    return metric("fair-share-2023", variant, "organisation.microsoft.allocated_units",
                  {{"/end", "2023-04-20"}, {"/parameters/market", "1"}});
  };
  CHECK(std::abs(first_weeks("inflated") - first_weeks("base")) <= 8);
  CHECK(first_weeks("tesla-alone") < first_weeks("base"));
}

// Packaging turns on 18 December, 56 days after the stop, until 15 January: lots of 32,223, 4,603 (a day that
// is left of the year) and twice 42,485 become 1.133 times as large, each rounded.
TEST_CASE("china-stop-2023: turned packaging makes 16,200 H100, and thirty days let three lots through",
          "[stories][data]") {
  const std::string produced = "supplier.nvidia.produced_units";
  CHECK(gain("china-stop-2023", "on-paper", "on-paper+stock-only", produced) == 4286 + 612 + 2 * 5651);
  CHECK(gain("china-stop-2023", "on-paper+thirty-days", "on-paper+stock-only", produced) == 3 * (4286 + 4900));
}

// Thirteen lots of 27,821 on Wednesdays from 16 April on; the border opens on 9 January, the next run is on
// the 14th, 273 days after the first. What no lot of eight takes stays beside them, fewer than eight units
// for 546 days.
TEST_CASE("h20-stop-go: thirteen lots wait 231 days for the border to open", "[stories][data]") {
  const double stranded = metric("h20-stop-go", "on-paper", "supplier.nvidia.stock_gpu_days");
  const double on_paper = 27821. * (13 * 273 - 7 * 78);
  CHECK(stranded >= on_paper);
  CHECK(stranded <= on_paper + 8 * 546);
}

// Needs of 2023 are supply over 0.65; 1,828,000 by the end of the year and 13 weeks ahead, of which 830,000
// came.
TEST_CASE("phantom-orders: buyers who inflate by the promise make the book twice and a half as large, and get no more",
          "[stories][data]") {
  const Settings year = {{"/end", "2024-01-01"}, {"/parameters/market", "1"}};
  const Told inflated = told(edited(file_of("phantom-orders"), "", year));
  const Told truthful = told(edited(file_of("phantom-orders"), "truthful", year));
  const auto both = [&](const char* path) { return std::pair(inflated.metrics.at(path), truthful.metrics.at(path)); };
  const auto [book, real] = both("system.backlog_units");
  CHECK(book > 2.5 * real);
  CHECK(book < 3 * real);
  const auto [shipped, shipped_truthful] = both("system.allocated_units");
  CHECK(std::abs(shipped - shipped_truthful) < 40 * 8);
  CHECK(real == truthful.metrics.at("system.ordered_units") - shipped_truthful);
  CHECK(std::abs(truthful.metrics.at("system.ordered_units") - truthful.metrics.at("system.need_units")) < 40 * 8);
}

}  // namespace allot::stories::scenarios_test

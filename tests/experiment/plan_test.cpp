#include "allot/plan.hpp"

#include <algorithm>
#include <memory>
#include <string>

#include "allot/explanation.hpp"
#include "allot/reports.hpp"
#include "allot/scenario_io.hpp"
#include "support/catch.hpp"

namespace allot::plan_test {
namespace {

Scenario scenario_of(const std::string& text) {
  return check(read_text(std::make_shared<Text>(Text{"market.json", text}), "."));
}

// Ten a week from the eighth of January on, three days on the way; `first` and `second` buy, in the order of their orders.
std::string weekly(const std::string& orders, const std::string& further = "") {
  return R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}},
    "organisations": {"first": {"label": "The first"}, "second": {}},
    "suppliers": {"maker": {"supply": {"weekly": {"product": "gpu", "from": "2024-01-08", "until": "2024-03-01", "every": "1w", "rate": "10/w"}},
                            "allocation": {"levels": ["order"]},
                            "routes": {"default": [{"stage": "transport", "delay": "3d"}]}}},
    "defaults": {"orders": {"supplier": "maker", "product": "gpu"}},)" +
         further + R"("orders": {)" + orders + "}}";
}

Plan planned(const std::string& text, std::size_t threads = 1, double probability = 0.9) {
  Sampling sampling;
  sampling.replications = 2000;
  sampling.threads = threads;
  return plan(scenario_of(text), {probability}, sampling);
}

std::string day_of(const std::optional<Date>& date) { return date ? format_date(*date) : "none"; }

const PlannedPeriod& period_of(const Plan& plan, const std::string& organisation, const std::string& from) {
  return *std::find_if(plan.periods.begin(), plan.periods.end(), [&](const PlannedPeriod& it) {
    return it.organisation == organisation && format_date(it.from) == from;
  });
}

const PlannedSupply& supply_of(const Plan& plan, const std::string& from) {
  return *std::find_if(plan.supplies.begin(), plan.supplies.end(),
                       [&](const PlannedSupply& it) { return format_date(it.from) == from; });
}

const char* const two_orders = R"("a": {"organisation": "first", "units": 20, "due": "2024-01-20"},
                                  "b": {"organisation": "second", "units": 10, "due": "2024-01-20"})";

}  // namespace

TEST_CASE("an order is shipped with its last lot, and at the dock and online after the way", "[plan]") {
  const Plan it = planned(weekly(two_orders));
  REQUIRE(it.orders.size() == 2);
  CHECK(it.replications == 1);
  const PlannedOrder& a = it.orders[0];
  CHECK(day_of(a.shipped.p50) == "2024-01-15");
  CHECK(day_of(a.docked.p50) == "2024-01-18");
  CHECK(day_of(a.online.p90) == "2024-01-18");
  CHECK(day_of(a.confirmed) == "2024-01-18");
  CHECK(a.on_time == 1);
  CHECK(a.source == "weekly");
  CHECK(a.source_share == 1);
  CHECK(a.cause.empty());
  CHECK(a.yields.empty());
}

TEST_CASE("an order that waits its turn is late by the plan, and nobody has to yield", "[plan]") {
  const PlannedOrder b = planned(weekly(two_orders)).orders[1];
  CHECK(day_of(b.docked.p50) == "2024-01-25");
  CHECK(b.on_time == 0);
  CHECK(b.by_end == 1);
  CHECK(b.cause == "slack");
  CHECK(b.cause_days == 5);
  CHECK(b.days_late == 5);
  CHECK(b.late_units == 10);
  CHECK(b.yields.empty());
}

TEST_CASE("who goes ahead is named to whom it overtakes", "[plan]") {
  const Plan it = planned(weekly(R"("a": {"organisation": "first", "units": 30, "due": "2024-01-28"},
                                    "b": {"organisation": "second", "units": 20, "priority": 1})"));
  const PlannedOrder& a = it.orders[0];
  CHECK(day_of(a.docked.p50) == "2024-02-08");  // lots of the 22nd and 29th of January and the 5th of February
  CHECK(a.yields == "second");
  CHECK(a.yields_share == 1);
  CHECK(a.late_units == 20);  // ten on the 25th are in time
  CHECK(a.days_late == 7.5);  // four and eleven
  CHECK(a.cause == "passed_over");
  CHECK(a.cause_days == 24.5);  // from the 8th to the 29th, and to the 5th
  CHECK(!it.orders[1].due);
  CHECK(!it.orders[1].on_time);
}

TEST_CASE("what is not there by the end has no date, and what came of it counts", "[plan]") {
  const PlannedOrder it =
      planned(weekly(R"("a": {"organisation": "first", "units": 100, "due": "2024-02-01"})")).orders[0];
  CHECK(!it.shipped.p50);
  CHECK(!it.docked.p90);
  CHECK(!it.confirmed);
  CHECK(it.by_end == 0);
  CHECK(it.docked_units == 75);  // seven lots, and of the 26th of February what four days bring
}

TEST_CASE("what was cancelled is not waited for", "[plan]") {
  const PlannedOrder it =
      planned(weekly(R"("a": {"organisation": "first", "units": 30, "due": "2024-01-12"})",
                     R"("interventions": {"less": {"at": "2024-01-09", "cancel": {"order": "a", "units": 20}}},)"))
          .orders[0];
  CHECK(it.units == 10);
  CHECK(day_of(it.docked.p50) == "2024-01-11");
  CHECK(it.on_time == 1);
}

TEST_CASE("a confirmed date is the first day by whose beginning enough courses of events have it at the dock",
          "[plan]") {
  const std::string late_lot =
      R"({"allot": 1, "start": "2024-01-01", "end": "2024-12-31", "products": {"gpu": {}}, "organisations": {"lab": {}},
        "suppliers": {"maker": {"supply": {"lot": {"product": "gpu", "at": "2024-01-01", "units": 10, "slip": {"exponential": {"mean": "10d"}}}}}},
        "orders": {"a": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 10, "due": "2024-01-11"}}})";
  const Plan half = planned(late_lot, 1, 0.5), most = planned(late_lot, 1, 0.9);
  const auto days = [&](const std::optional<Date>& date) { return static_cast<double>(*date - half.start) / day; };
  CHECK(std::abs(days(half.orders[0].docked.p50) - 6.93) < 0.9);   // 10 ln 2; four standard errors of 10/sqrt(2000)
  CHECK(std::abs(days(most.orders[0].docked.p90) - 23.03) < 2.7);  // 10 ln 10; of 30/sqrt(2000)
  CHECK(days(half.orders[0].confirmed) == std::ceil(days(half.orders[0].docked.p50)));
  CHECK(days(most.orders[0].confirmed) == std::ceil(days(most.orders[0].docked.p90)));
  CHECK(std::abs(*most.orders[0].on_time - 0.632) < 0.044);  // 1 - 1/e
  CHECK(most.orders[0].cause == "lot_slip");
  CHECK(most.orders[0].source == "lot");
}

TEST_CASE("a due is confirmed where it is kept as often as asked, to the moment", "[plan]") {
  const auto due_at = [](const std::string& due) {
    return planned(
               R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}}, "organisations": {"lab": {}},
        "suppliers": {"maker": {"supply": {"lot": {"product": "gpu", "at": "2024-01-10T14:00", "units": 10}}}},
        "orders": {"a": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 10, "due": ")" +
               due + R"("}}})")
        .orders[0];
  };
  CHECK(format_date(*due_at("2024-01-10T18:00").confirmed) == "2024-01-10T18:00");
  CHECK(format_date(*due_at("2024-01-10").confirmed) == "2024-01-11");
  CHECK(due_at("2024-01-10").on_time == 0);
  CHECK(due_at("2024-01-11").on_time == 1);  // written back, it is kept
}

TEST_CASE("weeks say what was awarded and arrived in them, and how it stood at their end", "[plan]") {
  const Plan it = planned(weekly(two_orders));
  const PlannedPeriod& week = period_of(it, "first", "2024-01-15");
  CHECK(week.awarded.mean == 10);  // of the 15th
  CHECK(week.arrived.mean == 10);  // on the 18th
  CHECK(week.online.p50 == 20);
  CHECK(week.backlog == 0);
  CHECK(week.fill == 1);
  const PlannedPeriod& before = period_of(it, "first", "2024-01-08");
  CHECK(before.online.p10 == 10);
  CHECK(before.backlog == 10);
  CHECK(!before.fill);
  CHECK(period_of(it, "second", "2024-01-15").fill == 0);
  CHECK(period_of(it, "second", "2024-01-15").backlog == 10);
  CHECK(period_of(it, "second", "2024-01-22").fill == 1);
}

TEST_CASE("what nobody asked for is left with the supplier", "[plan]") {
  const Plan it = planned(weekly(two_orders));
  CHECK(supply_of(it, "2024-01-22").supply.mean == 10);
  CHECK(supply_of(it, "2024-01-22").awarded.mean == 10);
  CHECK(supply_of(it, "2024-01-22").left.mean == 0);
  CHECK(supply_of(it, "2024-01-29").awarded.mean == 0);
  CHECK(supply_of(it, "2024-01-29").left.mean == 10);
  CHECK(supply_of(it, "2024-02-05").left.mean == 20);
}

TEST_CASE("what a decision moves goes on in the rows of whoever has it then", "[plan]") {
  const Plan it = planned(weekly(
      R"("a": {"organisation": "first", "units": 20})",
      R"("interventions": {"gift": {"at": "2024-01-16", "divert": {"product": "gpu", "units": 10, "from": "first", "to": "second", "states": ["in_transit"]}}},)"));
  CHECK(period_of(it, "first", "2024-01-15").awarded.mean == 10);
  CHECK(period_of(it, "first", "2024-01-15").arrived.mean == 0);
  CHECK(period_of(it, "first", "2024-01-15").online.mean == 10);
  CHECK(period_of(it, "second", "2024-01-15").arrived.mean == 10);
  CHECK(period_of(it, "second", "2024-01-15").online.mean == 10);
}

TEST_CASE("what was shipped before the start is no award of any week", "[plan]") {
  const Plan it = planned(weekly(
      R"("a": {"organisation": "first", "units": 20, "placed": "2023-12-01", "due": "2024-01-05",
              "delivered": [["2023-12-15", 10]], "in_transit": [["2024-01-04", 10]]})"));
  CHECK(it.orders[0].source == "before");
  CHECK(day_of(it.orders[0].docked.p50) == "2024-01-04");
  CHECK(it.orders[0].on_time == 1);
  CHECK(period_of(it, "first", "2024-01-01").awarded.mean == 0);
  CHECK(period_of(it, "first", "2024-01-01").arrived.mean == 10);
  CHECK(period_of(it, "first", "2024-01-01").online.mean == 20);
}

TEST_CASE("a plan is the same on any number of threads", "[plan]") {
  const std::string text = weekly(two_orders, R"("parameters": {},)");
  std::string slips = text;
  slips.replace(slips.find(R"("rate": "10/w")"), 14, R"("rate": "10/w", "slip": {"exponential": {"mean": "9d"}})");
  CHECK(render(planned(slips, 1), Format::tidy) == render(planned(slips, 3), Format::tidy));
}

TEST_CASE("who overtook most is who the explanation says did", "[plan]") {
  const Scenario scenario = check(read(std::string(ALLOT_SOURCE_DIR) + "/data/scenarios/minimal.json"));
  const Plan it = plan(scenario, {}, {});
  const Explanations all = explain(scenario, {}, {});
  REQUIRE(all.orders.size() == it.orders.size());
  std::size_t named = 0;
  for (std::size_t i = 0; i < all.orders.size(); ++i) {
    const auto& by = all.orders[i].passed_over_by;
    const auto most =
        std::max_element(by.begin(), by.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    CHECK(it.orders[i].yields == (most == by.end() ? "" : most->first));
    named += !it.orders[i].yields.empty();
  }
  CHECK(named == 2);
}

TEST_CASE("a probability that is none is refused", "[plan]") {
  for (const double probability : {0.0, 1.0, -0.5})
    CHECK_THROWS_AS(planned(weekly(two_orders), 1, probability), RequestError);
}

}  // namespace allot::plan_test

#include "allot/roll.hpp"

#include "engine/simulate.hpp"
#include "experiment/course.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"
#include "model/compile.hpp"
#include "scenario/book_shelf.hpp"
#include "scenario/build_draft.hpp"
#include "scenario/edit.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"
#include "support/generate.hpp"
#include "support/reference_engine.hpp"

namespace allot::roll_test {
namespace {

using scenario::made::list;
using scenario::made::object;
using scenario::made::text;
using scenario::made::whole;

ScenarioFile file_of(const std::string& content) {
  return {json::parse(std::make_shared<const Text>(Text{"scenario.json", content})), {}, {}};
}

Draft rows(const std::string& content) { return json::parse(std::make_shared<const Text>(Text{"rows.json", content})); }

Scenario rolled(const ScenarioFile& file, const Roll& roll) {
  ScenarioFile next = file;
  scenario::edit_with_rows(next, scenario::orders_in_merge_patch(roll.next), next.notes,
                           [&](Draft& root) { scenario::merge_patch(root, roll.next, next.notes); });
  return check(next);
}

// What the files would say of a week in which all went as planned.
WhatHappened as_planned(const Scenario& scenario, Date to) {
  const experiment::PlannedCourse course = experiment::course_of(scenario);
  std::vector<Draft> received, shipped, cancelled;
  for (const auto& it : course.lots)
    if (it.arrival < to && it.good > 0)
      received.push_back(object({{"supplier", text(scenario.suppliers[it.supplier.at()].id)},
                                 {"product", text(scenario.products[it.product.at()].id)},
                                 {"supply", text(scenario.suppliers[it.supplier.at()].supply[it.supply.at()].id)},
                                 {"planned", text(format_date(it.planned))},
                                 {"units", whole(it.good)},
                                 {"date", text(format_date(it.arrival))}}));
  for (const auto& it : course.shipments) {
    if (it.date >= to) continue;
    Draft row = object({{"order", text(scenario.order(it.order).id)},
                        {"units", whole(it.units)},
                        {"date", text(format_date(it.date))}});
    if (it.delivered < to) row.set("delivered", text(format_date(it.delivered)));
    shipped.push_back(row);
  }
  for (const auto& it : course.cancellations)
    if (it.date < to)
      cancelled.push_back(object({{"order", text(scenario.order(it.order).id)},
                                  {"units", whole(it.units)},
                                  {"date", text(format_date(it.date))}}));
  return {list(received), list(shipped), list(cancelled), {}, {}, {}};
}

constexpr const char* small = R"({
  "allot": 1, "start": "2024-01-01", "end": "2024-03-01",
  "products": {"gpu": {"lot": 1}},
  "organisations": {"a": {}, "b": {}},
  "suppliers": {"maker": {
    "supply": {"plan": {"product": "gpu", "from": "2024-01-01", "until": "2024-02-26", "every": "1w", "rate": "10/w"}},
    "allocation": {"levels": ["organisation", "order"], "rules": {"organisation": "proportional", "order": "fifo"}},
    "routes": {"default": [{"stage": "truck", "delay": "3d"}]}}},
  "orders": {
    "a1": {"organisation": "a", "supplier": "maker", "product": "gpu", "units": 30, "due": "2024-02-01"},
    "b1": {"organisation": "b", "supplier": "maker", "product": "gpu", "units": 30, "due": "2024-02-01"}}
})";

bool says(const Roll& roll, const std::string& words) {
  return std::any_of(roll.notes.begin(), roll.notes.end(),
                     [&](const RollNote& it) { return it.words.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("a week of which no file says anything went as planned, and the plan says no more than its date") {
  const Roll it = roll(file_of(small), {}, *parse_date("2024-01-15"));
  CHECK(it.notes.empty());
  CHECK(json::write(it.next) == json::write(rows(R"({"as_of": "2024-01-15"})")));
}

TEST_CASE("a lot that has not come is late, and what the rule would have given of it is not shipped") {
  WhatHappened week;
  week.received = rows(R"([{"units": 10, "date": "2024-01-01"}])");
  week.shipped =
      rows(R"([{"order": "a1", "units": 5, "date": "2024-01-01"}, {"order": "b1", "units": 5, "date": "2024-01-01"}])");
  const ScenarioFile file = file_of(small);
  const Roll it = roll(file, week, *parse_date("2024-01-10"));
  CHECK(says(it, "10 of plan, due on 2024-01-08, have not come."));
  CHECK_FALSE(it.contradicts());
  const Scenario next = rolled(file, it);
  REQUIRE(next.actuals.received.size() == 1);
  CHECK_FALSE(next.actuals.received[0].date);
  CHECK(next.actuals.recorded.empty());
  // The late lot may come at any moment now: on the 10th, and with it 5 for each.
  const experiment::PlannedCourse course = experiment::course_of(next);
  CHECK(course.shipments[1].date == *parse_date("2024-01-10"));
}

TEST_CASE("shipments that differ from the rule stand in for it on that day alone") {
  WhatHappened week;
  week.shipped =
      rows(R"([{"order": "a1", "units": 8, "date": "2024-01-01"}, {"order": "b1", "units": 2, "date": "2024-01-01"},
                          {"order": "a1", "units": 4, "date": "2024-01-08"}, {"order": "b1", "units": 6, "date": "2024-01-08"}])");
  const ScenarioFile file = file_of(small);
  const Roll it = roll(file, week, *parse_date("2024-01-10"));
  CHECK(says(it, "a1: 8 shipped on 2024-01-01, not 5."));
  CHECK_FALSE(it.contradicts());
  const Scenario next = rolled(file, it);
  // On the 8th, 22 and 28 are open: in proportion 4.4 and 5.6, hence 4 and 6, as the record has it.
  REQUIRE(next.actuals.recorded.size() == 1);
  CHECK(*next.actuals.recorded[0].until == *parse_date("2024-01-02"));
}

TEST_CASE("what was shipped without stock is said, and taken as found") {
  WhatHappened week;
  week.shipped = rows(R"([{"order": "a1", "units": 25, "date": "2024-01-02"}])");
  const ScenarioFile file = file_of(small);
  const Roll it = roll(file, week, *parse_date("2024-01-05"));
  CHECK(it.contradicts());
  CHECK(says(it, "a1: 25 shipped on 2024-01-02, but stock and receipts explain no more than 10."));
  const Scenario next = rolled(file, it);
  CHECK(next.suppliers[0].supply.size() == 2);
  CHECK(experiment::course_of(next).shipments[0].units == 25);
}

TEST_CASE("a shipment that came on another day, or is expected then, is there then") {
  WhatHappened week;
  week.shipped = rows(R"([{"order": "a1", "units": 5, "date": "2024-01-01", "delivered": "2024-01-06"},
                          {"order": "b1", "units": 5, "date": "2024-01-01", "expected": "2024-01-12"}])");
  const ScenarioFile file = file_of(small);
  const Roll it = roll(file, week, *parse_date("2024-01-07"));
  CHECK(says(it, "a1: 5 shipped on 2024-01-01 came on 2024-01-06, not on 2024-01-04."));
  CHECK(says(it, "b1: 5 shipped on 2024-01-01 are expected on 2024-01-12, not on 2024-01-04."));
  const experiment::PlannedCourse course = experiment::course_of(rolled(file, it));
  CHECK(course.shipments[0].delivered == *parse_date("2024-01-06"));
  CHECK(std::count_if(course.shipments.begin(), course.shipments.end(), [](const auto& shipment) {
          return shipment.order.index == 1 && shipment.delivered == *parse_date("2024-01-12");
        }) == 1);
}

TEST_CASE("a shipment beside the rule that has not come is not taken for come") {
  WhatHappened week;
  week.shipped = rows(R"([{"order": "a1", "units": 8, "date": "2024-01-01", "delivered": "2024-01-05"},
                          {"order": "b1", "units": 2, "date": "2024-01-01"}])");
  const ScenarioFile file = file_of(small);
  const Roll it = roll(file, week, *parse_date("2024-01-07"));
  CHECK(says(it,
             "b1: 2 shipped on 2024-01-01, due on 2024-01-04, have not come, and no new day is said: taken for "
             "2024-01-07."));
  const experiment::PlannedCourse course = experiment::course_of(rolled(file, it));
  CHECK(course.shipments[0].units == 8);
  CHECK(course.shipments[0].delivered == *parse_date("2024-01-05"));
}

TEST_CASE("what was delivered before it was shipped does not add up") {
  WhatHappened week;
  week.shipped = rows(R"([{"order": "a1", "units": 5, "date": "2024-01-02", "delivered": "2024-01-01"}])");
  CHECK(roll(file_of(small), week, *parse_date("2024-01-07")).contradicts());
}

TEST_CASE("a plan rolls on from week to week, and says of what was on its way when it came") {
  WhatHappened first, second;
  first.shipped = rows(R"([{"order": "a1", "units": 8, "date": "2024-01-01", "expected": "2024-01-12"},
                           {"order": "b1", "units": 2, "date": "2024-01-01", "delivered": "2024-01-04"}])");
  const ScenarioFile file = file_of(small);
  const Roll one = roll(file, first, *parse_date("2024-01-08"));
  ScenarioFile next = file;
  scenario::merge_patch(next.root, one.next, next.notes);
  second.shipped = rows(R"([{"order": "a1", "units": 8, "date": "2024-01-01", "delivered": "2024-01-13"},
                            {"order": "a1", "units": 4, "date": "2024-01-08"},
                            {"order": "b1", "units": 6, "date": "2024-01-08"}])");
  const Roll two = roll(next, second, *parse_date("2024-01-15"));
  CHECK(says(two, "a1: 8 shipped on 2024-01-01 came on 2024-01-13, not on 2024-01-12."));
  CHECK_FALSE(two.contradicts());
  const Scenario scenario = rolled(next, two);
  REQUIRE(scenario.actuals.shipped.size() == 4);
  CHECK(experiment::course_of(scenario).shipments[0].delivered == *parse_date("2024-01-13"));
}

TEST_CASE("new orders, changed promises and cancellations are taken over and said") {
  WhatHappened week;
  week.orders = rows(R"([{"id": "a1", "due": "2024-02-08"}, {"id": "b1", "units": 30},
                         {"id": "c1", "organisation": "b", "supplier": "maker", "product": "gpu", "units": 4}])");
  week.cancelled = rows(R"([{"order": "b1", "units": 7, "date": "2024-01-03"}])");
  const ScenarioFile file = file_of(small);
  const Roll it = roll(file, week, *parse_date("2024-01-10"));
  CHECK(says(it, "a1: due 2024-02-08, not 2024-02-01."));
  CHECK(says(it, "c1 is new: 4 gpu for b."));
  CHECK(says(it, "b1: 7 cancelled."));
  const Scenario next = rolled(file, it);
  CHECK(next.orders.size() == 3);
  CHECK(half_up(next.orders[2].placed.number) == *parse_date("2024-01-10"));
  CHECK(it.next.find("orders")->keys == std::vector<std::string>{"a1", "c1"});
}

TEST_CASE("a promise of supply that moved is said, one that did not is no news") {
  const std::string text = std::string(small).replace(
      std::string(small).find("\"plan\""), 0,
      R"("lot": {"product": "gpu", "at": "2024-02-05", "units": 5}, "other": {"product": "gpu", "at": "2024-02-06", "units": 5}, )");
  WhatHappened week;
  week.supply = rows(R"([{"supplier": "maker", "id": "lot", "at": "2024-02-12"},
                         {"supplier": "maker", "id": "other", "at": "2024-02-06", "units": 5}])");
  const Roll it = roll(file_of(text), week, *parse_date("2024-01-10"));
  CHECK(says(it, "lot is promised for 2024-02-12, not 2024-02-05."));
  CHECK(it.notes.size() == 1);
  CHECK(it.next.find("suppliers")->find("maker")->find("supply")->keys == std::vector<std::string>{"lot"});
}

TEST_CASE("rows that name what is not there are all refused at once") {
  WhatHappened week;
  week.shipped = rows(R"([{"order": "a2", "units": 5, "date": "2024-01-01"}, {"order": "a1", "units": 5}])");
  try {
    roll(file_of(small), week, *parse_date("2024-01-10"));
    FAIL("it was taken");
  } catch (const InputError& error) {
    CHECK(error.problems().size() == 2);
  }
}

TEST_CASE("a roll makes no new supplier or site of a name that is wrong") {
  WhatHappened week;
  week.supply = rows(R"([{"supplier": "makr", "id": "lot", "product": "gpu", "at": "2024-02-12", "units": 5}])");
  week.sites = rows(R"([{"site": "hall", "gate": "doors", "id": "a", "at": "2024-02-12", "add": 5}])");
  try {
    roll(file_of(small), week, *parse_date("2024-01-10"));
    FAIL("it was taken");
  } catch (const InputError& error) {
    REQUIRE(error.problems().size() == 3);
    CHECK(error.problems()[0].hint == "did you mean 'maker'?");
  }
}

TEST_CASE("a plan that rolls over days in which all went as planned goes on as if it had not, in both engines") {
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    const ScenarioFile file = file_of(generate_scenario(seed));
    const Scenario scenario = check(file);
    Dice dice(seed);
    const Date to = scenario.start + dice.between(1, 29) * day + dice.between(0, 1) * day / 2;
    const Roll it = roll(file, as_planned(scenario, to), to);
    INFO("generated scenario " << seed << " as of " << format_date(to) << ": "
                               << (it.notes.empty() ? "" : it.notes[0].words));
    REQUIRE(it.notes.empty());
    const Scenario next = rolled(file, it);
    // Draws by lot, which a rule may ask for, are those of the middle.
    const engine::Recording recording{.snapshots = true, .is_typical = true};
    const auto before = engine::simulate(model::compile(scenario), 1, 0, recording);
    const auto after = engine::simulate(model::compile(next), 1, 0, recording);
    const bool is_same = before.snapshots == after.snapshots;
    REQUIRE(is_same);
    const bool draws_lots = engine::simulate(model::compile(scenario), 1, 0, {}).is_random;
    if (draws_lots) continue;
    const ReferenceRun one = reference_run(scenario, 1, 0), other = reference_run(next, 1, 0);
    const bool is_same_there = one.snapshots.back().levels == other.snapshots.back().levels;
    REQUIRE(is_same_there);
  }
}

}  // namespace allot::roll_test

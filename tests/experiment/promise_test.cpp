#include "allot/promise.hpp"

#include <cmath>
#include <memory>
#include <string>

#include "allot/reports.hpp"
#include "allot/scenario_io.hpp"
#include "base/literals.hpp"
#include "support/catch.hpp"

namespace allot::promise_test {
namespace {

Scenario scenario_of(const std::string& text) {
  return check(read_text(std::make_shared<Text>(Text{"market.json", text}), "."));
}

// Ten a week from the eighth of January on; `first` waits for thirty.
std::string weekly(const std::string& orders) {
  return R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}},
    "organisations": {"first": {}, "late": {}},
    "suppliers": {"maker": {"supply": {"weekly": {"product": "gpu", "from": "2024-01-08", "until": "2024-03-01", "every": "1w", "rate": "10/w"}},
                            "allocation": {"levels": ["order"]}}},
    "defaults": {"orders": {"supplier": "maker", "product": "gpu"}},
    "orders": {"waiting": {"organisation": "first", "units": 30})" +
         orders + "}}";
}

// One lot of ten, late by ten days in the mean.
std::string late_lot(const std::string& orders) {
  return R"({"allot": 1, "start": "2024-01-01", "end": "2024-02-10", "products": {"gpu": {}}, "organisations": {"lab": {}},
    "suppliers": {"maker": {"supply": {"lot": {"product": "gpu", "at": "2024-01-01", "units": 10, "slip": {"exponential": {"mean": "10d"}}}}}},
    "orders": {)" +
         orders + "}}";
}

Promise promised(const std::string& without, const std::string& with, PromiseRequest request = {"asked"},
                 std::size_t threads = 1) {
  Sampling sampling;
  sampling.replications = 2000;
  sampling.threads = threads;
  return promise(scenario_of(without), scenario_of(with), request, sampling);
}

const char* const asks_for_ten =
    R"("asked": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 10})";

}  // namespace

TEST_CASE("an order behind the queue is promised the day when the queue and it are served", "[promise]") {
  const Promise it = promised(weekly(""), weekly(R"(, "asked": {"organisation": "late", "units": 20})"));
  REQUIRE(it.date.has_value());
  CHECK(format_date(*it.date) == "2024-02-05");  // the fifth lot
  CHECK(it.replications == 1);
  CHECK(it.share_by_end == 1);
  for (const Displacement& other : it.displaced) CHECK((other.units.mean == 0 && other.gpu_days.mean == 0));
}

TEST_CASE("an order that goes ahead takes two weeks from each of thirty units that waited", "[promise]") {
  const Promise it = promised(weekly(""), weekly(R"(, "asked": {"organisation": "late", "units": 20, "priority": 1})"));
  REQUIRE(it.date.has_value());
  CHECK(format_date(*it.date) == "2024-01-15");
  REQUIRE(it.displaced.size() == 2);
  CHECK(it.displaced[0].organisation == "first");
  CHECK(it.displaced[0].units.mean == 0);
  CHECK(it.displaced[0].gpu_days.mean == -420);
  CHECK(it.displaced[1].gpu_days.mean == 0);  // its own other orders: none
}

TEST_CASE("what does not come before the end cannot be promised", "[promise]") {
  const Promise it = promised(weekly(""), weekly(R"(, "asked": {"organisation": "late", "units": 60})"));
  CHECK_FALSE(it.date.has_value());
  CHECK(it.share_by_end == 0);
}

// Sixty whole never come; at every week's division the others share as if nobody had asked.
TEST_CASE("an order that takes nothing displaces nobody", "[promise]") {
  const auto shared = [](const std::string& asked) {
    return R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}},
      "organisations": {"a": {}, "b": {}, "late": {}},
      "suppliers": {"maker": {"supply": {"weekly": {"product": "gpu", "from": "2024-01-01", "until": "2024-03-01", "every": "1w", "rate": "10/w"}}}},
      "defaults": {"orders": {"supplier": "maker", "product": "gpu"}},
      "orders": {"a-1": {"organisation": "a", "units": 70}, "b-1": {"organisation": "b", "units": 50})" +
           asked + "}}";
  };
  const Promise it =
      promised(shared(""), shared(R"(, "asked": {"organisation": "late", "units": 60, "partial": false})"));
  CHECK(it.share_by_end == 0);
  REQUIRE(it.displaced.size() == 3);
  for (const Displacement& other : it.displaced) CHECK((other.units.mean == 0 && other.gpu_days.mean == 0));
}

// Ninety in a hundred exponential times of mean 10 days are at most 10 ln 10, 23.03 days.
TEST_CASE("a date that is kept with ninety in a hundred is the ninetieth of a hundred deliveries", "[promise]") {
  PromiseRequest request{"asked"};
  request.calibrates = true;
  const Promise it = promised(late_lot(""), late_lot(asks_for_ten), request);
  REQUIRE((it.date && it.low && it.high && it.median));
  const auto after = [&](double days) { return static_cast<Date>(days * day) + 19'723 * day; };
  CHECK((*it.low <= after(23.026) && after(23.026) <= *it.high));
  CHECK((*it.low <= *it.date && *it.date <= *it.high));
  CHECK(*it.high - *it.low < 5 * day);
  REQUIRE(it.calibration.size() == 5);
  for (const Calibration& row : it.calibration) {
    CAPTURE(row.probability, row.share);
    CHECK(row.held_out == 1000);
    CHECK(row.share ==
          Approx(row.probability).margin(4 * std::sqrt(2 * row.probability * (1 - row.probability) / 1000)));
  }
}

TEST_CASE("a promise is the same on any number of threads", "[promise]") {
  const PromiseRequest request{"asked", 0.8, true};
  const std::string one = render(promised(late_lot(""), late_lot(asks_for_ten), request, 1), Format::json);
  CHECK(one == render(promised(late_lot(""), late_lot(asks_for_ten), request, 3), Format::json));
  CHECK(one.find("\"calibration\"") != std::string::npos);
}

TEST_CASE("a promise is refused where there is no such order, or no such probability", "[promise]") {
  CHECK_THROWS_AS(promised(weekly(""), weekly(""), {"nobody"}), RequestError);
  CHECK_THROWS_AS(promised(late_lot(""), late_lot(asks_for_ten), {"asked", 1.0}), RequestError);
}

namespace {

Date on(const std::string& day) { return *parse_date(day); }

PromiseRequest by(const std::string& day) {
  PromiseRequest request{"asked"};
  request.by = on(day);
  return request;
}

std::string asked_as(const std::string& more) {
  return weekly(R"(, "asked": {"organisation": "late", "units": 20)" + more + "}");
}

}  // namespace

// Lots of ten on 8, 15, 22, 29 January and 5 February; `waiting` takes the first three.
TEST_CASE("as many can be promised for a day as the queue leaves by then", "[promise]") {
  const Promise last = promised(weekly(""), asked_as(""), by("2024-02-05"));
  REQUIRE(last.by.has_value());
  CHECK(last.by->units == 20);
  CHECK(last.units == 20);
  CHECK(last.by->share == 1);
  CHECK(last.by->is_monotone);
  CHECK(promised(weekly(""), asked_as(R"(, "priority": 1)"), by("2024-02-05")).by->units == 50);
  CHECK(promised(weekly(""), asked_as(""), by("2024-02-04")).by->units == 10);
}

TEST_CASE("where nothing comes by a day nothing is promised, and nobody displaced", "[promise]") {
  const Promise it = promised(weekly(""), asked_as(""), by("2024-01-22"));
  CHECK(it.by->units == 0);
  CHECK(it.units == 0);
  CHECK_FALSE(it.date.has_value());
  CHECK(it.displaced.empty());
  CHECK_THAT(render(it, Format::table), ContainsSubstring("Nothing can be promised by 2024-01-22"));
}

TEST_CASE("a number of units and a day are asked of one order at once", "[promise]") {
  PromiseRequest request = by("2024-02-05");
  request.keeps_units = true;
  const Promise it = promised(weekly(""), weekly(R"(, "asked": {"organisation": "late", "units": 10})"), request);
  CHECK(it.by->units == 20);
  CHECK(it.units == 10);
  CHECK(format_date(*it.date) == "2024-01-29");
}

TEST_CASE("a day outside of the scenario is refused", "[promise]") {
  CHECK_THROWS_AS(promised(weekly(""), asked_as(""), by("2024-03-01")), RequestError);
  CHECK_THROWS_AS(promised(weekly(""), asked_as(""), by("2023-12-31")), RequestError);
}

// Ahead of thirty, twenty cost a week or two each; without anybody's loss they wait for the lots that nobody else takes.
TEST_CASE("who is displaced is told by order: by how many days, how many units and from which date to which",
          "[promise]") {
  const Promise it = promised(weekly(""), asked_as(R"(, "priority": 1)"));
  REQUIRE(it.displaced_orders.size() == 1);
  const Displacement& waiting = it.displaced_orders[0];
  CHECK(waiting.order == "waiting");
  CHECK(waiting.organisation == "first");
  CHECK(waiting.units.mean == 0);
  CHECK(waiting.gpu_days.mean == -420);
  CHECK(waiting.behind.mean == 20);
  CHECK(waiting.days.mean == 14);
  CHECK(format_date(*waiting.date_without) == "2024-01-22");
  CHECK(format_date(*waiting.date_with) == "2024-02-05");
}

TEST_CASE("the price of displacing nobody is the wait for stock that nobody else takes", "[promise]") {
  const Promise ahead = promised(weekly(""), asked_as(R"(, "priority": 1)"), by("2024-01-30"));
  REQUIRE(ahead.behind_others.has_value());
  CHECK(ahead.by->units == 40);
  CHECK(ahead.behind_others->by->units == 10);  // of the fourth lot; those before it are the queue's
  const Promise twenty = promised(weekly(""), asked_as(R"(, "priority": 1)"));
  CHECK(format_date(*twenty.date) == "2024-01-15");
  CHECK(format_date(*twenty.behind_others->date) == "2024-02-05");
  // Whoever stands last displaces nobody, and is served as soon.
  const Promise last = promised(weekly(""), asked_as(""));
  CHECK(last.date == last.behind_others->date);
}

// Twenty a week among a (70) and b (50) in proportion: whoever joins them takes of both from the first week on. All is
// taken until 120 are there, after six weeks; then twenty a week are nobody's.
TEST_CASE("in a proportional market any order displaces, and the price is what is left once all are served",
          "[promise]") {
  const auto shared = [](const std::string& asked) {
    return R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-04", "products": {"gpu": {}},
      "organisations": {"a": {}, "b": {}, "late": {}},
      "suppliers": {"maker": {"supply": {"weekly": {"product": "gpu", "from": "2024-01-01", "until": "2024-03-04", "every": "1w", "rate": "20/w"}}}},
      "defaults": {"orders": {"supplier": "maker", "product": "gpu"}},
      "orders": {"a-1": {"organisation": "a", "units": 70}, "b-1": {"organisation": "b", "units": 50})" +
           asked + "}}";
  };
  const Promise it = promised(shared(""), shared(R"(, "asked": {"organisation": "late", "units": 40})"));
  CHECK(format_date(*it.date) == "2024-02-19");  // all 160 after eight weeks
  REQUIRE(it.behind_others.has_value());
  CHECK(format_date(*it.behind_others->date) == "2024-02-19");  // the seventh and eighth lot
  CHECK(it.displaced[0].behind.mean > 0);
  CHECK(it.displaced[1].behind.mean > 0);
  const Promise early =
      promised(shared(""), shared(R"(, "asked": {"organisation": "late", "units": 40})"), by("2024-02-12"));
  CHECK(early.behind_others->by->units == 20);
}

// Of 25, with equal losses among orders that ship whole: who is shorter of its own is set aside. An order of 8 would get 6.5
// and the 20 that wait 18.5, so that those go first and leave 5; one of 25 would get 15 and they 10, and goes first.
TEST_CASE("where a rule favours large orders, a smaller one may come later, and that is said", "[promise]") {
  const auto market = [](const std::string& asked) {
    return R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}},
      "organisations": {"first": {}, "late": {}},
      "suppliers": {"maker": {"supply": {"lot": {"product": "gpu", "at": "2024-01-08", "units": 25}},
                              "allocation": {"levels": ["order"], "rules": {"order": "equal_losses"}}}},
      "defaults": {"orders": {"supplier": "maker", "product": "gpu", "partial": false}},
      "orders": {"waiting": {"organisation": "first", "units": 20})" +
           asked + "}}";
  };
  const Promise it =
      promised(market(""), market(R"(, "asked": {"organisation": "late", "units": 1})"), by("2024-01-08"));
  CHECK(it.by->units == 25);
  CHECK_FALSE(it.by->is_monotone);
}

TEST_CASE("an order with supply of its own is not asked to wait for what others leave", "[promise]") {
  const Promise it = promised(weekly(""), asked_as(R"(, "deliveries": [["2024-01-10", 20]])"));
  CHECK_FALSE(it.behind_others.has_value());
  CHECK(format_date(*it.date) == "2024-01-10");
}

// Ten come after an exponential time of mean 10 days: a half of them by 6.93 days.
TEST_CASE("a number of units that is promised is there by the day in that share of the replications", "[promise]") {
  PromiseRequest request = by("2024-01-24");
  const Promise sure = promised(late_lot(""), late_lot(asks_for_ten), request);
  CHECK(sure.by->units == 10);  // 1 - exp(-2.4) = 0.909 are there by the end of the day
  CHECK(sure.by->share == Approx(0.909).margin(0.02));
  request.by = on("2024-01-20");
  CHECK(promised(late_lot(""), late_lot(asks_for_ten), request).by->units == 0);
  request.probability = 0.5;
  CHECK(promised(late_lot(""), late_lot(asks_for_ten), request).by->units == 10);
}

TEST_CASE("promises by quantity are the same on any number of threads", "[promise]") {
  const PromiseRequest request = by("2024-01-24");
  const std::string one = render(promised(late_lot(""), late_lot(asks_for_ten), request, 1), Format::tidy);
  CHECK(one == render(promised(late_lot(""), late_lot(asks_for_ten), request, 3), Format::tidy));
}

namespace {

ScenarioFile weekly_file() { return read_text(std::make_shared<Text>(Text{"market.json", weekly("")}), "."); }

AskedOrder asked_order(const std::string& id, const std::string& entry) {
  AskedOrder out = asked_orders(entry).orders.front();
  out.id = id;
  return out;
}

Promises promised_to(const std::vector<AskedOrder>& orders, const PromisesRequest& like) {
  PromisesRequest request = like;
  request.orders = orders;
  const ScenarioFile file = weekly_file();
  return promises(file, check(file), request, {});
}

}  // namespace

TEST_CASE("orders are promised one after another, and their order matters", "[promise]") {
  const AskedOrder a = asked_order("a", R"({"organisation": "late", "units": 10})");
  const AskedOrder b = asked_order("b", R"({"organisation": "late", "units": 10})");
  const Promises both = promised_to({a, b}, {});
  CHECK(format_date(*both.orders[0].date) == "2024-01-29");
  CHECK(format_date(*both.orders[1].date) == "2024-02-05");
  CHECK(both.orders[1].order == "b");
  PromisesRequest alone;
  alone.is_each_alone = true;
  const Promises each = promised_to({a, b}, alone);
  CHECK(format_date(*each.orders[1].date) == "2024-01-29");
}

TEST_CASE("an order sees as many units placed before it as were promised", "[promise]") {
  const AskedOrder a = asked_order("a", R"({"organisation": "late"})");
  const AskedOrder b = asked_order("b", R"({"organisation": "late"})");
  PromisesRequest request;
  request.each.by = on("2024-02-05");
  const Promises both = promised_to({a, b}, request);
  CHECK(both.orders[0].by->units == 20);
  CHECK(both.orders[1].by->units == 0);
  request.is_each_alone = true;
  CHECK(promised_to({a, b}, request).orders[1].by->units == 20);
}

TEST_CASE("other units than an order's own are asked for, and each wrong order is named", "[promise]") {
  PromisesRequest request;
  request.units = 20;
  CHECK(promised_to({asked_order("a", R"({"organisation": "late", "units": 1})")}, request).orders[0].units == 20);
  try {
    promised_to({asked_order("waiting", R"({"organisation": "late"})"), asked_order("b", R"({"organisation": "lat"})")},
                request);
    FAIL("both are wrong");
  } catch (const InputError& error) {
    CHECK(error.problems().size() == 2);
    CHECK_THAT(describe(error), ContainsSubstring("has an order 'waiting' already"));
    CHECK_THAT(describe(error), ContainsSubstring("unknown organisation 'lat'"));
  }
}

}  // namespace allot::promise_test

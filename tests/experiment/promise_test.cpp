#include "allot/promise.hpp"

#include <cmath>
#include <memory>
#include <string>

#include "allot/reports.hpp"
#include "allot/scenario_io.hpp"
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

}  // namespace allot::promise_test

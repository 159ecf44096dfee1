#include <cmath>
#include <string>

#include "support/catch.hpp"
#include "theory/queues.hpp"

/// Buyers that do not wait for ever, and buyers that order twice.
namespace allot::theory::buyers_test {
namespace {

std::string impatient(double rate, const std::string& patience, const std::string& supply, const std::string& more) {
  return R"({"allot": 1, "start": "2000-01-01", "products": {"u": {}}, "organisations": {"a": {}},
    "suppliers": {"s": {"supply": {)" +
         supply + R"(}, "allocation": {"levels": ["order"]}}},
    "streams": [{"organisation": "a", "supplier": "s", "product": "u", "units": 1, "every": )" +
         exponential(1 / rate) + R"(, "patience": )" + patience + "}], " + more + "}";
}

const engine::Gauge& backlog(const model::Model& model, const engine::Observations& seen) {
  return seen.gauges[engine::Layout(model).of(0, engine::OrganisationLevel::backlog)];
}

// How often at most ten wait on the hundredth day.
Found few_wait(const std::string& scenario) {
  const model::Model model = compiled(scenario);
  return measured(3000, [&](std::size_t r) {
    return backlog(model, engine::simulate(model, seed, r, {})).level <= 10 ? 1.0 : 0.0;
  });
}

// The waiting of a birth and death process whose births come at rate `order` and whose deaths at rate `supply`, and
// `loss` for each above 0.
struct Waiting {
  double mean = 0, none = 0;
};

Waiting waiting(double order, double supply, double loss) {
  double sum = order / (order - supply), weight = 1, above = 0;  // states down to stock without end, a geometric series
  const double none = sum;
  for (int n = 1; n < 200; ++n) {
    weight *= order / (supply + loss * n);
    sum += weight;
    above += n * weight;
  }
  return {above / sum, none / sum};
}

}  // namespace

// source: Palm (1943); the number in an M/G/infinity system is Poisson with mean rate x mean, whatever the distribution
TEST_CASE("a backlog that nobody serves is a queue with servers without end", "[theory][buyers]") {
  const std::string end = R"("end": "2000-04-10")";
  const Found exponentially = few_wait(impatient(5, exponential(3), "", end));
  CAPTURE(exponentially.mean);
  CHECK(exponentially.holds(0.118464411529));  // Poisson of mean 15, at most 10
  CHECK(exponentially.is_sharp(0.118464411529, 0.25));
  const Found exactly = few_wait(impatient(3, R"("4d")", "", end));
  CAPTURE(exactly.mean);
  CHECK(exactly.holds(0.347229417554));  // of mean 12
  CHECK(exactly.is_sharp(0.347229417554, 0.15));
}

// Supply of single units at exponential times: lots planned together whose slips add up. What orders come to 1.2 a day
// and supply 1 a day; nothing supplied is lost, so that 0.2 a day give up, each at rate 1/2 while it waits: 0.4 wait.
TEST_CASE("impatient orders and a supply in stock are a process of births and deaths", "[theory][buyers]") {
  const Waiting exact = waiting(1.2, 1, 0.5);
  CHECK(exact.mean == Approx(0.4));
  const std::string supply =
      R"("lots": {"product": "u", "from": "2000-01-01", "until": "2000-01-01T01:40", "every": "1s", "units": 6000,
    "slip": )" +
      exponential(1) + R"(, "slip_order": "accumulating"})";
  const model::Model model =
      compiled(impatient(1.2, exponential(2), supply, R"("end": "2015-01-01", "warm_up": "300d")"));
  const double days = static_cast<double>(model.end - model.warm_up) / day;
  const Found mean = measured(160, [&](std::size_t r) {
    return static_cast<double>(backlog(model, engine::simulate(model, seed, r, {})).unit_seconds) / day / days;
  });
  CAPTURE(mean.mean);
  CHECK(mean.holds(exact.mean));
  CHECK(mean.is_sharp(exact.mean, 0.05));
  const Found none = measured(2000, [&](std::size_t r) {
    const model::Model& it = model;
    return backlog(it, engine::simulate(it, seed, r, {})).level == 0 ? 1.0 : 0.0;
  });
  CAPTURE(none.mean, exact.none);
  CHECK(none.holds(exact.none));
}

// source: after Armony and Plambeck (2005), Management Science 51(10): the first of two exponential times with mean 10
TEST_CASE("of a need ordered twice the sooner serves and the other is cancelled", "[theory][buyers]") {
  const std::string supplier =
      R"({"supply": {"lot": {"product": "u", "at": "2000-01-01", "units": 1, "slip": )" + exponential(10) + "}}}";
  const model::Model model = compiled(
      R"({"allot": 1, "start": "2000-01-01", "end": "2001-01-01", "products": {"u": {}},
      "organisations": {"a": {"order_behaviour": {"target": {"roadmap": [["2000-01-01", 1]], "review": "1000d", "lead_time": "0d",
        "supplier": "one", "duplicate": {"suppliers": ["two"]}}}}},
      "suppliers": {"one": )" +
      supplier + R"(, "two": )" + supplier + "}}");
  const auto seen = [&](std::size_t r) { return engine::simulate(model, seed, r, {}); };
  const Found fulfilment =
      measured(4000, [&](std::size_t r) { return static_cast<double>(seen(r).deliveries.at(0).at) / day; });
  const Found waits =
      measured(4000, [&](std::size_t r) { return static_cast<double>(backlog(model, seen(r)).unit_seconds) / day; });
  const Found first_is_cancelled =
      measured(4000, [&](std::size_t r) { return seen(r).cancellations.at(0).promise == 0 ? 1.0 : 0.0; });
  CAPTURE(fulfilment.mean, waits.mean, first_is_cancelled.mean);
  CHECK(fulfilment.holds(5));
  CHECK(fulfilment.is_sharp(5, 0.08));
  CHECK(waits.holds(10));  // twice what is truly wanted
  CHECK(first_is_cancelled.holds(0.5));
}

}  // namespace allot::theory::buyers_test

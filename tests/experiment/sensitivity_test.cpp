#include "allot/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "statistics/interval.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace sensitivity_test {

using namespace allot;

namespace {

const std::string lab = "organisation.lab.online_gpu_days";

/// Two lots that come on 11 January and run until 10 April, 90 days; how many is uncertain, and how long they take.
ScenarioFile two_lots(const std::string& a, const std::string& b, const std::string& delay = R"("0d")") {
  return read_text(text_of(R"({"allot": 1, "start": "2024-01-01", "end": "2024-04-10", "parameters": {"a": )" + a +
                           R"(, "b": )" + b + R"(}, "products": {"gpu": {}}, "organisations": {"lab": {}},
    "suppliers": {"maker": {"supply": {"one": {"product": "gpu", "at": "2024-01-11", "units": {"parameter": "a"}},
                                       "two": {"product": "gpu", "at": "2024-01-11", "units": {"parameter": "b"}}},
                            "routes": {"default": [{"stage": "transport", "delay": )" +
                           delay + R"(}]}}},
    "orders": {"o": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 1000000}}})"),
                   ".");
}

const std::string narrow = R"({"uniform": {"min": 10000, "max": 11000}})",
                  wide = R"({"uniform": {"min": 10000, "max": 13000}})";
const std::string up_to_20_days = R"({"uniform": {"min": "0d", "max": "20d"}})";

ScenarioFile linear() { return two_lots(narrow, wide); }
ScenarioFile with_course() { return two_lots(narrow, "0", up_to_20_days); }

Sampling sampling(std::size_t n, std::uint64_t seed = 1) {
  Sampling out;
  out.replications = n;
  out.seed = seed;
  return out;
}

SensitivityQuestion question(std::vector<SensitivityMethod> methods = {}) {
  SensitivityQuestion out;
  out.metrics = {lab};
  out.methods = std::move(methods);
  return out;
}

PointEstimate measure(const Sensitivity& found, const std::string& factor, const std::string& name) {
  for (const SensitivityMeasure& it : found.metrics.at(0).measures)
    if (found.factors[it.factor].id == factor && it.measure == name) return it.estimate;
  FAIL("there is no " + name + " of " + factor);
  return {};
}

const Swing& swing(const Sensitivity& found, const std::string& factor) {
  const auto& all = found.metrics.at(0).swings;
  const auto it = std::ranges::find_if(all, [&](const Swing& one) { return found.factors[one.factor].id == factor; });
  REQUIRE(it != all.end());
  return *it;
}

bool holds(const PointEstimate& it, double truth) { return it.ci95 && it.ci95->low <= truth && truth <= it.ci95->high; }

std::string message_of(const ScenarioFile& file, const SensitivityQuestion& asked, const Sampling& how = sampling(32)) {
  try {
    sensitivity(file, asked, how);
  } catch (const std::exception& error) {
    return error.what();
  }
  return "none";
}

using enum SensitivityMethod;

}  // namespace

// V of a uniform number of width w is w^2 / 12, and all units run for 90 days: 1 to 9.
TEST_CASE("shares of a sum of two lots are those of their variances", "[experiment][sensitivity]") {
  const Sensitivity found = sensitivity(linear(), question({sobol, shapley}), sampling(4096));
  CHECK_FALSE(found.has_course);
  for (const auto* name : {"first_order", "total", "shapley"}) {
    CHECK(measure(found, "/parameters/a", name).value == Approx(0.1).margin(0.02));
    CHECK(measure(found, "/parameters/b", name).value == Approx(0.9).margin(0.02));
  }
  const VarianceShares& shares = *found.metrics[0].shares;
  CHECK(found.metrics[0].sd == Approx(90 * std::sqrt(1e6 / 12 + 9e6 / 12)).epsilon(0.02));
  CHECK(found.metrics[0].mean == Approx(90 * 22000).epsilon(0.002));
  CHECK(shares.nobody_knows.value == 1);
  CHECK(shares.course.value == 0);
  CHECK(shares.both.value == 0);
}

// p10 and p90 are 0.8 of the width apart.
TEST_CASE("a swing is what lies between the tenth and the ninetieth percentile, the largest first",
          "[experiment][sensitivity]") {
  const Sensitivity found = sensitivity(linear(), question({tornado}), sampling(64));
  CHECK(found.metrics[0].swings[0].factor == 1);
  CHECK(swing(found, "/parameters/a").swing.value == Approx(0.8 * 1000 * 90));
  CHECK(swing(found, "/parameters/b").swing.value == Approx(0.8 * 3000 * 90));
  CHECK(holds(swing(found, "/parameters/b").swing, 0.8 * 3000 * 90));
  CHECK(found.inputs[1].p10 == "10300");
  CHECK(found.inputs[1].p90 == "12700");
}

TEST_CASE("elementary effects of a sum of two lots are what lies between p05 and p95", "[experiment][sensitivity]") {
  const Sensitivity found = sensitivity(linear(), question({morris}), sampling(32));
  CHECK(measure(found, "/parameters/a", "mu_star").value == Approx(0.9 * 1000 * 90));
  CHECK(measure(found, "/parameters/b", "mu").value == Approx(0.9 * 3000 * 90));
  CHECK(measure(found, "/parameters/b", "sigma").value == Approx(0).margin(1e-3));
}

// Units X of mean 10,500 and variance 1e6 / 12 run for G = 90 - D days, of mean 80 and variance 400 / 12: V(XG) is
// E(G)^2 V(X) by X alone, E(X)^2 V(G) by the course, and V(X) V(G) by both.
TEST_CASE("the course of events has its share beside what nobody knows, and both together theirs",
          "[experiment][sensitivity]") {
  const double of_x = 6400 * 1e6 / 12, of_g = 10500.0 * 10500 * 400 / 12, of_both = 1e6 / 12 * 400 / 12;
  const double all = of_x + of_g + of_both;
  const Sensitivity found = sensitivity(with_course(), question({sobol, shapley}), sampling(4096));
  CHECK(found.has_course);
  const VarianceShares& shares = *found.metrics[0].shares;
  CHECK(shares.nobody_knows.value == Approx(of_x / all).margin(0.02));
  CHECK(shares.course.value == Approx(of_g / all).margin(0.02));
  CHECK(shares.both.value == Approx(of_both / all).margin(0.02));
  CHECK(measure(found, "course", "total").value == Approx((of_g + of_both) / all).margin(0.02));
  CHECK(measure(found, "course", "shapley").value == Approx((of_g + of_both / 2) / all).margin(0.03));
  CHECK(found.metrics[0].mean == Approx(10500 * 80).epsilon(0.005));
}

// Of six intervals each lies outside its band with a chance of 0.001 if its level is right.
TEST_CASE("intervals over replications hold the shares in nineteen of twenty samples", "[experiment][sensitivity]") {
  constexpr int trials = 400;
  const double half = normal_critical(0.999) * std::sqrt(0.05 * 0.95 / trials);
  const double of_x = 6400 * 1e6 / 12, of_g = 10500.0 * 10500 * 400 / 12, of_both = 1e6 / 12 * 400 / 12;
  const double all = of_x + of_g + of_both;
  std::vector<int> hits(5);
  for (int trial = 0; trial < trials; ++trial) {
    const Sensitivity found = sensitivity(with_course(), question({sobol, shapley, tornado}),
                                          sampling(512, 1000 + static_cast<std::uint64_t>(trial)));
    const VarianceShares& shares = *found.metrics[0].shares;
    hits[0] += holds(shares.nobody_knows, of_x / all) ? 1 : 0;
    hits[1] += holds(shares.course, of_g / all) ? 1 : 0;
    hits[2] += holds(measure(found, "course", "total"), (of_g + of_both) / all) ? 1 : 0;
    hits[3] += holds(measure(found, "/parameters/a", "shapley"), (of_x + of_both / 2) / all) ? 1 : 0;
    hits[4] += holds(swing(found, "/parameters/a").swing, 0.8 * 1000 * 80) ? 1 : 0;
  }
  for (std::size_t i = 0; i < hits.size(); ++i) {
    CAPTURE(i);
    CHECK(hits[i] / static_cast<double>(trials) == Approx(0.95).margin(half));
  }
}

TEST_CASE("where no value is uncertain all of the spread is the course of events", "[experiment][sensitivity]") {
  const Sensitivity found = sensitivity(two_lots("10000", "0", up_to_20_days), question(), sampling(32));
  const VarianceShares& shares = *found.metrics[0].shares;
  CHECK(shares.course.value == 1);
  CHECK(shares.nobody_knows.value == 0);
  CHECK(found.metrics[0].swings.empty());
  CHECK_THAT(render(found, Format::table), ContainsSubstring("is the course of events"));
}

TEST_CASE("what is the same whatever happens has no spread to split, and is said so", "[experiment][sensitivity]") {
  for (const auto& file : {two_lots("1", "1"), linear()}) {
    SensitivityQuestion asked = question({tornado, sobol, morris, shapley});
    asked.metrics = {"organisation.lab.cancelled_units"};
    const Sensitivity found = sensitivity(file, asked, sampling(32));
    CHECK_FALSE(found.metrics[0].shares);
    CHECK(found.metrics[0].measures.empty());
    CHECK_THAT(render(found, Format::table), ContainsSubstring("the same in every replication"));
    CHECK_FALSE(ContainsSubstring(": nan").match(render(found, Format::json)));
  }
}

TEST_CASE("a known field that is varied is an input, a delay too, drawn once a replication",
          "[experiment][sensitivity]") {
  const ScenarioFile file = two_lots("10000", "0", R"("0d")");
  SensitivityQuestion asked = question({sobol, tornado});
  asked.varied = {{"/suppliers/maker/routes/default/transport/delay", "0d..20d"},
                  {"/parameters/a", R"({"triangular": {"min": 9000, "mode": 10000, "max": 11000}})"}};
  const Sensitivity found = sensitivity(file, asked, sampling(64));
  CHECK_FALSE(found.has_course);
  CHECK(found.factors.size() == 2);
  CHECK(swing(found, asked.varied[0].pointer).swing.value == Approx(-0.8 * 20 * 10000).epsilon(0.01));
  CHECK(swing(found, "/parameters/a").swing.value > 0);
}

TEST_CASE("a distribution without a name is an input under its pointer", "[experiment][sensitivity]") {
  ScenarioFile file = two_lots("10000", "0");
  file = edited(file, "",
                {{"/suppliers/maker/supply/one/at", R"({"uniform": {"min": "2024-01-11", "max": "2024-01-31"}})"}});
  const Sensitivity found = sensitivity(file, question({sobol}), sampling(32));
  REQUIRE(found.inputs.size() == 1);
  CHECK(found.inputs[0].pointer == "/suppliers/maker/supply/one/at");
  CHECK(found.inputs[0].p10 == "2024-01-13");
  CHECK(found.inputs[0].p90 == "2024-01-29");
  CHECK(measure(found, found.inputs[0].pointer, "total").value == 1);
}

TEST_CASE("a group is looked at as one, and what is not named as all others", "[experiment][sensitivity]") {
  SensitivityQuestion asked = question({sobol, tornado, morris, shapley});
  asked.groups = {{"lots", {"a", "/parameters/b"}}};
  const Sensitivity together = sensitivity(linear(), asked, sampling(64));
  REQUIRE(together.factors.size() == 1);
  CHECK(measure(together, "lots", "total").value == 1);
  CHECK(swing(together, "lots").swing.value == Approx(0.8 * 4000 * 90));
  CHECK(measure(together, "lots", "mu_star").value == Approx(0.9 * 4000 * 90));

  SensitivityQuestion one = question({sobol});
  one.only = {"b"};
  const Sensitivity apart = sensitivity(linear(), one, sampling(1024));
  REQUIRE(apart.factors.size() == 2);
  CHECK(apart.factors[1].kind == SensitivityFactor::Kind::others);
  CHECK(measure(apart, "others", "total").value == Approx(0.1).margin(0.02));
}

// Both uniform, of normal scores correlated by r: Spearman's rho is also the correlation of the values. The effects of the
// sum are those of two linear terms whose best linear forecasts of each other are nearly their best: within 0.02.
TEST_CASE("inputs that go together have Shapley effects that sum to 1", "[experiment][sensitivity]") {
  SensitivityQuestion asked = question();
  asked.correlations = {{"a", "b", 0.5}};
  const Sensitivity found = sensitivity(linear(), asked, sampling(4096));
  CHECK(found.methods == std::vector{tornado, shapley});
  const double a = measure(found, "/parameters/a", "shapley").value,
               b = measure(found, "/parameters/b", "shapley").value;
  CHECK(a + b == Approx(1).epsilon(1e-12));
  const double variance = 1 + 9 + 2 * 0.5 * 3;
  CHECK(a == Approx((1 * (1 - 0.125) + 0.5 * 3 + 9 * 0.125) / variance).margin(0.02));
  CHECK(swing(found, "/parameters/a").swing.value > 0.8 * 1000 * 90 * 1.5);  // b comes along
  CHECK(found.metrics[0].sd == Approx(90 * std::sqrt(variance * 1e6 / 12)).epsilon(0.03));
}

TEST_CASE("what a decision changes hangs on inputs of its own", "[experiment][sensitivity]") {
  ScenarioFile file = two_lots(narrow, wide);
  file = edited(file, "", {{"/variants", R"({"no-b": {"parameters": {"b": 0}}})"}});
  SensitivityQuestion asked = question({sobol});
  asked.metrics = {"difference.no-b." + lab};
  const Sensitivity found = sensitivity(file, asked, sampling(32));
  CHECK(measure(found, "/parameters/a", "total").value == Approx(0).margin(1e-9));
  CHECK(measure(found, "/parameters/b", "total").value == Approx(1).margin(1e-9));
  CHECK(found.metrics[0].mean == Approx(11500 * 90).epsilon(0.05));
}

TEST_CASE("sensitivity comes out the same on any number of threads", "[experiment][sensitivity]") {
  SensitivityQuestion asked = question({tornado, morris, shapley});
  asked.metrics.clear();
  Sampling how = sampling(64);
  const std::string one = tidy_json(answer_of(sensitivity(with_course(), asked, how)));
  for (const std::size_t threads : {2, 3, 7}) {
    how.threads = threads;
    CHECK(tidy_json(answer_of(sensitivity(with_course(), asked, how))) == one);
  }
  how.seed = 2;
  CHECK(tidy_json(answer_of(sensitivity(with_course(), asked, how))) != one);
}

TEST_CASE("what is not known well is marked, and how many points would probably do", "[experiment][sensitivity]") {
  const Sensitivity few = sensitivity(with_course(), question({sobol}), sampling(32));
  REQUIRE(few.metrics[0].enough);
  CHECK(*few.metrics[0].enough > few.base);
  CHECK(std::ranges::any_of(few.metrics[0].measures, [](const auto& it) { return !it.is_converged; }));
  CHECK_THAT(render(few, Format::table), ContainsSubstring(std::to_string(*few.metrics[0].enough)));
  const Sensitivity many = sensitivity(with_course(), question({sobol}), sampling(*few.metrics[0].enough * 2));
  CHECK_FALSE(many.metrics[0].enough);
}

TEST_CASE("a question about what is no input says what it is instead", "[experiment][sensitivity]") {
  const ScenarioFile file = with_course();
  const auto with = [&](const auto& change, const Sampling& how = sampling(32)) {
    SensitivityQuestion asked = question();
    change(asked);
    return message_of(file, asked, how);
  };
  using Q = SensitivityQuestion;
  CHECK_THAT(with([](Q& q) { q.only = {"/parameters/aa"}; }), ContainsSubstring("did you mean '/parameters/a'?"));
  CHECK_THAT(with([](Q& q) { q.only = {"b"}; }), ContainsSubstring("/parameters/b is known; --vary"));
  CHECK_THAT(with([](Q& q) { q.only = {"/suppliers/maker/routes/default/transport/delay"}; }),
             ContainsSubstring("drawn for each occurrence"));
  CHECK_THAT(with([](Q& q) { q.groups = {{"none", {}}}; }), ContainsSubstring("'none' holds no input"));
  CHECK_THAT(with([](Q& q) { q.groups = {{"x", {"a"}}, {"y", {"a"}}}; }), ContainsSubstring("in two groups"));
  CHECK_THAT(with([](Q& q) { q.groups = {{"x", {"a"}}, {"x", {"a"}}}; }), ContainsSubstring("two groups"));
  CHECK_THAT(with([](Q& q) { q.correlations = {{"a", "c", 0.5}}; }), ContainsSubstring("--correlate"));
  CHECK_THAT(with([](Q& q) { q.correlations = {{"a", "a", 0.5}}; }), ContainsSubstring("with itself"));
  CHECK_THAT(with([](Q& q) { q.varied = {{"/parameters/b", "10"}}; }), ContainsSubstring("LOW..HIGH"));
  CHECK_THAT(with([](Q& q) {
               q.varied = {{"/parameters/b", "1..2"}, {"/parameters/b", "1..3"}};
             }),
             ContainsSubstring("varied twice"));
  CHECK_THAT(with([](Q& q) { q.metrics = {"organisation.lab.online_gpu_dayz"}; }), ContainsSubstring("did you mean"));
  CHECK_THAT(with([](Q&) {}, sampling(31)), ContainsSubstring("at least 32"));
  CHECK_THAT(with([](Q& q) {
               q.varied = {{"/parameters/b", "1..3"}}, q.correlations = {{"a", "b", 0.5}}, q.methods = {sobol};
             }),
             ContainsSubstring("--method sobol"));
}

TEST_CASE("correlations that no values can have are refused", "[experiment][sensitivity]") {
  SensitivityQuestion asked = question();
  asked.varied = {{"/suppliers/maker/routes/default/transport/delay", "0d..20d"}};
  const std::string delay = asked.varied[0].pointer;
  asked.correlations = {{"a", "b", 0.9}, {"a", delay, 0.9}, {"b", delay, -0.9}};
  CHECK_THAT(message_of(linear(), asked), ContainsSubstring("not positive definite"));
  asked.correlations = {{"a", "b", 0.9}, {"b", "a", 0.5}};
  CHECK_THAT(message_of(linear(), asked), ContainsSubstring("correlated twice"));
  asked.correlations = {{"a", "b", 1}};
  CHECK_THAT(message_of(linear(), asked), ContainsSubstring("between -1 and 1"));
}

TEST_CASE("a distribution where none may stand is an error of the scenario", "[experiment][sensitivity]") {
  SensitivityQuestion asked = question();
  asked.varied = {{"/end", "2024-03-01..2024-04-01"}};
  CHECK_THROWS_AS(sensitivity(linear(), asked, sampling(32)), InputError);
  asked.varied = {{"/parameters/a", "2..1"}};
  CHECK_THROWS_AS(sensitivity(linear(), asked, sampling(32)), InputError);
}

}  // namespace sensitivity_test

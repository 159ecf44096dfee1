#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "theory/queues.hpp"

/// Lots that come when they come, and backlogs that drain: known answers about supply.
namespace allot::theory::supply_test {
namespace {

/// The day on which `need` units are online, by replication.
std::vector<double> days_until(const std::string& supply, int need, std::size_t replications) {
  const model::Model model = compiled(R"({"allot": 1, "name": "enough", "start": "2000-01-01", "end": "2010-01-01",
    "products": {"u": {"lot": 1}}, "organisations": {"a": {}},
    "suppliers": {"s": {"supply": )" + supply +
                                      R"(, "allocation": {"levels": ["order"], "rules": {"order": "fifo"}}}},
    "orders": {"all": {"organisation": "a", "supplier": "s", "product": "u", "units": 100000}},
    "milestones": {"enough": {"organisation": "a", "online": )" +
                                      std::to_string(need) + "}}}");
  std::vector<double> out;
  for (std::size_t r = 0; r < replications; ++r)
    out.push_back(static_cast<double>(engine::simulate(model, seed, r, {}).milestones[0]) / day);
  return out;
}

std::string lots(int count, int units, const std::string& slip) {
  std::string out;
  for (int k = 0; k < count; ++k)
    out += (k ? "," : "") + std::string(R"({"id": "lot-)") + std::to_string(k) +
           R"(", "product": "u", "at": "2000-01-01", "units": )" + std::to_string(units) + R"(, "slip": )" + slip + "}";
  return "[" + out + "]";
}

struct Quantiles {
  double p10, p50, p90;
};

// Each quantile has to lie between those of ranks four standard deviations of its count away.
void check_quantiles(const std::vector<double>& found, const Quantiles& exact) {
  const double n = static_cast<double>(found.size());
  for (const auto& [p, value] : {std::pair(0.1, exact.p10), std::pair(0.5, exact.p50), std::pair(0.9, exact.p90)}) {
    CAPTURE(p, value);
    const double room = 4 * std::sqrt(p * (1 - p) / n);
    CHECK(quantile_of(found, p - room) <= value);
    CHECK(value <= quantile_of(found, p + room));
    CHECK(quantile_of(found, p + room) - quantile_of(found, p - room) < 0.1 * value);
  }
}

/// Two lots that are each about 100 days late, with normal scores so correlated.
std::string twins(const std::string& distribution, const std::string& with) {
  std::string out;
  for (const char* id : {"one", "two"})
    out += (out.empty() ? "" : ",") + std::string(R"({"id": ")") + id +
           R"(", "product": "u", "at": "2000-01-01", "units": 1, "slip": )" + distribution + R"(, "slip_with": )" +
           with + "}";
  return "[" + out + "]";
}

std::string storm(double correlation) {
  return R"({"factor": "storm", "correlation": )" + std::to_string(correlation) + "}";
}

/// Orders placed by the end, by replication.
std::vector<double> placed(const std::string& pace, std::size_t replications) {
  const model::Model model = compiled(R"({"allot": 1, "name": "paced", "start": "2000-01-01", "end": "2000-04-10",
    "products": {"u": {"lot": 1}}, "organisations": {"a": {}}, "suppliers": {"s": {}},
    "streams": [{"organisation": "a", "supplier": "s", "product": "u", "every": )" +
                                      exponential(1) + R"(, "units": 1, "pace": )" + pace + "}]}");
  std::vector<double> out;
  for (std::size_t r = 0; r < replications; ++r) {
    const engine::Observations seen = engine::simulate(model, seed, r, {});
    out.push_back(
        static_cast<double>(seen.gauges[engine::Layout(model).of(0, engine::OrganisationLevel::ordered)].level));
  }
  return out;
}

Found mean_of(const std::vector<double>& values) { return found(values); }

/// Two buyers who each ask for 30 a day, 40 a day to give: what is open after ten runs.
std::vector<Units> backlogs(const std::string& first, const std::string& levels) {
  const model::Model model = compiled(R"({"allot": 1, "name": "two", "start": "2000-01-01", "end": "2000-01-11",
    "products": {"u": {"lot": 1}}, "organisations": {"a": {"priority": )" +
                                      first + R"(}, "b": {}},
    "suppliers": {"s": {"supply": [{"product": "u", "from": "2000-01-01", "until": "2000-01-11", "every": "1d", "rate": "40/d"}],
                        "allocation": {"every": "1d", )" +
                                      levels + R"(}}},
    "defaults": {"orders": {"supplier": "s", "product": "u", "units": 30}, "streams": {"supplier": "s", "product": "u", "every": "1d", "units": 30}},
    "orders": {"a0": {"organisation": "a"}, "b0": {"organisation": "b"}},
    "streams": [{"organisation": "a"}, {"organisation": "b"}]})");
  const engine::Observations seen = engine::simulate(model, seed, 0, {});
  std::vector<Units> out;
  for (const engine::Index who : {0, 1})
    out.push_back(seen.gauges[engine::Layout(model).of(who, engine::OrganisationLevel::backlog)].level);
  return out;
}

}  // namespace

// Renyi (1953); quantiles: David and Nagaraja (2003), Order Statistics: F^-1(I^-1(p; k, n - k + 1))
TEST_CASE("the eighth of ten late lots comes when order statistics say", "[theory][supply]") {
  const std::vector<double> eighth = days_until(lots(10, 1, exponential(30)), 8, 20000);
  CHECK(mean_of(eighth).holds(42.869047619));
  check_quantiles(eighth, {23.9816499377, 40.5771168562, 64.6701734176});
  const std::vector<double> last = days_until(lots(5, 1, exponential(12)), 5, 20000);
  CHECK(mean_of(last).holds(27.4));
  check_quantiles(last, {11.9621165281, 24.533579091, 46.4438734798});
}

TEST_CASE("a hundred units from twenty lots of eight wait for the thirteenth", "[theory][supply]") {
  const std::vector<double> enough =
      days_until(lots(20, 8, R"({"lognormal": {"mean": "60d", "cv": 0.5}})"), 100, 20000);
  CHECK(mean_of(enough).holds(62.8305564231));
  check_quantiles(enough, {52.5316372064, 62.2196978207, 73.9049855354});
}

// The 13th event of a Poisson process is Erlang distributed
TEST_CASE("lots of eight that come as a Poisson process reach a hundred at the thirteenth", "[theory][supply]") {
  const std::vector<double> enough = days_until(
      R"([{"product": "u", "from": "2000-01-01", "until": "2000-01-01T00:20", "every": "1m", "units": 160, "slip_order": "accumulating", "slip": )" +
          exponential(2.5) + "}]",
      100, 20000);
  CHECK(mean_of(enough).holds(32.5));
  check_quantiles(enough, {21.6148562372, 31.6705726468, 44.4539640899});
}

// The lesser of two normal variables with equal means and deviations: Clark (1961), Operations Research 9(2)
TEST_CASE("slips that share a factor come together as they are said to, each with its own distribution",
          "[theory][supply]") {
  const std::string normal = R"({"normal": {"mean": "100d", "sd": "10d"}})";
  for (const double correlation : {0.0, 0.5, 0.9, 1.0}) {
    CAPTURE(correlation);
    const double apart = 10 * std::sqrt((1 - correlation) / std::numbers::pi);
    const std::vector<double> first = days_until(twins(normal, storm(correlation)), 1, 20000);
    CHECK(mean_of(first).holds(100 - apart));
    CHECK(mean_of(days_until(twins(normal, storm(correlation)), 2, 20000)).holds(100 + apart));
  }
  const std::string skewed = R"({"lognormal": {"median": "20d", "p90": "60d"}})";
  const std::vector<double> alone =
      days_until(R"([{"id": "one", "product": "u", "at": "2000-01-01", "units": 1, "slip": )" + skewed +
                     R"(, "slip_with": )" + storm(0.7) + "}]",
                 1, 20000);
  check_quantiles(alone, {20.0 / 3, 20, 60});
}

TEST_CASE("a factor that is drawn anew for each period keeps apart what was planned in different ones",
          "[theory][supply]") {
  const auto last = [](const std::string& second) {
    const std::string rest =
        R"(", "units": 1, "slip": {"normal": {"mean": "100d", "sd": "10d"}}, "slip_with": {"factor": "storm", "correlation": 1, "every": "30d"}})";
    return mean_of(days_until(R"([{"id": "one", "product": "u", "at": "2000-01-01)" + rest +
                                  R"(, {"id": "two", "product": "u", "at": ")" + second + rest + "]",
                              2, 20000));
  };
  CHECK(last("2000-01-30").holds(129));  // together: the second comes 29 days after the first
  const double gap = 31 / std::sqrt(200.0), density = std::exp(-gap * gap / 2) / std::sqrt(2 * std::numbers::pi);
  const double below = 0.5 * std::erfc(-gap / std::numbers::sqrt2);
  CHECK(last("2000-02-01").holds(131 * below + 100 * (1 - below) + std::sqrt(200.0) * density));  // Clark (1961)
}

// A Poisson process whose rate varies: counts are Poisson with the integral of the rate as mean and variance.
TEST_CASE("orders at a pace are a Poisson process in the time that passes at it", "[theory][supply]") {
  for (const auto& [pace, expected] :
       {std::pair<std::string, double>("3", 300),
        {R"([["2000-01-01", 0], ["2000-04-10", 2]])", 100},
        {R"([["2000-01-11", 0.5], ["2000-01-31", 2.5], ["2000-03-01", 0]])", 5 + 30 + 37.5}}) {
    CAPTURE(pace);
    const std::vector<double> counts = placed(pace, 4000);
    CHECK(mean_of(counts).holds(expected));
    std::vector<double> squares;
    for (const double count : counts) squares.push_back((count - expected) * (count - expected));
    CHECK(mean_of(squares).holds(expected));
  }
}

TEST_CASE("whoever is served first, the backlog of all is the same", "[theory][supply]") {
  CHECK(backlogs("1", R"("rules": {"organisation": "proportional"})") == std::vector<Units>{0, 200});
  CHECK(backlogs("0", R"("rules": {"organisation": "proportional"})") == std::vector<Units>{100, 100});
  const std::vector<Units> queue = backlogs("0", R"("levels": ["order"], "rules": {"order": "fifo"})");
  CHECK(queue[0] + queue[1] == 200);
}

}  // namespace allot::theory::supply_test

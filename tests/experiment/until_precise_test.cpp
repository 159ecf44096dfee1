#include <cmath>

#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "experiment/trade.hpp"
#include "statistics/relative_precision.hpp"
#include "support/catch.hpp"

namespace until_precise_test {

using namespace allot;

namespace {

constexpr char days_of_x[] = "organisation.x.online_gpu_days", days_of_tesla[] = "organisation.tesla.online_gpu_days";

Sampling wanting(std::vector<WantedPrecision> precisions, std::size_t batch = 50) {
  Sampling out = trade::sampling(batch);
  out.precisions = std::move(precisions);
  return out;
}

// A swap that comes about three times in ten.
Scenario now_and_then() { return trade::scenario("now-and-then"); }

// But for what is said of the precision itself, which a plain run has not.
std::string bytes(Results results) {
  results.precisions.clear();
  return render(results, Format::json) + render(results, Format::table);
}

bool is_precise_in(const Results& results, const std::string& path, double relative) {
  for (std::size_t i = 0; i < results.columns.size(); ++i)
    if (path_of(results.columns[i]) == path)
      return is_precise(half_width(results.estimates[i]), results.estimates[i].mean, relative);
  throw std::logic_error("no such metric");
}

}  // namespace

TEST_CASE("a run goes on, batch by batch, until all precisions are reached", "[run]") {
  const std::vector<WantedPrecision> wanted = {{days_of_x, 0.02}, {days_of_tesla, 0.05}};
  const Results results = run(now_and_then(), wanting(wanted));
  CHECK(results.stopped_by == StoppedBy::precision);
  CHECK(results.replications % 50 == 0);
  REQUIRE(results.replications > 50);
  REQUIRE(results.precisions.size() == 2);
  for (const ReachedPrecision& it : results.precisions) {
    CHECK(it.is_reached);
    CHECK(it.relative() <= it.wanted.relative / (1 + it.wanted.relative));
    CHECK(is_precise_in(results, it.wanted.metric, it.wanted.relative));
  }
  const Results before = run(now_and_then(), trade::sampling(results.replications - 50));
  CHECK_FALSE((is_precise_in(before, days_of_x, 0.02) && is_precise_in(before, days_of_tesla, 0.05)));
}

TEST_CASE("what was reached is the same bytes as so many replications, on any number of threads", "[run]") {
  Sampling until = wanting({{days_of_x, 0.02}});
  const Results results = run(now_and_then(), until);
  CHECK(bytes(results) == bytes(run(now_and_then(), trade::sampling(results.replications))));
  until.threads = 3;
  CHECK(bytes(run(now_and_then(), until)) == bytes(results));
  until.seed = 2;
  CHECK(bytes(run(now_and_then(), until)) != bytes(results));
}

TEST_CASE("a run that is told to end does so after a whole batch, with the results of so many", "[run]") {
  for (const std::size_t batches : {1u, 3u}) {
    Sampling timed = wanting({{days_of_x, 0.0001}});
    timed.is_enough = [left = batches]() mutable { return --left == 0; };
    const Results results = run(now_and_then(), timed);
    CHECK(results.stopped_by == StoppedBy::time);
    CHECK(results.replications == 50 * batches);
    CHECK_FALSE(results.precisions.front().is_reached);
    CHECK(bytes(results) == bytes(run(now_and_then(), trade::sampling(50 * batches))));
  }
}

TEST_CASE("a time without a precision ends a run at a hundred replications, or lets it be", "[run]") {
  Sampling timed = trade::sampling(250);
  timed.is_enough = [] { return true; };
  CHECK(run(now_and_then(), timed).replications == 100);
  timed.is_enough = [] { return false; };
  const Results whole = run(now_and_then(), timed);
  CHECK(whole.replications == 250);
  CHECK(whole.stopped_by == StoppedBy::count);
  CHECK(bytes(whole) == bytes(run(now_and_then(), trade::sampling(250))));
  timed.replications = 30;
  CHECK(run(now_and_then(), timed).replications == 30);
}

TEST_CASE("what can never be reached ends with the first batch of thirty, and says so", "[run]") {
  for (const char* const path : {"organisation.other.online_gpu_days",   // 0 whatever happens
                                 "organisation.other.lateness_days"}) {  // it orders nothing
    const Results results = run(now_and_then(), wanting({{path, 0.1}}));
    CHECK(results.stopped_by == StoppedBy::hopeless);
    CHECK(results.replications == 50);
    CHECK_FALSE(results.precisions.front().is_reached);
  }
  const Results both = run(now_and_then(), wanting({{"organisation.other.online_gpu_days", 0.1}, {days_of_x, 0.02}}));
  CHECK(both.stopped_by == StoppedBy::hopeless);
  CHECK(both.replications > 50);  // the other one is reached first
  CHECK(both.precisions[1].is_reached);
  const Results narrow = run(now_and_then(), wanting({{days_of_x, 1e-6}}));  // some 10^11 replications
  CHECK(narrow.stopped_by == StoppedBy::hopeless);
}

TEST_CASE("no mean of fewer than thirty replications is called precise", "[run]") {
  const Results results = run(now_and_then(), wanting({{days_of_x, 10}}, 4));
  CHECK(results.stopped_by == StoppedBy::precision);
  CHECK(results.replications == 32);
}

TEST_CASE("a run ends where a further batch takes more memory than is allowed", "[run]") {
  Sampling small = wanting({{days_of_x, 0.0001}});
  small.with_orders = false;
  small.max_memory = 3'000'000;
  const Results results = run(now_and_then(), small);
  CHECK(results.stopped_by == StoppedBy::memory);
  CHECK(results.replications % 50 == 0);
  small.max_memory = 1000;
  CHECK_THROWS_AS(run(now_and_then(), small), TooMuch);
}

TEST_CASE("dates count in days from the start, and are reached or not as a share", "[run]") {
  const Results results = run(now_and_then(), wanting({{"milestone.half.date", 0.05}, {"milestone.all.reached", 0.1}}));
  CHECK(results.stopped_by == StoppedBy::precision);
  CHECK(results.precisions[0].mean > 80);   // units come from 20 December on, 80 days after the start,
  CHECK(results.precisions[0].mean < 457);  // and the end is 457 days after it
  CHECK(results.precisions[1].mean <= 1);
  CHECK_THROWS_AS(run(now_and_then(), wanting({{"milestone.half.dat", 0.05}})), RequestError);
  CHECK_THROWS_AS(run(now_and_then(), wanting({{"organisation.x.online_gpu_day", 0.05}})), RequestError);
}

TEST_CASE("where nothing is left to chance all is precise at once, but what has no value", "[run]") {
  const Results results = run(trade::scenario(), wanting({{days_of_x, 0.001}}));
  CHECK(results.replications == 1);
  CHECK(results.stopped_by == StoppedBy::precision);
  const Results none = run(trade::scenario(), wanting({{"organisation.other.lateness_days", 0.1}}));
  CHECK(none.replications == 1);
  CHECK_FALSE(none.precisions.front().is_reached);
  Sampling one = wanting({{days_of_x, 0.1}});
  one.only = 3;
  CHECK_THROWS_AS(run(now_and_then(), one), RequestError);
}

// Seeds of their own, stopped by the rule: of 400 intervals at 95%, 363 or fewer hold the truth but once in a thousand seeds.
TEST_CASE("intervals hold what they are to hold after a run has stopped by itself", "[run][statistical]") {
  const Scenario scenario = now_and_then();
  const Results with = run(trade::scenario("on-time"), trade::sampling(1)),
                without = run(trade::scenario("none"), trade::sampling(1));
  const auto mean = [](const Results& results) {
    for (std::size_t i = 0; i < results.columns.size(); ++i)
      if (path_of(results.columns[i]) == days_of_x) return results.estimates[i].mean;
    throw std::logic_error("no such metric");
  };
  const double truth = 0.3 * mean(with) + 0.7 * mean(without);
  std::size_t covered = 0, reached = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Sampling sampling = wanting({{days_of_x, 0.1}}, 10);
    sampling.seed = seed;
    const ReachedPrecision it = run(scenario, sampling).precisions.front();
    covered += std::abs(it.mean - truth) <= it.half_width;
    reached += std::abs(it.mean - truth) <= 0.1 * truth;
  }
  CHECK(covered > 363);
  CHECK(reached > 363);
}

}  // namespace until_precise_test

#include "experiment/executor.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <stdexcept>

#include "engine/simulate.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"

namespace executor_test {

using namespace allot;
using experiment::Design;
using experiment::Executed;
using experiment::Executor;
using experiment::MergedModel;
using experiment::Seen;

namespace {

Executor on(std::size_t threads) { return Executor(trade::sampling(1, threads)); }

/// How many rows are worked on where those that `draws` names draw something.
Executed replicated(std::size_t from, std::size_t to, bool is_sure, std::vector<std::size_t>& worked_on,
                    const std::function<bool(std::size_t)>& draws) {
  std::mutex mutex;
  return on(3).replicate({0, from, to}, is_sure, [&](std::size_t, std::size_t row) {
    const std::lock_guard lock(mutex);
    worked_on.push_back(row);
    return draws(row);
  });
}

std::vector<std::size_t> rows_worked_on(std::size_t from, std::size_t to, bool is_sure,
                                        const std::function<bool(std::size_t)>& draws) {
  std::vector<std::size_t> out;
  const Executed done = replicated(from, to, is_sure, out, draws);
  CHECK(done.to == from + out.size());
  std::ranges::sort(out);
  return out;
}

/// The dates of milestones that points see, by point and row.
using Dates = std::map<std::pair<std::size_t, std::size_t>, std::vector<Time>>;

Dates dates_seen(const Design& design, const MergedModel& points, const experiment::Block& block) {
  Dates out;
  std::mutex mutex;
  Executor(design.sampling()).execute(design, points, block, [&](const Seen& seen) {
    const std::lock_guard lock(mutex);
    for (const std::size_t member : seen.members)
      REQUIRE(out.try_emplace({points.points[member], seen.row}, seen.observations.milestones).second);
  });
  return out;
}

Design trades(std::size_t threads, bool shares_prefix) {
  Sampling sampling = trade::sampling(40, threads, 3);
  sampling.shares_prefix = shares_prefix;
  Design design(sampling);
  for (const char* variant : {"now-and-then", "none", "on-time"}) design.add(trade::scenario(variant));
  return design;
}

}  // namespace

TEST_CASE("every item is worked on once, by a worker of its own, on any number of threads", "[experiment]") {
  for (const std::size_t threads : {1, 2, 7})
    for (const std::size_t items : {0, 1, 5, 300}) {
      std::vector<std::atomic<int>> times(items), at_work(threads);
      std::atomic<int> wrong{0};
      on(threads).each(items, [&](std::size_t worker, std::size_t item) {
        if (worker >= threads || at_work[worker]++ != 0) ++wrong;
        ++times[item];
        --at_work[worker];
      });
      CHECK(wrong == 0);
      CHECK(std::ranges::all_of(times, [](const auto& it) { return it == 1; }));
    }
}

TEST_CASE("what goes wrong on a thread comes out once all have stopped", "[experiment]") {
  std::atomic<int> at_work{0};
  const auto fail = [&](std::size_t, std::size_t item) {
    ++at_work;
    if (item == 11) {
      --at_work;
      throw std::runtime_error("eleven");
    }
    --at_work;
  };
  CHECK_THROWS_WITH(on(4).each(100, fail), "eleven");
  CHECK(at_work == 0);
}

TEST_CASE("where the first row draws nothing it is the only one, unless more are sure to be needed", "[experiment]") {
  const auto never = [](std::size_t) { return false; };
  const auto always = [](std::size_t) { return true; };
  const auto later = [](std::size_t row) { return row > 0; };
  using List = std::vector<std::size_t>;
  CHECK(rows_worked_on(0, 5, false, never) == List{0});
  CHECK(rows_worked_on(0, 5, false, later) == List{0});
  CHECK(rows_worked_on(0, 5, false, always) == List{0, 1, 2, 3, 4});
  CHECK(rows_worked_on(0, 5, true, never) == List{0, 1, 2, 3, 4});
  CHECK(rows_worked_on(3, 5, true, always) == List{3, 4});
  CHECK(rows_worked_on(5, 5, false, always).empty());
  List rows;
  CHECK(replicated(0, 5, true, rows, later).is_random);
  CHECK_FALSE(replicated(0, 5, true, rows, never).is_random);
}

TEST_CASE("work that progress refuses is interrupted", "[experiment]") {
  Sampling sampling = trade::sampling(50);
  std::size_t worked_on = 0;
  sampling.progress = [](std::size_t done, std::size_t) { return done < 4; };
  const auto work = [&](std::size_t, std::size_t) { return ++worked_on > 0; };
  CHECK_THROWS_AS(Executor(sampling).replicate({0, 0, 50}, true, work), Interrupted);
  CHECK(worked_on == 4);
}

TEST_CASE("the progress of parts goes on where that of the part before it ended", "[experiment]") {
  Sampling sampling = trade::sampling(2);
  std::vector<std::pair<std::size_t, std::size_t>> told;
  sampling.progress = [&](std::size_t done, std::size_t of) { return told.emplace_back(done, of), true; };
  const Executor executor(sampling);
  for (const std::size_t part : {0, 1})
    executor.part(part, 2).replicate({0, 0, 2}, true, [](std::size_t, std::size_t) { return true; });
  CHECK(told == std::vector<std::pair<std::size_t, std::size_t>>{{1, 4}, {2, 4}, {3, 4}, {4, 4}});
}

TEST_CASE("points that differ in their interventions alone have one model, others each their own", "[experiment]") {
  const Design shared = trades(1, true), apart = trades(1, false);
  CHECK(experiment::merged(shared).size() == 1);
  CHECK(experiment::merged(shared).front().points == std::vector<std::size_t>{0, 1, 2});
  CHECK(experiment::merged(apart).size() == 3);
  CHECK(experiment::merged(apart)[1].is_of_one());
}

TEST_CASE("each point sees each row once, and the same alone, with others, and on any number of threads",
          "[experiment][law]") {
  const Design one = trades(1, true), many = trades(3, true);
  const experiment::Block block = one.block();
  const Dates together = dates_seen(one, experiment::merged(one).front(), block);
  CHECK(together.size() == 3 * 40);
  CHECK(dates_seen(many, experiment::merged(many).front(), block) == together);
  for (std::size_t point = 0; point < 3; ++point)
    for (const auto& [where, dates] : dates_seen(many, experiment::alone(many, point), block))
      CHECK(together.at(where) == dates);
}

TEST_CASE("a row is the replication of its number", "[experiment][law]") {
  const Design design = trades(2, true);
  const Dates seen = dates_seen(design, experiment::alone(design, 0), {100, 20, 30});
  REQUIRE(seen.size() == 10);
  for (const auto& [where, dates] : seen)
    CHECK(dates ==
          engine::simulate(design[0].model, design.sampling().seed, 100 + where.second, design.recording()).milestones);
}

}  // namespace executor_test

#include <algorithm>
#include <tuple>

#include "engine/replication.hpp"
#include "engine/shortage.hpp"
#include "engine/simulate.hpp"
#include "engine/sort_by_time.hpp"
#include "metrics/metrics.hpp"
#include "random/key.hpp"
#include "support/catch.hpp"

namespace allot::fifo_fast_path_test {
namespace {

using engine::Observations;

// Snapshots want every level of every second, so that no market is FIFO where they are taken.
Observations seen(const model::Model& model, bool fifo, std::uint64_t number) {
  engine::Recording recording;
  recording.grid = true;
  recording.snapshots = !fifo;
  REQUIRE(engine::find_fifo_markets(model, recording) == std::vector<char>{fifo});
  return engine::simulate(model, 1, number, recording);
}

std::vector<std::tuple<Time, engine::Index, engine::Index, Units>> sorted_deliveries(const Observations& it) {
  std::vector<std::tuple<Time, engine::Index, engine::Index, Units>> out;
  for (const engine::DeliveryRecord& record : it.deliveries)
    out.emplace_back(record.at, record.owner, record.promise, record.units);
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::pair<Units, std::int64_t>> levels(const Observations& it) {
  std::vector<std::pair<Units, std::int64_t>> out;
  for (const engine::Gauge& gauge : it.gauges) out.emplace_back(gauge.level, gauge.unit_seconds);
  return out;
}

void check_that_nothing_changes(const Shortage& shortage) {
  const model::Model model = compiled(shortage);
  for (const std::uint64_t number : {0u, 1u}) {
    const Observations with = seen(model, true, number), without = seen(model, false, number);
    CHECK(levels(with) == levels(without));
    CHECK(with.grid_levels == without.grid_levels);
    CHECK(sorted_deliveries(with) == sorted_deliveries(without));
    CHECK(std::is_sorted(with.deliveries.begin(), with.deliveries.end(),
                         [](const auto& a, const auto& b) { return a.at < b.at; }));
  }
}

std::string by_organisation(const std::string& rule, const std::string& when) {
  return when + R"(, "levels": ["organisation", "order"], "rules": {"organisation": ")" + rule +
         R"(", "order": "fifo"})";
}

}  // namespace

TEST_CASE("a FIFO market shows what it would show if every order were a slice", "[engine][law]") {
  const std::string weekly = R"("every": "1w")", at_once = R"("on": "arrival")";
  Shortage shortage;
  for (const std::string rule : {"proportional", "equal_awards", "equal_losses", "talmud"}) {
    for (const std::string& when : {weekly, at_once}) {
      CAPTURE(rule, when);
      shortage.allocation = by_organisation(rule, when);
      check_that_nothing_changes(shortage);
    }
  }
  for (const std::string& when : {weekly, at_once}) {
    shortage.allocation = when + R"(, "levels": ["order"], "rules": {"order": "fifo"})";
    check_that_nothing_changes(shortage);
  }
}

TEST_CASE("a FIFO market keeps lots, ceilings, guarantees, stages and the warm-up", "[engine][law]") {
  Shortage shortage;
  shortage.lot = 8;
  shortage.more = R"("warm_up": "100d", )";
  shortage.route =
      R"([{"stage": "test", "delay": "3d"}, {"stage": "transport", "delay": {"exponential": {"mean": "20d"}}}])";
  check_that_nothing_changes(shortage);
  shortage.allocation +=
      R"(, "caps": [{"organisation": "o1", "units": 16}], "guarantees": [{"organisation": "o2", "units": 24, "per": "2w"}])";
  check_that_nothing_changes(shortage);
  shortage.route = "[]";
  check_that_nothing_changes(shortage);
}

TEST_CASE("a FIFO market is supplied as decisions scale and shift its lots", "[engine][law]") {
  Shortage shortage;
  shortage.more = R"("interventions": {
    "pull": {"at": "2024-03-01", "supply": {"supplier": "s", "by": "-20d", "until": "2024-06-01"}},
    "push": {"at": "2024-03-10", "supply": {"supplier": "s", "scale": 0.5, "by": "45d"}}}, )";
  check_that_nothing_changes(shortage);
  const model::Model as_planned = compiled({});
  CHECK(levels(seen(compiled(shortage), true, 0)) != levels(seen(as_planned, true, 0)));
}

TEST_CASE("a FIFO market serves in front of one server and of several as if every order were a slice",
          "[engine][law]") {
  Shortage shortage;
  for (const std::string when : {R"("every": "1w")", R"("on": "arrival")"}) {
    for (
        const std::string route :
        {R"([{"stage": "test", "servers": 1, "delay": {"exponential": {"mean": "6h"}}}])",
         R"([{"stage": "test", "servers": 3, "delay": {"exponential": {"mean": "1d"}}}, {"stage": "road", "delay": "2d"}])",
         R"([{"stage": "test", "servers": 50, "delay": "4d"}, {"stage": "road", "delay": {"exponential": {"mean": "5d"}}}])",
         R"([{"stage": "test", "servers": 1, "delay": "0d"}])"}) {
      CAPTURE(when, route);
      shortage.route = route;
      shortage.more = "";
      shortage.allocation = by_organisation("proportional", when);
      check_that_nothing_changes(shortage);
      shortage.more = R"("warm_up": "100d", )";
      shortage.allocation = when + R"(, "levels": ["order"], "rules": {"order": "fifo"})";
      check_that_nothing_changes(shortage);
    }
  }
}

TEST_CASE(
    "where a decision acts on orders, a milestone watches or a server is queued for late on, a market is not FIFO",
    "[engine]") {
  const auto is_fifo = [](const Shortage& it) { return engine::find_fifo_markets(compiled(it), {}).front() != 0; };
  CHECK(is_fifo({}));
  Shortage cancelled, watched, queued, by_size;
  cancelled.more = R"("interventions": {"cut": {"at": "2024-03-01", "cancel": {"organisation": "o1", "units": 8}}}, )";
  watched.more = R"("milestones": {"first": {"organisation": "o0", "online": 100}}, )";
  queued.route = R"([{"stage": "road", "delay": "1d"}, {"stage": "test", "servers": 2, "delay": "1d"}])";
  by_size.allocation = R"("every": "1w", "levels": ["order"], "rules": {"order": "smallest_first"})";
  for (const Shortage& it : {cancelled, watched, queued, by_size}) CHECK_FALSE(is_fifo(it));
}

TEST_CASE("draws looked up together are those looked up one by one", "[random][chance]") {
  for (const std::size_t count : {0u, 1u, 15u, 16u, 17u, 50u}) {
    std::vector<Address> addresses;
    for (std::size_t i = 0; i < count; ++i)
      addresses.push_back({hash_name("stream") + i * i, i % 3 + (std::uint64_t{i} << 33)});
    std::vector<double> draws(count);
    draw_each(7, 5'000'000'000, addresses, draws);
    for (std::size_t i = 0; i < count; ++i)
      CHECK(draws[i] == draw(7, 5'000'000'000, addresses[i].stream, addresses[i].index));
  }
}

TEST_CASE("sorting by time keeps equals in their old order", "[engine]") {
  std::vector<engine::StreamOrder> orders, spare;
  for (std::uint32_t i = 0; i < 5000; ++i) orders.push_back({static_cast<Time>(mixed(i) % 1000) * 70'001, 0, i, 0});
  std::vector<engine::StreamOrder> expected = orders;
  std::stable_sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) { return a.placed < b.placed; });
  engine::sort_by_time(orders, spare, &engine::StreamOrder::placed, 70'001 * 1000);
  CHECK(std::equal(orders.begin(), orders.end(), expected.begin(), expected.end(),
                   [](const auto& a, const auto& b) { return a.placed == b.placed && a.number == b.number; }));
}

}  // namespace allot::fifo_fast_path_test

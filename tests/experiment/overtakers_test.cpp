#include "metrics/overtakers.hpp"

#include <map>
#include <set>

#include "experiment/trade.hpp"
#include "model/compile.hpp"
#include "support/catch.hpp"

namespace overtakers_test {

using namespace allot;
using engine::Index;
using metrics::Journeys;

namespace {

constexpr Index tesla = 0, x = 1, other = 2;

using Served = std::map<std::string, Units>;

/// Slices of an owner and an order each, of as many units as their number counted from 1, and lines of those served.
struct Line {
  Scenario scenario = trade::scenario();
  model::Model model = model::compile(scenario);
  engine::Observations seen;
  Journeys journeys;

  explicit Line(const std::vector<std::pair<Index, Index>>& owners_and_orders) {
    for (const auto& [owner, order] : owners_and_orders) {
      engine::SliceRecord& slice = seen.slices.emplace_back();
      slice.owner = owner;
      slice.order = order;
      slice.units = static_cast<Units>(seen.slices.size());
    }
    journeys.of_slices.resize(seen.slices.size());
  }

  void serve(const std::vector<Index>& line) { journeys.lines.push_back(line); }
  void pass_over(std::size_t slice, std::size_t line, std::size_t from) {
    journeys.of_slices[slice].overtakings.push_back({line, from});
  }
  Served of(const std::vector<std::size_t>& slices) const {
    return metrics::Overtakers(model, seen, journeys).of(slices);
  }
};

}  // namespace

TEST_CASE("whoever was served behind a place in the line overtook it, and nobody ahead of it", "[explain]") {
  Line it({{tesla, 0}, {x, 1}, {other, 2}});
  it.serve({1, 2});
  it.pass_over(0, 0, 1);
  CHECK(it.of({0}) == Served{{"other", 3}});
}

TEST_CASE("a unit that overtook several orders of an organisation, or one of them twice, counts once", "[explain]") {
  Line it({{tesla, 0}, {tesla, 1}, {x, 2}});
  it.serve({2});
  it.serve({2});
  for (const std::size_t waiting : {0, 1})
    for (const std::size_t line : {0, 1}) it.pass_over(waiting, line, 0);
  CHECK(it.of({0, 1}) == Served{{"x", 3}});
}

TEST_CASE("an order's own units do not overtake it, but they may overtake another of its organisation", "[explain]") {
  Line it({{tesla, 0}, {tesla, 1}, {tesla, 0}, {x, 2}});
  it.serve({2, 3});
  it.pass_over(0, 0, 0);
  it.pass_over(1, 0, 0);
  CHECK(it.of({0}) == Served{{"x", 4}});
  CHECK(it.of({1}) == Served{{"tesla", 3}, {"x", 4}});
  CHECK(it.of({0, 1}) == Served{{"tesla", 3}, {"x", 4}});
  CHECK(it.of({1, 0}) == Served{{"tesla", 3}, {"x", 4}});
}

TEST_CASE("who overtook is counted anew for every entity", "[explain]") {
  Line it({{tesla, 0}, {x, 1}, {other, 2}});
  it.serve({2});
  it.pass_over(0, 0, 0);
  metrics::Overtakers overtakers(it.model, it.seen, it.journeys);
  CHECK(overtakers.of({0}) == Served{{"other", 3}});
  CHECK(overtakers.of({1}).empty());
  CHECK(overtakers.of({0}) == Served{{"other", 3}});
}

TEST_CASE("places in a line come to the same as every pair of one who waits and one who is served", "[law]") {
  std::uint64_t state = 1;
  const auto number = [&](std::uint64_t below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>((state >> 33U) % below);
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<std::pair<Index, Index>> slices;
    for (int i = 0; i < 8; ++i) slices.emplace_back(static_cast<Index>(number(3)), static_cast<Index>(number(3)));
    Line it(slices);
    it.serve({4, 5, 6, 7});
    std::set<std::size_t> winners;
    for (std::size_t waiting = 0; waiting < 4; ++waiting) {
      const std::size_t from = number(5);
      it.pass_over(waiting, 0, from);
      for (std::size_t winner = 4 + from; winner < 8; ++winner)
        if (slices[winner].second != slices[waiting].second) winners.insert(winner);
    }
    Served expected;
    for (const std::size_t winner : winners)
      expected[it.model.organisations[static_cast<std::size_t>(slices[winner].first)].id] +=
          it.seen.slices[winner].units;
    CAPTURE(round);
    CHECK(it.of({0, 1, 2, 3}) == expected);
  }
}

}  // namespace overtakers_test

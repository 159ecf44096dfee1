#include "experiment/study.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

#include "experiment/trade.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

namespace study_test {

using namespace allot;
using experiment::Design;
using experiment::Rows;
using experiment::Study;

namespace {

/// The bits of a row, so that null is null.
std::vector<std::uint64_t> bits(std::span<const double> row) {
  std::vector<std::uint64_t> out;
  for (const double it : row) out.push_back(std::bit_cast<std::uint64_t>(it));
  return out;
}

bool are_equal(const Rows& one, std::size_t row, const Rows& other, std::size_t other_row) {
  return bits(one.row(row)) == bits(other.row(other_row)) && std::ranges::equal(one.dates(row), other.dates(other_row));
}

bool are_equal(const Rows& one, const Rows& other) {
  if (one.size() != other.size()) return false;
  for (std::size_t row = 0; row < one.size(); ++row)
    if (!are_equal(one, row, other, row)) return false;
  return true;
}

Scenario drawn(std::uint64_t seed) {
  Features features;
  features.chance = true;
  return trade::scenario("", generate_scenario(seed, features));
}

// A day less than the others, so that it is not simulated together with them.
Scenario certain() {
  std::string text = trade::market;
  text.replace(text.find("2024-12-31"), 10, "2024-12-30");
  return trade::scenario("on-time", text);
}

// A market of chance with decisions and without, one that meets chance now and then, and one that never does.
Study study(const Sampling& sampling) {
  const Scenario all = drawn(5);
  Scenario none = all;
  none.interventions.clear();
  Design design(sampling);
  design.add(Scenario(all));
  design.add(std::move(none));
  design.add(trade::scenario("now-and-then"));
  design.add(certain());
  return Study(std::move(design));
}

}  // namespace

TEST_CASE("rows are the same to the last bit on any number of threads", "[experiment][law]") {
  Study one = study(trade::sampling(30, 1)), many = study(trade::sampling(30, 4));
  REQUIRE(one.simulate());
  REQUIRE(many.simulate());
  for (std::size_t point = 0; point < 4; ++point) {
    CHECK(one[point].size() == 30);
    CHECK(are_equal(one[point], many[point]));
  }
}

TEST_CASE("a study that is extended is as one that was asked for all at once", "[experiment][law]") {
  Study at_once = study(trade::sampling(30)), bit_by_bit = study(trade::sampling(30));
  at_once.extend(30);
  for (const std::size_t rows : {1, 7, 8, 30}) bit_by_bit.extend(rows);
  for (std::size_t point = 0; point < 4; ++point) CHECK(are_equal(at_once[point], bit_by_bit[point]));
}

TEST_CASE("rows of a block are those of the same numbers", "[experiment][law]") {
  Study all = study(trade::sampling(12)), some = study(trade::sampling(12));
  all.extend(12);
  some.extend(2);
  some.take(5, 4);
  for (std::size_t point = 0; point < 4; ++point) {
    REQUIRE(some[point].size() == 4);
    for (std::size_t row = 0; row < 4; ++row) CHECK(are_equal(some[point], row, all[point], 5 + row));
  }
}

TEST_CASE("points of which not all fit into memory are taken one at a time, and come to the same",
          "[experiment][law]") {
  Sampling sampling = trade::sampling(3000);
  Study together = study(sampling);
  REQUIRE(together.simulate());
  sampling.max_memory = 8'000'000;
  Study apart = study(sampling);
  CHECK_FALSE(apart.simulate());
  for (std::size_t point = 0; point < 4; ++point) {
    CHECK(apart[point].size() == 0);
    CHECK(are_equal(apart.need(point), together[point]));
    apart.forget(point);
  }
}

TEST_CASE("where chance has no part one row is simulated and stands for all", "[experiment]") {
  Study it = study(trade::sampling(25));
  it.extend(25);
  const Rows& same = it[3];
  CHECK_FALSE(same.is_random());
  CHECK(same.size() == 25);
  CHECK(same.column(0) == std::vector<double>(25, same.row(0)[0]));
  CHECK(it[0].is_random());
  CHECK(it[2].is_random());
  CHECK(it[0].simulated() == 25);
  it.keep_first_if_all_are_the_same();
  CHECK(same.size() == 25);  // beside others that differ

  Design alone(trade::sampling(25));
  alone.add(trade::scenario("on-time"));
  Study exact(std::move(alone));
  REQUIRE(exact.simulate());
  CHECK(exact[0].size() == 25);
  CHECK(exact[0].simulated() == 1);
  exact.keep_first_if_all_are_the_same();
  CHECK(exact[0].size() == 1);
}

// The swap comes about in some rows only: in all others the points are the same, replication by replication.
TEST_CASE("points meet the same chance row by row", "[experiment][law]") {
  Design design(trade::sampling(200));
  design.add(trade::scenario("now-and-then"));
  design.add(trade::scenario("none"));
  design.add(trade::scenario("on-time"));
  Study it(std::move(design));
  REQUIRE(it.simulate());
  std::size_t swapped = 0;
  for (std::size_t row = 0; row < 200; ++row) {
    const bool is_swapped = std::ranges::equal(it[0].dates(row), it[2].dates(row));
    swapped += is_swapped;
    CHECK((is_swapped || std::ranges::equal(it[0].dates(row), it[1].dates(row))));
  }
  CHECK((swapped > 30 && swapped < 90));
}

}  // namespace study_test

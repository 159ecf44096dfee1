#include "statistics/nondominated.hpp"

#include "random/key.hpp"
#include "support/catch.hpp"

namespace nondominated_test {

using namespace allot;
using Values = std::vector<std::vector<std::vector<double>>>;

namespace {

const DrawRows by_keys = [](std::size_t resample, std::span<std::size_t> rows) {
  for (std::size_t r = 0; r < rows.size(); ++r)
    rows[r] =
        static_cast<std::size_t>(draw(3, resample, hash_name("nondominated"), r) * static_cast<double>(rows.size()));
};

}  // namespace

TEST_CASE("one dominates another that is nowhere better and somewhere worse", "[statistics]") {
  CHECK(dominates(std::vector<double>{2, 1}, std::vector<double>{1, 1}));
  CHECK_FALSE(dominates(std::vector<double>{1, 1}, std::vector<double>{1, 1}));
  CHECK_FALSE(dominates(std::vector<double>{2, 0}, std::vector<double>{1, 1}));
  CHECK_FALSE(dominates(std::vector<double>{1, 1}, std::vector<double>{2, 1}));
}

TEST_CASE("what is the same in every row is dominated or not for sure", "[statistics]") {
  const Values values = {{{2, 2}, {0, 0}}, {{1, 1}, {1, 1}}, {{1, 1}, {0, 0}}, {{1, 1}, {1, 1}}};
  const Nondominated found = nondominated(values, 50, by_keys);
  CHECK(found.probability == std::vector<double>{1, 1, 0, 1});  // the second and fourth are equal: neither dominates
  CHECK(found.beats[0][2] == 1);
  CHECK(found.beats[1][2] == 1);
  CHECK(found.beats[1][3] == 0);
}

// One criterion, two rows: the first is ahead by 1 in one and behind by 3 in the other. Of the four resamples it is ahead in
// that which takes the first row twice: a quarter. 4,000 resamples miss that by 0.03 but once in 100,000.
TEST_CASE("the share of resamples is what their number says", "[statistics]") {
  const Nondominated found = nondominated({{{1, 0}}, {{0, 3}}}, 4000, by_keys);
  CHECK(found.probability[0] == Approx(0.25).margin(0.03));
  CHECK(found.probability[1] == Approx(0.75).margin(0.03));
  CHECK(found.beats[1][0] == Approx(found.probability[1]));
}

// What is drawn is common to all: where one is ahead by the same in every row, no resample says otherwise.
TEST_CASE("what rows have in common cancels", "[statistics]") {
  const Nondominated found = nondominated({{{100, -50, 3}}, {{101, -49, 4}}}, 500, by_keys);
  CHECK(found.probability == std::vector<double>{0, 1});
}

}  // namespace nondominated_test

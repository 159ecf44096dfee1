#include <cmath>

#include "statistics/regret.hpp"
#include "support/catch.hpp"

namespace allot::regret_test {
namespace {

using Columns = std::vector<std::vector<double>>;

}  // namespace

TEST_CASE("regret is what knowing the course would bring, and what the best choice in the mean would", "[statistics]") {
  // By hand: means 5 and 4; the best of each course 10 and 4, in the mean 7. Knowing brings 2 beyond the first.
  const Regrets regrets = regrets_of(Columns{{10, 0}, {4, 4}}, Better::more).value();
  CHECK(regrets.best == 0);
  CHECK(regrets.by_choice[0].information == 2);
  CHECK(regrets.by_choice[0].choice == 0);
  CHECK(regrets.by_choice[0].total == 2);
  CHECK(regrets.by_choice[1].information == 2);
  CHECK(regrets.by_choice[1].choice == 1);
  CHECK(regrets.by_choice[1].total == 3);
}

TEST_CASE("where less is better the same numbers are regretted the other way round", "[statistics]") {
  const Regrets regrets = regrets_of(Columns{{10, 0}, {4, 4}}, Better::less).value();
  CHECK(regrets.best == 1);
  CHECK(regrets.by_choice[1].total == 2);  // 4 and 4 against 4 and 0
  CHECK(regrets.by_choice[0].total == 3);
}

TEST_CASE("a choice that is best whatever comes is regretted by nobody, and knowledge is worth nothing",
          "[statistics]") {
  const Regrets regrets = regrets_of(Columns{{3, 9, 5}, {1, 2, 5}}, Better::more).value();
  CHECK(regrets.by_choice[0].total == 0);
  CHECK(regrets.by_choice[1].information == 0);
  CHECK(regrets.by_choice[1].choice == 3);
}

TEST_CASE("the parts of a regret sum to it, and it is the mean of what was forgone", "[statistics][law]") {
  Columns choices(4);
  for (int r = 0; r < 101; ++r)
    for (std::size_t i = 0; i < choices.size(); ++i)
      choices[i].push_back(std::sin(1.0 + 7 * r + 13 * static_cast<double>(i)) * 1e6 / 3);
  const Regrets regrets = regrets_of(choices, Better::more).value();
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const RegretParts& it = regrets.by_choice[i];
    double forgone = 0;
    for (std::size_t r = 0; r < 101; ++r)
      forgone += std::max({choices[0][r], choices[1][r], choices[2][r], choices[3][r]}) - choices[i][r];
    CHECK(it.total == it.information + it.choice);
    CHECK(it.total == Approx(forgone / 101).epsilon(1e-12));
    CHECK((it.information >= 0 && it.choice >= 0));
    CHECK((it.ci95->low < it.total && it.total < it.ci95->high));
  }
}

TEST_CASE("a course in which one choice is null is left out for all", "[statistics]") {
  const Regrets regrets = regrets_of(Columns{{1, std::nan("")}, {3, 100}}, Better::more).value();
  CHECK(regrets.by_choice[0].total == 2);
  CHECK_FALSE(regrets_of(Columns{{std::nan("")}, {1}}, Better::more));
}

}  // namespace allot::regret_test

#include "statistics/quantile.hpp"

#include <algorithm>
#include <vector>

#include "random/key.hpp"
#include "support/catch.hpp"

namespace quantile_test {

using namespace allot;

namespace {

std::vector<double> drawn(std::size_t count, std::uint64_t seed, double (*turned)(double)) {
  std::vector<double> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(turned(unit_interval(combine(seed, i))));
  return out;
}

double even(double u) { return u; }
double whole(double u) { return static_cast<double>(static_cast<int>(u * 7)); }
double far_out(double u) { return 1 / (u * u * u); }
double mostly_the_same(double u) { return u < 0.9 ? 5 : u; }
double large(double u) { return 1e300 * (u - 0.5); }
double tiny(double u) { return 1e-300 * u; }

}  // namespace

TEST_CASE("values of any ranks are those of the sorted sample, however it lies", "[quantile]") {
  for (const auto turned : {even, whole, far_out, mostly_the_same, large, tiny})
    for (const std::size_t count : {1, 2, 47, 48, 49, 100, 1000, 5000}) {
      std::vector<double> values = drawn(count, count, turned), sorted = values;
      std::sort(sorted.begin(), sorted.end());
      std::vector<std::size_t> ranks;
      for (const double share : {0.0001, 0.1, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0})
        ranks.push_back(type1_rank(count, share));
      std::vector<double> found(ranks.size());
      order_statistics(values, ranks, found);
      for (std::size_t i = 0; i < ranks.size(); ++i) CHECK(found[i] == sorted[ranks[i] - 1]);
      std::sort(values.begin(), values.end());
      CHECK(values == sorted);
    }
}

TEST_CASE("all ranks at once sort a sample", "[quantile]") {
  std::vector<double> values = drawn(3000, 3, far_out), sorted = values, found(values.size());
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::size_t> ranks(values.size());
  for (std::size_t i = 0; i < ranks.size(); ++i) ranks[i] = i + 1;
  order_statistics(values, ranks, found);
  CHECK(found == sorted);
}

}  // namespace quantile_test

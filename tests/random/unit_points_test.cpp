#include "random/unit_points.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "support/catch.hpp"

namespace unit_points_test {

using namespace allot;
using Sampler = UnitPoints (*)(std::size_t, std::size_t, std::uint64_t);

constexpr std::array<Sampler, 3> samplers{random_points, latin_hypercube, scrambled_sobol};

bool has_one_in_each_stratum(const UnitPoints& points, std::size_t dimension) {
  std::set<std::size_t> strata;
  for (std::size_t i = 0; i < points.points; ++i)
    strata.insert(static_cast<std::size_t>(points.at(i, dimension) * static_cast<double>(points.points)));
  return strata.size() == points.points && *strata.rbegin() == points.points - 1;
}

/// The mean over the points of a smooth function whose integral over the cube is 1.
double smooth_mean(const UnitPoints& points) {
  double sum = 0;
  for (std::size_t i = 0; i < points.points; ++i) {
    double product = 1;
    for (const double x : points.point(i)) product *= 0.5 + x;
    sum += product;
  }
  return sum / static_cast<double>(points.points);
}

double root_mean_square_error(Sampler sample, std::size_t points, std::uint64_t seeds) {
  double sum = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const double error = smooth_mean(sample(points, 3, seed)) - 1;
    sum += error * error;
  }
  return std::sqrt(sum / static_cast<double>(seeds));
}

TEST_CASE("points of a design lie inside the cube, one point and one dimension too", "[random][design]") {
  for (const Sampler sample : samplers)
    for (const auto [points, dimensions] :
         {std::array<std::size_t, 2>{1, 1}, {1, 60}, {100, 1}, {33, 200}, {0, 3}, {5, 0}}) {
      const UnitPoints cube = sample(points, dimensions, 1);
      CAPTURE(points, dimensions);
      CHECK(cube.values.size() == points * dimensions);
      CHECK(std::all_of(cube.values.begin(), cube.values.end(), [](double x) { return x > 0 && x < 1; }));
    }
}

TEST_CASE("points of a design are those of their seed, and others of another", "[random][design]") {
  for (const Sampler sample : samplers) {
    CHECK(sample(64, 5, 7) == sample(64, 5, 7));
    const UnitPoints one = sample(64, 5, 7), other = sample(64, 5, 8);
    for (std::size_t d = 0; d < 5; ++d)
      for (const auto& [a, b] : {std::pair{&one, &other}, {&one, &one}}) {
        const std::size_t next = (d + 1) % 5;
        std::size_t equal = 0;
        for (std::size_t i = 0; i < 64; ++i) equal += a->at(i, d) == b->at(i, a == b ? next : d) ? 1u : 0u;
        CHECK(equal == 0);
      }
  }
}

TEST_CASE("a Latin hypercube has one point in each stratum of each dimension", "[random][design]") {
  for (const std::size_t points : {1u, 2u, 7u, 100u, 4096u})
    for (std::size_t d = 0; d < 60; d += 7) CHECK(has_one_in_each_stratum(latin_hypercube(points, 60, 3), d));
}

TEST_CASE("2^m scrambled Sobol points have one in each stratum of each dimension", "[random][design]") {
  for (const std::size_t points : {1u, 2u, 64u, 4096u})
    for (std::size_t d = 0; d < 3000; d += 123) CHECK(has_one_in_each_stratum(scrambled_sobol(points, 3000, 3), d));
}

// t = 0 in the first two dimensions: Sobol (1967), section 3.
TEST_CASE("2^m Sobol points of two dimensions have one in each box of volume 2^-m, scrambled or not",
          "[random][design]") {
  const std::size_t m = 10, points = std::size_t{1} << m;
  UnitPoints plain{points, 2};
  for (const std::uint32_t digits : sobol_digits(points, 2)) plain.values.push_back(digits * 0x1p-32);
  for (const UnitPoints& cube : {plain, scrambled_sobol(points, 2, 1), scrambled_sobol(points, 2, 2)})
    for (std::size_t a = 0; a <= m; ++a) {
      std::set<std::pair<int, int>> boxes;
      for (std::size_t i = 0; i < points; ++i)
        boxes.emplace(static_cast<int>(std::ldexp(cube.at(i, 0), static_cast<int>(a))),
                      static_cast<int>(std::ldexp(cube.at(i, 1), static_cast<int>(m - a))));
      CAPTURE(a);
      CHECK(boxes.size() == points);
    }
}

TEST_CASE("the first of more Sobol points are those of fewer", "[random][design]") {
  const UnitPoints few = scrambled_sobol(10, 4, 5), many = scrambled_sobol(1000, 4, 5);
  CHECK(std::equal(few.values.begin(), few.values.end(), many.values.begin()));
}

// Source: the points that Joe and Kuo print for new-joe-kuo-6.21201 in four dimensions, on the page of their program
// sobol.cc; the first six of Gray code order.
TEST_CASE("Sobol's points are those published with the direction numbers", "[random][design]") {
  const std::vector<double> published{0,    0,    0,    0,    0.5,   0.5,   0.5,   0.5,   0.75,  0.25,  0.25,  0.25,
                                      0.25, 0.75, 0.75, 0.75, 0.375, 0.375, 0.625, 0.875, 0.875, 0.875, 0.125, 0.375};
  std::vector<double> ours;
  for (const std::uint32_t digits : sobol_digits(6, 4)) ours.push_back(digits * 0x1p-32);
  CHECK(ours == published);
}

// Independent points err 8 times less with 64 times the points, scrambled nets 512 times, but for logarithms
// (Owen 1997). Fixed seeds; the bounds are five standard errors and more from what each comes to.
TEST_CASE("the error of an integral falls much faster over scrambled Sobol points than over random ones",
          "[random][design]") {
  const auto gain = [](Sampler sample) {
    return root_mean_square_error(sample, 64, 100) / root_mean_square_error(sample, 4096, 100);
  };
  const double random = gain(random_points), sobol = gain(scrambled_sobol);
  CHECK(random > 5);
  CHECK(random < 12);
  CHECK(sobol > 200);
  CHECK(root_mean_square_error(latin_hypercube, 64, 100) < 0.5 * root_mean_square_error(random_points, 64, 100));
}

// A mean over 4,000 seeds; a false alarm in 1.7 million for each (five standard errors).
TEST_CASE("the mean over a design is right on average over seeds, however few points it has", "[random][design]") {
  for (const Sampler sample : samplers)
    for (const std::size_t points : {1u, 3u, 8u}) {
      const std::uint64_t seeds = 4000;
      double sum = 0, squares = 0;
      for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const double error = smooth_mean(sample(points, 4, seed)) - 1;
        sum += error, squares += error * error;
      }
      CAPTURE(points);
      CHECK(std::abs(sum) < 5 * std::sqrt(squares));
    }
}

// Were the scrambling but a shift of digits, the two halves would keep their place to each other under all seeds. The
// number of seeds of 1,000 in which two points keep order is binomial; beyond 5 deviations in one of 1.7 million.
TEST_CASE("scrambling is nested: digits behind different ones are turned independently", "[random][design]") {
  int agree = 0;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    const UnitPoints points = scrambled_sobol(2, 1, seed);  // 0.0... and 0.1...
    const auto second_digit = [&](std::size_t i) { return static_cast<int>(points.at(i, 0) * 4) % 2; };
    agree += second_digit(0) == second_digit(1) ? 1 : 0;
  }
  CHECK(std::abs(agree - 500) < 5 * std::sqrt(250.0));
}

}  // namespace unit_points_test

#include "statistics/sobol_indices.hpp"

#include <cmath>
#include <functional>
#include <numbers>

#include "random/unit_points.hpp"
#include "statistics/interval.hpp"
#include "support/catch.hpp"

namespace sobol_indices_test {

using namespace allot;

namespace {

using Function = std::function<double(std::span<const double>)>;

constexpr std::size_t blocks = 16;

/// A function whose indices are known, at points of a seed.
struct Known {
  Function function;
  std::size_t inputs;
  std::vector<double> first, total;

  SobolIndices estimated(std::size_t rows, std::uint64_t seed, bool is_scrambled = true) const {
    std::vector<std::vector<double>> columns(inputs + 2);
    for (std::size_t block = 0; block < blocks; ++block) {
      const auto made = is_scrambled ? scrambled_sobol : random_points;
      const UnitPoints points = made(rows / blocks, 2 * inputs, seed * 1000 + block);
      for (std::size_t i = 0; i < points.points; ++i) {
        const auto a = points.point(i).first(inputs), b = points.point(i).subspan(inputs);
        columns[0].push_back(function(a));
        columns[1].push_back(function(b));
        for (std::size_t k = 0; k < inputs; ++k) {
          std::vector<double> swapped(a.begin(), a.end());
          swapped[k] = b[k];
          columns[k + 2].push_back(function(swapped));
        }
      }
    }
    PickFreeze sample{columns[0], columns[1], {}};
    for (std::size_t k = 0; k < inputs; ++k) sample.swapped.emplace_back(columns[k + 2]);
    return sobol_indices(sample, blocks);
  }
};

double angle(double u) { return std::numbers::pi * (2 * u - 1); }

// Ishigami and Homma (1990), An importance quantification technique in uncertainty analysis, ISUMA; a = 7, b = 0.1.
Known ishigami() {
  return {[](std::span<const double> u) {
            const double x = angle(u[0]), y = angle(u[1]), z = angle(u[2]);
            return std::sin(x) + 7 * std::sin(y) * std::sin(y) + 0.1 * z * z * z * z * std::sin(x);
          },
          3,
          {0.313905191148, 0.44241114479, 0},
          {0.55758885521, 0.44241114479, 0.243683664062}};
}

// The g-function, Saltelli and Sobol (1995), About the use of rank transformation in sensitivity analysis of model output,
// Reliability Engineering & System Safety 50, 225-239.
Known g_function() {
  return {[](std::span<const double> u) {
            constexpr double a[] = {0, 1, 4.5, 9, 99, 99, 99, 99};
            double product = 1;
            for (std::size_t i = 0; i < u.size(); ++i) product *= (std::abs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
            return product;
          },
          8,
          {0.716192168879, 0.17904804222, 0.0236757741778, 0.00716192168879, 7.16192168879e-05, 7.16192168879e-05,
           7.16192168879e-05, 7.16192168879e-05},
          {0.787144126659, 0.242198192818, 0.0343169101541, 0.0104603870652, 0.00010494905192, 0.00010494905192,
           0.00010494905192, 0.00010494905192}};
}

// V(E(min | x1)) = 1/45, V(min) = 1/18.
Known first_of_two() {
  return {[](std::span<const double> u) { return std::min(u[0], u[1]); }, 2, {0.4, 0.4}, {0.6, 0.6}};
}

Known lead_time_of_three_stages() {
  return {[](std::span<const double> u) { return -std::log(u[0]) - 2 * std::log(u[1]) - 3 * std::log(u[2]); },
          3,
          {1.0 / 14, 4.0 / 14, 9.0 / 14},
          {1.0 / 14, 4.0 / 14, 9.0 / 14}};
}

bool covers(const PointEstimate& it, double truth) { return it.ci95->low <= truth && truth <= it.ci95->high; }

/// In how many of so many samples the interval of an index holds it.
struct Coverage {
  std::vector<int> first, total;
  int trials = 0;

  Coverage(const Known& known, std::size_t rows, int wanted, bool is_scrambled)
      : first(known.inputs), total(known.inputs), trials(wanted) {
    for (int trial = 0; trial < trials; ++trial) {
      const SobolIndices found = known.estimated(rows, static_cast<std::uint64_t>(trial) + 1, is_scrambled);
      for (std::size_t i = 0; i < known.inputs; ++i) {
        first[i] += covers(found.first[i], known.first[i]) ? 1 : 0;
        total[i] += covers(found.total[i], known.total[i]) ? 1 : 0;
      }
    }
  }
};

}  // namespace

TEST_CASE("indices of published functions come out within a hundredth", "[statistics][sensitivity]") {
  for (const Known& known : {ishigami(), g_function(), first_of_two(), lead_time_of_three_stages()}) {
    const SobolIndices found = known.estimated(1 << 15, 1);
    for (std::size_t i = 0; i < known.inputs; ++i) {
      CAPTURE(i);
      CHECK(found.first[i].value == Approx(known.first[i]).margin(0.01));
      CHECK(found.total[i].value == Approx(known.total[i]).margin(0.01));
      CHECK(found.shared[i].value == Approx(known.total[i] - known.first[i]).margin(0.01));
    }
  }
  CHECK(ishigami().estimated(1 << 15, 1).variance == Approx(13.8445879407).epsilon(0.01));
  CHECK(g_function().estimated(1 << 15, 1).sum_of_first.value == Approx(0.926364383833).margin(0.01));
}

// Of 48 intervals each lies outside its band with a chance of 0.001 if its level is right.
TEST_CASE("intervals of indices hold them in nineteen of twenty samples", "[statistics][sensitivity]") {
  constexpr int trials = 400;
  const double half = normal_critical(0.999) * std::sqrt(0.05 * 0.95 / trials);
  for (const Known& known : {ishigami(), g_function(), first_of_two(), lead_time_of_three_stages()})
    for (const bool is_scrambled : {true, false}) {
      const Coverage it(known, 1024, trials, is_scrambled);
      for (std::size_t i = 0; i < known.inputs; ++i) {
        CAPTURE(known.inputs, i, is_scrambled);
        CHECK(it.first[i] / static_cast<double>(trials) == Approx(0.95).margin(half));
        CHECK(it.total[i] / static_cast<double>(trials) == Approx(0.95).margin(half));
      }
    }
}

TEST_CASE("what changes nothing has no part, and what does everything has all", "[statistics][sensitivity]") {
  const Known known{[](std::span<const double> u) { return 3 * u[1]; }, 2, {}, {}};
  const SobolIndices found = known.estimated(64, 1);
  for (const auto* indices : {&found.first, &found.total}) {
    CHECK((*indices)[0].value == 0);
    CHECK((*indices)[0].ci95->low == 0);
    CHECK((*indices)[0].ci95->high == 0);
    CHECK((*indices)[1].value == 1);
    CHECK((*indices)[1].ci95->low == 1);
    CHECK((*indices)[1].ci95->high == 1);
  }
}

TEST_CASE("a function that is the same everywhere has no indices", "[statistics][sensitivity]") {
  const std::vector<double> same(32, 7);
  CHECK(sobol_indices({same, same, {same}}, 16).variance == 0);
  CHECK(sobol_indices({same, same, {same}}, 16).first.empty());
  CHECK(sobol_indices({same, same, {same}}, 16).mean == 7);
  const std::vector<double> none(32, std::nan(""));
  CHECK(std::isnan(sobol_indices({none, none, {none}}, 16).mean));
  CHECK(sobol_indices({none, none, {none}}, 16).left_out == 32);
}

TEST_CASE("a row with a null is left out of all indices", "[statistics][sensitivity]") {
  std::vector<double> a, b, swapped;
  const UnitPoints points = random_points(64, 4, 1);
  for (std::size_t i = 0; i < 64; ++i) {
    a.push_back(points.at(i, 0) + points.at(i, 1));
    b.push_back(points.at(i, 2) + points.at(i, 3));
    swapped.push_back(points.at(i, 2) + points.at(i, 1));
  }
  const SobolIndices whole = sobol_indices({a, b, {swapped}}, 16);
  swapped[5] = std::nan("");
  const SobolIndices without = sobol_indices({a, b, {swapped}}, 16);
  CHECK(whole.left_out == 0);
  CHECK(without.left_out == 1);
  CHECK(std::isfinite(without.first[0].value));
  a[5] = b[5] = 1e9;  // of which nothing may be seen
  CHECK(sobol_indices({a, b, {swapped}}, 16).first[0].value == without.first[0].value);
}

}  // namespace sobol_indices_test

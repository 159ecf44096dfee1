#include "base/elementary.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "base/bits.hpp"
#include "support/catch.hpp"

using namespace allot;

namespace {

std::int64_t last_places_between(double a, double b) {
  return std::abs(bit_cast<std::int64_t>(a) - bit_cast<std::int64_t>(b));
}

struct Known {
  double (*function)(double);
  double x, value;  ///< the value by 200 bits (mpmath), rounded once
};

}  // namespace

TEST_CASE("elementary functions are right to two units in the last place") {
  // clang-format off
  constexpr Known known[] = {
      {elementary::exp, 1.0, 0x1.5bf0a8b145769p+1},
      {elementary::exp, -0.3, 0x1.7b4c869c37c05p-1},
      {elementary::exp, 10.25, 0x1.b9ea2aed2a0f1p+14},
      {elementary::exp, -700.5, 0x1.4ff475c68ca02p-1011},
      {elementary::exp, 1e-09, 0x1.000000044b830p+0},
      {elementary::expm1, 1e-07, 0x1.ad7f2b1414adbp-24},
      {elementary::expm1, -0.2, -0x1.733d4a7a67a9bp-3},
      {elementary::expm1, 3.5, 0x1.00ec721396bdbp+5},
      {elementary::expm1, -20.0, -0x1.ffffffee4b79bp-1},
      {elementary::expm1, 0.34, 0x1.9eaa94c8422f5p-2},
      {elementary::log, 2.0, 0x1.62e42fefa39efp-1},
      {elementary::log, 0.7, -0x1.6d3c324e13f50p-2},
      {elementary::log, 1.0000001, 0x1.ad7f2847b6492p-24},
      {elementary::log, 1e+300, 0x1.5963447f87fb5p+9},
      {elementary::log, 5e-324, -0x1.74385446d71c3p+9},
      {elementary::log1p, 1e-09, 0x1.12e0be801f1d9p-30},
      {elementary::log1p, -0.5, -0x1.62e42fefa39efp-1},
      {elementary::log1p, 0.3, 0x1.0ca937be1b9dcp-2},
      {elementary::log1p, -0.999, -0x1.ba18a998fff9fp+2},
      {elementary::log1p, 1e10, 0x1.7069e2aa3184ep+4},
  };
  // clang-format on
  for (const Known& it : known) {
    CAPTURE(it.x, it.value);
    CHECK(last_places_between(it.function(it.x), it.value) <= 2);
  }
  CHECK(last_places_between(elementary::pow(2, 0.5), 0x1.6a09e667f3bcdp+0) <= 2);
  CHECK(last_places_between(elementary::pow(10, -3), 0x1.0624dd2f1a9fcp-10) <= 2);
  CHECK(last_places_between(elementary::pow(0.999, 5000), 0x1.b8798c0f74e0cp-8) <= 2);
  CHECK(last_places_between(elementary::pow(1.7, 1.3), 0x1.fe4c32630d4d8p+0) <= 2);
  CHECK(last_places_between(elementary::pow(3, 400.25), 0x1.4d6e20baf7129p+634) <= 2);
}

TEST_CASE("elementary functions agree with the standard library's, whose last digits are its own") {
  std::mt19937_64 chance(11);
  const auto share = [&] { return static_cast<double>(chance() >> 11) * 0x1p-53; };
  for (int i = 0; i < 100'000; ++i) {
    const double wide = share() * 1400 - 700, positive = std::exp(share() * 1000 - 500), y = share() * 60 - 30;
    const double base = std::exp(share() * 20 - 10), small = share() - 0.5;
    const std::int64_t apart = std::max({last_places_between(elementary::exp(wide), std::exp(wide)),
                                         last_places_between(elementary::expm1(wide), std::expm1(wide)),
                                         last_places_between(elementary::log(positive), std::log(positive)),
                                         last_places_between(elementary::log1p(small), std::log1p(small)),
                                         last_places_between(elementary::pow(base, y), std::pow(base, y))});
    if (apart > 3) FAIL(wide << ' ' << positive << ' ' << small << ' ' << base << ' ' << y << ": " << apart);
  }
}

TEST_CASE("elementary functions at their ends") {
  constexpr double infinity = std::numeric_limits<double>::infinity(), none = std::numeric_limits<double>::quiet_NaN();
  CHECK(elementary::exp(0) == 1);
  CHECK(elementary::exp(-infinity) == 0);
  CHECK(elementary::exp(800) == infinity);
  CHECK(elementary::exp(-745.1) == 0x1p-1074);
  CHECK(elementary::expm1(-infinity) == -1);
  CHECK(elementary::log(0) == -infinity);
  CHECK(elementary::log(infinity) == infinity);
  CHECK(std::isnan(elementary::log(-1)));
  CHECK(std::isnan(elementary::exp(none)));
  CHECK(std::isnan(elementary::log1p(none)));
  CHECK(elementary::log1p(-1) == -infinity);
  CHECK(elementary::pow(-2, 3) == -8);
  CHECK(elementary::pow(-2, 2) == 4);
  CHECK(std::isnan(elementary::pow(-2, 0.5)));
  CHECK(elementary::pow(0, 2) == 0);
  CHECK(elementary::pow(2, 2000) == infinity);
  CHECK(elementary::pow(0.5, 2000) == 0);
  CHECK(elementary::pow(none, 0) == 1);
  for (int k = -300; k <= 300; ++k) CHECK(elementary::decimal_exponent(elementary::ten_to_the(k)) == k);
  CHECK(elementary::decimal_exponent(999.99999999999) == 2);
  CHECK(elementary::decimal_exponent(-100) == 2);
}

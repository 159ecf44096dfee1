#include "base/elementary.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "base/real_text.hpp"

// exp: x is k ln 2 + r with |r| at most half of ln 2; Taylor's series of exp(r), and its power of two.
// log: x is 2^k m with m between the roots of 1/2 and 2; log m is 2 atanh(s), s = (m - 1) / (m + 1), by its series. Its first
// terms, which are most of it, are kept in two doubles, so that pow can multiply it.

namespace allot::elementary {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double ln2_high = 0x1.62e42fefa38p-1;  // whose products with exponents are exact
constexpr double ln2_low = 0x1.ef35793c76730p-45;
constexpr double log2_of_e = 0x1.71547652b82fep+0;
constexpr double root_of_half = 0x1.6a09e667f3bcdp-1;

/// high + low, with |low| at most half a last digit of high.
struct TwoParts {
  double high, low;
};

/// For |a| >= |b|.
TwoParts sum_of(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// source: Dekker (1971), Numerische Mathematik 18, 224-242
TwoParts product_of(double a, double b) {
  const auto halved = [](double x) {
    const double scaled = 134217729.0 * x, high = scaled - (scaled - x);
    return TwoParts{high, x - high};
  };
  const double product = a * b;
  const TwoParts x = halved(a), y = halved(b);
  return {product, ((x.high * y.high - product) + x.high * y.low + x.low * y.high) + x.low * y.low};
}

double horner(const double* first, const double* last, double x) {
  double value = 0;
  while (last != first) value = value * x + *--last;
  return value;
}

// exp(r) - 1 - r, |r| <= ln 2 / 2
double beyond_the_line(double r) {
  constexpr std::array<double, 13> over_factorials = {
      1.0 / 2,      1.0 / 6,       1.0 / 24,       1.0 / 120,       1.0 / 720,          1.0 / 5040,         1.0 / 40320,
      1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800.0, 1.0 / 87178291200.0};
  return r * r * horner(over_factorials.begin(), over_factorials.end(), r);
}

/// x = k ln 2 + high + low
struct Reduced {
  int k;
  double high, low;
};

Reduced reduced(TwoParts x) {
  const double k = std::floor(x.high * log2_of_e + 0.5);
  const double first = x.high - k * ln2_high, second = x.low - k * ln2_low;
  const double high = first + second;
  return {static_cast<int>(k), high, (first - high) + second};
}

double exp_of(TwoParts x) {
  if (std::isnan(x.high)) return x.high;
  if (x.high > 710) return infinity;
  if (x.high < -746) return 0;
  const auto [k, high, low] = reduced(x);
  return std::ldexp(1 + (high + (beyond_the_line(high) + low * (1 + high))), k);
}

/// log(1 + f), f within [root of 1/2, root of 2] less 1.
TwoParts log_near_one(double f) {
  constexpr double third = 2.0 / 3, third_low = 0x1.5555555555555p-55;
  constexpr std::array<double, 10> over_odd = {2.0 / 5,  2.0 / 7,  2.0 / 9,  2.0 / 11, 2.0 / 13,
                                               2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21, 2.0 / 23};
  const TwoParts below = sum_of(2, f);
  const double s = f / below.high;
  const TwoParts back = product_of(s, below.high);
  const double s_low = ((f - back.high) - back.low - s * below.low) / below.high;
  const TwoParts square = product_of(s, s), cube = product_of(square.high, s), cubic = product_of(cube.high, third);
  const double cube_low = cube.low + square.low * s + 3 * square.high * s_low;
  const double tail = cube.high * square.high * horner(over_odd.begin(), over_odd.end(), square.high);
  const TwoParts all = sum_of(2 * s, cubic.high);
  return sum_of(all.high, all.low + (2 * s_low + (cubic.low + cube_low * third + cube.high * third_low) + tail));
}

/// x > 0 and finite
TwoParts log_of(double x) {
  int k = 0;
  double m = std::frexp(x, &k);  // in [1/2, 1)
  if (m < root_of_half) {
    m *= 2;
    --k;
  }
  const TwoParts near_one = log_near_one(m - 1);
  if (k == 0) return near_one;
  const TwoParts all = sum_of(k * ln2_high, near_one.high);
  return sum_of(all.high, all.low + (k * ln2_low + near_one.low));
}

bool is_whole(double x) { return std::floor(x) == x; }
bool is_odd(double x) { return is_whole(x) && std::abs(x) < 0x1p53 && !is_whole(x / 2); }

}  // namespace

double exp(double x) { return exp_of({x, 0}); }

double expm1(double x) {
  if (!(std::abs(x) > 0.34)) return x + beyond_the_line(x);
  if (x > 40 || x < -40) return exp(x) - 1;
  const auto [k, high, low] = reduced({x, 0});
  const double less_one = high + (beyond_the_line(high) + low * (1 + high)), power = std::ldexp(1.0, k);
  return power * less_one + (power - 1);
}

double log(double x) {
  if (!(x > 0)) return x == 0 ? -infinity : not_a_number;
  if (x == infinity) return x;
  return log_of(x).high;
}

double log1p(double x) {
  if (!(x > -1)) return x == -1 ? -infinity : not_a_number;
  if (std::abs(x) < 0x1p-54) return x;
  if (x > -0.29 && x < 0.41) return log_near_one(x).high;
  const double sum = 1 + x;
  if (sum == infinity) return x;
  return log_of(sum).high + (x >= 1 ? 1 - (sum - x) : x - (sum - 1)) / sum;
}

double pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (x == 0 || !std::isfinite(x) || !std::isfinite(y)) return std::pow(x, y);  // what IEEE 754 names: no digits
  if (x < 0) return is_whole(y) ? (is_odd(y) ? -1 : 1) * pow(-x, y) : not_a_number;
  const TwoParts of_x = log_of(x);
  if (!(std::abs(of_x.high * y) < 1000)) return (of_x.high > 0) == (y > 0) ? infinity : 0;
  const TwoParts product = product_of(of_x.high, y);
  return exp_of(sum_of(product.high, product.low + of_x.low * y));
}

int decimal_exponent(double x) {
  const std::string digits = rounded_digits(x, RealForm::scientific, 14);
  return std::stoi(digits.substr(digits.find('e') + 1));
}

double ten_to_the(int k) { return real_of_text("1e" + std::to_string(k)).value_or(k < 0 ? 0 : infinity); }

}  // namespace allot::elementary

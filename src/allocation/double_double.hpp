#pragma once

#include <cmath>

#include "allot/allocation.hpp"

// Arithmetic with twice the digits of a double. Whether two fractions of a lot are equal decides who gets it;
// a plain double has too few digits to tell once awards reach some hundred thousand units.
namespace allot::allocation {

/// high + low, with |low| at most half a last digit of high; about 106 bits.
/// source: Dekker (1971), Numerische Mathematik 18, 224-242
using DoubleDouble = Division::Scratch::DoubleDouble;

/// source: Knuth (1997), The Art of Computer Programming 2, section 4.2.2, theorem B
constexpr DoubleDouble two_sum(double a, double b) {
  const double sum = a + b;
  const double added = sum - a;
  return {sum, (a - (sum - added)) + (b - added)};
}

/// As two_sum, for |a| >= |b|.
constexpr DoubleDouble quick_two_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// A double in two halves of 26 bits, whose products are exact.
constexpr DoubleDouble halved(double a) {
  const double scaled = 134217729.0 * a;
  const double high = scaled - (scaled - a);
  return {high, a - high};
}

constexpr DoubleDouble two_product(double a, double b) {
  const double product = a * b;
  const DoubleDouble x = halved(a), y = halved(b);
  return {product, ((x.high * y.high - product) + x.high * y.low + x.low * y.high) + x.low * y.low};
}

constexpr DoubleDouble operator-(DoubleDouble a) { return {-a.high, -a.low}; }

constexpr DoubleDouble operator+(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble high = two_sum(a.high, b.high), low = two_sum(a.low, b.low);
  const DoubleDouble sum = quick_two_sum(high.high, high.low + low.high);
  return quick_two_sum(sum.high, sum.low + low.low);
}
constexpr DoubleDouble operator-(DoubleDouble a, DoubleDouble b) { return a + -b; }

constexpr DoubleDouble operator*(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble product = two_product(a.high, b.high);
  return quick_two_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

/// Long division, one double of the quotient at a time.
constexpr DoubleDouble operator/(DoubleDouble a, DoubleDouble b) {
  const double first = a.high / b.high;
  const DoubleDouble rest = a - b * DoubleDouble{first, 0};
  const double second = rest.high / b.high;
  const double third = (rest - b * DoubleDouble{second, 0}).high / b.high;
  return quick_two_sum(first, second) + DoubleDouble{third, 0};
}

/// Without branches: where it matters, the answer is a coin toss.
constexpr bool operator<(DoubleDouble a, DoubleDouble b) {
  return (a.high < b.high) | ((a.high == b.high) & (a.low < b.low));
}

constexpr DoubleDouble smaller(DoubleDouble a, DoubleDouble b) { return b < a ? b : a; }
constexpr DoubleDouble larger(DoubleDouble a, DoubleDouble b) { return a < b ? b : a; }

constexpr double rounded(DoubleDouble a) { return a.high + a.low; }

/// A running sum whose chain of dependence is one addition.
/// source: Sum2 of Ogita, Rump and Oishi (2005), SIAM Journal on Scientific Computing 26(6), 1955-1988
class Sum {
 public:
  constexpr void add(double x) {
    const DoubleDouble next = two_sum(high_, x);
    high_ = next.high;
    low_ += next.low;
  }
  constexpr void add(DoubleDouble x) {
    add(x.high);
    low_ += x.low;
  }
  constexpr DoubleDouble total() const { return two_sum(high_, low_); }

 private:
  double high_ = 0, low_ = 0;
};

template <class Numbers>
constexpr DoubleDouble total(const Numbers& numbers) {
  Sum sum;
  for (const auto number : numbers) sum.add(number);
  return sum.total();
}

}  // namespace allot::allocation

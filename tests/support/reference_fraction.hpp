#pragma once

#include <cstdint>

#include "allot/decimal.hpp"
#include "base/contract.hpp"

/// Exact fractions, small enough for 128 bits.
namespace allot::reference {

__extension__ using Int128 = __int128;

struct Fraction {
  Int128 top = 0, bottom = 1;
};

inline Int128 common_divisor(Int128 a, Int128 b) {
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

inline Int128 times(Int128 a, Int128 b) {
  Int128 product = 0;
  expects(!__builtin_mul_overflow(a, b, &product), "an exact integral fits 128 bits");
  return product;
}

inline Fraction fraction(Int128 top, Int128 bottom) {
  const Int128 divisor = common_divisor(top, bottom);
  return {top / divisor, bottom / divisor};
}

inline Fraction operator*(Fraction a, Fraction b) {
  const Fraction x = fraction(a.top, b.bottom), y = fraction(b.top, a.bottom);
  return {times(x.top, y.top), times(x.bottom, y.bottom)};
}

inline Fraction operator+(Fraction a, Fraction b) {
  const Int128 shared = common_divisor(a.bottom, b.bottom);
  const Int128 up_a = b.bottom / shared, up_b = a.bottom / shared;
  return fraction(times(a.top, up_a) + times(b.top, up_b), times(a.bottom, up_a));
}

inline Fraction operator-(Fraction a, Fraction b) { return a + Fraction{-b.top, b.bottom}; }

inline Int128 floor(Fraction a) {
  const Int128 whole = a.top / a.bottom;
  return a.top % a.bottom < 0 ? whole - 1 : whole;
}

inline bool operator<(Fraction a, Fraction b) { return (a - b).top < 0; }

inline std::int64_t half_up(Fraction a) { return static_cast<std::int64_t>(floor(a + Fraction{1, 2})); }

inline Fraction fraction(const Decimal& number) {
  Fraction out{number.digits(), 1};
  for (int power = number.exponent(); power != 0; power += power < 0 ? 1 : -1)
    out = out * (power < 0 ? Fraction{1, 10} : Fraction{10, 1});
  return out;
}

}  // namespace allot::reference

#pragma once

#include <cstdint>

#include "allot/decimal.hpp"
#include "base/contract.hpp"

/// Exact fractions, small enough for 128 bits.
namespace allot::plain {

__extension__ using Wide = __int128;

struct Fraction {
  Wide top = 0, bottom = 1;
};

inline Wide common_divisor(Wide a, Wide b) {
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

inline Wide times(Wide a, Wide b) {
  Wide product = 0;
  expects(!__builtin_mul_overflow(a, b, &product), "an exact integral fits 128 bits");
  return product;
}

inline Fraction fraction(Wide top, Wide bottom) {
  const Wide divisor = common_divisor(top, bottom);
  return {top / divisor, bottom / divisor};
}

inline Fraction operator*(Fraction a, Fraction b) {
  const Fraction x = fraction(a.top, b.bottom), y = fraction(b.top, a.bottom);
  return {times(x.top, y.top), times(x.bottom, y.bottom)};
}

inline Fraction operator+(Fraction a, Fraction b) {
  const Wide shared = common_divisor(a.bottom, b.bottom);
  const Wide up_a = b.bottom / shared, up_b = a.bottom / shared;
  return fraction(times(a.top, up_a) + times(b.top, up_b), times(a.bottom, up_a));
}

inline Fraction operator-(Fraction a, Fraction b) { return a + Fraction{-b.top, b.bottom}; }

inline Wide floor(Fraction a) {
  const Wide whole = a.top / a.bottom;
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

}  // namespace allot::plain

#pragma once

#include <cstdint>

#include "allot/decimal.hpp"

/// Where decimals meet whole units and seconds: exact, in 128 bits. A result beyond 2^61 goes to there, so that sums of two
/// stay inside 64 bits.
namespace allot {

__extension__ using Int128 = __int128;

/// 10^power, up to 38.
Int128 power_of_ten(int power);

/// floor(of * factor / by).
///
/// shape: by is positive
std::int64_t floor_of(Int128 of, const Decimal& factor, std::int64_t by = 1);

/// The same to the nearest, half up.
std::int64_t half_up_of(Int128 of, const Decimal& factor, std::int64_t by = 1);

/// of / by to the nearest, half up.
///
/// shape: neither is negative, and by is not zero
std::int64_t half_up_quotient(Int128 of, const Decimal& by);

/// To the nearest, half up.
inline std::int64_t half_up(const Decimal& number) {
  return number.exponent() == 0 ? number.digits() : half_up_of(1, number);
}

/// Two whole numbers, the one over the other.
struct Ratio {
  std::int64_t top = 1, bottom = 1;
  friend bool operator==(Ratio, Ratio) = default;
};

/// a * b / c in its lowest terms; where these do not fit 64 bits, to a billionth.
///
/// shape: all are positive
Ratio ratio_of(const Decimal& a, const Decimal& b, const Decimal& c);

}  // namespace allot

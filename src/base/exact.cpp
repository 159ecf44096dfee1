#include "base/exact.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace allot {
namespace {

constexpr int most_power = 38;

constexpr std::array<Int128, most_power + 1> powers = [] {
  std::array<Int128, most_power + 1> out{1};
  for (std::size_t i = 1; i < out.size(); ++i) out[i] = out[i - 1] * 10;
  return out;
}();

Int128 floor_quotient(Int128 of, Int128 by) { return of / by - (of % by < 0 ? 1 : 0); }

std::int64_t in_64_bits(Int128 number) {
  constexpr Int128 most = Int128{1} << 61;
  return static_cast<std::int64_t>(std::clamp(number, -most, most));
}

// A product of three that 128 bits may not hold: then the factor loses digits.
Int128 product(Int128 of, std::int64_t digits, std::int32_t& exponent) {
  Int128 result = 0;
  while (__builtin_mul_overflow(of, Int128{digits}, &result)) {
    digits /= 10;
    ++exponent;
  }
  return result;
}

// floor(of * 10^exponent), or the nearest number that 128 bits hold.
Int128 shifted(Int128 of, std::int32_t exponent) {
  if (of == 0) return 0;
  if (exponent >= 0) {
    Int128 result = 0;
    const bool is_too_large = exponent > most_power || __builtin_mul_overflow(of, power_of_ten(exponent), &result);
    if (!is_too_large) return result;
    constexpr Int128 most = Int128{std::numeric_limits<std::int64_t>::max()} << 62;
    return of < 0 ? -most : most;
  }
  if (exponent < -most_power) return of < 0 ? -1 : 0;
  return floor_quotient(of, power_of_ten(-exponent));
}

Int128 common_divisor(Int128 a, Int128 b) {
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

}  // namespace

Int128 power_of_ten(int power) { return powers[static_cast<std::size_t>(power)]; }

// The floor of a floor over a whole number is the floor of the whole.
std::int64_t floor_of(Int128 of, const Decimal& factor, std::int64_t by) {
  std::int32_t exponent = factor.exponent();
  const Int128 top = product(of, factor.digits(), exponent);
  return in_64_bits(floor_quotient(shifted(top, exponent), by));
}

// floor(x + 1/2) = floor((floor(2 x) + 1) / 2)
std::int64_t half_up_of(Int128 of, const Decimal& factor, std::int64_t by) {
  std::int32_t exponent = factor.exponent();
  const Int128 top = product(2 * of, factor.digits(), exponent);
  return in_64_bits(floor_quotient(floor_quotient(shifted(top, exponent), by) + 1, 2));
}

std::int64_t half_up_quotient(Int128 of, const Decimal& by) {
  return in_64_bits((shifted(2 * of, -by.exponent()) / by.digits() + 1) / 2);
}

Ratio ratio_of(const Decimal& a, const Decimal& b, const Decimal& c) {
  Int128 top = Int128{a.digits()} * b.digits(), bottom = c.digits();
  const auto shorten = [&] {
    const Int128 divisor = common_divisor(top, bottom);
    top /= divisor;
    bottom /= divisor;
  };
  shorten();
  std::int32_t exponent = a.exponent() + b.exponent() - c.exponent();
  constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
  for (; exponent != 0 && std::max(top, bottom) < most * most / 100; exponent -= exponent > 0 ? 1 : -1) {
    (exponent > 0 ? top : bottom) *= 10;
    shorten();
  }
  if (exponent == 0 && top <= most && bottom <= most)
    return {static_cast<std::int64_t>(top), static_cast<std::int64_t>(bottom)};
  constexpr std::int64_t billion = 1'000'000'000;
  const double real = a.real() * b.real() / c.real();
  return {std::max<std::int64_t>(1, half_up_of(billion, Decimal::nearest(real))), billion};
}

}  // namespace allot

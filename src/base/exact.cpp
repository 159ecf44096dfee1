#include "base/exact.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace allot {
namespace {

constexpr int most_power = 38;

constexpr std::array<Wide, most_power + 1> powers = [] {
  std::array<Wide, most_power + 1> out{1};
  for (std::size_t i = 1; i < out.size(); ++i) out[i] = out[i - 1] * 10;
  return out;
}();

Wide floor_quotient(Wide of, Wide by) { return of / by - (of % by < 0 ? 1 : 0); }

std::int64_t in_64_bits(Wide number) {
  constexpr Wide most = Wide{1} << 61;
  return static_cast<std::int64_t>(std::clamp(number, -most, most));
}

// A product of three that 128 bits may not hold: then the factor loses digits.
Wide product(Wide of, std::int64_t digits, std::int32_t& exponent) {
  Wide result = 0;
  while (__builtin_mul_overflow(of, Wide{digits}, &result)) {
    digits /= 10;
    ++exponent;
  }
  return result;
}

// floor(of * 10^exponent), or the nearest number that 128 bits hold.
Wide shifted(Wide of, std::int32_t exponent) {
  if (of == 0) return 0;
  if (exponent >= 0) {
    Wide result = 0;
    const bool is_too_large = exponent > most_power || __builtin_mul_overflow(of, power_of_ten(exponent), &result);
    if (!is_too_large) return result;
    constexpr Wide most = Wide{std::numeric_limits<std::int64_t>::max()} << 62;
    return of < 0 ? -most : most;
  }
  if (exponent < -most_power) return of < 0 ? -1 : 0;
  return floor_quotient(of, power_of_ten(-exponent));
}

Wide common_divisor(Wide a, Wide b) {
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

}  // namespace

Wide power_of_ten(int power) { return powers[static_cast<std::size_t>(power)]; }

// The floor of a floor over a whole number is the floor of the whole.
std::int64_t floor_of(Wide of, const Decimal& factor, std::int64_t by) {
  std::int32_t exponent = factor.exponent();
  const Wide top = product(of, factor.digits(), exponent);
  return in_64_bits(floor_quotient(shifted(top, exponent), by));
}

// floor(x + 1/2) = floor((floor(2 x) + 1) / 2)
std::int64_t half_up_of(Wide of, const Decimal& factor, std::int64_t by) {
  std::int32_t exponent = factor.exponent();
  const Wide top = product(2 * of, factor.digits(), exponent);
  return in_64_bits(floor_quotient(floor_quotient(shifted(top, exponent), by) + 1, 2));
}

std::int64_t half_up_quotient(Wide of, const Decimal& by) {
  return in_64_bits((shifted(2 * of, -by.exponent()) / by.digits() + 1) / 2);
}

Ratio ratio_of(const Decimal& a, const Decimal& b, const Decimal& c) {
  Wide top = Wide{a.digits()} * b.digits(), bottom = c.digits();
  const auto shorten = [&] {
    const Wide divisor = common_divisor(top, bottom);
    top /= divisor;
    bottom /= divisor;
  };
  shorten();
  std::int32_t exponent = a.exponent() + b.exponent() - c.exponent();
  constexpr Wide most = std::numeric_limits<std::int64_t>::max();
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

#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>

namespace allot {

/// A decimal number as it is written, digits * 10^exponent. What counts units in a scenario is one, from its text on, so
/// that 0.29 of 50 is 14.5 and not a hair less.
///
/// A double would do for almost all of it, and fail where it is noticed: 0.29 * 50 is 14.499999999999998 in binary, and
/// half a unit decides a whole lot. Products of what people write (a share, a ratio, a yield) with units are therefore
/// exact, and only what chance has drawn comes from a double.
///
/// gives: one form a number, so that equal numbers have equal members; 18 significant digits at least, and what has more
///        (as it is written, or as a sum or product) is rounded to them, half away from zero
class Decimal {
 public:
  constexpr Decimal() = default;
  template <std::integral Whole>
  constexpr Decimal(Whole whole) : digits_(static_cast<std::int64_t>(whole)) {}
  Decimal(std::int64_t digits, std::int64_t exponent);

  /// What chance has drawn or a calculation has given, to 15 significant digits: so many a double carries through a few
  /// operations, and 14.499999999999998 is 14.5 again.
  static Decimal nearest(double number);

  /// Digits with or without a point, then an exponent if need be, as JSON writes them; nothing for any other text.
  static std::optional<Decimal> parse(std::string_view text);

  /// The nearest double.
  double real() const { return exponent_ == 0 ? static_cast<double>(digits_) : real_of_parts(); }

  constexpr bool is_whole() const { return exponent_ >= 0; }
  constexpr std::int64_t digits() const { return digits_; }
  constexpr std::int32_t exponent() const { return exponent_; }

  friend constexpr bool operator==(const Decimal&, const Decimal&) = default;
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a);
  friend Decimal operator-(const Decimal& a, const Decimal& b) { return a + -b; }

 private:
  double real_of_parts() const;

  std::int64_t digits_ = 0;
  std::int32_t exponent_ = 0;
};

}  // namespace allot

#include "allot/decimal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "base/exact.hpp"
#include "base/real_text.hpp"
#include "base/text.hpp"

namespace allot {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t farthest = 100'000;  // beyond every exponent that a double has, and its digits

Int128 size_of(Int128 number) { return number < 0 ? -number : number; }

Decimal rounded(Int128 digits, std::int64_t exponent) {
  int dropped = 0;
  for (Int128 left = size_of(digits); left >= most; left /= 10) ++dropped;
  if (dropped > 0) {
    const Int128 unit = power_of_ten(dropped), half = digits < 0 ? -unit / 2 : unit / 2;
    digits = (digits + half) / unit;
    exponent += dropped;
  }
  return {static_cast<std::int64_t>(digits), exponent};
}

struct Aligned {
  Int128 a = 0, b = 0;
  std::int64_t exponent = 0;
};

// Both over one exponent. One that is too small to be seen beside the other loses digits.
Aligned aligned(const Decimal& a, const Decimal& b) {
  if (a.digits() == 0) return {0, b.digits(), b.exponent()};
  if (b.digits() == 0) return {a.digits(), 0, a.exponent()};
  if (a.exponent() < b.exponent()) {
    const Aligned turned = aligned(b, a);
    return {turned.b, turned.a, turned.exponent};
  }
  constexpr int most_zeros = 19;
  const int apart = a.exponent() - b.exponent(), zeros = std::min(apart, most_zeros), lost = apart - zeros;
  const Int128 small = lost > most_zeros ? Int128{0} : b.digits() / power_of_ten(lost);
  return {a.digits() * power_of_ten(zeros), small, std::int64_t{b.exponent()} + lost};
}

/// What a text says of a number: its first digits, and how the next one rounds them.
struct Digits {
  Int128 digits = 0;
  std::int64_t exponent = 0;
  int read = 0;

  static constexpr int kept = 18;
  void add(char c, bool is_fraction) {
    if (read == kept && c >= '5') ++digits;
    if (read < kept) digits = digits * 10 + (c - '0');
    if (read >= kept && !is_fraction) ++exponent;
    if (read < kept && is_fraction) --exponent;
    if (read > 0 || c != '0') ++read;
  }
};

}  // namespace

// Whole numbers that fit have the exponent 0, all others as few digits after the point as they can.
Decimal::Decimal(std::int64_t digits, std::int64_t exponent) {
  if (digits == 0 || exponent < -farthest) return;
  for (; exponent < 0 && digits % 10 == 0; ++exponent) digits /= 10;
  for (; exponent > 0 && digits <= most / 10 && digits >= -most / 10; --exponent) digits *= 10;
  digits_ = digits;
  exponent_ = static_cast<std::int32_t>(std::min(exponent, farthest));
}

Decimal Decimal::nearest(double number) {
  constexpr double largest = 1e300;
  constexpr int digits_after_the_first = 14;
  if (std::isnan(number)) return {};
  std::array<char, 64> digits{};
  return *parse(
      rounded_digits(std::clamp(number, -largest, largest), RealForm::scientific, digits_after_the_first, digits));
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  std::size_t at = is_negative ? 1 : 0;
  Digits digits;
  const auto read_digits = [&](bool is_fraction) {
    const std::size_t first = at;
    for (; at < text.size() && is_digit(text[at]); ++at) digits.add(text[at], is_fraction);
    return at > first;
  };
  if (!read_digits(false)) return std::nullopt;
  if (at < text.size() && text[at] == '.' && !read_digits((++at, true))) return std::nullopt;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at + 1 < text.size() && text[at] == '+' && is_digit(text[at + 1])) ++at;
    std::int64_t power = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), power);
    if (error == std::errc::invalid_argument) return std::nullopt;
    if (error == std::errc::result_out_of_range) power = text[at] == '-' ? -2 * farthest : 2 * farthest;
    digits.exponent += std::clamp(power, -2 * farthest, 2 * farthest);
    at = static_cast<std::size_t>(end - text.data());
  }
  if (at != text.size()) return std::nullopt;
  return rounded(is_negative ? -digits.digits : digits.digits, digits.exponent);
}

double Decimal::real_of_parts() const {
  constexpr std::int64_t exact = std::int64_t{1} << 53;
  constexpr std::array tens = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                               1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  const auto size = static_cast<std::size_t>(std::abs(exponent_));
  if (digits_ <= exact && digits_ >= -exact && size < tens.size())  // one operation on two exact doubles
    return exponent_ < 0 ? static_cast<double>(digits_) / tens[size] : static_cast<double>(digits_) * tens[size];
  const auto number = real_of_text(std::to_string(digits_) + 'e' + std::to_string(exponent_));
  if (number || exponent_ < 0) return number.value_or(0);
  return digits_ < 0 ? -std::numeric_limits<double>::max() : std::numeric_limits<double>::max();
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const Aligned it = aligned(a, b);
  if (it.a == it.b) return std::strong_ordering::equal;
  return it.a < it.b ? std::strong_ordering::less : std::strong_ordering::greater;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  const Aligned it = aligned(a, b);
  return rounded(it.a + it.b, it.exponent);
}

Decimal operator*(const Decimal& a, const Decimal& b) {
  return rounded(Int128{a.digits_} * b.digits_, std::int64_t{a.exponent_} + b.exponent_);
}

Decimal operator-(const Decimal& a) { return {-a.digits_, std::int64_t{a.exponent_}}; }

}  // namespace allot

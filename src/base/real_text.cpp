#include "base/real_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace allot {

#ifdef __cpp_lib_to_chars

namespace {

using Characters = std::array<char, 64>;  // 17 before the point, and no more than 40 after it

std::chars_format chars_format_of(RealForm form) {
  switch (form) {
    case RealForm::fixed: return std::chars_format::fixed;
    case RealForm::scientific: return std::chars_format::scientific;
    case RealForm::general: return std::chars_format::general;
  }
  return {};
}

}  // namespace

std::string shortest_digits(double number, bool has_exponent) {
  Characters digits{};
  const auto form = has_exponent ? std::chars_format::scientific : std::chars_format::fixed;
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number, form).ptr};
}

std::string_view rounded_digits(double number, RealForm form, int precision, std::span<char, 64> there) {
  char* const end = there.data() + there.size();
  const auto last = std::to_chars(there.data(), end, number, chars_format_of(form), precision).ptr;
  return {there.data(), static_cast<std::size_t>(last - there.data())};
}

std::optional<double> real_of_text(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

#else

std::string shortest_digits(double number, bool has_exponent) {
  return portable::shortest_digits(number, has_exponent);
}

std::string_view rounded_digits(double number, RealForm form, int precision, std::span<char, 64> there) {
  return portable::rounded_digits(number, form, precision, there);
}

std::optional<double> real_of_text(std::string_view text) { return portable::real_of_text(text); }

#endif

std::string rounded_digits(double number, RealForm form, int precision) {
  std::array<char, 64> there{};
  return std::string(rounded_digits(number, form, precision, there));
}

}  // namespace allot

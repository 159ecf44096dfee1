#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "base/real_text.hpp"

namespace allot::portable {
namespace {

// {fmt} puts an exponent from 1e16 on and below 1e-4.
std::string without_exponent(std::string text) {
  const std::size_t exponent = text.find('e');
  if (exponent == std::string::npos) return text;
  const bool is_negative = text.front() == '-';
  std::string digits = text.substr(is_negative, exponent - is_negative);
  if (digits.size() > 1) digits.erase(1, 1);  // the point
  const int zeros = -std::atoi(text.c_str() + exponent + 1) - 1;
  return (is_negative ? "-0." : "0.") + std::string(static_cast<std::size_t>(zeros), '0') + digits;
}

}  // namespace

std::string shortest_digits(double number, bool has_exponent) {
  constexpr double all_are_whole_from = 0x1p53;
  if (has_exponent) return fmt::format("{}", number);
  if (std::abs(number) >= all_are_whole_from) return fmt::format("{}", static_cast<std::int64_t>(number));
  return without_exponent(fmt::format("{}", number));
}

std::string_view rounded_digits(double number, RealForm form, int precision, std::span<char, 64> there) {
  constexpr const char* formats[] = {"{:.{}f}", "{:.{}e}", "{:.{}g}"};
  const auto written =
      fmt::format_to_n(there.data(), there.size(), fmt::runtime(formats[static_cast<int>(form)]), number, precision);
  return {there.data(), written.size};
}

// The locale is the one a program begins with, unless an embedding one has set another: strtod then stops at the point.
std::optional<double> real_of_text(std::string_view text) {
  const bool begins_well = !text.empty() && (text.front() == '-' || (text.front() >= '0' && text.front() <= '9'));
  if (!begins_well || text.find_first_of("xXpP") != std::string_view::npos) return std::nullopt;
  const std::string copy(text);
  char* end = nullptr;
  const double number = std::strtod(copy.c_str(), &end);
  if (end != copy.c_str() + copy.size() || !std::isfinite(number)) return std::nullopt;
  const std::string_view digits = text.substr(0, text.find_first_of("eE"));
  if (number == 0 && digits.find_first_of("123456789") != std::string_view::npos) return std::nullopt;
  return number;
}

}  // namespace allot::portable

#include "base/text.hpp"

#include <cmath>
#include <utility>

#include "base/contract.hpp"
#include "base/real_text.hpp"

namespace allot {
namespace {

std::string grouped(std::string digits) {
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

}  // namespace

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

std::string with_thousands(std::int64_t number) { return grouped(std::to_string(number)); }

std::string power_text(double watts) {
  constexpr std::pair<double, std::string_view> units[] = {{1e9, " GW"}, {1e6, " MW"}, {1e3, " kW"}};
  for (const auto& [size, name] : units) {
    std::string text = shortest(watts / size);
    const std::size_t point = text.find('.');
    const bool is_short = point == std::string::npos || text.size() - point <= 4;
    if (std::abs(watts) >= size && is_short && text.find('e') == std::string::npos) return text.append(name);
  }
  return shortest(watts) + " W";
}

std::string counted_text(std::int64_t number, std::string_view noun) {
  return (with_thousands(number) + " ").append(noun) + (number == 1 ? "" : "s");
}

std::string counted_text(double number, std::string_view noun) {
  return (trimmed(number) + " ").append(noun) + (number == 1 ? "" : "s");
}

std::string shortest(double number) {
  std::string text;
  append_shortest(text, number);
  return text;
}

void append_shortest(std::string& text, double number) {
  expects(std::isfinite(number), "a number that is written is finite");
  const double size = std::abs(number);
  const bool is_plain = size == 0 || (size >= 1e-5 && size < 1e17);
  text += shortest_digits(number, !is_plain);
}

std::string trimmed(double number, int most_decimals) {
  if (!std::isfinite(number)) return std::isnan(number) ? "nan" : number > 0 ? "inf" : "-inf";
  if (std::abs(number) >= 1e17) return shortest(number);
  std::string text = rounded_digits(number, RealForm::fixed, most_decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

std::string trimmed_with_thousands(double number, int most_decimals) {
  const std::string text = trimmed(number, most_decimals);
  const std::size_t end = text.find_first_not_of("-0123456789");
  if (end != std::string::npos && text[end] != '.') return text;
  return grouped(text.substr(0, end)) + (end == std::string::npos ? "" : text.substr(end));
}

}  // namespace allot

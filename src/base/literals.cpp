#include "base/literals.hpp"
#include "base/real_text.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <utility>

namespace allot {
namespace {

std::size_t digits_from(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

// Where a decimal number such as -12.5 that begins the text ends; 0 if none does.
std::size_t decimal_end(std::string_view text) {
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  const std::size_t point = digits_from(text, first);
  if (point == first) return 0;
  if (point == text.size() || text[point] != '.') return point;
  const std::size_t end = digits_from(text, point + 1);
  return end == point + 1 ? 0 : end;
}

std::optional<std::int64_t> whole_text_as_integer(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// Two digits at that place, or -1.
int two_digits(std::string_view text, std::size_t at) {
  if (at + 2 > text.size() || !is_digit(text[at]) || !is_digit(text[at + 1])) return -1;
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

std::optional<Duration> parse_time_of_day(std::string_view text) {
  if (text.ends_with('Z')) text.remove_suffix(1);
  if (text.size() != 5 && text.size() != 8) return std::nullopt;
  const int hours = two_digits(text, 0), minutes = two_digits(text, 3);
  const int seconds = text.size() == 8 ? two_digits(text, 6) : 0;
  const bool has_colons = text[2] == ':' && (text.size() == 5 || text[5] == ':');
  if (!has_colons || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59)
    return std::nullopt;
  return hours * hour + minutes * minute + seconds;
}

std::optional<Duration> unit_of_time(std::string_view text) {
  if (text == "s") return 1;
  if (text == "m") return minute;
  if (text == "h") return hour;
  if (text == "d") return day;
  if (text == "w") return week;
  return std::nullopt;
}

struct Quantity {
  Decimal amount;
  std::string_view unit;
};

// "1.4 kW": a decimal number, one space, a word.
std::optional<Quantity> number_and_unit(std::string_view text) {
  const std::size_t end = decimal_end(text);
  if (end == 0 || end + 1 >= text.size() || text[end] != ' ') return std::nullopt;
  const auto amount = parse_decimal(text.substr(0, end));
  if (!amount) return std::nullopt;
  return Quantity{*amount, text.substr(end + 1)};
}

template <std::size_t N>
std::optional<Decimal> measured_in(std::string_view text,
                                   const std::array<std::pair<std::string_view, std::int64_t>, N>& units) {
  const auto quantity = number_and_unit(text);
  if (!quantity) return std::nullopt;
  for (const auto& [name, size] : units)
    if (quantity->unit == name) return quantity->amount * size;
  return std::nullopt;
}

/// A number without what does not count: 0.digits * 10^power.
struct Significant {
  bool is_negative = false;
  std::string digits;
  std::int64_t power = 0;
  bool operator==(const Significant&) const = default;
};

Significant significant(std::string_view text) {
  Significant it;
  it.is_negative = text.starts_with('-');
  if (it.is_negative) text.remove_prefix(1);
  const std::size_t end = std::min(text.find_first_of("eE"), text.size());
  const std::size_t point = std::min(text.find('.'), end);
  it.digits.append(text.substr(0, point));
  if (point < end) it.digits.append(text.substr(point + 1, end - point - 1));
  const std::size_t zeros = std::min(it.digits.find_first_not_of('0'), it.digits.size());
  it.digits.erase(0, zeros);
  it.digits.erase(it.digits.find_last_not_of('0') + 1);
  if (it.digits.empty()) return {};
  std::string_view exponent = text.substr(std::min(end + 1, text.size()));
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  constexpr std::int64_t farthest = std::int64_t{1} << 60;
  it.power = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(zeros);
  if (!exponent.empty()) it.power += parse_integer(exponent).value_or(exponent[0] == '-' ? -farthest : farthest);
  return it;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  using namespace std::chrono;
  const bool has_time = text.size() > 10;
  if (text.size() < 10 || text[4] != '-' || text[7] != '-' || (has_time && text[10] != 'T')) return std::nullopt;
  const int century = two_digits(text, 0), of_century = two_digits(text, 2);
  const int month_number = two_digits(text, 5), day_number = two_digits(text, 8);
  if (century < 0 || of_century < 0 || month_number < 0 || day_number < 0) return std::nullopt;
  const year_month_day date{year{century * 100 + of_century}, month{static_cast<unsigned>(month_number)},
                            std::chrono::day{static_cast<unsigned>(day_number)}};
  if (!date.ok() || date.year() < year{1}) return std::nullopt;
  const auto time_of_day = has_time ? parse_time_of_day(text.substr(11)) : Duration{0};
  if (!time_of_day) return std::nullopt;
  return sys_seconds{sys_days{date}}.time_since_epoch().count() + *time_of_day;
}

std::optional<Decimal> parse_duration(std::string_view text) {
  constexpr std::int64_t longest = 1'000'000'000'000;
  const std::size_t end = decimal_end(text);
  if (end == 0) return std::nullopt;
  const auto unit = unit_of_time(text.substr(end));
  const auto number = parse_decimal(text.substr(0, end));
  if (!unit || !number) return std::nullopt;
  const Decimal seconds = *number * *unit;
  return seconds <= longest && seconds >= -longest ? std::optional(seconds) : std::nullopt;
}

std::optional<RateLiteral> parse_rate(std::string_view text) {
  const std::size_t end = decimal_end(text);
  if (end == 0 || end == text.size() || text[end] != '/' || text.starts_with('-')) return std::nullopt;
  const auto amount = parse_decimal(text.substr(0, end));
  const std::string_view period = text.substr(end + 1);
  std::optional<Decimal> per = parse_duration(period);
  if (const auto unit = unit_of_time(period)) per = *unit;
  if (!amount || !per || *per < 1 || !per->is_whole()) return std::nullopt;
  return RateLiteral{*amount, per->digits()};
}

std::optional<Decimal> parse_power(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> units = {
      {{"W", 1}, {"kW", 1'000}, {"MW", 1'000'000}, {"GW", 1'000'000'000}}};
  return measured_in(text, units);
}

std::optional<Decimal> parse_compute(std::string_view text) {
  constexpr std::int64_t tera = 1'000'000'000'000;
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 3> units = {
      {{"TFLOP/s", tera}, {"PFLOP/s", 1'000 * tera}, {"EFLOP/s", 1'000'000 * tera}}};
  if (text.starts_with('-')) return std::nullopt;
  return measured_in(text, units);
}

std::optional<MoneyLiteral> parse_money(std::string_view text) {
  const auto quantity = number_and_unit(text);
  if (!quantity || quantity->unit.size() != 3) return std::nullopt;
  for (const char c : quantity->unit)
    if (c < 'A' || c > 'Z') return std::nullopt;
  return MoneyLiteral{quantity->amount, std::string(quantity->unit)};
}

std::optional<double> parse_number(std::string_view text) {
  const std::size_t end = decimal_end(text);
  if (end == 0) return std::nullopt;
  if (end < text.size() && text[end] != 'e' && text[end] != 'E') return std::nullopt;
  return real_of_text(text);
}

std::optional<Decimal> parse_decimal(std::string_view text) {
  return parse_number(text) ? Decimal::parse(text) : std::nullopt;
}

bool is_same_number(std::string_view one, std::string_view other) { return significant(one) == significant(other); }

std::optional<std::int64_t> parse_integer(std::string_view text) { return whole_text_as_integer(text); }

}  // namespace allot

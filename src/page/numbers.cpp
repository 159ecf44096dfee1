#include "page/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/text.hpp"

namespace allot::page {
namespace {

constexpr std::string_view minus = "\xE2\x88\x92";

// To so many digits, halves away from zero as `printf` does not promise.
double rounded(double number, int digits) {
  if (number == 0 || !std::isfinite(number)) return number;
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(number))) + 1 - digits);
  return std::round(number / unit) * unit;
}

// Three digits, zeros at their end kept: "1.20", "12.4", "124".
std::string three_digits(double number) {
  const double it = rounded(number, 3);
  return fmt::format("{:.{}f}", it, it < 9.995 ? 2 : it < 99.95 ? 1 : 0);
}

std::string scaled(double size, std::string_view thousand, std::string_view million, std::string_view billion) {
  const double it = rounded(size, 3);
  if (it >= 1e15) return fmt::format("{:.2e}", it);
  if (it >= 1e9) return three_digits(it / 1e9) + std::string(billion);
  if (it >= 1e6) return three_digits(it / 1e6) + std::string(million);
  if (it >= 1e4 && !thousand.empty()) return three_digits(it / 1e3) + std::string(thousand);
  if (it >= 100) return trimmed_with_thousands(it, 0);
  return trimmed(it, it >= 10 ? 1 : it >= 1 ? 2 : 3);
}

int part(std::string_view date, std::size_t from, std::size_t count) {
  int number = 0;
  if (date.size() >= from + count) std::from_chars(date.data() + from, date.data() + from + count, number);
  return number;
}

}  // namespace

std::string in_words(double number, bool is_exact) {
  const double size = std::abs(number);
  if (is_exact) return trimmed_with_thousands(size, size >= 100 ? 0 : 3);
  return scaled(size, "", " million", " billion");
}

std::string beside_mark(double number) {
  if (number == 0) return "0";
  return std::string(number < 0 ? minus : "+") + scaled(std::abs(number), " k", " M", " bn");
}

std::string level_text(double number) {
  return std::string(number < 0 ? minus : "") + scaled(std::abs(number), " k", " M", " bn");
}

std::string in_table(const std::optional<double>& number) {
  if (!number) return "\xE2\x80\x93";
  const double size = std::abs(*number);
  const std::string text =
      size >= 1e15 ? fmt::format("{:.6g}", size) : trimmed_with_thousands(size, size >= 100 ? 0 : 3);
  return (*number < 0 && text != "0" ? std::string(minus) : "") + text;
}

std::string in_percent(double share) { return trimmed(share * 100, 1) + "%"; }

std::string six_digits(const std::optional<double>& number) {
  if (!number || !std::isfinite(*number)) return "null";
  const double size = std::abs(*number);
  if (size >= 1e15 || (size > 0 && size < 1e-9)) return fmt::format("{:.6g}", *number);
  const int before = size > 0 ? static_cast<int>(std::floor(std::log10(size))) + 1 : 1;
  return trimmed(rounded(*number, 6), std::max(0, 6 - before));
}

std::string day_only(std::string_view date) { return std::string(date.substr(0, date.find('T'))); }

std::string month_words(std::string_view date) {
  constexpr std::array<std::string_view, 13> months = {"?",       "January",  "February", "March",  "April",
                                                       "May",     "June",     "July",     "August", "September",
                                                       "October", "November", "December"};
  const int month = part(date, 5, 2);
  return fmt::format("{} {}", months[month >= 1 && month <= 12 ? static_cast<std::size_t>(month) : 0],
                     part(date, 0, 4));
}

std::string day_words(std::string_view date) { return std::to_string(part(date, 8, 2)) + " " + month_words(date); }

std::string count_words(std::size_t count) {
  constexpr std::array<std::string_view, 13> words = {"no",    "one",   "two",  "three", "four",   "five",  "six",
                                                      "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  return count < words.size() ? std::string(words[count]) : with_thousands(static_cast<std::int64_t>(count));
}

// source: Hinnant, chrono-Compatible Low-Level Date Algorithms, days_from_civil
double days_of(std::string_view date) {
  const int month = part(date, 5, 2), year = part(date, 0, 4) - (month <= 2 ? 1 : 0);
  const int era = year / 400, of_era = year - era * 400;
  const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + part(date, 8, 2) - 1;
  const int days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
  const int seconds = part(date, 11, 2) * 3600 + part(date, 14, 2) * 60 + part(date, 17, 2);
  return days + seconds / 86400.0;
}

}  // namespace allot::page

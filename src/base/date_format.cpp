#include "base/date_format.hpp"

#include <algorithm>
#include <utility>

#include "base/literals.hpp"
#include "base/text.hpp"

namespace allot {
namespace {

// A table: a language a line.
// clang-format off
constexpr std::pair<std::string_view, int> month_names[] = {
    {"january", 1}, {"february", 2}, {"march", 3}, {"april", 4}, {"may", 5}, {"june", 6}, {"july", 7}, {"august", 8}, {"september", 9}, {"october", 10}, {"november", 11}, {"december", 12},
    {"januar", 1}, {"februar", 2}, {"märz", 3}, {"mrz", 3}, {"mai", 5}, {"juni", 6}, {"juli", 7}, {"oktober", 10}, {"dezember", 12}};
// clang-format on

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view take(std::string_view& text, std::size_t count) {
  const std::string_view taken = text.substr(0, count);
  text.remove_prefix(taken.size());
  return taken;
}

std::string_view take_digits(std::string_view& text, std::size_t most) {
  std::size_t count = 0;
  while (count < most && count < text.size() && is_digit(text[count])) ++count;
  return take(text, count);
}

// At least three letters of a name, with a point behind them or not; 0: of none.
int take_month(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_letter(text[count])) ++count;
  const std::string name = in_small_letters(take(text, count));
  if (text.starts_with('.')) text.remove_prefix(1);
  if (name.size() < 3) return 0;
  for (const auto& [full, number] : month_names)
    if (full.starts_with(name)) return number;
  return 0;
}

std::string two_digits_of(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

int number_in(std::string_view digits) {
  int number = 0;
  for (const char c : digits) number = 10 * number + (c - '0');
  return number;
}

// ":30" behind the hours.
std::optional<int> take_sixtieth(std::string_view& text) {
  if (!text.starts_with(':')) return std::nullopt;
  text.remove_prefix(1);
  const std::string_view digits = take_digits(text, 2);
  return digits.size() == 2 && number_in(digits) < 60 ? std::optional(number_in(digits)) : std::nullopt;
}

void skip_fraction(std::string_view& text) {
  if (!text.starts_with('.') && !text.starts_with(',')) return;
  text.remove_prefix(1);
  take_digits(text, 9);
}

// "2:30 PM" as an hour of the day; below 0: no hour.
int hour_of(int said, std::string_view& text) {
  if (text.starts_with(' ')) text.remove_prefix(1);
  const std::string half = in_small_letters(text);
  if (half.empty() || half == "z") return take(text, half.size()), said < 24 ? said : -1;
  if ((half != "am" && half != "pm") || said < 1 || said > 12) return -1;
  text = {};
  return said % 12 + (half == "pm" ? 12 : 0);
}

// "T14:30" of what follows a date; empty at midnight, nothing where it is no time.
std::optional<std::string> time_behind(std::string_view text) {
  if (text.empty()) return "";
  if (text[0] != ' ' && text[0] != 'T') return std::nullopt;
  text.remove_prefix(1);
  const std::string_view hours = take_digits(text, 2);
  const auto minutes = take_sixtieth(text);
  if (hours.empty() || !minutes) return std::nullopt;
  const bool has_seconds = text.starts_with(':');
  const auto seconds = has_seconds ? take_sixtieth(text) : std::optional(0);
  if (!seconds) return std::nullopt;
  if (has_seconds) skip_fraction(text);
  const int hour = hour_of(number_in(hours), text);
  if (hour < 0 || !text.empty()) return std::nullopt;
  if (hour == 0 && *minutes == 0 && *seconds == 0) return "";
  return "T" + two_digits_of(hour) + ":" + two_digits_of(*minutes) +
         (*seconds == 0 ? "" : ":" + two_digits_of(*seconds));
}

bool is_known(char letter, std::size_t length) {
  return letter == 'D' ? length <= 2 : letter == 'M' ? length <= 3 : length == 2 || length == 4;
}

}  // namespace

std::optional<DateFormat> DateFormat::parse(std::string_view written) {
  DateFormat format;
  std::string seen;
  while (!written.empty()) {
    const char letter = written[0];
    const std::size_t length = std::min(written.find_first_not_of(letter), written.size());
    const bool is_part = letter == 'D' || letter == 'M' || letter == 'Y';
    if (is_digit(letter) || (!is_part && is_letter(letter))) return std::nullopt;
    if (is_part && (!is_known(letter, length) || seen.find(letter) != std::string::npos)) return std::nullopt;
    if (is_part) seen += letter;
    format.parts_.push_back({is_part ? letter : '\0', std::string(take(written, length))});
  }
  return seen.size() == 3 ? std::optional(std::move(format)) : std::nullopt;
}

std::string DateFormat::written() const {
  std::string text;
  for (const Part& part : parts_) text += part.written;
  return text;
}

bool DateFormat::has_separators() const {
  return std::any_of(parts_.begin(), parts_.end(),
                     [](const Part& it) { return it.letter == 0 || it.written == "MMM"; });
}

std::optional<std::string> DateFormat::read(std::string_view text) const {
  const bool is_parted = has_separators();
  int year = 0, month = 0, day = 0;
  for (const Part& part : parts_) {
    if (part.letter == 0) {
      if (take(text, part.written.size()) != part.written) return std::nullopt;
      continue;
    }
    if (part.written == "MMM") {
      month = take_month(text);
      continue;
    }
    const std::size_t most = part.letter == 'Y' ? part.written.size() : 2;
    const std::string_view digits = take_digits(text, most);
    if (digits.empty() || (digits.size() < most && (part.letter == 'Y' || !is_parted))) return std::nullopt;
    (part.letter == 'D' ? day : part.letter == 'M' ? month : year) = number_in(digits);
    if (part.written == "YY") year += 2000;
  }
  const auto time = time_behind(text);
  if (!time || year == 0) return std::nullopt;
  std::string date = std::to_string(year);
  date = std::string(4 - date.size(), '0') + date + "-" + two_digits_of(month) + "-" + two_digits_of(day);
  return parse_date(date) ? std::optional(date + *time) : std::nullopt;
}

}  // namespace allot

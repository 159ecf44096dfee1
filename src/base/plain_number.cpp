#include "base/plain_number.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace allot {
namespace {

// What may part thousands, besides the other of comma and point: a blank, one that does not break or is narrow, and two
// apostrophes.
constexpr std::string_view marks_of_thousands[] = {" ", "\u00A0", "\u202F", "'", "\u2019"};

bool take_front(std::string_view& text, std::string_view what) {
  if (what.empty() || !text.starts_with(what)) return false;
  text.remove_prefix(what.size());
  return true;
}

bool take_back(std::string_view& text, std::string_view what) {
  if (!text.ends_with(what)) return false;
  text.remove_suffix(what.size());
  return true;
}

std::size_t count_digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return count;
}

// The mark that parts thousands there; empty if none does.
std::string_view mark_at(std::string_view text, char decimal_mark) {
  const std::string_view other = decimal_mark == ',' ? "." : ",";
  if (text.starts_with(other)) return other;
  for (const std::string_view mark : marks_of_thousands)
    if (text.starts_with(mark)) return mark;
  return {};
}

// The digits before the decimal mark, without those between them.
std::optional<std::string> take_whole_part(std::string_view& text, char decimal_mark) {
  const std::size_t first = count_digits(text);
  std::string digits(text.substr(0, first));
  text.remove_prefix(first);
  const std::string_view mark = mark_at(text, decimal_mark);
  if (!mark.empty() && (first == 0 || first > 3)) return std::nullopt;
  while (take_front(text, mark)) {
    if (count_digits(text) < 3 || (text.size() > 3 && is_digit(text[3]))) return std::nullopt;
    digits += text.substr(0, 3);
    text.remove_prefix(3);
  }
  return digits;
}

// "-12.5" without what does not count.
std::string written(bool is_negative, std::string digits, std::size_t point) {
  if (digits.size() < point) digits.append(point - digits.size(), '0');
  std::string whole = digits.substr(0, point), rest = digits.substr(point);
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  rest.erase(rest.find_last_not_of('0') + 1);
  if (whole.empty()) whole = "0";
  const bool is_zero = whole == "0" && rest.empty();
  return (is_negative && !is_zero ? "-" : "") + whole + (rest.empty() ? "" : "." + rest);
}

}  // namespace

std::optional<std::string> plain_number(std::string_view text, char decimal_mark) {
  const bool is_share = take_back(text, "%");
  if (is_share && !take_back(text, " ")) take_back(text, "\u00A0");
  bool is_negative = take_front(text, "-") || take_front(text, "\u2212");
  if (!is_negative && !take_front(text, "+")) is_negative = take_back(text, "-");
  auto digits = take_whole_part(text, decimal_mark);
  if (!digits) return std::nullopt;
  std::size_t point = digits->size();
  if (take_front(text, std::string_view(&decimal_mark, 1))) {
    const std::size_t decimals = count_digits(text);
    digits->append(text.substr(0, decimals));
    text.remove_prefix(decimals);
    if (decimals == 0) return std::nullopt;
  }
  if (!text.empty() || digits->empty()) return std::nullopt;
  if (!is_share) return written(is_negative, *digits, point);
  const std::size_t missing = point < 2 ? 2 - point : 0;
  digits->insert(0, missing, '0');
  point += missing;
  return written(is_negative, *digits, point - 2);
}

}  // namespace allot

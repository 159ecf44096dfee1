#include "cli/xlsx_dates.hpp"

#include <cmath>

#include "allot/time.hpp"

namespace allot::cli {
namespace {

constexpr double days_to_1970_from_1900 = 25569;  // with the 29 February 1900 that Lotus 1-2-3 counted
constexpr double days_to_1970_from_1904 = 24107;
constexpr double most_days = 2958465;  // 9999-12-31

// What stands in quotes, in brackets or behind a backslash is shown as it is.
std::string letters_of(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '\\' || c == '_' || c == '*')
      ++i;
    else if (c == '"' || c == '[')
      i = std::min(code.find(c == '"' ? '"' : ']', i + 1), code.size());
    else if (c == ';')
      break;  // further sections are of other numbers
    else
      out += c;
  }
  return out;
}

// "[h]:mm" counts the hours of a length of time, which is no date.
bool shows_length_of_time(std::string_view code) {
  for (std::size_t at = code.find('['); at != std::string_view::npos; at = code.find('[', at + 1)) {
    const std::string_view inside = code.substr(at + 1, std::min(code.find(']', at), code.size()) - at - 1);
    if (!inside.empty() && inside.find_first_not_of("hmsHMS") == std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

bool shows_dates(std::string_view format_code) {
  if (shows_length_of_time(format_code)) return false;
  const std::string letters = letters_of(format_code);
  if (letters.starts_with("General")) return false;
  return letters.find_first_of("dmyhsDMYHS") != std::string::npos;
}

bool shows_dates(int built_in_format) {
  const int id = built_in_format;
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 || (id >= 50 && id <= 58);
}

std::optional<std::string> date_of_serial(double serial, DateSystem system) {
  if (!(serial >= 0) || serial > most_days + 1) return std::nullopt;
  const auto seconds = static_cast<std::int64_t>(std::llround(serial * double{day}));
  if (seconds == 0) return "00:00";
  if (seconds < day) return format_date(seconds).substr(std::string_view("1970-01-01T").size());
  const bool is_before_the_odd_day = system == DateSystem::from_1900 && serial < 60;
  if (system == DateSystem::from_1900 && serial >= 60 && serial < 61) return std::nullopt;
  const double days = system == DateSystem::from_1904 ? days_to_1970_from_1904
                                                      : days_to_1970_from_1900 - (is_before_the_odd_day ? 1 : 0);
  return format_date(seconds - static_cast<std::int64_t>(days) * day);
}

}  // namespace allot::cli

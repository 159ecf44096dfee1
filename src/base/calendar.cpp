#include <array>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>

#include "allot/time.hpp"

namespace allot {
namespace {

std::string two_digits(std::int64_t number) {
  std::string text = std::to_string(number);
  return text.size() < 2 ? "0" + text : text;
}

}  // namespace

std::string format_date(Date date) {
  using namespace std::chrono;
  const sys_seconds moment{seconds{date}};
  const sys_days midnight = floor<days>(moment);
  const year_month_day on{midnight};
  std::string text = std::to_string(static_cast<int>(on.year()));
  if (text.front() != '-') text.insert(0, text.size() < 4 ? 4 - text.size() : 0, '0');
  text += '-' + two_digits(static_cast<unsigned>(on.month())) + '-' + two_digits(static_cast<unsigned>(on.day()));
  const std::int64_t into_day = (moment - midnight).count();
  if (into_day == 0) return text;
  text += 'T' + two_digits(into_day / hour) + ':' + two_digits(into_day % hour / minute);
  if (into_day % minute != 0) text += ':' + two_digits(into_day % minute);
  return text;
}

std::string format_duration(Duration duration) {
  if (duration == 0) return "0d";
  constexpr std::array<std::pair<Duration, char>, 4> units = {{{week, 'w'}, {day, 'd'}, {hour, 'h'}, {minute, 'm'}}};
  for (const auto& [length, letter] : units)
    if (duration % length == 0) return std::to_string(duration / length) + letter;
  return std::to_string(duration) + 's';
}

}  // namespace allot

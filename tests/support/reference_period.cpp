#include "support/reference_period.hpp"

#include <string>

/// Months are counted off one after the other.
namespace allot::reference {
namespace {

int days_of_month(int year, int month) {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// The first of that month.
Date first_day(int year, int month) {
  Date days = 0;
  for (int y = 1970; y < year; ++y) days += days_of_month(y, 2) == 29 ? 366 : 365;
  for (int y = year; y < 1970; ++y) days -= days_of_month(y, 2) == 29 ? 366 : 365;
  for (int m = 1; m < month; ++m) days += days_of_month(year, m);
  return days * day;
}

}  // namespace

Stretch stretch_of(const Period& period, Date start, Time now) {
  if (period.months == 0) {
    const Time from = now / period.length * period.length;
    return {from, period.is_whole() ? never : from + period.length};
  }
  const std::string text = format_date(start + now);
  const int year = std::stoi(text.substr(0, 4)), month = std::stoi(text.substr(5, 2));
  const int first = (month - 1) / period.months * period.months + 1, next = first + period.months;
  return {first_day(year, first) - start, first_day(next > 12 ? year + 1 : year, next > 12 ? 1 : next) - start};
}

Stretch stretch_before(const Period& period, Date start, Time now) {
  const Stretch present = stretch_of(period, start, now);
  if (period.months == 0) return {present.from - period.length, present.from};
  const Stretch before = stretch_of(period, start, present.from - 1);
  const bool is_of_the_run = present.from > 0;
  return {is_of_the_run ? std::max<Time>(0, before.from) : before.from, std::max<Time>(0, present.from)};
}

}  // namespace allot::reference

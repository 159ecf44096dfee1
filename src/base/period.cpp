#include "allot/period.hpp"

#include <chrono>

namespace allot {
namespace {

constexpr std::int64_t months_a_year = 12;

std::int64_t down(std::int64_t number, std::int64_t by) { return number / by - (number % by < 0 ? 1 : 0); }

// Counted from January of the year 0.
std::int64_t month_of(Date date) {
  using namespace std::chrono;
  const year_month_day on{floor<days>(sys_seconds{seconds{date}})};
  return months_a_year * static_cast<int>(on.year()) + static_cast<unsigned>(on.month()) - 1;
}

Date first_of(std::int64_t month_number) {
  using namespace std::chrono;
  const std::int64_t whole_years = down(month_number, months_a_year);
  const year_month_day on{year{static_cast<int>(whole_years)},
                          month{static_cast<unsigned>(month_number - months_a_year * whole_years + 1)},
                          std::chrono::day{1}};
  return sys_seconds{sys_days{on}}.time_since_epoch().count();
}

}  // namespace

std::int64_t index_of_months(int months, Date start, Time now) {
  return down(month_of(start + now), months) - down(month_of(start), months);
}

Time begin_of(const Period& period, Date start, std::int64_t index) {
  if (index == 0) return 0;
  if (period.months == 0) return index * period.length;
  return first_of((down(month_of(start), period.months) + index) * period.months) - start;
}

Date next_begin(const Period& period, Date date) {
  if (period.months == 0) return date + period.length;
  return first_of((down(month_of(date), period.months) + 1) * period.months);
}

bool begins_at(const Period& period, Date from, Date date) {
  if (period.months == 0) return date >= from && (date - from) % period.length == 0;
  return date == from || (date > from && date == next_begin(period, date - 1));
}

}  // namespace allot

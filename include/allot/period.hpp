#pragma once

#include <cstdint>

#include "allot/time.hpp"

/// What contracts and calendars count by: spans of one length, or the months, quarters and years of the calendar, UTC.
namespace allot {

/// A length that comes again and again, or a calendar month, quarter or year.
struct Period {
  Duration length = 0;  ///< seconds; 0: it is one of the calendar
  int months = 0;       ///< of the calendar: 1, 3 or 12

  constexpr Period() = default;
  constexpr Period(Duration seconds) : length(seconds) {}  // NOLINT: a duration is a period
  static constexpr Period of_months(int count) {
    Period period;
    period.months = count;
    return period;
  }
  /// All of a simulation, as one.
  static constexpr Period whole() { return Period(never); }

  bool is_whole() const { return length == never; }
  /// The shortest that one may be, in seconds.
  Duration least() const { return months == 0 ? length : months * 28 * day; }
  bool operator==(const Period&) const = default;
};

/// In which period a moment of a simulation lies: the one that holds the start is 0. A period of a length begins at
/// start + k x length; of the calendar ones the first is what is left of the one that holds the start.
///
/// units: `now` in seconds since `start`
std::int64_t index_of_months(int months, Date start, Time now);
inline std::int64_t index_of(const Period& period, Date start, Time now) {
  return period.months == 0 ? now / period.length : index_of_months(period.months, start, now);
}

/// When that period begins; 0 at the start. One of the calendar that is over before the start begins on its first day.
Time begin_of(const Period& period, Date start, std::int64_t index);

/// The next beginning after one on that date: so long after, or the first of a month.
Date next_begin(const Period& period, Date date);

/// Whether one of the periods that follow each other from then on begins on that date.
bool begins_at(const Period& period, Date from, Date date);

}  // namespace allot

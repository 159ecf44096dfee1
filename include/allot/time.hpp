#pragma once

#include <cstdint>
#include <string>

namespace allot {

/// A moment, in whole seconds. Inside a simulation it counts from the scenario's start; a calendar date
/// counts from 1970-01-01T00:00 UTC (`Date`).
using Time = std::int64_t;
using Date = std::int64_t;

/// A span of time in whole seconds.
using Duration = std::int64_t;

inline constexpr Duration minute = 60;
inline constexpr Duration hour = 60 * minute;
inline constexpr Duration day = 24 * hour;
inline constexpr Duration week = 7 * day;

/// A moment after every simulation: "not in this run".
inline constexpr Time never = INT64_MAX;

/// A sampled number of seconds as whole seconds: half up, never negative, and of what is longer than every
/// simulation only so much that sums of two stay inside 64 bits.
inline Duration whole_seconds(double seconds) {
  constexpr Duration longest = never / 4;
  if (!(seconds > 0)) return 0;
  if (seconds >= static_cast<double>(longest)) return longest;
  const auto down = static_cast<Duration>(seconds);
  return down + (seconds - static_cast<double>(down) >= 0.5 ? 1 : 0);
}

/// "2024-06-01" at midnight, "2024-06-01T12:00" or "2024-06-01T12:00:30" else.
std::string format_date(Date date);

/// "90d", "12w", "36h": the largest unit that gives a whole number.
std::string format_duration(Duration duration);

}  // namespace allot

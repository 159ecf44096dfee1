#pragma once

#include <cmath>
#include <optional>
#include <string>

#include "allot/results.hpp"

namespace allot::report {

/// The moment of a run as a date; none for none.
inline std::optional<std::string> date_text(const Results& results, std::optional<Time> moment) {
  if (!moment) return std::nullopt;
  return format_date(results.start + *moment);
}

inline std::optional<Time> nearest_second(double seconds) {
  if (!std::isfinite(seconds)) return std::nullopt;
  return static_cast<Time>(std::floor(seconds + 0.5));
}

}  // namespace allot::report

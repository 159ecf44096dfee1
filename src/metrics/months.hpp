#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "allot/time.hpp"

namespace allot::metrics {

/// The calendar months (UTC) that a scenario touches, and as many behind its end as are asked for.
///
/// units: seconds since its start
class Months {
 public:
  /// errors: none; the end is after the start
  Months(Date start, Time end, Duration beyond = 0);

  std::size_t size() const { return begins_.size() - 1; }
  /// Of those that the scenario itself touches.
  std::size_t until_end() const { return until_end_; }
  /// The month that a moment is in; before the first the first, after the last the last.
  std::size_t of(Time at) const;
  /// Where the part of a month begins and ends that is within the scenario.
  Time begin(std::size_t month) const { return month == 0 ? 0 : begins_[month]; }
  Time end(std::size_t month) const { return begins_[month + 1] < end_ ? begins_[month + 1] : end_; }
  /// Seconds of the whole calendar month.
  Duration length(std::size_t month) const { return begins_[month + 1] - begins_[month]; }
  /// Its first day.
  Date first_day(std::size_t month) const { return start_ + begins_[month]; }

 private:
  Date start_;
  Time end_;
  std::vector<Time> begins_;  ///< one more than there are
  std::size_t until_end_ = 0;
};

}  // namespace allot::metrics

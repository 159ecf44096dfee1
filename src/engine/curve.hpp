#pragma once

#include <vector>

#include "engine/replication.hpp"

namespace allot::engine {

/// A rate that is level, then straight between points, then level: numerators over one denominator, per second. Exact,
/// to a millionth of the rate.
class Curve {
 public:
  Curve(const Replication& sim, const std::vector<model::RatePoint>& points);

  /// floor(scale * integral of the rate from `from` to `to`), the scale in 1e-9.
  Units units(Time from, Time to, std::int64_t scale) const;
  /// The first second in (from, until] by which the integral since `from` has come to so much; `never` if none.
  Time reaches(Units amount, Time from, Time after, Time until) const;

 private:
  __extension__ using Wide = __int128;

  Wide rate(std::size_t point) const;
  Wide doubled_times_span(std::size_t stretch, Time t) const;
  Wide floor_of(Wide whole, Wide part, Wide length, std::int64_t scale) const;

  const Replication& sim_;
  const std::vector<model::RatePoint>& points_;
  std::int64_t denominator_ = 1;
};

}  // namespace allot::engine

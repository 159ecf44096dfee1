#pragma once

#include <vector>

#include "engine/replication.hpp"

namespace allot::engine {

/// The integral of a rate since `from`, times a scale. The rate is level, then straight between points, then level.
///
/// gives: exact but for what lies within 2^-64 of a whole number, which counts as that: fractions over the product of all
///        durations and spans come no nearer where that fits 64 bits
class Curve {
 public:
  Curve(const Replication& sim, const std::vector<model::RatePoint>& points, Time from, const Decimal& scale);

  /// The whole units by `to`.
  Units units(Time to) const;
  /// The first second in (after, until] by which it has come to so much; `never` if none.
  Time reaches(Units amount, Time after, Time until) const;

 private:
  __extension__ using Fraction = unsigned __int128;

  /// A sum of fractions, each rounded down to 2^-96.
  struct Sum {
    Int128 whole = 0;
    Fraction part = 0;
  };
  struct Point {
    Time at = 0;
    Int128 top = 0, bottom = 1;  // units a second
    Sum before;                  // the integral up to it
  };

  static void add(Sum& sum, const Point& rate, Int128 weight, Int128 span);
  void add_stretch(Sum& sum, std::size_t k, Time to) const;

  Time from_;
  ScratchVector<Point> points_;
};

}  // namespace allot::engine

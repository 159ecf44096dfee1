#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace allot {

/// Where a non-decreasing function crosses 0 between `low` (value < 0) and `high` (value >= 0): a place at
/// which it is >= 0, within a few units in the last place of the crossing.
///
/// cost:   about ten calls of `f` where it is smooth
/// source: Chandrupatla (1997), Advances in Engineering Software 28(3), 145-149
template <class Function>
double crossing(const Function& f, double low, double high) {
  constexpr double epsilon = std::numeric_limits<double>::epsilon();
  double newest = high, newest_value = f(high), other = low, other_value = f(low);
  double oldest = other, oldest_value = other_value, step = 0.5;
  for (int i = 0; i < 200; ++i) {
    const double x = newest + step * (other - newest);
    const double value = f(x);
    oldest = newest, oldest_value = newest_value;
    if ((value >= 0) != (newest_value >= 0)) {
      oldest = other, oldest_value = other_value;
      other = newest, other_value = newest_value;
    }
    newest = x, newest_value = value;

    const double width = std::abs(other - newest);
    const double shortest = 2 * epsilon * std::max(std::abs(newest), std::abs(other)) / width;
    if (!(shortest < 0.5)) break;

    const double xi = (newest - other) / (oldest - other);
    const double phi = (newest_value - other_value) / (oldest_value - other_value);
    const bool inverse_quadratic = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    step = inverse_quadratic
               ? newest_value / (other_value - newest_value) * oldest_value / (other_value - oldest_value) +
                     (oldest - newest) / (other - newest) * newest_value / (oldest_value - newest_value) * other_value /
                         (oldest_value - other_value)
               : 0.5;
    step = std::clamp(step, shortest, 1 - shortest);
  }
  return newest_value >= 0 ? newest : other;
}

}  // namespace allot

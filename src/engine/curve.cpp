#include "engine/curve.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace allot::engine {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t nano = 1'000'000'000;
constexpr std::int64_t micro = 1'000'000;

void add_fraction(Wide& part, Wide& length, Wide numerator, Wide span) {
  const Wide common = length / std::gcd(static_cast<std::int64_t>(length), static_cast<std::int64_t>(span)) * span;
  part = part * (common / length) + numerator * (common / span);
  length = common;
}

}  // namespace

Curve::Curve(const Replication& sim, const std::vector<model::RatePoint>& points) : sim_(sim), points_(points) {
  for (const model::RatePoint& point : points) denominator_ = std::lcm(denominator_, point.per);
}

Units Curve::units(Time from, Time to, std::int64_t scale) const {
  // Twice the integral of each stretch is whole over `denominator_ * micro`, but for the last, cut one.
  Wide whole = 0, part = 0, length = 1;
  for (std::size_t k = 0; k <= points_.size(); ++k) {
    const Time begin = k == 0 ? from : std::max(from, points_[k - 1].at);
    const Time end = k == points_.size() ? to : std::min(to, points_[k].at);
    if (end <= begin) continue;
    if (k == 0 || k == points_.size()) {
      whole += 2 * rate(k == 0 ? 0 : k - 1) * (end - begin);
      continue;
    }
    const Time span = points_[k].at - points_[k - 1].at;
    const Wide cut = doubled_times_span(k, end) - doubled_times_span(k, begin);
    if (cut % span == 0)
      whole += cut / span;
    else
      add_fraction(part, length, cut, span);
  }
  return static_cast<Units>(floor_of(whole, part, length, scale));
}

// The integral never falls, so that the first second is found by halving.
Time Curve::reaches(Units amount, Time from, Time after, Time until) const {
  Time step = std::max<Time>(1, amount - units(from, after, nano)), low = after, high = after;
  while (high < until && units(from, high, nano) < amount) {
    low = high;
    high = std::min(until, high + step);
    step *= 2;
  }
  if (units(from, high, nano) < amount) return never;
  while (low < high) {
    const Time middle = low + (high - low) / 2;
    if (units(from, middle, nano) < amount)
      low = middle + 1;
    else
      high = middle;
  }
  return high;
}

Curve::Wide Curve::rate(std::size_t k) const {
  const double amount = std::max(0.0, sim_.amount(points_[k].rate));
  return Wide{std::llround(amount * static_cast<double>(micro))} * (denominator_ / points_[k].per);
}

// 2 * span * integral from the stretch's beginning to t.
Curve::Wide Curve::doubled_times_span(std::size_t k, Time t) const {
  const Wide x = t - points_[k - 1].at, span = points_[k].at - points_[k - 1].at;
  return 2 * span * rate(k - 1) * x + (rate(k) - rate(k - 1)) * x * x;
}

Curve::Wide Curve::floor_of(Wide whole, Wide part, Wide length, std::int64_t scale) const {
  const Wide divisor = Wide{2} * denominator_ * micro;
  const Wide units = whole + part / length, rest = part % length;
  // (units + rest / length) * scale / (divisor * nano), in two steps so that nothing overflows
  const Wide high = units / divisor, low = units % divisor;
  const Wide scaled_low = (low * scale + rest * scale / length) / divisor;
  return (high * scale + scaled_low) / nano;
}

}  // namespace allot::engine

#include "engine/curve.hpp"

#include <algorithm>
#include <bit>

namespace allot::engine {
namespace {

constexpr int bits = 96;

// How many bits `number` can be moved up by and stay positive.
int room_of(Int128 number) {
  const auto high = static_cast<std::uint64_t>(number >> 64);
  const int zeros = high != 0 ? std::countl_zero(high) : 64 + std::countl_zero(static_cast<std::uint64_t>(number));
  return zeros - 1;
}

}  // namespace

Curve::Curve(const Replication& sim, const std::vector<model::RatePoint>& points, Time from, const Decimal& scale)
    : from_(from), points_(sim.list<Point>()) {
  constexpr int most_decimals = 18;
  points_.reserve(points.size());
  for (const model::RatePoint& it : points) {
    const Decimal rate = sim.factor(it.rate) * scale;
    const int decimals = std::clamp(-rate.exponent(), 0, most_decimals);
    const Int128 unit = power_of_ten(decimals);
    points_.push_back({it.at,
                       decimals == -rate.exponent() ? Int128{rate.digits()} : Int128{half_up_of(unit, rate)},
                       unit * it.per,
                       {}});
  }
  for (std::size_t k = 0; k < points_.size(); ++k) {
    if (k > 0) points_[k].before = points_[k - 1].before;
    add_stretch(points_[k].before, k, points_[k].at);
  }
}

// What passes between point k - 1 and `to`, which is not after point k.
void Curve::add_stretch(Sum& sum, std::size_t k, Time to) const {
  const Time begin = k == 0 ? from_ : std::max(from_, points_[k - 1].at);
  if (to <= begin) return;
  if (k == 0 || k == points_.size()) return add(sum, points_[k == 0 ? 0 : k - 1], to - begin, 1);
  const Point &left = points_[k - 1], &right = points_[k];
  const Int128 x = begin - left.at, y = to - left.at, span = right.at - left.at;
  const Int128 of_right = y * y - x * x;
  add(sum, left, 2 * span * (y - x) - of_right, 2 * span);
  add(sum, right, of_right, 2 * span);
}

// rate * weight / span. Digits of a rate that 128 bits have no room for are dropped.
void Curve::add(Sum& sum, const Point& rate, Int128 weight, Int128 span) {
  Int128 top = rate.top, bottom = rate.bottom, of = 0, by = 0;
  while (__builtin_mul_overflow(top, weight, &of) || __builtin_mul_overflow(bottom, span, &by) || room_of(by) == 0) {
    top /= 10;
    bottom = std::max<Int128>(1, bottom / 10);
  }
  sum.whole += of / by;
  Int128 rest = of % by;
  if (rest == 0) return;
  Fraction part = 0;
  for (int left = bits; left > 0;) {
    const int step = std::min(left, room_of(by));
    rest <<= step;
    part = part << step | static_cast<Fraction>(rest / by);
    rest %= by;
    left -= step;
  }
  sum.part += part;
  sum.whole += static_cast<Int128>(sum.part >> bits);
  sum.part &= (Fraction{1} << bits) - 1;
}

Units Curve::units(Time to) const {
  constexpr Fraction lost = Fraction{1} << 32;  // more than all that was rounded down
  const auto after =
      std::upper_bound(points_.begin(), points_.end(), to, [](Time t, const Point& it) { return t < it.at; });
  const auto k = static_cast<std::size_t>(after - points_.begin());
  Sum sum = k == 0 ? Sum{} : points_[k - 1].before;
  add_stretch(sum, k, to);
  return static_cast<Units>(sum.whole + static_cast<Int128>((sum.part + lost) >> bits));
}

// The integral never falls, so that the first second is found by halving.
Time Curve::reaches(Units amount, Time after, Time until) const {
  Time step = std::max<Time>(1, amount - units(after)), low = after, high = after;
  while (high < until && units(high) < amount) {
    low = high;
    high = std::min(until, high + step);
    step *= 2;
  }
  if (units(high) < amount) return never;
  while (low < high) {
    const Time middle = low + (high - low) / 2;
    if (units(middle) < amount)
      low = middle + 1;
    else
      high = middle;
  }
  return high;
}

}  // namespace allot::engine

#include "engine/plan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace allot::engine {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t nano = 1'000'000'000;
constexpr std::int64_t micro = 1'000'000;

std::int64_t in_nanos(double factor) { return std::llround(factor * static_cast<double>(nano)); }

/// A rate that is level, then straight between points, then level: numerators over one denominator, per second.
class Curve {
 public:
  Curve(const Replication& sim, const std::vector<model::RatePoint>& points) : sim_(sim), points_(points) {
    for (const model::RatePoint& point : points) denominator_ = std::lcm(denominator_, point.per);
  }

  /// floor(scale * integral of the rate from `from` to `to`), the scale in 1e-9.
  Units units(Time from, Time to, std::int64_t scale) const {
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
      if (cut % span == 0) whole += cut / span;
      else add_fraction(part, length, cut, span);
    }
    return static_cast<Units>(floor_of(whole, part, length, scale));
  }

 private:
  Wide rate(std::size_t k) const {
    const double amount = std::max(0.0, sim_.amount(points_[k].rate));
    return Wide{std::llround(amount * static_cast<double>(micro))} * (denominator_ / points_[k].per);
  }

  // 2 * span * integral from the stretch's beginning to t.
  Wide doubled_times_span(std::size_t k, Time t) const {
    const Wide x = t - points_[k - 1].at, span = points_[k].at - points_[k - 1].at;
    return 2 * span * rate(k - 1) * x + (rate(k) - rate(k - 1)) * x * x;
  }

  static void add_fraction(Wide& part, Wide& length, Wide numerator, Wide span) {
    const Wide common = length / std::gcd(static_cast<std::int64_t>(length), static_cast<std::int64_t>(span)) * span;
    part = part * (common / length) + numerator * (common / span);
    length = common;
  }

  Wide floor_of(Wide whole, Wide part, Wide length, std::int64_t scale) const {
    const Wide divisor = Wide{2} * denominator_ * micro;
    const Wide units = whole + part / length, rest = part % length;
    // (units + rest / length) * scale / (divisor * nano), in two steps so that nothing overflows
    const Wide high = units / divisor, low = units % divisor;
    const Wide scaled_low = (low * scale + rest * scale / length) / divisor;
    return (high * scale + scaled_low) / nano;
  }

  const Replication& sim_;
  const std::vector<model::RatePoint>& points_;
  std::int64_t denominator_ = 1;
};

void plan_lots(Replication& sim, const model::Piece& piece, Index index) {
  const std::int64_t scale = in_nanos(std::max(0.0, sim.amount(piece.scale)));
  const auto add = [&](Time planned, Units units) {
    if (planned >= 0 && planned < sim.model.end) sim.lots.push_back({index, piece.supplier, piece.product, piece.peg, planned, planned, units});
  };
  if (!piece.is_plan) {
    add(sim.moment(piece.at), scaled(sim.units(piece.units, piece.product), sim.amount(piece.scale)));
    return;
  }
  const Curve curve(sim, piece.rate);
  const Units total = piece.is_total ? std::llround(std::max(0.0, sim.amount(piece.units))) : 0;
  const auto made_by = [&](Time t) -> Units {
    if (!piece.is_total) return curve.units(piece.from, t, scale);
    const Wide share = Wide{total} * (t - piece.from);
    return static_cast<Units>(share * scale / (Wide{piece.until - piece.from} * nano));
  };
  Units before = 0;
  for (Time t = piece.from; t < piece.until && t < sim.model.end; t += piece.every) {
    const Units after = made_by(std::min(t + piece.every, piece.until));
    add(t, after - before);
    before = after;
  }
}

void slip(const Replication& sim, const model::Piece& piece, std::span<Lot> lots) {
  using Order = model::Piece::SlipOrder;
  Time last = 0;
  Duration sum = 0;
  for (Lot& lot : lots) {
    const auto date = static_cast<std::uint64_t>(lot.planned + sim.model.start);
    const Duration slip = piece.slip.is_zero() ? 0 : sim.duration(piece.slip, piece.slip_stream, date);
    sum += slip;
    lot.arrival = lot.planned + (piece.slip_order == Order::accumulating ? sum : slip);
    if (piece.slip_order == Order::in_order) lot.arrival = std::max(lot.arrival, last);
    last = lot.arrival;
  }
}

}  // namespace

Units scaled(Units units, double factor) {
  if (factor == 1) return units;
  return static_cast<Units>((Wide{units} * in_nanos(factor) + nano / 2) / nano);
}

void append_lots(Replication& sim, Index index) {
  const model::Piece& piece = sim.model.pieces[at(index)];
  const std::size_t first = sim.lots.size();
  plan_lots(sim, piece, index);
  const std::span<Lot> lots = std::span(sim.lots).subspan(first);
  slip(sim, piece, lots);  // a period without units has its slip all the same: a change of scale moves no other lot
  const auto kept = std::remove_if(lots.begin(), lots.end(), [](const Lot& lot) { return lot.units == 0; });
  sim.lots.resize(first + static_cast<std::size_t>(kept - lots.begin()));
}

}  // namespace allot::engine

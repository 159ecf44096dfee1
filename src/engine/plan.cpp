#include "engine/plan.hpp"

#include <algorithm>
#include <cmath>

#include "engine/curve.hpp"

namespace allot::engine {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t nano = 1'000'000'000;

std::int64_t in_nanos(double factor) { return std::llround(factor * static_cast<double>(nano)); }

void plan_lots(Replication& sim, const model::Piece& piece, Index index) {
  const std::int64_t scale = in_nanos(std::max(0.0, sim.amount(piece.scale)));
  const auto add = [&](Time planned, Units units) {
    if (planned >= 0 && planned < sim.model.end)
      sim.lots.push_back({index, piece.supplier, piece.product, piece.peg, planned, planned, units});
  };
  if (!piece.is_plan) {
    add(sim.moment(piece.at), scaled(sim.units(piece.units, piece.product), sim.amount(piece.scale)));
    return;
  }
  const Curve curve(sim, piece.rate);
  const Units total = piece.is_total ? sim.units(piece.units, piece.product) : 0;
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
    const Duration slip =
        piece.slip.is_zero() ? 0 : sim.slip(piece.slip, piece.slip_with, piece.slip_stream, date, lot.planned);
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

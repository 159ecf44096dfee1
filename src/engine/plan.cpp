#include "engine/plan.hpp"

#include <algorithm>

#include "engine/curve.hpp"

namespace allot::engine {
namespace {

void plan_lots(Replication& sim, const model::Piece& piece, Index index) {
  const Decimal scale = sim.factor(piece.scale);
  const auto add = [&](Time planned, Units units) {
    if (planned >= 0 && planned < sim.model.end)
      sim.lots.push_back({index, piece.supplier, piece.product, piece.peg, planned, planned, units});
  };
  if (!piece.is_plan) {
    add(sim.moment(piece.at), half_up_of(sim.units(piece.units, piece.product), scale));
    return;
  }
  const Curve curve(sim, piece.rate, piece.from, scale);
  const Units total = piece.is_total ? sim.units(piece.units, piece.product) : 0;
  const auto made_by = [&](Time t) -> Units {
    if (!piece.is_total) return curve.units(t);
    return floor_of(Int128{total} * (t - piece.from), scale, piece.until - piece.from);
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

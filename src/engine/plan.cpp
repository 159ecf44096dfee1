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
  for (Time t = piece.from; t < piece.until && t < sim.model.end;) {
    const Time next = next_begin(piece.every, sim.model.start + t) - sim.model.start;
    const Units after = made_by(std::min(next, piece.until));
    add(t, after - before);
    before = after;
    t = next;
  }
}

std::span<const model::KnownReceipt> receipts_of(const Replication& sim, const Lot& lot) {
  const auto& all = sim.model.receipts;
  const auto place = [](const model::KnownReceipt& it) { return std::pair(it.piece, it.planned); };
  const std::pair wanted(lot.piece, lot.planned);
  const auto first =
      std::lower_bound(all.begin(), all.end(), wanted,
                       [&](const model::KnownReceipt& it, const auto& than) { return place(it) < than; });
  auto end = first;
  while (end != all.end() && place(*end) == wanted) ++end;
  return {first, end};
}

// Of a lot that came in parts, what has yet to come; of one that came, nothing.
bool is_open(std::span<const model::KnownReceipt> receipts) {
  return std::any_of(receipts.begin(), receipts.end(), [](const model::KnownReceipt& it) { return !it.at; });
}

void slip(const Replication& sim, const model::Piece& piece, std::span<Lot> lots) {
  using Order = model::Piece::SlipOrder;
  Time last = 0;
  Duration sum = 0;
  for (Lot& lot : lots) {
    const auto receipts = receipts_of(sim, lot);
    const auto date = static_cast<std::uint64_t>(lot.planned + sim.model.start);
    const Time counts_from = lot.planned + (piece.slip_order == Order::accumulating ? sum : 0);
    const bool is_late = is_open(receipts);
    const Duration slip = piece.slip.is_zero() && !is_late ? 0
                                                           : sim.slip(piece.slip, piece.slip_with, piece.slip_stream,
                                                                      date, lot.planned, counts_from, is_late);
    sum += slip;
    lot.arrival = counts_from + slip;
    if (!receipts.empty() && !is_late) continue;  // it came when it came
    if (piece.slip_order == Order::in_order) lot.arrival = std::max(lot.arrival, last);
    last = lot.arrival;
  }
}

// A lot of which something is known is what is known of it, in parts.
void take_receipts(Replication& sim, std::size_t first) {
  const std::vector<Lot> planned(sim.lots.begin() + static_cast<std::ptrdiff_t>(first), sim.lots.end());
  sim.lots.resize(first);
  for (const Lot& lot : planned) {
    const auto receipts = receipts_of(sim, lot);
    if (receipts.empty()) sim.lots.push_back(lot);
    for (const model::KnownReceipt& it : receipts) {
      Lot& part = sim.lots.emplace_back(lot);
      part.units = it.units;
      part.arrival = it.at.value_or(lot.arrival);
      part.is_known = true;
    }
  }
}

void drop_empty(std::vector<Lot>& lots, std::size_t first) {
  const auto from = lots.begin() + static_cast<std::ptrdiff_t>(first);
  lots.erase(std::remove_if(from, lots.end(), [](const Lot& lot) { return lot.units == 0; }), lots.end());
}

}  // namespace

void append_lots(Replication& sim, Index index) {
  const model::Piece& piece = sim.model.pieces[at(index)];
  const std::size_t first = sim.lots.size();
  plan_lots(sim, piece, index);
  const std::span<Lot> lots = std::span(sim.lots).subspan(first);
  slip(sim, piece, lots);  // a period without units has its slip all the same: a change of scale moves no other lot
  if (!sim.model.receipts.empty()) take_receipts(sim, first);
  drop_empty(sim.lots, first);
}

}  // namespace allot::engine

#include <algorithm>
#include <cmath>

#include "engine/actions.hpp"
#include "engine/costs.hpp"
#include "engine/handlers.hpp"

/// Open units: cancel, defer.
namespace allot::engine {
namespace {

void defer(Replication& sim, Index index, Duration by) {
  Slice& slice = sim.slices[at(index)];
  if (sim.recording.ledger) {
    LedgerLine& line = note(sim, "deferred");
    line.cells.emplace_back("slice", std::int64_t{index});
    line.cells.emplace_back("units", slice.units);
    line.cells.emplace_back("days", static_cast<double>(by) / day);
    line.cells.emplace_back("not_before", format_date(sim.model.start + slice.not_before + by));
    if (slice.due != never) line.cells.emplace_back("due", format_date(sim.model.start + slice.due + by));
  }
  slice.not_before += by;
  if (slice.due != never) slice.due += by;
  if (slice.not_before > sim.now)
    sim.schedule(slice.not_before, EventKind::slice_eligible, static_cast<std::uint64_t>(index), index);
}

}  // namespace

ScratchVector<Index> open_slices_of(const Replication& sim, Index order, Index organisation, Index product) {
  auto found = sim.list<Index>();
  for (std::size_t i = 0; i < sim.slices.size(); ++i) {
    const Slice& slice = sim.slices[i];
    if (slice.state != SliceState::open) continue;
    if (order != model::none ? slice.order != order : slice.owner != organisation) continue;
    if (product == model::none || product == slice.product) found.push_back(static_cast<Index>(i));
  }
  std::sort(found.begin(), found.end(), [&](Index a, Index b) {
    const Slice &x = sim.slices[at(a)], &y = sim.slices[at(b)];
    return is_ahead(x, y) || (!is_ahead(y, x) && a < b);
  });
  return found;
}

Units units_of(const Replication& sim, const model::Amount& units, Index order, Index product) {
  if (product == model::none && order != model::none) product = sim.orders[at(order)].terms->product;
  if (product != model::none) return sim.units(units, product);
  return std::max<Units>(0, half_up(sim.exact(units)));
}

Outcome act(Replication& sim, const Occurrence& by, const model::Withdraw& it) {
  auto open = open_slices_of(sim, it.order, it.organisation, it.product);
  std::reverse(open.begin(), open.end());
  Units available = 0;
  for (const Index slice : open) available += sim.slices[at(slice)].units;
  Outcome outcome{available, 0};
  if (it.units) outcome.asked = units_of(sim, *it.units, it.order, it.product);
  for (Index slice : open) {
    const Units left = outcome.asked - outcome.moved;
    if (left == 0) break;
    if (!it.defer_by && !is_cancellable(sim, sim.slices[at(slice)])) continue;
    if (left < sim.slices[at(slice)].units) {
      slice = split_back(sim, slice, left);
      enter_queue(sim, slice);
    }
    outcome.moved += sim.slices[at(slice)].units;
    if (it.defer_by) {
      const Duration span = whole_seconds(sim.amount(*it.defer_by));
      count_days(sim, by.intervention, sim.slices[at(slice)].units, std::min(span, sim.model.end - sim.now));
      defer(sim, slice, span);
    } else {
      cancel(sim, slice);
    }
    wake_market(sim, slice);
  }
  return outcome;
}

}  // namespace allot::engine

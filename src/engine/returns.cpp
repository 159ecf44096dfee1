#include <algorithm>

#include "allot/time.hpp"
#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

// What was on its way at the start bears the day for which it was announced.
Time eligible_since(const Replication& sim, const Slice& slice) {
  return std::min(slice.origin == Origin::in_transit_at_start ? slice.placed : slice.not_before, sim.now);
}

// All that an auditor has to know of a claim, whatever it was before.
void note_return(Replication& sim, Index slice) {
  if (!sim.recording.ledger) return;
  const Slice& it = sim.slices[at(slice)];
  LedgerLine& line = note(sim, "returned");
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("units", it.units);
  line.cells.emplace_back("awarded_to", sim.model.organisations[at(it.awarded_to)].id);
  line.cells.emplace_back("placed", format_date(sim.model.start + it.placed));
  line.cells.emplace_back("place", static_cast<std::int64_t>(it.rank));
  note_claim(sim, line, it);
}

// What its award counted, where a run of this simulation made it, is taken back.
void count_return(Replication& sim, const Slice& slice) {
  const Index supplier = sim.terms(slice).supplier;
  sim.change(sim.layout.of(supplier, SupplierLevel::stock), slice.units);
  sim.change(sim.layout.of(slice.awarded_to, OrganisationLevel::allocated), -slice.units);
  sim.change_order(slice.order, OrderLevel::allocated, -slice.units);
  if (slice.origin == Origin::order)
    sim.change(sim.layout.of(supplier, SupplierLevel::allocated) + at(slice.product), -slice.units);
}

}  // namespace

void take_back(Replication& sim, Index index) {
  leave_route(sim, index);
  Slice& slice = sim.slices[at(index)];
  slice.not_before = eligible_since(sim, slice);
  note_return(sim, index);
  count_return(sim, slice);
  if (sim.model.keeps_prices) repay(sim, index);
  Market& market = sim.market_of(sim.terms(slice).supplier, slice.product);
  if (slice.peg == model::none) {
    change_free(sim, sim.market_index(market.supplier, market.product), slice.units);
    stock_grew(sim, market.supplier);
  } else {
    sim.pegs[at(slice.peg)].reserved += slice.units;
    sim.pegs[at(slice.peg)].needed += slice.units;
    market.reserved += slice.units;
  }
  if (at(index) < sim.slice_carry.size()) sim.slice_carry[at(index)] = 0;
  set_state(sim, index, SliceState::open);
  std::erase(market.queue, index);  // of its award, where no run has dropped it yet
  enter_queue(sim, index);
  wake_market(sim, index);
  check_reneging(sim, index);
  if (const Index bundle = sim.orders[at(slice.order)].bundle; bundle != model::none) note_delivery(sim, bundle, 0);
}

}  // namespace allot::engine

#include "engine/tenure.hpp"

#include <algorithm>

#include "engine/handlers.hpp"
#include "random/key.hpp"

/// Units that come back: their term begins when they first go online, and at its end they leave for the supplier's stock.
namespace allot::engine {
namespace {

const model::Contract* contract_that_ends(const Replication& sim, const Slice& slice) {
  if (slice.order == model::none) return nullptr;
  const Index contract = sim.terms(slice).contract;
  if (contract == model::none || !sim.model.contracts[at(contract)].comes_back()) return nullptr;
  return &sim.model.contracts[at(contract)];
}

std::uint64_t stream_of(const Replication& sim, const Slice& slice, std::uint64_t name) {
  return combine(sim.orders[at(slice.order)].key, name);
}

void expect_end(Replication& sim, Index slice) {
  const Time until = sim.tenures[at(slice)].until;
  if (until < never) sim.schedule(until, EventKind::term_ends, static_cast<std::uint64_t>(slice), slice);
}

void note_given_back(Replication& sim, Index slice) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "given_back");
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("units", sim.slices[at(slice)].units);
}

void note_back_in_stock(Replication& sim, Index slice, Index supplier) {
  if (!sim.recording.ledger) return;
  const Slice& it = sim.slices[at(slice)];
  LedgerLine& line = note(sim, "back_in_stock");
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("supplier", sim.model.suppliers[at(supplier)].id);
  line.cells.emplace_back("product", sim.model.products[at(it.product)].id);
  line.cells.emplace_back("units", it.units);
}

}  // namespace

Tenure tenure(const Replication& sim, Index slice) {
  return at(slice) < sim.tenures.size() ? sim.tenures[at(slice)] : Tenure{};
}

Tenure& tenure_of(Replication& sim, Index slice) {
  if (at(slice) >= sim.tenures.size()) sim.tenures.resize(sim.slices.size());
  return sim.tenures[at(slice)];
}

void begin_term(Replication& sim, Index index) {
  const Slice& slice = sim.slices[at(index)];
  const model::Contract* contract = contract_that_ends(sim, slice);
  if (!contract || tenure(sim, index).began < never) return;
  Tenure& it = tenure_of(sim, index);
  it.began = sim.now;
  if (!contract->term) return;
  it.until = sim.now + sim.duration(*contract->term, stream_of(sim, slice, hash_name("term")),
                                    static_cast<std::uint64_t>(slice.first), sim.now);
  expect_end(sim, index);
}

void begin_term_before_start(Replication& sim, Index index, Time received) {
  const Slice& slice = sim.slices[at(index)];
  const model::Contract* contract = contract_that_ends(sim, slice);
  if (!contract) return;
  Tenure& it = tenure_of(sim, index);
  it.began = received;
  if (!contract->term) return;
  it.until = received + sim.lasting(*contract->term, stream_of(sim, slice, hash_name("term")),
                                    static_cast<std::uint64_t>(slice.first), -received);
  expect_end(sim, index);
}

void end_by(Replication& sim, Index index, Time until) {
  Tenure& it = tenure_of(sim, index);
  if (until >= it.until) return;
  it.until = until;
  expect_end(sim, index);
}

void share_tenure(Replication& sim, Index whole, Index part) {
  const Tenure shared = tenure(sim, whole);
  if (shared.began == never && shared.lease == model::none) return;
  tenure_of(sim, part) = shared;
  expect_end(sim, part);
}

// It may have been called back to an earlier day, and have left then.
void on_term_end(Replication& sim, Index index) {
  if (sim.tenures[at(index)].until != sim.now || !is_in_service(sim.slices[at(index)].state)) return;
  note_given_back(sim, index);
  vacate(sim, index);
  set_state(sim, index, SliceState::returning);
  const Slice& slice = sim.slices[at(index)];
  const auto& return_time = contract_that_ends(sim, slice)->return_time;
  const Duration way = return_time ? sim.duration(*return_time, stream_of(sim, slice, hash_name("return_time")),
                                                  static_cast<std::uint64_t>(slice.first), sim.now)
                                   : 0;
  sim.schedule(sim.now + way, EventKind::units_back, static_cast<std::uint64_t>(index), index);
}

void on_units_back(Replication& sim, Index index) {
  set_state(sim, index, SliceState::returned);
  const Slice& slice = sim.slices[at(index)];
  const Index supplier = sim.terms(slice).supplier;
  const Index market = sim.market_index(supplier, slice.product);
  note_back_in_stock(sim, index, supplier);
  sim.change(sim.layout.of(supplier, SupplierLevel::returned), slice.units);
  sim.change(sim.layout.of(supplier, SupplierLevel::stock), slice.units);
  change_free(sim, market, slice.units);
  count_arrival(sim, market, slice.units);
  request_run(sim, market);
  stock_grew(sim, supplier);
}

}  // namespace allot::engine

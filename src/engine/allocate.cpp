#include <algorithm>
#include <utility>

#include "base/contract.hpp"
#include "engine/division.hpp"
#include "engine/replication.hpp"
#include "engine/substitute.hpp"

namespace allot::engine {
namespace {

void drop_served(Replication& sim, Market& market) {
  std::erase_if(market.queue, [&](Index slice) { return sim.slices[at(slice)].state != SliceState::open; });
}

// The slices that claim, in order of the queue; those that have left it are dropped on the way.
void claim(Replication& sim, Market& market) {
  sim.claiming.clear();
  std::size_t kept = 0;
  for (const Index slice : market.queue) {
    const Slice& it = sim.slices[at(slice)];
    if (it.state != SliceState::open) continue;
    market.queue[kept++] = slice;
    if (it.peg == model::none && it.not_before <= sim.now) sim.claiming.push_back(slice);
  }
  market.queue.resize(kept);
}

void note_award(Replication& sim, Index slice) {
  if (!sim.recording.ledger) return;
  const Slice& it = sim.slices[at(slice)];
  LedgerLine& line = note(sim, "award");
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("order", order_name(sim, it.order));
  line.cells.emplace_back("organisation", sim.model.organisations[at(it.owner)].id);
  line.cells.emplace_back("units", it.units);
  line.cells.emplace_back("pegged", std::int64_t{it.peg != model::none});
}

// In whole lots: what is left of a claim below the minimum may ship in full.
Units smallest_shipment(const Replication& sim, const Slice& slice) {
  const model::Terms& terms = sim.terms(slice);
  const Units lot = sim.model.products[at(slice.product)].lot;
  const Units whole = slice.units / lot * lot;
  return terms.is_partial ? std::min(terms.min_shipment, whole) : whole;
}

// By the rule, among those who ask for this product.
bool divide_stock(Replication& sim, Index index) {
  const Market& market = sim.markets[at(index)];
  claim(sim, sim.markets[at(index)]);
  if (sim.claiming.empty()) return false;
  sim.slice_award.resize(std::max(sim.slice_award.size(), sim.slices.size()), 0);
  divide_among(sim, index, 0, sim.claiming, market.free, "all");
  for (const Index slice : sim.claiming) {
    const Units units = std::exchange(sim.slice_award[at(slice)], 0);
    if (units > 0) ship(sim, slice, units);
  }
  sim.journal({JournalEntry::Kind::run_ends, sim.now, index, 0, 0, 0, sim.markets[at(index)].free});
  return true;
}

}  // namespace

void count_towards_guarantees(Replication& sim, Index market, Index owner, Units units) {
  const auto& guarantees = sim.policy.suppliers[at(sim.markets[at(market)].supplier)].guarantees;
  if (guarantees.empty()) return;
  auto& given = sim.guarantee_given[at(market)];
  given.resize(std::max(given.size(), guarantees.size()));
  for (std::size_t i = 0; i < guarantees.size(); ++i) {
    const LimitNow& it = guarantees[i];
    const Index claimant = it.level == model::Level::group ? sim.model.organisations[at(owner)].group : owner;
    if (it.claimant != claimant) continue;
    const std::int64_t period = sim.now / it.per;
    if (given[i].first != period) given[i] = {period, 0};
    given[i].second += units;
  }
}

void ship(Replication& sim, Index index, Units units) {
  const Index part = units == sim.slices[at(index)].units ? index : split_front(sim, index, units);
  Slice& slice = sim.slices[at(part)];
  const model::Terms& terms = sim.terms(slice);
  const Index market_index = sim.market_index(terms.supplier, slice.product);
  Market& market = sim.markets[at(market_index)];
  if (slice.peg == model::none) {
    market.free -= units;
  } else {
    sim.pegs[at(slice.peg)].reserved -= units;
    sim.pegs[at(slice.peg)].needed -= units;
    market.reserved -= units;
  }
  slice.serial = ++sim.next_serial << 20;
  slice.stage = 0;
  note_award(sim, part);
  sim.change(sim.layout.of(terms.supplier, SupplierLevel::stock), -units);
  sim.change(sim.layout.of(terms.supplier, SupplierLevel::allocated) + at(slice.product), units);
  sim.change(sim.layout.of(slice.owner, OrganisationLevel::allocated), units);
  if (at(slice.order) < sim.model.orders.size()) sim.change(sim.layout.of(slice.order, OrderLevel::allocated), units);
  count_towards_guarantees(sim, market_index, slice.owner, units);
  set_state(sim, part, SliceState::allocated);
  enter_stage(sim, part);
}

void serve_pegs(Replication& sim, Index index) {
  Market& market = sim.markets[at(index)];
  market.pegs_are_due = false;
  const Units lot = sim.model.products[at(market.product)].lot;
  const std::vector<Index> queue = market.queue;
  for (const Index slice_index : queue) {
    const Slice& slice = sim.slices[at(slice_index)];
    if (slice.state != SliceState::open || slice.peg == model::none || slice.not_before > sim.now) continue;
    const Units units = std::min(slice.units, sim.pegs[at(slice.peg)].reserved) / lot * lot;
    if (units > 0 && units >= smallest_shipment(sim, slice)) ship(sim, slice_index, units);
  }
  drop_served(sim, sim.markets[at(index)]);
}

void run_allocation(Replication& sim, Index index) {
  Market& market = sim.markets[at(index)];
  market.run_is_due = false;
  if (sim.recording.recount) recount(sim);
  if (market.free == 0) return;
  if (sim.is_plain[at(index)]) {
    market.last_run = sim.now;
    return run_plain_allocation(sim, index);
  }
  const Units before = market.free;
  const bool is_claimed = divide_stock(sim, index);
  serve_substitutes(sim, index);
  if (is_claimed || sim.markets[at(index)].free != before) sim.markets[at(index)].last_run = sim.now;
}

}  // namespace allot::engine

#include <algorithm>

#include "engine/handlers.hpp"
#include "random/key.hpp"

/// Open units that leave the queue without being served.
namespace allot::engine {
namespace {

const model::Contract* contract_of(const Replication& sim, Index order) {
  const Index contract = sim.orders[at(order)].terms->contract;
  return contract == model::none ? nullptr : &sim.model.contracts[at(contract)];
}

void note_cancelled(Replication& sim, Index index, const char* cause, double fee) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "cancelled");
  line.cells.emplace_back("slice", std::int64_t{index});
  line.cells.emplace_back("units", sim.slices[at(index)].units);
  if (cause) line.cells.emplace_back("cause", std::string(cause));
  if (!sim.seen.fees.empty()) line.cells.emplace_back("fee", fee);
}

double fee_of(const Replication& sim, const Slice& slice, std::optional<double> fee) {
  const model::Contract* contract = contract_of(sim, slice.order);
  return fee.value_or(contract ? contract->cancel_fee : 0);
}

// The deposit that is lost, and the fee.
double charge(Replication& sim, const Slice& slice, std::optional<double> fee) {
  if (sim.seen.fees.empty()) return 0;
  const model::Contract* contract = contract_of(sim, slice.order);
  const double each = (contract ? contract->deposit : 0) + fee_of(sim, slice, fee);
  const double money = each * static_cast<double>(slice.units);
  sim.seen.fees[at(slice.owner)] += money;
  return money;
}

void pay_deposit(Replication& sim, Index order, const model::Contract& contract, Units units) {
  if (sim.seen.deposits.empty() || contract.deposit == 0) return;
  const double money = contract.deposit * static_cast<double>(units);
  const Index owner = sim.orders[at(order)].terms->owner;
  sim.seen.deposits[at(owner)] += money;
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "deposit");
  line.cells.emplace_back("order", order_name(sim, order));
  line.cells.emplace_back("organisation", sim.model.organisations[at(owner)].id);
  line.cells.emplace_back("units", units);
  line.cells.emplace_back("money", money);
}

// Lines of a kit lose patience together: it is drawn once.
Duration patience_of(const Replication& sim, const model::Contract& contract, Index order, Time placed) {
  const Index kit = sim.orders[at(order)].terms->kit;
  const Index named = kit == model::none ? order : sim.model.kits[at(kit)].lines.front().order;
  return sim.duration(*contract.patience, combine(sim.orders[at(named)].key, hash_name("patience")), 0, placed);
}

std::uint64_t rank_of_reneging(Index order) {
  constexpr std::uint64_t after_all_orders = 1ull << 63;
  return after_all_orders | static_cast<std::uint64_t>(order);
}

// Those of an order in the queue of a product, where they stand next to each other.
void add_open_slices(const Replication& sim, const Slice& of_order, Index product, ScratchVector<Index>& found) {
  Slice first = of_order;
  const std::vector<Index>& queue = sim.markets[at(sim.market_index(sim.terms(first).supplier, product))].queue;
  first.age = 0;
  const auto is_before = [&](Index a, const Slice& b) { return is_ahead(sim.slices[at(a)], b); };
  for (auto it = std::lower_bound(queue.begin(), queue.end(), first, is_before); it != queue.end(); ++it) {
    if (sim.slices[at(*it)].order != first.order) break;
    if (sim.slices[at(*it)].state == SliceState::open) found.push_back(*it);
  }
}

// The open slices of an order, of which one is given, in order of the queue; those too that were exchanged for another
// product and came back.
ScratchVector<Index> open_slices(const Replication& sim, Index of_order) {
  const Slice& slice = sim.slices[at(of_order)];
  const model::Terms& terms = sim.terms(slice);
  auto found = sim.list<Index>();
  add_open_slices(sim, slice, terms.product, found);
  if (terms.substitutes == 0) return found;
  for (const model::Substitute& it : sim.model.substitute_lists[at(terms.substitutes)])
    add_open_slices(sim, slice, it.product, found);
  std::sort(found.begin(), found.end(),
            [&](Index a, Index b) { return is_ahead(sim.slices[at(a)], sim.slices[at(b)]); });
  return found;
}

}  // namespace

Index first_slice_of(const Replication& sim, Index order) {
  const Index first = sim.first_slices[at(order)];
  return at(first) < sim.slices.size() && sim.slices[at(first)].order == order ? first : model::none;
}

ScratchVector<Index> open_slices_in(const Replication& sim, Index order, Index product) {
  auto found = sim.list<Index>();
  if (const Index first = first_slice_of(sim, order); first != model::none)
    add_open_slices(sim, sim.slices[at(first)], product, found);
  return found;
}

bool is_cancellable(const Replication& sim, const Slice& slice) {
  const model::Contract* contract = contract_of(sim, slice.order);
  return !contract || contract->is_cancellable;
}

void cancel(Replication& sim, Index index, const char* cause, std::optional<double> fee) {
  Slice& slice = sim.slices[at(index)];
  note_cancelled(sim, index, cause, charge(sim, slice, fee));
  sim.change(sim.layout.of(slice.owner, OrganisationLevel::cancelled), slice.units);
  sim.change_order(slice.order, OrderLevel::cancelled, slice.units);
  sim.seen.cancellations.push_back({sim.now, slice.promise, slice.units});
  if (sim.model.keeps_cash) note_fee_for_money(sim, index, fee_of(sim, slice, fee));
  set_state(sim, index, SliceState::cancelled);
  const Slice& gone = sim.slices[at(index)];
  if (gone.peg == model::none) return;
  sim.pegs[at(gone.peg)].needed -= gone.units;
  release_unpegged(sim, gone.peg);
}

void apply_contract(Replication& sim, Index first, Units units) {
  const Index order = sim.slices[at(first)].order;
  const Time placed = sim.slices[at(first)].placed;
  const model::Contract& contract = *contract_of(sim, order);
  pay_deposit(sim, order, contract, units);
  if (!contract.patience || !contract.is_cancellable) return;
  const Time until = placed + patience_of(sim, contract, order, placed);
  if (sim.recording.ledger) {
    LedgerLine& line = note(sim, "patience");
    line.cells.emplace_back("order", order_name(sim, order));
    line.cells.emplace_back("until", format_date(sim.model.start + until));
  }
  // Without patience an order is served in its own second or not at all.
  if (until == sim.now && placed == sim.now)
    return sim.schedule_next_pass(EventKind::reneges, rank_of_reneging(order), first);
  sim.schedule(std::max(sim.now, until), EventKind::reneges, rank_of_reneging(order), first);
}

void check_reneging(Replication& sim, Index index) {
  const Slice& slice = sim.slices[at(index)];
  const model::Contract* contract = contract_of(sim, slice.order);
  if (!contract || !contract->patience || !contract->is_cancellable) return;
  const Time until = slice.placed + patience_of(sim, *contract, slice.order, slice.placed);
  const bool is_served_first = until == 0 && slice.placed == 0 && sim.now == 0 && sim.pass == 0;  // looked at next pass
  if (until <= sim.now && !is_served_first)
    sim.schedule(sim.now, EventKind::reneges, rank_of_reneging(slice.order), index);
}

Units open_units(const Replication& sim, Index of_order) {
  Units units = 0;
  for (const Index slice : open_slices(sim, of_order)) units += sim.slices[at(slice)].units;
  return units;
}

void on_renege(Replication& sim, Index slice) { withdraw_from(sim, slice, most_units, "patience"); }

Units withdraw_from(Replication& sim, Index of_order, Units most, const char* cause, std::optional<double> fee) {
  const model::Contract* contract = contract_of(sim, sim.slices[at(of_order)].order);
  if (contract && !contract->is_cancellable) return 0;
  auto open = open_slices(sim, of_order);
  std::reverse(open.begin(), open.end());
  Units left = most;
  for (Index slice : open) {
    if (left == 0) break;
    if (left < sim.slices[at(slice)].units) {
      slice = split_back(sim, slice, left);
      enter_queue(sim, slice);
    }
    left -= sim.slices[at(slice)].units;
    cancel(sim, slice, cause, fee);
    wake_market(sim, slice);
  }
  return most - left;
}

}  // namespace allot::engine

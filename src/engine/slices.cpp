#include "base/contract.hpp"
#include "engine/handlers.hpp"
#include "engine/needs.hpp"

namespace allot::engine {
namespace {

bool is_stranded(SliceState state) { return state == SliceState::delivered || state == SliceState::unpowered; }

// A place shared by the organisation's and the order's levels of one state.
void account_both(Replication& sim, const Slice& slice, OrganisationLevel organisation, OrderLevel order, Units by) {
  sim.change(sim.layout.of(slice.owner, organisation), by);
  sim.change_order(slice.order, order, by);
}

// Delivered and not online: it ties up money.
void account_idle(Replication& sim, const Slice& slice, Units by) {
  if (sim.layout.has_idle()) sim.change(sim.layout.of(slice.owner, OrganisationLevel::idle) + at(slice.product), by);
}

void account_online(Replication& sim, const Slice& slice, Units by) {
  const auto product = at(slice.product);
  sim.change(sim.layout.of(slice.owner, OrganisationLevel::online) + product, by);
  sim.change_order(slice.order, OrderLevel::online, by);
  if (slice.site != model::none) sim.change(sim.layout.of(slice.site, SiteLevel::online) + product, by);
  sim.online_changed = true;
}

bool is_lent(SliceState state) {
  return (SliceState::allocated <= state && state <= SliceState::online) || state == SliceState::returning;
}

// What is to come back counts for its supplier until it does.
void account_fleet(Replication& sim, const Slice& slice, Units by) {
  if (slice.order == model::none || !is_lent(slice.state)) return;
  const model::Terms& terms = sim.terms(slice);
  if (terms.contract == model::none || !sim.model.contracts[at(terms.contract)].comes_back()) return;
  sim.change(sim.layout.of(terms.supplier, SupplierLevel::lent), by);
  if (slice.state == SliceState::online) sim.change(sim.layout.of(terms.supplier, SupplierLevel::in_use), by);
  sim.market_of(terms.supplier, slice.product).turnover +=
      Int128{by} * sim.model.contracts[at(terms.contract)].turnover;
}

Index copy_of(Replication& sim, Index slice) {
  Slice part = sim.slices[at(slice)];
  if (part.order != model::none) part.age = sim.orders[at(part.order)].next_age++;
  part.holds_server = false;
  sim.slices.push_back(part);
  if (at(slice) < sim.paid.size()) {
    sim.paid.resize(sim.slices.size());
    sim.paid.back() = sim.paid[at(slice)];
  }
  if (at(slice) < sim.money.size()) {
    sim.money.resize(sim.slices.size());
    sim.money.back() = sim.money[at(slice)];
  }
  const auto added = static_cast<Index>(sim.slices.size()) - 1;
  if (at(slice) < sim.tenures.size()) share_tenure(sim, slice, added);
  share_transfers(sim.pending_transfers, slice, added);
  return added;
}

void note_state(Replication& sim, Index index, SliceState state) {
  if (!sim.recording.ledger) return;
  const Slice& slice = sim.slices[at(index)];
  LedgerLine& line = note(sim, "state");
  line.cells.emplace_back("slice", std::int64_t{index});
  line.cells.emplace_back("from", std::string(name_of(slice.state)));
  line.cells.emplace_back("to", std::string(name_of(state)));
  line.cells.emplace_back("units", slice.units);
  if (slice.site != model::none && !is_stranded(state))
    line.cells.emplace_back("site", sim.model.sites[at(slice.site)].id);
}

void note_split(Replication& sim, Index slice, Index part) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "split");
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("part", std::int64_t{part});
  line.cells.emplace_back("units", sim.slices[at(part)].units);
  line.cells.emplace_back("first", sim.slices[at(part)].first);
}

SliceState received_state(const Replication& sim, const Slice& slice) {
  return sim.model.organisations[at(slice.owner)].buys_for == model::none ? SliceState::online : SliceState::resold;
}

void resell(Replication& sim, const Slice& slice) {
  const Index supplier = sim.model.organisations[at(slice.owner)].buys_for;
  change_free(sim, sim.market_index(supplier, slice.product), slice.units);
  count_arrival(sim, sim.market_index(supplier, slice.product), slice.units);
  sim.change(sim.layout.of(supplier, SupplierLevel::stock), slice.units);
  request_run(sim, sim.market_index(supplier, slice.product));
  stock_grew(sim, supplier);
}

}  // namespace

void account(Replication& sim, const Slice& slice, Units sign) {
  const Units by = sign * slice.units;
  if (!sim.holdings.empty()) hold(sim, slice, by);
  count_progress(sim, slice, by);
  if (sim.model.has_terms) account_fleet(sim, slice, by);
  switch (slice.state) {
    case SliceState::open:
      if (slice.peg == model::none) sim.market_of(sim.terms(slice).supplier, slice.product).backlog += by;
      account_both(sim, slice, OrganisationLevel::backlog, OrderLevel::backlog, by);
      break;
    case SliceState::in_transit:
      account_both(sim, slice, OrganisationLevel::in_transit, OrderLevel::in_transit, by);
      sim.change(sim.layout.of(sim.terms(slice).supplier, SupplierLevel::in_transit), by);
      break;
    case SliceState::delivered:
    case SliceState::unpowered: {
      account_both(sim, slice, OrganisationLevel::stranded, OrderLevel::stranded, by);
      const Index site = slice.state == SliceState::unpowered ? slice.site : sim.sites_of(slice).front();
      sim.change(sim.layout.of(site, SiteLevel::stranded), by);
      account_idle(sim, slice, by);
      break;
    }
    case SliceState::installing:
    case SliceState::commissioning: account_idle(sim, slice, by); break;
    case SliceState::online: account_online(sim, slice, by); break;
    case SliceState::retired:
      sim.change(sim.layout.of(slice.owner, OrganisationLevel::retired), by);
      sim.change(sim.layout.of(slice.site, SiteLevel::retired), by);
      break;
    case SliceState::returning:
    case SliceState::returned: account_both(sim, slice, OrganisationLevel::returned, OrderLevel::returned, by); break;
    case SliceState::planned:
    case SliceState::allocated:
    case SliceState::cancelled:
    case SliceState::resold: break;
  }
}

void set_state(Replication& sim, Index index, SliceState state) {
  Slice& slice = sim.slices[at(index)];
  note_state(sim, index, state);
  if (sim.model.keeps_cash) note_state_for_money(sim, index, state);
  sim.journal({JournalEntry::Kind::state, sim.now, index, static_cast<Index>(state)});
  account(sim, slice, -1);
  slice.state = state;
  account(sim, slice, +1);
  if (state == SliceState::online && sim.model.has_terms) begin_term(sim, index);
}

Index split_front(Replication& sim, Index index, Units units) {
  expects(units > 0 && units < sim.slices[at(index)].units, "a part is smaller than the whole");
  const Index part = copy_of(sim, index);
  sim.slices[at(part)].units = units;
  sim.slices[at(index)].units -= units;
  sim.slices[at(index)].first += units;
  note_split(sim, index, part);
  sim.journal({JournalEntry::Kind::split, sim.now, index, part});
  return part;
}

Index split_back(Replication& sim, Index index, Units units) {
  expects(units > 0 && units < sim.slices[at(index)].units, "a part is smaller than the whole");
  const Index part = copy_of(sim, index);
  Slice& whole = sim.slices[at(index)];
  whole.units -= units;
  sim.slices[at(part)].units = units;
  sim.slices[at(part)].first = whole.first + whole.units;
  note_split(sim, index, part);
  sim.journal({JournalEntry::Kind::split, sim.now, index, part});
  return part;
}

void give_to(Replication& sim, Index index, Index owner, Index sites) {
  Slice& slice = sim.slices[at(index)];
  if (sim.model.keeps_cash) note_owner_for_money(sim, index, owner);
  account(sim, slice, -1);
  if (is_in_service(slice.state) && slice.order != model::none) {
    sim.change(sim.layout.of(slice.owner, OrganisationLevel::delivered), -slice.units);
    sim.change(sim.layout.of(owner, OrganisationLevel::delivered), slice.units);
    sim.seen.deliveries.push_back({sim.now, slice.owner, slice.promise, -slice.units});
    sim.seen.deliveries.push_back({sim.now, owner, slice.promise, slice.units});
  }
  slice.owner = owner;
  slice.sites = sites;
  const bool is_received = slice.state == SliceState::delivered && sim.model.site_lists[at(sites)].empty();
  if (!is_received) {
    account(sim, slice, +1);
    if (!sim.embargoes.empty()) look_whether_barred(sim, index);
    return;
  }
  note_state(sim, index, received_state(sim, slice));
  if (sim.model.keeps_cash) note_state_for_money(sim, index, received_state(sim, slice));
  sim.journal({JournalEntry::Kind::state, sim.now, index, static_cast<Index>(received_state(sim, slice))});
  slice.state = received_state(sim, slice);
  account(sim, slice, +1);
  if (slice.state == SliceState::resold) return resell(sim, slice);
  if (sim.model.has_terms) begin_term(sim, index);
}

void receive(Replication& sim, Index index) {
  set_state(sim, index, received_state(sim, sim.slices[at(index)]));
  if (sim.slices[at(index)].state == SliceState::resold) resell(sim, sim.slices[at(index)]);
}

}  // namespace allot::engine

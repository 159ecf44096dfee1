#include "engine/handlers.hpp"

/// What money by date is reckoned from. Nothing of it changes what happens.
namespace allot::engine {
namespace {

SliceMoney& slice_money(Replication& sim, Index slice) {
  if (sim.money.size() < sim.slices.size()) sim.money.resize(sim.slices.size());
  return sim.money[at(slice)];
}

double price_at_award(const Replication& sim, Index slice) {
  if (at(slice) < sim.paid.size()) return sim.paid[at(slice)].price + sim.paid[at(slice)].beyond;
  return sim.model.products[at(sim.slices[at(slice)].product)].price;
}

MoneyStep::Side money_side(Replication& sim, Index slice) {
  const Slice& it = sim.slices[at(slice)];
  const SliceMoney& money = slice_money(sim, slice);
  const Index payer = money.lender == model::none ? it.owner : money.lender;
  return {it.state, it.owner, payer, it.product, it.site, it.units, money.price};
}

void add_money_step(Replication& sim, Index slice, const MoneyStep::Side& before, const MoneyStep::Side& after, bool is_before) {
  const Slice& it = sim.slices[at(slice)];
  SliceMoney& money = slice_money(sim, slice);
  money.price = after.price;
  if (has_arrived(after.state) && money.docked == never) money.docked = sim.now;
  const Index contract = it.order == model::none ? model::none : sim.terms(it).contract;
  sim.seen.money.push_back({sim.now, contract, money.docked, it.order != model::none, is_before, before, after});
}

}  // namespace

void note_state_for_money(Replication& sim, Index slice, SliceState state) {
  const MoneyStep::Side before = money_side(sim, slice);
  MoneyStep::Side after = before;
  after.state = state;
  if (state == SliceState::allocated) after.price = price_at_award(sim, slice);
  const bool was_ordered_before = before.state == SliceState::planned && sim.slices[at(slice)].placed < 0;
  add_money_step(sim, slice, before, after, was_ordered_before);
}

void note_owner_for_money(Replication& sim, Index slice, Index owner) {
  const MoneyStep::Side before = money_side(sim, slice);
  MoneyStep::Side after = before;
  after.owner = owner;
  const bool is_lease = before.state == SliceState::online;  // nothing else moves what runs
  if (!is_lease) after.payer = owner;
  slice_money(sim, slice).lender = after.payer == owner ? model::none : after.payer;
  add_money_step(sim, slice, before, after, false);
}

void note_product_for_money(Replication& sim, Index slice, Index product, Units units) {
  MoneyStep::Side after = money_side(sim, slice);
  after.product = product;
  after.units = units;
  add_money_step(sim, slice, money_side(sim, slice), after, false);
}

void note_fee_for_money(Replication& sim, Index slice, double fee) { slice_money(sim, slice).price = fee; }

void note_opening_for_money(Replication& sim, Index slice, Time docked) {
  const Slice& it = sim.slices[at(slice)];
  slice_money(sim, slice) = {it.order == model::none ? 0 : sim.model.products[at(it.product)].price, docked};
  MoneyStep::Side before = money_side(sim, slice);
  before.state = SliceState::planned;
  add_money_step(sim, slice, before, money_side(sim, slice), true);
}

}  // namespace allot::engine

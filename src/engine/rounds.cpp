// A run of allocation, in rounds. Most runs are one: the free stock goes down the tree of levels (tree.cpp), and what the
// first slices of a capped order could not use of its cap goes to the next.
//
// Two things make more of it. Stock that reserves hold is divided apart, once what is open to all is: each reserve among
// those for whom it is kept, and then what is left anywhere, slice by slice, since an order that ships only as a whole may
// need what is open and what is held for it together. And a cap that is a share of what others get rises with what the
// run gives them: then what is left is divided again under the caps as they stand, until no cap rises any more.
//
// What holds in the end: no slice that claims is left whose smallest shipment fits into what its caps leave it of the
// stock that is not held back for others.

#include <algorithm>
#include <numeric>

#include "base/contract.hpp"
#include "engine/caps.hpp"
#include "engine/division.hpp"
#include "engine/handlers.hpp"
#include "engine/kits.hpp"
#include "engine/reserves.hpp"

namespace allot::engine {
namespace {

Units lot_of(const Replication& sim, Index market) {
  return sim.model.products[at(sim.markets[at(market)].product)].lot;
}

Units& awarded_to(Replication& sim, Index market, Index slice) {
  return sim.awarded[sim.order_depth(market)][at(slice)];
}

Units given_to_order(Replication& sim, Index market, Index order) {
  Units units = 0;
  for (const Index slice : sim.claiming)
    if (sim.slices[at(slice)].order == order) units += awarded_to(sim, market, slice);
  return units;
}

// The most that a slice may come to in this run, where caps name its order: what its other slices left of them.
Units most_of(Replication& sim, Index market, Index slice) {
  const Units lot = lot_of(sim, market);
  const Index order = sim.slices[at(slice)].order;
  const auto& caps = sim.policy_of(market).caps;
  Units most = sim.slice_claim[at(slice)] / lot * lot;
  for (std::size_t c = 0; c < caps.size(); ++c) {
    if (caps[c].level != model::Level::order || caps[c].claimant != order) continue;
    const Units unused = sim.cap_allows[c] / lot * lot - given_to_order(sim, market, order);
    most = std::min(most, awarded_to(sim, market, slice) + unused);
  }
  return most;
}

// What the first slices of a capped order could not use of its cap goes to the next.
Units pass_caps_on(Replication& sim, Index market, Units left) {
  for (const Index slice : sim.claiming) {
    if (is_bound_by_kit(sim, slice)) continue;
    const Units most = most_of(sim, market, slice);
    if (most == sim.slice_cap[at(slice)]) continue;
    sim.slice_cap[at(slice)] = most;
    left = offer(sim, market, slice, left);
  }
  return left;
}

void divide_reserve(Replication& sim, Index market, std::size_t k) {
  const ReserveNow& reserve = sim.policy_of(market).reserves[k];
  if (sim.has_bounds) cap_orders(sim, market);
  auto members = sim.list<Index>();
  for (const Index slice : sim.claiming)
    if (keeps_for(sim, reserve, sim.slices[at(slice)])) members.push_back(slice);
  if (!members.empty()) sim.held[k] = divide_among(sim, market, members, sim.held[k], Pass::further);
}

// Who is kept something for may need what is open beside it, or be able to use what is open once it has that.
Units offer_reach(Replication& sim, Index market, Units open) {
  for (const Index index : sim.claiming) {
    const Slice& slice = sim.slices[at(index)];
    const Units reach = within_reach(sim, market, slice, open);
    if (reach == 0) continue;
    if (sim.has_bounds) sim.slice_cap[at(index)] = most_of(sim, market, index);
    const Units used = reach - offer(sim, market, index, reach);
    open = take_from_reach(sim, market, slice, used, open);
  }
  return open;
}

Units held_in_all(const Replication& sim) { return std::accumulate(sim.held.begin(), sim.held.end(), Units{0}); }

Units divide_round(Replication& sim, Index market, Units open, Pass pass) {
  if (open > 0) {
    open = divide_among(sim, market, sim.claiming, open, pass);
    if (sim.has_bounds) open = pass_caps_on(sim, market, open);
  }
  if (held_in_all(sim) == 0) return open;
  for (std::size_t k = 0; k < sim.held.size(); ++k)
    if (sim.held[k] > 0) divide_reserve(sim, market, k);
  return offer_reach(sim, market, open);
}

void expect_nothing_held_back(Replication& sim, Index market, Units open) {
  for (const Index slice : sim.claiming) {
    const Bounds its = could_use(sim, market, slice);
    expects(its.most == 0 || its.least > within_reach(sim, market, sim.slices[at(slice)], open),
            "nothing that could be given is held back");
  }
}

// Contracts come before what a supplier keeps.
Units open_stock(Replication& sim, Index market) {
  const Units free = sim.markets[at(market)].free;
  sim.held.clear();
  if (sim.policy_of(market).reserves.empty()) return free;
  const Units promised = guaranteed(sim, market, sim.claiming, free);
  return promised + hold_back(sim, market, free - promised);
}

}  // namespace

// The most of each claim in one round, where a cap names its order: the first in the queue take it up first.
void cap_orders(Replication& sim, Index market) {
  const Units lot = lot_of(sim, market);
  for (const Index slice : sim.claiming) sim.slice_cap[at(slice)] = sim.slice_claim[at(slice)] / lot * lot;
  const auto& caps = sim.policy_of(market).caps;
  for (std::size_t c = 0; c < caps.size(); ++c) {
    if (caps[c].level != model::Level::order) continue;
    Units left = sim.cap_allows[c] / lot * lot - given_to_order(sim, market, caps[c].claimant);
    for (const Index slice : sim.claiming) {
      if (sim.slices[at(slice)].order != caps[c].claimant) continue;
      const Units given = awarded_to(sim, market, slice);
      sim.slice_cap[at(slice)] = std::min(sim.slice_cap[at(slice)], given + left);
      left -= sim.slice_cap[at(slice)] - given;
    }
  }
}

Units divide_free_stock(Replication& sim, Index market) {
  Units open = open_stock(sim, market);
  note_reserves(sim, market, open);
  open = divide_round(sim, market, open, Pass::first);
  while (open + held_in_all(sim) > 0 && raise_caps(sim, market)) {
    if (sim.has_bounds) cap_orders(sim, market);
    open = divide_round(sim, market, open, Pass::further);
  }
  if (sim.recording.recount) expect_nothing_held_back(sim, market, open);
  return open;
}

}  // namespace allot::engine

#include "engine/selection.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <tuple>

#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

bool is_allowed(const model::States& states, SliceState state) {
  switch (state) {
    case SliceState::open: return states.open;
    case SliceState::allocated: return states.allocated;
    case SliceState::in_transit: return states.in_transit;
    case SliceState::delivered: return states.delivered;
    case SliceState::planned:
    case SliceState::installing:
    case SliceState::commissioning:
    case SliceState::unpowered:
    case SliceState::online:
    case SliceState::retired:
    case SliceState::returning:
    case SliceState::returned:
    case SliceState::cancelled:
    case SliceState::resold: return false;
  }
  return false;
}

// Earliest expected first. The dates compared are promised ones, never drawn ones to come.
bool is_expected_before(const Slice& a, const Slice& b) {
  const bool a_open = a.state == SliceState::open, b_open = b.state == SliceState::open;
  if (a_open != b_open) return b_open;
  if (!a_open) return a.serial < b.serial;
  if (std::tie(a.due, a.not_before) != std::tie(b.due, b.not_before))
    return std::tie(a.due, a.not_before) < std::tie(b.due, b.not_before);
  return is_ahead(a, b);
}

ScratchVector<Index> candidates(const Replication& sim, const Wanted& wanted, Index order) {
  auto found = sim.list<Index>();
  for (std::size_t i = 0; i < sim.slices.size(); ++i) {
    const Slice& slice = sim.slices[i];
    if (slice.owner != wanted.organisation || slice.product != wanted.product || slice.order == model::none) continue;
    if (i < sim.tenures.size() && sim.tenures[i].lease != model::none) continue;  // not its user's to give
    if (!is_allowed(wanted.states, slice.state) || (order != model::none && slice.order != order)) continue;
    found.push_back(static_cast<Index>(i));
  }
  std::sort(found.begin(), found.end(), [&](Index a, Index b) {
    const Slice &x = sim.slices[at(a)], &y = sim.slices[at(b)];
    return is_expected_before(x, y) || (!is_expected_before(y, x) && a < b);
  });
  if (wanted.choose == model::Choose::latest) std::reverse(found.begin(), found.end());
  return found;
}

// What some slices have, one after the other, up to so many units. Gives how many those were.
Units take(const Replication& sim, std::span<const Index> from, Units units, ScratchVector<Chosen>& chosen) {
  Units taken = 0;
  for (const Index slice : from) {
    if (taken == units) break;
    const Units part = std::min(units - taken, sim.slices[at(slice)].units);
    chosen.push_back({slice, part});
    taken += part;
  }
  return taken;
}

/// An order's share of a choice: what its slices among the candidates have, and how much of that is taken.
struct Portion {
  Index order = 0;
  Units units = 0, left = 0;
};

Portion& portion_of(const Replication& sim, std::span<Portion> portions, Index slice) {
  const Index order = sim.slices[at(slice)].order;
  return *std::find_if(portions.begin(), portions.end(), [&](const Portion& it) { return it.order == order; });
}

// Orders by place in the queue.
ScratchVector<Portion> by_order(const Replication& sim, std::span<const Index> from) {
  auto queue = sim.list<Index>();
  queue.assign(from.begin(), from.end());
  std::sort(queue.begin(), queue.end(),
            [&](Index a, Index b) { return is_ahead(sim.slices[at(a)], sim.slices[at(b)]); });
  auto portions = sim.list<Portion>();
  for (const Index slice : queue) {
    const Slice& it = sim.slices[at(slice)];
    const auto is_its = [&](const Portion& portion) { return portion.order == it.order; };
    if (std::none_of(portions.begin(), portions.end(), is_its)) portions.push_back({it.order});
    portion_of(sim, portions, slice).units += it.units;
  }
  return portions;
}

// From each order in proportion to what it has, in whole lots by largest remainder; what is less than a lot from the
// first that still has it.
void apportion(Replication& sim, std::span<Portion> portions, Units units, Units lot) {
  auto available = sim.list<Units>(), lots = sim.list<Units>();
  for (const Portion& portion : portions) available.push_back(portion.units);
  lots.assign(portions.size(), lot);
  allocation::Division& division = sim.tier.division;
  allocation::divide(allocation::Rule::proportional, units, {available, {}, lots, {}, {}, {}, {}}, division);
  Units left = division.left;
  for (std::size_t k = 0; k < portions.size(); ++k) {
    const Units more = std::min(left, available[k] - division.awards[k]);
    left -= more;
    portions[k].left = division.awards[k] + more;
  }
}

// Of every order its part, as the candidates come.
ScratchVector<Chosen> take_evenly(Replication& sim, std::span<const Index> from, Units units, Units lot) {
  ScratchVector<Portion> portions = by_order(sim, from);
  apportion(sim, portions, units, lot);
  auto chosen = sim.list<Chosen>();
  for (const Index slice : from) {
    Portion& portion = portion_of(sim, portions, slice);
    if (portion.left > 0) portion.left -= take(sim, std::array{slice}, portion.left, chosen);
  }
  return chosen;
}

}  // namespace

Units total(std::span<const Chosen> chosen) {
  return std::accumulate(chosen.begin(), chosen.end(), Units{0},
                         [](Units sum, const Chosen& it) { return sum + it.units; });
}

Units asked(const Replication& sim, const Wanted& wanted) {
  if (wanted.units) return *wanted.units;
  Units sum = 0;
  for (const model::Take& it : wanted.orders) sum += sim.units(it.units, wanted.product);
  return sum;
}

ScratchVector<Chosen> choose(Replication& sim, const Wanted& wanted) {
  Units left = asked(sim, wanted);
  auto chosen = sim.list<Chosen>();
  if (wanted.orders.empty()) {
    const ScratchVector<Index> from = candidates(sim, wanted, model::none);
    if (wanted.choose == model::Choose::even)
      return take_evenly(sim, from, left, sim.model.products[at(wanted.product)].lot);
    take(sim, from, left, chosen);
    return chosen;
  }
  for (const model::Take& it : wanted.orders)
    left -= take(sim, candidates(sim, wanted, it.order), std::min(left, sim.units(it.units, wanted.product)), chosen);
  return chosen;
}

Index cut_front(Replication& sim, Index slice, Units units) {
  const Index part = split_front(sim, slice, units);
  switch (sim.slices[at(part)].state) {
    case SliceState::open: enter_queue(sim, part); break;
    case SliceState::allocated:
    case SliceState::in_transit: follow(sim, slice, part); break;
    case SliceState::delivered: {
      auto& waiting = sim.waiting_for_room;
      waiting.insert(std::find(waiting.begin(), waiting.end(), slice), part);
      sim.tried_for_room = 0;
      break;
    }
    case SliceState::planned:
    case SliceState::installing:
    case SliceState::commissioning:
    case SliceState::unpowered:
    case SliceState::online:
    case SliceState::retired:
    case SliceState::returning:
    case SliceState::returned:
    case SliceState::cancelled:
    case SliceState::resold: break;
  }
  return part;
}

void cut(Replication& sim, std::span<Chosen> chosen) {
  for (Chosen& it : chosen)
    if (it.units < sim.slices[at(it.slice)].units) it.slice = cut_front(sim, it.slice, it.units);
}

}  // namespace allot::engine

#include "engine/selection.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace allot::engine {
namespace {

bool is_allowed(const model::States& states, SliceState state) {
  switch (state) {
    case SliceState::open: return states.open;
    case SliceState::allocated: return states.allocated;
    case SliceState::in_transit: return states.in_transit;
    case SliceState::delivered: return states.delivered;
    default: return false;
  }
}

// Earliest expected first. The dates compared are promised ones, never drawn ones to come.
bool is_expected_before(const Slice& a, const Slice& b) {
  const bool a_open = a.state == SliceState::open, b_open = b.state == SliceState::open;
  if (a_open != b_open) return b_open;
  if (!a_open) return a.serial < b.serial;
  if (std::tie(a.due, a.not_before) != std::tie(b.due, b.not_before)) return std::tie(a.due, a.not_before) < std::tie(b.due, b.not_before);
  return is_ahead(a, b);
}

std::vector<Index> candidates(const Replication& sim, const Wanted& wanted, Index order) {
  std::vector<Index> found;
  for (std::size_t i = 0; i < sim.slices.size(); ++i) {
    const Slice& slice = sim.slices[i];
    if (slice.owner != wanted.organisation || slice.product != wanted.product || slice.order == model::none) continue;
    if (!is_allowed(wanted.states, slice.state) || (order != model::none && slice.order != order)) continue;
    found.push_back(static_cast<Index>(i));
  }
  std::stable_sort(found.begin(), found.end(), [&](Index a, Index b) { return is_expected_before(sim.slices[at(a)], sim.slices[at(b)]); });
  if (wanted.choose == model::Choose::latest) std::reverse(found.begin(), found.end());
  return found;
}

Units take(const Replication& sim, const std::vector<Index>& from, Units units, std::vector<Chosen>& chosen) {
  Units taken = 0;
  for (const Index slice : from) {
    if (taken == units) break;
    const Units part = std::min(units - taken, sim.slices[at(slice)].units);
    chosen.push_back({slice, part});
    taken += part;
  }
  return taken;
}

/// An order's share of a choice: its slices among the candidates, and what they have.
struct Portion {
  Index order = 0;
  std::vector<Index> slices;
  Units units = 0;
};

// Orders by place in the queue; their slices as the candidates come.
std::vector<Portion> by_order(const Replication& sim, const std::vector<Index>& from) {
  std::vector<Index> queue = from;
  std::sort(queue.begin(), queue.end(), [&](Index a, Index b) { return is_ahead(sim.slices[at(a)], sim.slices[at(b)]); });
  std::vector<Portion> portions;
  const auto portion_of = [&](Index slice) {
    const Index order = sim.slices[at(slice)].order;
    return std::find_if(portions.begin(), portions.end(), [&](const Portion& it) { return it.order == order; });
  };
  for (const Index slice : queue)
    if (portion_of(slice) == portions.end()) portions.push_back({sim.slices[at(slice)].order, {}, 0});
  for (const Index slice : from) {
    const auto portion = portion_of(slice);
    portion->slices.push_back(slice);
    portion->units += sim.slices[at(slice)].units;
  }
  return portions;
}

// From each order in proportion to what it has, in whole lots by largest remainder; what is less than a lot from the
// first that still has it.
std::vector<Chosen> take_evenly(const Replication& sim, const std::vector<Index>& from, Units units, Units lot) {
  const std::vector<Portion> portions = by_order(sim, from);
  std::vector<Units> available;
  for (const Portion& portion : portions) available.push_back(portion.units);
  const std::vector<Units> lots(portions.size(), lot);
  allocation::Division division;
  allocation::divide(allocation::Rule::proportional, units, {available, {}, lots, {}, {}, {}, {}}, division);
  Units left = division.left;
  std::vector<Chosen> chosen;
  for (std::size_t k = 0; k < portions.size(); ++k) {
    const Units more = std::min(left, available[k] - division.awards[k]);
    left -= more;
    take(sim, portions[k].slices, division.awards[k] + more, chosen);
  }
  std::stable_sort(chosen.begin(), chosen.end(), [&](const Chosen& a, const Chosen& b) {
    return is_expected_before(sim.slices[at(a.slice)], sim.slices[at(b.slice)]);
  });
  return chosen;
}

}  // namespace

Units total(const std::vector<Chosen>& chosen) {
  return std::accumulate(chosen.begin(), chosen.end(), Units{0}, [](Units sum, const Chosen& it) { return sum + it.units; });
}

Units asked(const Replication& sim, const Wanted& wanted) {
  if (wanted.units) return *wanted.units;
  Units sum = 0;
  for (const model::Take& it : wanted.orders) sum += sim.units(it.units, wanted.product);
  return sum;
}

std::vector<Chosen> choose(const Replication& sim, const Wanted& wanted) {
  Units left = asked(sim, wanted);
  std::vector<Chosen> chosen;
  if (wanted.orders.empty()) {
    const std::vector<Index> from = candidates(sim, wanted, model::none);
    if (wanted.choose == model::Choose::even) return take_evenly(sim, from, left, sim.model.products[at(wanted.product)].lot);
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
    default: break;
  }
  return part;
}

void cut(Replication& sim, std::vector<Chosen>& chosen) {
  for (Chosen& it : chosen)
    if (it.units < sim.slices[at(it.slice)].units) it.slice = cut_front(sim, it.slice, it.units);
}

}  // namespace allot::engine

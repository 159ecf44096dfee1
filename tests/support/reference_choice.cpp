#include "support/reference_choice.hpp"

#include <algorithm>

namespace allot::reference {
namespace {

bool may_choose(const Slice& slice, const PipelineStates& states) {
  if (slice.state == State::open) return states.open;
  if (slice.state == State::queued && slice.stage == 0) return states.allocated;
  if (is_on_its_way(slice.state)) return states.in_transit;
  return slice.state == State::delivered && states.delivered;
}

// Awarded units in order of award, then open ones by due, not_before and place.
bool is_expected_before(const World& world, int a, int b) {
  const Slice &x = world.slice(a), &y = world.slice(b);
  const bool a_awarded = x.shipment >= 0, b_awarded = y.shipment >= 0;
  if (a_awarded != b_awarded) return a_awarded;
  if (a_awarded) return std::pair(x.shipment, place_in_line(world, a)) < std::pair(y.shipment, place_in_line(world, b));
  if (x.due != y.due) return x.due < y.due;
  if (x.not_before != y.not_before) return x.not_before < y.not_before;
  return is_before(world, a, b);
}

std::vector<int> candidates(const World& world, const Choice& choice, Ref order = {}) {
  std::vector<int> found;
  for (int i = 0; i < world.count(); ++i) {
    const Demand& demand = world.demand_of(i);
    if (world.slice(i).owner != choice.organisation || demand.product != choice.product || demand.is_initial) continue;
    if (!may_choose(world.slice(i), choice.states) || world.slice(i).lease >= 0) continue;
    if (!is_of(world, demand, order)) continue;
    found.push_back(i);
  }
  std::sort(found.begin(), found.end(), [&](int a, int b) { return is_expected_before(world, a, b); });
  if (choice.choose == Choose::latest) std::reverse(found.begin(), found.end());
  return found;
}

// From each order in proportion to what it has; whole lots by largest remainder, then what is left in order
// of place.
std::vector<Piece> take_even(const World& world, const std::vector<int>& from, Units units, Units lot) {
  std::vector<int> orders;
  std::map<int, std::vector<int>> slices;
  std::map<int, Units> available;
  std::vector<int> queue = from;
  std::sort(queue.begin(), queue.end(), [&](int a, int b) { return is_before(world, a, b); });
  for (const int slice : queue) {
    const int order = world.slice(slice).order;
    if (!slices.contains(order)) orders.push_back(order);
    available[order] += world.slice(slice).units;
    slices[order];
  }
  for (const int slice : from) slices[world.slice(slice).order].push_back(slice);
  std::vector<Units> claims;
  for (const int order : orders) claims.push_back(available[order]);
  const std::vector<Units> lots(claims.size(), lot);
  allocation::Division division;
  allocation::divide(allocation::Rule::proportional, units, {claims, {}, lots, {}, {}, {}, {}}, division);
  Units left = division.left;
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const Units more = std::min(left, claims[i] - division.awards[i]);
    left -= more;
    take(world, slices[orders[i]], division.awards[i] + more, pieces);
  }
  std::stable_sort(pieces.begin(), pieces.end(),
                   [&](const Piece& a, const Piece& b) { return is_expected_before(world, a.slice, b.slice); });
  return pieces;
}

}  // namespace

bool is_on_its_way(State state) {
  return state == State::queued || state == State::in_stage || state == State::rerouted;
}

bool is_of(const World& world, const Demand& demand, Ref order) {
  return !order || (demand.is_named && demand.id == world.scenario.order(order).id);
}

Units units_of(const World& world, const Value& units, Ref order, Ref product) {
  if (!product && order) product = world.scenario.order(order).product;
  return product ? world.chance.units(units, product) : half_up(world.chance.exact(units));
}

Units total(const std::vector<Piece>& pieces) {
  Units sum = 0;
  for (const Piece& piece : pieces) sum += piece.units;
  return sum;
}

void take(const World& world, const std::vector<int>& from, Units units, std::vector<Piece>& pieces) {
  for (const int slice : from) {
    const Units some = std::min(units, world.slice(slice).units);
    if (some > 0) pieces.push_back({slice, some});
    units -= some;
  }
}

Units available(const World& world, const Choice& choice, const std::vector<OrderUnits>& orders) {
  std::vector<Piece> pieces;
  if (orders.empty()) take(world, candidates(world, choice), most_units, pieces);
  for (const OrderUnits& it : orders)
    take(world, candidates(world, choice, it.order), world.chance.units(it.units, Ref{choice.product}), pieces);
  return total(pieces);
}

std::vector<Piece> chosen(const World& world, const Choice& choice, const std::vector<OrderUnits>& orders,
                          Units units) {
  std::vector<Piece> pieces;
  const Units lot = world.scenario.products[static_cast<std::size_t>(choice.product)].lot;
  if (orders.empty() && choice.choose == Choose::even) return take_even(world, candidates(world, choice), units, lot);
  if (orders.empty()) take(world, candidates(world, choice), units, pieces);
  for (const OrderUnits& it : orders) {
    const Units some = std::min(units, world.chance.units(it.units, Ref{choice.product}));
    const Units before = total(pieces);
    take(world, candidates(world, choice, it.order), some, pieces);
    units -= total(pieces) - before;
  }
  return pieces;
}

}  // namespace allot::reference

#include <algorithm>
#include <utility>

#include "engine/division_node.hpp"

/// What is left of claims, and how much and how little of that may be given.
namespace allot::engine {
namespace {

using model::Level;

void add(Bounds& sum, const Bounds& part) {
  sum.claim += part.claim;
  if (part.most == 0) return;
  sum.least = sum.most == 0 ? part.least : std::min(sum.least, part.least);
  sum.most += part.most;
}

// Who could not be given the least that is worth shipping can be given nothing.
Bounds capped(const Node& node, std::size_t depth, Index claimant, Bounds bounds) {
  const auto& caps = node.policy().caps;
  for (std::size_t c = 0; c < caps.size(); ++c)
    if (caps[c].level != Level::order && caps[c].depth == depth && caps[c].claimant == claimant)
      bounds.most = std::min(bounds.most, std::max<Units>(0, node.sim.cap_allows[c] - node.awarded(depth, claimant)));
  bounds.most = bounds.most / node.lot() * node.lot();
  if (bounds.most < bounds.least) bounds.most = 0;
  return bounds;
}

// The next depth below at which something other than an order is capped; that of orders where there is none.
std::size_t capped_below(const Node& node, std::size_t depth) {
  std::size_t next = node.order_depth();
  if (depth + 1 >= next) return next;
  for (const LimitNow& cap : node.policy().caps)
    if (cap.level != Level::order && cap.depth > depth) next = std::min(next, cap.depth);
  return next;
}

}  // namespace

Index claimant_of(const Node& node, std::size_t depth, Index slice) {
  return node.sim.claimant(node.supplier().levels[depth], depth, node.sim.slices[at(slice)].owner, slice);
}

ScratchVector<ClaimantBounds> bounds_at(const Node& node, std::size_t depth, std::span<const Index> slices) {
  auto found = node.sim.list<ClaimantBounds>();
  if (depth == node.order_depth()) {
    for (const Index slice : slices)
      if (const Bounds its = bounds_of_slice(node, slice); its.claim > 0) found.push_back({slice, slice, its});
    return found;
  }
  std::vector<Bounds>& sums = node.sim.claimant_bounds;
  for (const ClaimantBounds& part : bounds_at(node, capped_below(node, depth), slices)) {
    const Index claimant = claimant_of(node, depth, part.slice);
    if (sums[at(claimant)].claim == 0) found.push_back({claimant, part.slice, {}});
    add(sums[at(claimant)], part.bounds);
  }
  for (ClaimantBounds& it : found)
    it.bounds = capped(node, depth, it.claimant, std::exchange(sums[at(it.claimant)], {}));
  return found;
}

Bounds bounds_of_slice(const Node& node, Index slice) {
  const Replication& sim = node.sim;
  const Units lot = node.lot(), given = node.pass == Pass::first ? 0 : node.awarded(node.order_depth(), slice);
  const Units claim = sim.has_bounds ? sim.slice_claim[at(slice)] : sim.slices[at(slice)].units;
  const Units most = sim.has_bounds ? sim.slice_cap[at(slice)] : claim / lot * lot;
  Bounds left{claim - given, most - given, 0};
  if (given == 0 && !node.supplier().has_uniform_orders) {
    const model::Terms& terms = sim.terms(sim.slices[at(slice)]);
    left.least = terms.is_partial ? std::min(terms.min_shipment, most) : most;
  }
  return left;
}

Bounds bounds_of(const Node& node, Index claimant, std::span<const Index> slices) {
  if (node.level == Level::order) return bounds_of_slice(node, claimant);
  Bounds sum;
  if (const std::size_t below = capped_below(node, node.depth); below < node.order_depth())
    for (const ClaimantBounds& it : bounds_at(node, below, slices)) add(sum, it.bounds);
  else
    for (const Index slice : slices) add(sum, bounds_of_slice(node, slice));
  return capped(node, node.depth, claimant, sum);
}

Bounds bounds_of_claimant(const Node& node, std::size_t i) {
  const bool is_order = node.level == Level::order;
  return bounds_of(node, node.scratch().claimants[i],
                   is_order ? std::span<const Index>{} : std::span<const Index>(node.scratch().members[i]));
}

Bounds bounds_of_claim(const Node& node, Index claimant, Units claim) {
  return capped(node, node.depth, claimant, {claim, claim, 0});
}

}  // namespace allot::engine

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
Bounds capped(const Node& node, Level level, Index claimant, Bounds bounds) {
  const auto& caps = node.policy().caps;
  for (std::size_t c = 0; c < caps.size(); ++c)
    if (caps[c].level == level && caps[c].claimant == claimant)
      bounds.most = std::min(bounds.most, std::max<Units>(0, node.sim.cap_allows[c] - node.awarded(level, claimant)));
  bounds.most = bounds.most / node.lot() * node.lot();
  if (bounds.most < bounds.least) bounds.most = 0;
  return bounds;
}

bool caps_organisations(const Node& node) {
  const auto& caps = node.policy().caps;
  return std::any_of(caps.begin(), caps.end(), [](const LimitNow& it) { return it.level == Level::organisation; });
}

}  // namespace

Index claimant_of(const Replication& sim, Level level, Index slice) {
  const Index owner = sim.slices[at(slice)].owner;
  if (level == Level::order) return slice;
  return level == Level::organisation ? owner : sim.model.organisations[at(owner)].group;
}

ScratchVector<std::pair<Index, Bounds>> bounds_of_organisations(const Node& node, std::span<const Index> slices) {
  Replication& sim = node.sim;
  std::vector<Bounds>& sums = sim.organisation_bounds;
  auto found = sim.list<std::pair<Index, Bounds>>();
  for (const Index slice : slices) {
    const Bounds part = bounds_of_slice(node, slice);
    if (part.claim == 0) continue;
    Bounds& sum = sums[at(sim.slices[at(slice)].owner)];
    if (sum.claim == 0) found.emplace_back(sim.slices[at(slice)].owner, Bounds{});
    add(sum, part);
  }
  for (auto& [owner, bounds] : found)
    bounds = capped(node, Level::organisation, owner, std::exchange(sums[at(owner)], {}));
  return found;
}

Bounds bounds_of_slice(const Node& node, Index slice) {
  const Replication& sim = node.sim;
  const Units lot = node.lot(), given = node.pass == Pass::first ? 0 : node.awarded(Level::order, slice);
  const Units claim = sim.has_bounds ? sim.slice_claim[at(slice)] : sim.slices[at(slice)].units;
  const Units most = sim.has_bounds ? sim.slice_cap[at(slice)] : claim / lot * lot;
  Bounds left{claim - given, most - given, 0};
  if (given == 0 && !node.supplier().has_uniform_orders) {
    const model::Terms& terms = sim.terms(sim.slices[at(slice)]);
    left.least = terms.is_partial ? std::min(terms.min_shipment, most) : most;
  }
  return left;
}

Bounds bounds_of(const Node& node, Level level, Index claimant, std::span<const Index> slices) {
  if (level == Level::order) return bounds_of_slice(node, claimant);
  Bounds sum;
  if (level == Level::group && caps_organisations(node))
    for (const auto& [owner, bounds] : bounds_of_organisations(node, slices)) add(sum, bounds);
  else
    for (const Index slice : slices) add(sum, bounds_of_slice(node, slice));
  return capped(node, level, claimant, sum);
}

Bounds bounds_of_claimant(const Node& node, std::size_t i) {
  const bool is_order = node.level == Level::order;
  return bounds_of(node, node.level, node.scratch().claimants[i],
                   is_order ? std::span<const Index>{} : std::span<const Index>(node.scratch().members[i]));
}

Bounds bounds_of_claim(const Node& node, Index claimant, Units claim) {
  return capped(node, node.level, claimant, {claim, claim, 0});
}

}  // namespace allot::engine

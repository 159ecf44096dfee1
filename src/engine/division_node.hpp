#pragma once

#include <string>
#include <vector>

#include "engine/replication.hpp"

namespace allot::engine {

/// The node being divided: where it is in the tree and what it divides.
struct Node {
  Replication& sim;
  Index market;
  std::size_t depth;
  model::Level level;
  allocation::Rule rule;
  const std::string& name;

  const SupplierPolicyNow& policy() const { return sim.policy_of(market); }
  const RuleParametersNow& parameters() const { return policy().parameters[depth]; }
  /// What a slice asks for, and the whole lots that it may get of that.
  Units claim(Index slice) const { return sim.has_bounds ? sim.slice_claim[at(slice)] : sim.slices[at(slice)].units; }
  Units most(Index slice) const { return sim.has_bounds ? sim.slice_cap[at(slice)] : claim(slice) / lot() * lot(); }
  Units lot() const { return sim.model.products[at(sim.markets[at(market)].product)].lot; }
  DivisionScratch& scratch() const { return sim.division[depth]; }
};

/// Guarantees, in order of definition, up to the claim; counted per period. Fills `guaranteed` and gives what is left.
Units serve_guarantees(const Node& node, Units supply);

/// Writes a tier's division down, where the ledger is kept.
void note_division(const Node& node, const std::vector<std::uint32_t>& tier, Units supply,
                   const DivisionScratch& columns);

}  // namespace allot::engine

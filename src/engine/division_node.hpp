#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/division.hpp"

namespace allot::engine {

/// The node being divided: where it is in the tree, among whose slices, and by what.
struct Node {
  Replication& sim;
  Index market;
  std::size_t depth;
  model::Level level;
  allocation::Rule rule;
  std::span<const Index> slices;
  const std::string& name;
  Pass pass = Pass::first;

  const model::Supplier& supplier() const { return sim.model.suppliers[at(sim.markets[at(market)].supplier)]; }
  const SupplierPolicyNow& policy() const { return sim.policy_of(market); }
  const RuleParametersNow& parameters() const { return policy().parameters[depth]; }
  Units lot() const { return sim.model.products[at(sim.markets[at(market)].product)].lot; }
  DivisionScratch& scratch() const { return sim.division[depth]; }
  std::size_t order_depth() const { return supplier().levels.size() - 1; }
  /// What a claimant was given before in this run.
  Units& awarded(std::size_t at_depth, Index claimant) const { return sim.awarded[at_depth][at(claimant)]; }
};

inline Node node_at(Replication& sim, Index market, std::size_t depth, std::span<const Index> slices,
                    const std::string& name, Pass pass) {
  const Index supplier = sim.markets[at(market)].supplier;
  return {sim,
          market,
          depth,
          sim.model.suppliers[at(supplier)].levels[depth],
          sim.policy.suppliers[at(supplier)].rules[depth],
          slices,
          name,
          pass};
}

/// Who claims with a slice at a depth of the tree.
Index claimant_of(const Node& node, std::size_t depth, Index slice);

/// What is left, after what this run gave, of the claim of a slice or of all that claim with some claimant, and of what
/// it may get; a node may get at most the sum of what its children may.
Bounds bounds_of_slice(const Node& node, Index slice);
Bounds bounds_of(const Node& node, Index claimant, std::span<const Index> slices);
Bounds bounds_of_claimant(const Node& node, std::size_t i);
/// The same of a claimant of the node that claims so much itself.
Bounds bounds_of_claim(const Node& node, Index claimant, Units claim);
/// The same of all claimants of a depth that claim with these slices, in order of their first.
struct ClaimantBounds {
  Index claimant, slice;  ///< and the first of its slices
  Bounds bounds;
};
ScratchVector<ClaimantBounds> bounds_at(const Node& node, std::size_t depth, std::span<const Index> slices);

/// Guarantees not yet used up in their periods, up to the claims, for those of the claimants who are numbered in `who`
/// and for all below them. What is guaranteed below lifts what its ancestors are guaranteed. Fills `guaranteed` and gives
/// what is left.
Units serve_guarantees(const Node& node, std::span<const std::uint32_t> who, Units supply);

/// One division at a node among some of its claimants: guarantees, then tiers, and in each the rule. Fills `guaranteed`
/// and `awards` and gives what is left.
Units divide_once(const Node& node, std::span<const std::uint32_t> who, Units supply);
/// What guarantees take of so much at a node; nothing is given.
Units guaranteed_units(const Node& node, std::span<const std::uint32_t> who, Units supply);
/// Higher tiers first, in each the earlier.
void sort_by_priority(const DivisionScratch& node, std::vector<std::uint32_t>& claimants);

/// What a guarantee still promises in the present period; below 0 where more was given.
Units owed_in_period(const Replication& sim, Index market, std::size_t guarantee);

/// Writes a tier's division down, where the ledger is kept.
void note_division(const Node& node, const std::vector<std::uint32_t>& tier, Units supply,
                   const DivisionScratch& columns);

}  // namespace allot::engine

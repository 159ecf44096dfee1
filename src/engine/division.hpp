#pragma once

#include "engine/replication.hpp"

namespace allot::engine {

/// Divides `supply` of a market among the claiming slices (in order of the queue), down the tree of levels from
/// `depth`, into `Replication::slice_award`. At each node guarantees come first, then tiers by priority, and within a
/// tier the rule.
void divide_among(Replication& sim, Index market, std::size_t depth, std::span<const Index> slices, Units supply,
                  const std::string& node);

/// The same for a market that divides by organisation and then serves lines: claimants and claims, whole lots, stand in
/// the columns of level 0, and what each gets is left there.
void divide_claims(Replication& sim, Index market, Units supply);

}  // namespace allot::engine

#pragma once

#include "engine/replication.hpp"

namespace allot::engine {

/// Of a run: what came back and is divided again counts for nobody's carry.
enum class Pass : std::uint8_t { first, further };

/// Divides `supply` of a market among the claiming slices (in order of the queue), down the tree of levels, into
/// `Replication::awarded`. At each node guarantees come first, then tiers by priority, and within a tier the rule; what
/// one claimant cannot use goes to others. Gives what nobody can use.
Units divide_among(Replication& sim, Index market, std::span<const Index> slices, Units supply, Pass pass);

/// What guarantees would take of so much, before the rule sees any.
Units guaranteed(Replication& sim, Index market, std::span<const Index> slices, Units supply);

// rounds.cpp
/// Divides all free stock of a market among the claiming slices: what is open, what is held for some of them, and again
/// where caps rise with what others got. Gives what is open to all and left.
Units divide_free_stock(Replication& sim, Index market);
/// Deals the caps of orders out to their slices.
void cap_orders(Replication& sim, Index market);

/// The same for a market that divides by organisation and then serves lines: claimants and claims, whole lots, stand in
/// the columns of level 0, and what each gets is left there.
void divide_claims(Replication& sim, Index market, Units supply);

/// What a slice could still use, by all caps above it.
Bounds could_use(Replication& sim, Index market, Index slice);

/// Divides what the others left among one slice alone.
Units offer(Replication& sim, Index market, Index slice, Units supply);

/// Writes down the caps of a run, and what its guarantees still promise, where the ledger is kept.
void note_limits(Replication& sim, Index market);

}  // namespace allot::engine

#pragma once

#include "engine/replication.hpp"

/// What caps still allow: of a run, of a period, of what others were awarded in it.
namespace allot::engine {

/// Counts an award of that time towards caps of periods; below zero: one that is taken back.
void count_towards_caps(Replication& sim, Index market, Index owner, Index order, Units units, Time awarded);
/// Counts all awards again, once other caps are in force.
void recount_for_caps(Replication& sim);

/// What the caps of a market allow in the run that begins, into `cap_allows`; no bound where they are of another product.
void allow_by_caps(Replication& sim, Index market);
/// Caps that are a share of what others get rise by what this run gave those so far. Gives whether one did.
bool raise_caps(Replication& sim, Index market);
/// The most that caps of periods leave a slice that is served outside of a run's division.
Units allowed_in_period(Replication& sim, Index market, const Slice& slice);

/// When a run is called for although nothing arrived: a period of a cap begins, or a reserve ends.
ScratchVector<Time> moments_of_limits(const Replication& sim, Index supplier);

}  // namespace allot::engine

#pragma once

#include <span>

#include "allocation/problem.hpp"

// What a claimant gets by random arrival is the mean, over the sets of others that may have come before it, of what
// they left. Who claims the same gets the same: claimants are taken by kind.
namespace allot::allocation {

/// Fills the kinds of the scratch, the smallest claim first; who claims nothing is of none.
void find_kinds(std::span<const double> claims, Scratch& scratch);

/// Whether anyone may get less than it claims, so that a virtual estate is looked for.
bool are_capped(const Problem& problem);

/// Gives each claimant of a kind the same.
void award_kind(const Scratch::Kind& kind, DoubleDouble award, const Scratch& scratch, std::span<DoubleDouble> awards);

/// How many orders of arrival have a given set of `before` others, and no more, before a given one of `n`: one in so
/// many.
DoubleDouble one_in(std::size_t n, std::size_t before);

/// Sets with equally many of every kind are one. Claims may be any numbers.
bool are_compositions_few(const Problem& problem, const Scratch& scratch);
void award_by_compositions(DoubleDouble estate, const Problem& problem, Scratch& scratch,
                           std::span<DoubleDouble> awards);

/// Sets of the same size and sum are one; claims are multiples of a step. Their numbers are whole and exact.
bool are_sums_few(const Problem& problem, const Scratch& scratch);
void award_by_sums(DoubleDouble estate, const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards);

/// Whether neither way is open, so that orders of arrival have to be handed over. Fewer claimants never need what more
/// do not.
bool needs_arrivals(const Problem& problem, Scratch& scratch);

}  // namespace allot::allocation

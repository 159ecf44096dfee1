#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/layout.hpp"

namespace allot::engine {

struct Replication;

/// What one claimant has received of one market.
struct Receipts {
  double remembered = 0;  ///< units, faded up to `looked_at`
  Time looked_at = 0;
  std::vector<std::pair<Time, Units>> all;  ///< in order of time
};

/// By depth in the supplier's tree and claimant; orders as far as they received anything.
using MarketReceipts = std::vector<std::vector<Receipts>>;

/// 2^(-passed / half_life) by elementary operations alone, so that it is the same on every machine.
double faded(Duration passed, Duration half_life);

/// For an auditor: what the half-lives and periods of all levels are now.
void note_memory(Replication& sim);

/// Those before the start.
void begin_receipts(Replication& sim);

/// Units awarded to an owner, of an order or of none.
void count_receipt(Replication& sim, Index market, Index owner, Index order, Units units);

/// The award of that day was taken back: what is left of it in memory goes.
void take_receipt_back(Replication& sim, Index market, Index owner, Index order, Units units, Time awarded);

/// Units received so far; with a half-life, what was received so long ago counts half. Memory fades from one
/// look to the next, by the half-life in force at the later one.
double received_so_far(Replication& sim, Index market, std::size_t depth, Index claimant,
                       std::optional<Duration> half_life);

/// Units received in the last whole period before now.
double received_last(Replication& sim, Index market, std::size_t depth, Index claimant, const Period& period);

}  // namespace allot::engine

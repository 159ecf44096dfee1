#pragma once

#include <span>

#include "engine/replication.hpp"

/// What decisions cost: they are counted as they happen, and priced when all is over.
namespace allot::engine {

/// It happened, if it did.
void count_use(Replication& sim, Index intervention);
/// Units that it moved, took or hurried.
void count_units(Replication& sim, Index intervention, Units units);
/// Such units for so long.
void count_days(Replication& sim, Index intervention, Units units, Duration span);

/// What so much costs.
double price_of(const model::DecisionCost& cost, const DecisionUse& use, std::span<const double> draws);

/// Puts a price on all of it.
void price_decisions(Replication& sim);

}  // namespace allot::engine

#pragma once

#include <vector>

#include "allot/game.hpp"
#include "allot/scenario.hpp"

namespace allot::experiment {

/// One product at one supplier.
struct Market {
  Ref supplier, product;
};

/// The market that is asked about.
/// errors: RequestError with the names that there are
Market market_of(const Scenario& scenario, const GameRequest& request);

/// The scenario with orders in that market alone.
Scenario only_market(const Scenario& scenario, Market market);

/// The scenario with another rule at that supplier, from the start to the end: decisions that set its rules change
/// nothing, and caps and guarantees of those for whom the rule has no level fall away.
Scenario with_rule(const Scenario& scenario, Ref supplier, allocation::Rule rule);

/// How the supplier divides, in words: "proportional among organisations, fifo among orders".
std::string rule_in_words(const Supplier& supplier);

/// Which organisations name a multiple of what they need.
std::vector<Ref> players_in(const Scenario& scenario, Market market);

/// The scenario in which each organisation orders so many times what it needs, in whole lots.
Scenario inflated(const Scenario& scenario, Market market, const std::vector<double>& multiple_by_organisation);

}  // namespace allot::experiment

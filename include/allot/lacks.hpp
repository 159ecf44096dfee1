#pragma once

#include <string>
#include <vector>

#include "allot/experiment.hpp"
#include "allot/scenario.hpp"

/// What decisions asked for and could not have. It is never dropped without a word: the metric `shortfall_units` counts it,
/// and here it is said where the units stood instead, which mostly shows a date or an order that was meant otherwise.
namespace allot {

/// A decision that found nothing, or fewer units than it asked for, and where the units stood that it looks for.
struct Lack {
  std::string intervention, date;
  Units asked = 0, moved = 0;                           ///< nothing asked: all that there is, and there was none
  std::vector<std::pair<std::string, Units>> by_state;  ///< where they stood, by state of the pipeline
};

/// What the decisions of one replication (the sampling's only one, else the first) lacked, in order of time.
///
/// cost: one replication and its ledger
std::vector<Lack> lacks(const Scenario& scenario, const Sampling& sampling);

/// "moved 50 of 60 units on 2024-01-01: what it looks for was 10 not ordered yet and 50 open"
std::string lack_text(const Lack& lack);

}  // namespace allot

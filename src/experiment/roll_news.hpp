#pragma once

#include <vector>

#include "allot/roll.hpp"

/// What a patch changes of orders, of supply and of sites: each change is said, and what changes nothing is taken out.
namespace allot::experiment {

void note_orders(const Scenario& before, const Scenario& after, Draft& patch, std::vector<RollNote>& notes);
void note_supply(const Scenario& before, const Scenario& after, Draft& patch, std::vector<RollNote>& notes);
void note_sites(const Scenario& before, const Scenario& after, Draft& patch, std::vector<RollNote>& notes);

/// A row that says nothing of when it was placed is of an order that is placed now.
void place_new_orders(const Scenario& before, Date to, Draft& patch);
/// What says nothing any more is left out.
void drop_empty(Draft& patch);

}  // namespace allot::experiment

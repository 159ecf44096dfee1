#pragma once

#include <string>
#include <vector>

#include "allot/roll.hpp"

/// What files say happened, read against a scenario.
namespace allot::scenario {

struct ReceivedRow {
  Ref supplier, product;
  std::string supply;  ///< empty: not said
  std::optional<Date> planned;
  Units units = 0;
  Date date = 0;
};

/// A row and where it stands.
template <class Row>
struct Placed {
  Row row;
  Place place;
};

/// shape: a list that was not handed in is none
struct Happened {
  std::optional<std::vector<Placed<ReceivedRow>>> received;
  std::optional<std::vector<Placed<ShippedUnits>>> shipped;
  std::optional<std::vector<Placed<CancelledUnits>>> cancelled;
};

/// errors: InputError, also where what was shipped on a day since `from` is no whole lots
Happened read_happened(const WhatHappened& rows, const ScenarioFile& file, const Scenario& scenario, Date from);

/// What the lists of orders, supply and sites change, as a merge patch.
///
/// errors: InputError
Draft patch_of(const WhatHappened& rows, Date to, const Scenario& scenario);

/// Receipts and the like as a scenario says them.
Draft draft_of(const Scenario& scenario, const Actuals& actuals);

}  // namespace allot::scenario

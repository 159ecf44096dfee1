#pragma once

#include <optional>
#include <vector>

#include "experiment/trade_rings.hpp"
#include "experiment/trade_trials.hpp"

namespace allot::experiment {

/// What a search came upon, the best first; each was simulated in all replications.
struct Found {
  std::vector<Tried> free, paid;
  std::optional<Tried> nearest;  ///< where none is free
};

/// What trades struck on one day are estimated to bring.
struct DayOfTrade {
  Date at = 0;
  TradeRecords records;
  Rings rings;
};

/// Simulates the exchanges that an estimate speaks for, looks for the number of units that brings most, and then for what
/// goes well together.
Found search_trades(const Scenario& scenario, const TradeRequest& request, const std::vector<DayOfTrade>& days,
                    TradeTrials& trials);

}  // namespace allot::experiment

#pragma once

#include <utility>
#include <vector>

#include "engine/layout.hpp"

namespace allot::engine {

struct Replication;

/// What a market's plan holds, for quotes: lots by their planned moment, and the units up to each.
struct PlannedSupply {
  std::vector<std::pair<Time, Units>> up_to;
  std::vector<Index> lots;  ///< of the replication
};

void begin_quotes(Replication& sim);

/// How long a supplier would say that an order placed now takes to its award: what waits beyond the stock, over the
/// rate at which the plan supplies in the thirteen weeks to come. With nothing planned, the rest of the simulation.
///
/// units: seconds
Duration quoted_lead_time(const Replication& sim, Index market);

/// Puts each supplier's quote, over all its products, into its level.
void sample_quotes(Replication& sim);

}  // namespace allot::engine

#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "engine/layout.hpp"
#include "engine/observations.hpp"

namespace allot::metrics {

/// What one intervention moved from one organisation to another. Whole numbers: those of many replications add up in
/// any order.
struct Transfer {
  Units moved = 0, cancelled = 0;
  std::map<std::int64_t, Units> delivered_by_day;  ///< by day since 1970
  std::int64_t unit_seconds = 0;                   ///< of what was delivered, from then to the end

  Transfer& operator+=(const Transfer& other);
};

/// By intervention, giver and receiver.
using Transfers = std::map<std::tuple<engine::Index, engine::Index, engine::Index>, Transfer>;

void add(const Transfers& from, Transfers& to);
void add_transfers(const engine::Model& model, const engine::Observations& seen, Transfers& transfers);

/// By organisation, what it received by an intervention less what it gave.
std::vector<Units> balances(const Transfers& transfers, engine::Index intervention, std::size_t organisations);

}  // namespace allot::metrics

#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "engine/layout.hpp"
#include "engine/observations.hpp"

namespace allot::metrics {

/// What one intervention moved from one organisation to another. Whole numbers: those of many replications add up in
/// any order.
struct Flow {
  Units moved = 0, cancelled = 0;
  std::map<std::int64_t, Units> came;  ///< by day since 1970
  std::int64_t unit_seconds = 0;       ///< of what came, from then to the end

  Flow& operator+=(const Flow& other);
};

/// By intervention, giver and receiver.
using Flows = std::map<std::tuple<engine::Index, engine::Index, engine::Index>, Flow>;

void add(const Flows& from, Flows& to);
void add_transfers(const engine::Model& model, const engine::Observations& seen, Flows& flows);

/// By organisation, what it received by an intervention less what it gave.
std::vector<Units> balances(const Flows& flows, engine::Index intervention, std::size_t organisations);

}  // namespace allot::metrics

#pragma once

#include <span>
#include <vector>

#include "engine/observations.hpp"

namespace allot::metrics {

/// Promised units and what came of them, first due against first delivered.
struct Matching {
  Units units = 0;  ///< promised with a due before the end
  /// Sum over them of delivered less due, signed; what is not delivered counts at the end.
  std::int64_t unit_seconds = 0;
  Units on_time = 0;  ///< delivered by their due
};

/// Units that are due, or arrive, at a moment.
struct Step {
  Time at = 0;
  Units units = 0;
};

/// By moment.
void sort(std::span<Step> steps);

/// Matches dues, rising, with arrivals, rising.
Matching match(std::span<const Step> dues, std::span<const Step> arrivals, Time end);

/// Integrals of what was promised, of what was delivered short of it and ahead of it, in unit-seconds.
struct PlanIntegrals {
  std::int64_t plan = 0, shortfall = 0, ahead = 0;
};

/// shape: steps of the plan and of deliveries, each rising in time; counted from `begin` to `end`
PlanIntegrals integrate_plan(std::span<const Step> plan, std::span<const Step> delivered, Time begin, Time end);

}  // namespace allot::metrics

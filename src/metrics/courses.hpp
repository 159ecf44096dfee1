#pragma once

#include <string>
#include <vector>

#include "engine/observations.hpp"
#include "metrics/journeys.hpp"

namespace allot::metrics {

/// What became of one order in one replication. A moment is that at which the last of its units was there; `never` where
/// some were not by the end, or none are left of it.
struct Course {
  Units ordered = 0, docked_units = 0;  ///< less what was cancelled; by the end
  Time shipped = never, docked = never, online = never;
  bool is_on_time = false;  ///< all came to the dock by their due dates
};

/// By order of the model.
std::vector<Course> courses(const engine::Model& model, const engine::Observations& seen,
                            const std::vector<Journey>& journeys);

/// By order: who was served most, in units that were placed later, between the run in which it was first passed over and
/// its award; none where nobody was.
///
/// source: ours; one sweep over the served from behind, sums by run in a tree of Fenwick (1994), Software: Practice and
///         Experience 24(3)
std::vector<engine::Index> overtaken_by(const engine::Model& model, const engine::Observations& seen,
                                        const std::vector<Journey>& journeys);

}  // namespace allot::metrics

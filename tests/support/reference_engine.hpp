#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "allot/scenario.hpp"

/// A second engine, slow and obvious: at every step it looks at everything there is for the next moment, then
/// runs the phases of that second. Written from the model alone, so that the real engine can be compared with
/// it.
namespace allot {

/// What stood at the end of one second in which something may have happened; levels are named
/// "kind.id.metric".
struct Snapshot {
  Time at = 0;
  std::map<std::string, Units> levels;
};

/// Units that an intervention moved between two organisations, and when they were delivered.
struct ReferenceTransfer {
  std::string intervention;
  int from = -1, to = -1;
  Time delivered_at = never;
  Units units = 0;
};

struct ReferenceRun {
  std::vector<Snapshot> snapshots;  ///< in order of time; a level holds until the next
  std::map<std::string, std::optional<Time>> milestones;
  std::vector<ReferenceTransfer> transfers;
  std::vector<double> revenue;  ///< by supplier, at the end
  std::vector<double> costs;    ///< by intervention
  /// By organisation, unit-seconds late at the dock, for room, for the crew, for power.
  std::vector<std::array<std::int64_t, 4>> delays;
  std::vector<double> paid;     ///< by organisation: for its units since the start, where prices are no bids
};

/// One replication.
///
/// gives:  no unit is created or lost (a broken promise otherwise); the same input always gives the same run
ReferenceRun reference_run(const Scenario& scenario, std::uint64_t seed, std::uint64_t replication);

}  // namespace allot

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "allot/experiment.hpp"
#include "allot/scenario.hpp"

namespace allot {

/// Where the days of an organisation or an order went, in the mean over replications.
///
/// units: unit-days (GPU-days)
/// gives: `unit_days_late` = the sum of `parts` = `late` - `early`, in each replication and in the mean
struct Explanation {
  std::string id;
  double unit_days_late = 0;  ///< sum over units held of day online less due, and of what decisions changed in dues
  double units = 0;           ///< units held that have a due
  double late = 0, early = 0;
  double open_units = 0;      ///< of them, not online at the end: counted up to it
  /// reassigned, lost, gained, slack, lot_slip, supply, passed_over, gate, frozen, minimum, stage.NAME..., reroute, room,
  /// install, commissioning, power
  std::vector<std::pair<std::string, double>> parts;
  std::vector<std::pair<std::string, double>> reassigned_by;  ///< by intervention: reassigned, lost and gained together
  std::vector<std::pair<std::string, double>> passed_over_by; ///< by organisation: units placed later and served in between
};

struct Explanations {
  std::string scenario;
  std::uint64_t seed = 1;
  std::size_t replications = 0;
  std::vector<Explanation> organisations, orders;
};

/// Explains the named organisations and orders; all of them where none is named.
///
/// errors: RequestError for a name that is neither, Interrupted
/// source: the parts are defined in docs/model.md, "Where the days went"
Explanations explain(const Scenario& scenario, const std::vector<std::string>& ids, const Sampling& sampling);

}  // namespace allot

#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "allot/basis.hpp"
#include "allot/experiment.hpp"
#include "allot/labels.hpp"
#include "allot/scenario.hpp"

namespace allot {

/// A single change of the scenario, and the least of it with which the mean lateness would have been at most 0.
struct Remedy {
  std::string part;     ///< of the explanation, that it belongs to
  std::string pointer;  ///< what it changes
  /// As a scenario would write it; "-12d" or "x1.2" of what is drawn or moves together. None: not even as much as makes
  /// sense would have been enough.
  std::optional<std::string> value;
  std::string
      words;  ///< "the room south at giga-texas came 12 days earlier, on 2024-05-03"; of the most, if none is enough
};

/// What bound a latecomer, and what would have met the date; see `find_remedies`.
struct Remedies {
  std::vector<std::string> binding;  ///< the largest positive parts, largest first
  std::vector<Remedy> tried;
};

/// Where the days of an organisation or an order went, in the mean over replications.
///
/// units: unit-days (GPU-days)
/// gives: `unit_days_late` = the sum of `parts` = `late` - `early`, in each replication and in the mean
struct Explanation {
  std::string id;
  double unit_days_late = 0;  ///< sum over units held of day online less due, and of what decisions changed in dues
  double units = 0;           ///< units held that have a due
  double late = 0, early = 0;
  double open_units = 0;  ///< of them, not online at the end: counted up to it
  /// reassigned, lost, gained, slack, lot_slip, supply, passed_over, gate, frozen, minimum, kit (where there are kits),
  /// stage.NAME..., reroute, room, install, commissioning, power
  std::vector<std::pair<std::string, double>> parts;
  std::vector<std::pair<std::string, double>> reassigned_by;  ///< by intervention: reassigned, lost and gained together
  std::vector<std::pair<std::string, double>>
      passed_over_by;                ///< by organisation: units placed later and served in between
  std::optional<Remedies> remedies;  ///< where they were looked for
  /// Where the means lie with 95% confidence, by Student's t: of `unit_days_late`, `late` and `early`, and by place in the
  /// three lists. A replication without a part counts as 0. None with one replication.
  std::optional<Interval> unit_days_late_ci95 = std::nullopt, late_ci95 = std::nullopt, early_ci95 = std::nullopt;
  std::vector<std::optional<Interval>> parts_ci95 = {}, reassigned_by_ci95 = {}, passed_over_by_ci95 = {};
};

struct Explanations {
  std::string scenario;
  std::uint64_t seed = 1;
  std::size_t replications = 0;
  std::vector<Explanation> organisations, orders;
  Labels labels;
  Basis basis;
};

/// Explains the named organisations and orders; all of them where none is named.
///
/// errors: RequestError for a name that is neither, Interrupted
/// source: the parts are defined in docs/model.md, "Where the days went"
Explanations explain(const Scenario& scenario, const std::vector<std::string>& ids, const Sampling& sampling);

/// Asks of each named organisation and order that is late in the mean, or of the three latest organisations where none
/// is named, what would have met the date: for the three largest parts, each counterfactual that belongs to it, moved
/// alone and as little as does it, on the same draws. Counterfactuals are the day or amount of a site's source (`room`,
/// `power`), a crew's pace (`install`), the day of a lot or what a plan brings (`supply`, `lot_slip`), a faster stage,
/// priority or weight (`passed_over`), no gate (`gate`), no window and no embargo (`frozen`), no minimum, doing without
/// an intervention (`reassigned`, `lost`, `reroute`); at most six a part.
///
/// gives:  the least of each that meets it, if more of it never harms
/// cost:   about ten points a counterfactual, each the sampling's replications
void find_remedies(Explanations& explanations, const Scenario& scenario, const std::vector<std::string>& ids,
                   const Sampling& sampling);

}  // namespace allot

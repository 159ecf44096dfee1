#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "allot/basis.hpp"
#include "allot/estimate.hpp"
#include "allot/experiment.hpp"
#include "allot/labels.hpp"
#include "allot/results.hpp"
#include "allot/scenario.hpp"

/// Which of several decisions brought what: their joint change, split among them.
///
/// Decisions help and hinder each other, so that what one changes depends on which others were made before it. The
/// Shapley value is the mean of what it adds, over all orders in which they could have been made; it is the one split
/// whose parts sum to the whole, which treats alike those that do alike, and gives nothing to who changes nothing.
namespace allot {

/// One metric's difference between all of several decisions and none, split among them.
///
/// units: those of the metric; of a milestone, days
struct Attribution {
  MetricColumn column;
  double total = 0;
  std::vector<double> parts;                       ///< by decision; they sum to the total
  std::vector<std::optional<Interval>> intervals;  ///< 95%, of each part; none with one replication
};

/// The answer of `attribute`.
///
/// shape: a part and an interval for each of `interventions`, in their order
struct Attributions {
  std::string scenario, currency;
  std::uint64_t seed = 1;
  std::size_t replications = 0;
  Basis basis;
  std::vector<std::string> interventions;  ///< or the edits, by name
  bool is_of_edits = false;                ///< edits of the scenario as written; false: interventions and none
  Labels labels;
  std::vector<Attribution> metrics;
  /// Days by which each milestone is later, each counted to the end where not reached; `column.entity` is its id.
  std::vector<Attribution> milestones;
  std::vector<std::string> next;  ///< commands that go on from here, each with what it tells; by who knows the files
};

/// Splits what the interventions changed among them by the Shapley value of the mean, replication by replication on
/// common draws: over all subsets of up to 6 interventions, above by one antithetic pair of random orders per
/// replication, which is unbiased and whose parts still sum to the whole.
///
/// gives:  exactly 0 for an intervention that changes nothing; a metric that is null with some of the subsets of a
///         replication is left out of that replication
/// errors: RequestError where there is no intervention; Interrupted
/// cost:   2^k simulations a replication for k interventions up to 6, 2(k+1) above
/// source: Shapley (1953), in Contributions to the Theory of Games II, 307-317; antithetic orders: Mitchell, Cooper,
///         Frank, Holmes (2022), Journal of Machine Learning Research 23(43), section 4.1
Attributions attribute(const Scenario& scenario, const Sampling& sampling);

/// Whether `attribute` takes these interventions of the scenario, and has more than one to tell apart.
bool can_attribute(const Scenario& scenario, const Sampling& sampling);

/// The scenario with some edits applied, by their places, ascending; none: as written. Given by the caller, who knows
/// the file. Called from several threads at once.
using ScenarioWith = std::function<Scenario(const std::vector<std::size_t>& edits)>;

/// The same split of what named edits change when all are made, against the scenario as written. What only some of the
/// edited scenarios have (an organisation that an edit adds) is left out.
///
/// errors: RequestError where no edit is named; what `scenario_with` throws; Interrupted
Attributions attribute(const std::vector<std::string>& edits, const ScenarioWith& scenario_with,
                       const Sampling& sampling);

}  // namespace allot

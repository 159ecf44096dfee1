#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "allot/basis.hpp"
#include "allot/experiment.hpp"
#include "allot/labels.hpp"
#include "allot/metric.hpp"
#include "allot/scenario.hpp"

/// Which of several variants is best: by one metric with a stated probability of correct selection, by several which of
/// them no other beats. All on common draws, so that two variants differ by the decision and not by the dice.
namespace allot {

/// A metric to rank by: a metric's path, milestone.ID.date (the earlier of date and end), or milestone.ID.reached.
struct RankedMetric {
  std::string path;
  /// Which way is better; `neither`: as the catalogue says, dates earlier, milestones reached more often.
  Better better = Better::neither;
};

/// A difference of means that does not matter.
struct Indifference {
  double amount = 0.01;     ///< above 0; in the metric's unit, of a date in days
  bool is_relative = true;  ///< a share of the size of the first variant's mean in the first stage; of a date one day
};

/// What `rank` is asked.
struct RankRequest {
  std::vector<RankedMetric> metrics;  ///< one: the best is selected; several: the Pareto set
  double probability = 0.95;          ///< of correct selection, above a half and below 1
  Indifference indifference;          ///< of one metric
  std::size_t most = 10'000;          ///< replications of a variant, of one metric
};

/// What a variant comes to by one metric. Intervals are of the data at the end: they know nothing of the choice, nor of when it
/// was ended.
struct RankedValue {
  Estimate estimate;   ///< of a date: days since 1970
  Estimate less_best;  ///< less the best's, replication by replication, where both were simulated; of one metric
};

/// Why a variant is simulated no further.
struct Dropped {
  std::string by;         ///< the best of those that show it to be worse
  std::size_t after = 0;  ///< replications of each
  bool is_last =
      false;  ///< the procedure was at its end, where the better mean decides: they differ by less than matters
};

/// What is typed: a path, or one with =more or =less behind it, which way is better.
RankedMetric ranked_metric(const std::string& text);

/// An amount in the metric's unit, a share as "2%", or of a date a duration.
///
/// errors: RequestError
Indifference indifference_of(const std::string& text, const std::string& metric);

/// One variant in a ranking.
struct RankedVariant {
  std::string name;
  std::size_t replications = 0;     ///< simulated; those are run in blocks, and may be more than it took to drop it
  std::optional<Dropped> dropped;   ///< of one metric; none: it is left
  std::vector<RankedValue> values;  ///< by metric
  std::optional<Estimate> decision_cost;  ///< of its interventions; where any variant's cost something
  /// Of several metrics: the share of resamples in which no other is as good in all and better in one; the one that most
  /// often is so, and how often. Empty: none ever is.
  double nondominated = 1;
  std::string dominated_by;
  double dominated_share = 0;
};

/// The answer of `rank`.
///
/// shape: of one metric the best first, then what else is left, then those dropped, by how far they are behind; of several
///        by how likely they are in the Pareto set
struct Ranking {
  std::string scenario, currency;
  std::vector<RankedMetric> metrics;  ///< each with which way is better
  double probability = 0.95;
  double indifference = 0;  ///< in the metric's unit, of a date in days; of one metric, with chance
  Indifference asked;
  std::size_t first_stage = 0, most = 0;
  std::size_t resamples = 0;  ///< of several metrics
  std::uint64_t seed = 1;
  bool is_random = false;  ///< false: nothing was drawn, and one replication tells all
  std::vector<RankedVariant> variants;
  Labels labels;
  Basis basis;

  bool is_of_one() const { return metrics.size() == 1; }
  /// Those that are left, of one metric.
  std::size_t left() const;
};

/// Ranks variants. With one metric by the procedure of Kim and Nelson: `sampling.replications` of each are the first stage; then
/// those shown to be worse are dropped, and the others simulated further. With several metrics all are simulated
/// `sampling.replications` times, and means of resampled replications tell how likely each is in the Pareto set.
///
/// shape:  at least one variant, no name twice
/// gives:  the same for the same scenarios and seed, on any number of threads
/// errors: RequestError for an unknown metric, one without a better side, one that has no value in some replication, an
///         indifference of 0; TooMuch, Interrupted
/// cost:   a replication for each variant that is left; 8 bytes a metric, variant and replication
/// source: Kim, Nelson (2001), A fully sequential procedure for indifference-zone selection in simulation, ACM TOMACS 11(3)
Ranking rank(const std::vector<std::pair<std::string, Scenario>>& variants, const RankRequest& request,
             const Sampling& sampling);

}  // namespace allot

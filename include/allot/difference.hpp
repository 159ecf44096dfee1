#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/estimate.hpp"
#include "allot/results.hpp"

/// What a decision changed, told from chance: replication r of every variant meets the same draws (common random numbers),
/// so that the difference within a replication is the decision's and not the dice's.
namespace allot {

/// A paired difference: a variant less the baseline, replication by replication.
///
/// units:  those of the metric; of a milestone, days
/// source: paired comparison on common random numbers, Law (2015), Simulation Modeling and Analysis, section 10.2
struct Difference {
  Estimate estimate;
  double p_less = 0, p_equal = 0, p_greater = 0;  ///< shares of the replications with a value; they sum to 1
  /// How many times smaller the variance is than without pairing, (var A + var B) / var(A - B); none where it is 0/0.
  std::optional<double> variance_ratio;
  /// Probability of a mean at least so far from 0 if there were no difference (paired t), corrected by Holm (1979),
  /// Scandinavian Journal of Statistics 6(2), for the number of organisations that differ at all on this metric; none
  /// with one replication.
  std::optional<double> p_value;
  /// Of a milestone: replications in which one run or both do not reach it, and count at the end.
  std::size_t open = 0;
  /// Of a milestone that is open somewhere: between what the median would lie, whenever after the end those are reached;
  /// infinite where nothing is known on that side.
  std::optional<Interval> p50_bounds = std::nullopt;
};

/// One variant less its baseline, for the metrics that both have.
///
/// shape: a difference per column, in the order of the variant's results
struct VariantDifferences {
  std::string name;
  std::vector<MetricColumn> columns;
  std::vector<Difference> differences;  ///< by column
  /// Milestones by id: days by which the variant is later, each counted to the end where not reached.
  std::vector<std::pair<std::string, Difference>> milestones;
  std::size_t variant = 1, baseline = 0;     ///< their places in `Comparison::variants`
  std::string label = {};                    ///< of a pair that was asked for by name; else empty
  std::vector<QuantileGrid> quantiles = {};  ///< by column; where an answer is asked for; none of single orders
  /// Levels over time less the baseline's, replication by replication, at each moment of the grid that both cover,
  /// of those levels that differ anywhere; where an answer and series are asked for, and both start on one day with one
  /// grid.
  std::vector<Date> grid = {};
  std::vector<Series> series = {};

  /// The difference of one metric, by its path: "organisation.tesla.online_gpu_days"; "milestone.ID.date" is the days
  /// by which a milestone is later.
  ///
  /// errors: RequestError, with the nearest right path
  const Difference& at(std::string_view path) const;
};

}  // namespace allot

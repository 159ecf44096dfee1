#pragma once

#include "allot/comparison.hpp"
#include "experiment/study.hpp"

namespace allot::experiment {

/// Adds to the results how each level, and how evenly each period was served, went over time: what the rows say of each
/// moment of the grid.
void add_series(const Rows& rows, const Executor& executor, Results& results);

/// Adds the quantiles of the paired differences, by their columns; none of single orders. `of_variant` and `of_baseline` are
/// the columns of the two rows.
void add_difference_quantiles(const Rows& variant, const std::vector<MetricColumn>& of_variant, const Rows& baseline,
                              const std::vector<MetricColumn>& of_baseline, VariantDifferences& out);

/// Adds levels over time less the baseline's, replication by replication, of the levels that both have. Nothing where
/// moments of the two grids are not the same.
void add_difference_series(const Rows& variant, const Rows& baseline, const Executor& executor,
                           VariantDifferences& out);

}  // namespace allot::experiment

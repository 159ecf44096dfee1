#pragma once

#include "allot/comparison.hpp"
#include "experiment/together.hpp"

namespace allot::experiment {

/// Adds to the results how each level, and how evenly each period was served, went over time: what the sample says of
/// every moment of the grid.
void add_series(const model::Model& model, const Sample& sample, const Sampling& sampling, Results& results);

/// Adds the quantiles of the paired differences, by their columns; none of single orders.
void add_difference_quantiles(const Sampled& variant, const Sampled& baseline, VariantDifferences& out);

/// Adds levels over time less the baseline's, replication by replication, of the levels that both have. Nothing where no
/// answer is asked for, or moments of the two grids are not the same.
void add_difference_series(const Sampled& variant, const Sampled& baseline, const Sampling& sampling,
                           VariantDifferences& out);

}  // namespace allot::experiment

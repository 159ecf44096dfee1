#pragma once

#include "experiment/sample.hpp"

namespace allot::experiment {

/// Adds to the results how each level, and how evenly each period was served, went over time: what the sample says of
/// every moment of the grid.
void add_series(const model::Model& model, const Sample& sample, std::size_t threads, Results& results);

}  // namespace allot::experiment

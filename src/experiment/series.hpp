#pragma once

#include "experiment/study.hpp"

namespace allot::experiment {

/// Adds to the results how each level, and how evenly each period was served, went over time: what the rows say of
/// every moment of the grid.
void add_series(const Rows& rows, const Executor& executor, Results& results);

}  // namespace allot::experiment

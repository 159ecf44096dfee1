#pragma once

#include <vector>

#include "allot/sensitivity.hpp"
#include "experiment/base_samples.hpp"

namespace allot::experiment {

/// What one number was at the points of each method, by point and row; none of a method that was not asked for.
struct SensitivityColumns {
  using Column = std::vector<double>;
  Column a, b;
  std::vector<Column> other_course;  ///< one; none where there is no course of events
  std::vector<Column> swapped;       ///< by factor, but for the course
  std::vector<Column> levels;        ///< by factor, but for the course, its p10, then its p90
  std::vector<Column> redrawn;       ///< by step, from the first to the last but one
  std::vector<Column> walks;         ///< by step, from the start on
};

/// How methods went through the factors.
struct SensitivityPaths {
  std::vector<std::vector<std::size_t>> orders;  ///< by row, of `redrawn`
  std::optional<Walks> walks;
};

/// shape: `found` has everything but its metrics
MetricSensitivity findings_of(const std::string& metric, const SensitivityColumns& columns,
                              const SensitivityPaths& paths, const Sensitivity& found);

}  // namespace allot::experiment

#pragma once

#include <span>
#include <string>
#include <vector>

#include "allot/results.hpp"
#include "engine/layout.hpp"
#include "engine/observations.hpp"
#include "metrics/fairness.hpp"

namespace allot::metrics {

/// jain and gini of the system and, where wanted, envy of each organisation.
std::vector<MetricColumn> fairness_columns(const engine::Model& model, bool with_envy);

/// How evenly each period of the grid was served: what organisations were awarded since the moment before, by what
/// stood open then or was ordered since. The first period is the first second.
///
/// shape: `out` has the moments of a column side by side, as many as `seen` has rows of levels; not a number where
///        nobody asked.
void measure_fairness(const engine::Model& model, const engine::Layout& layout, const engine::Observations& seen,
                      bool with_envy, std::span<double> out, FairnessScratch& scratch);

}  // namespace allot::metrics

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/regret.hpp"
#include "allot/results.hpp"

namespace allot::experiment {

/// The columns by which a variant is judged, over its replications: those of organisations, of metrics of which it is
/// known whether more or less is better.
struct Judged {
  std::string variant;
  std::vector<MetricColumn> columns;
  std::vector<std::vector<double>> values;
};

bool is_judged(const MetricColumn& column);

/// Of every variant, organisation and judged metric with any regret.
std::vector<Regret> regrets_of(const std::vector<Judged>& variants, const std::optional<Judged>& none);

}  // namespace allot::experiment

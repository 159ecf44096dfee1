#pragma once

#include <string>

#include "case.hpp"

namespace allot::bench {

/// The scenario's difference split among its interventions, twenty replications at a time, with a past that
/// the subsets share or with none.
Replicate attribution_side(const std::string& scenario, bool shares_prefix);

/// The scenario with six diversions in its last weeks.
std::string with_late_decisions(const std::string& scenario);

}  // namespace allot::bench

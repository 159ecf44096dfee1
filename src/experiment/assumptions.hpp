#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "allot/threshold.hpp"

namespace allot::experiment {

/// What may be moved: parameters, then the dates of room and power of those organisations' sites, on which
/// all the scenarios agree. See `thresholds`.
std::vector<Assumption> assumptions(const std::vector<std::pair<std::string, Scenario>>& scenarios,
                                    const std::set<std::string>& organisations);

}  // namespace allot::experiment

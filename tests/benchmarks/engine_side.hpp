#pragma once

#include <string>
#include <vector>

#include "case.hpp"

namespace allot::bench {

/// Replications of a scenario by the engine: simulated and measured, in memory that stays. `paths` name what
/// to give, as "system.delivered_units".
Replicate engine_side(const std::string& scenario, const std::vector<std::string>& paths);
Replicate engine_side_of_file(const std::string& file, const std::string& variant,
                              const std::vector<std::string>& paths);

}  // namespace allot::bench

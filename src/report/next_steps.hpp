#pragma once

#include <string>
#include <vector>

#include "allot/report.hpp"

namespace allot::report {

/// What can be asked next: commands as they can be typed, a line each and never broken, and last the other format.
std::string next_steps(const std::vector<std::string>& commands, const Style& style,
                       const std::string& last = "--format json (every metric)");

}  // namespace allot::report

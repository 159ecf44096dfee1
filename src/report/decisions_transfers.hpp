#pragma once

#include <string>

#include "allot/comparison.hpp"
#include "allot/report.hpp"

namespace allot::report {

/// Whose units went to whom in each variant, those that are alike told once, and who moved nothing and yet has other
/// dates.
std::string transfers_section(const Comparison& comparison, const Style& style);

}  // namespace allot::report

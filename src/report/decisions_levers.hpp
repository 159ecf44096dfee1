#pragma once

#include <string>

#include "allot/comparison.hpp"
#include "report/decisions_difference_table.hpp"

namespace allot::report {

/// What each variant costs and what it buys, and which are dominated; nothing where nothing costs.
std::string lever_section(const Comparison& comparison, const Reading& reading, const Style& style);

}  // namespace allot::report

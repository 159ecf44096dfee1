#pragma once

#include <string>

#include "allot/comparison.hpp"
#include "report/decisions_difference_table.hpp"

namespace allot::report {

/// Whom each variant costs most against the best for it, and how much of that knowledge or another choice would have
/// brought. Nothing where every organisation is as well off with each variant.
std::string regret_section(const Comparison& comparison, const Reading& reading, const Style& style);

}  // namespace allot::report

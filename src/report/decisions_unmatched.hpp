#pragma once

#include <cstddef>
#include <string>

#include "allot/comparison.hpp"
#include "allot/report.hpp"

namespace allot::report {

/// Why nothing can be compared between a variant and the baseline, which have no organisation in common: which each has,
/// which ids are near each other, and what else is in both. Empty where they have one in common.
std::string why_nothing_matches(const Comparison& comparison, std::size_t difference);

/// That, or which organisations only one of the two has; nothing where both have the same.
std::string unmatched_section(const Comparison& comparison, std::size_t difference, const Style& style);

}  // namespace allot::report

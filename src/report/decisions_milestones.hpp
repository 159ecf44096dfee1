#pragma once

#include <string>

#include "allot/comparison.hpp"
#include "report/decisions_difference_table.hpp"

namespace allot::report {

/// Days by which one variant reaches each milestone later, with the dates of both; those that are the same in
/// a line below. Nothing for a scenario without milestones.
std::string milestone_section(const Comparison& comparison, std::size_t difference, const Reading& reading,
                              const Style& style);

}  // namespace allot::report

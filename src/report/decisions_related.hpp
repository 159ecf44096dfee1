#pragma once

#include <string>

#include "allot/comparison.hpp"
#include "report/decisions_difference_table.hpp"

namespace allot::report {

/// What each member of a group gained and lost by transfers within it, to be quoted, with what that rests on. Nothing
/// where no unit moves between members of a group, or as many move in all variants.
std::string related_section(const Comparison& comparison, const Reading& reading, const Style& style);

}  // namespace allot::report

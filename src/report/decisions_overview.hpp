#pragma once

#include "allot/comparison.hpp"
#include "report/decisions_difference_table.hpp"
#include "report/table.hpp"

namespace allot::report {

/// Several variants at a glance: a row each, and what it changes in online GPU-days for those organisations
/// that gain or lose most, and for everyone. No rows for one variant, or where nobody gains or loses.
Table overview_table(const Comparison& comparison, const Reading& reading);

}  // namespace allot::report

#pragma once

#include <string_view>

#include "allot/results.hpp"
#include "report/table.hpp"

namespace allot::report {

/// All entities of a kind as rows, below a name for them, and what people look at as columns, without those
/// that are zero everywhere: medians, with the range of eight in ten replications below where chance has a
/// part. Organisations have the system as their total. No rows if nothing is to be seen.
Table kind_table(const Results& results, EntityKind kind, std::string_view name);

}  // namespace allot::report

#pragma once

#include <string_view>

#include "allot/results.hpp"
#include "report/table.hpp"

namespace allot::report {

/// What a run says of all entities of one kind.
struct KindTable {
  Table table;
  std::vector<std::string> zero;  ///< heads of the columns that are left out, since nothing but 0 stands in them
};

/// All entities of a kind as rows, below a name for them, and what people look at as columns, without those
/// that are zero everywhere: medians, with the range of eight in ten replications below where chance has a
/// part. One replication and many have the same columns in the same order, the zero ones aside. Organisations have the system as their total. No rows if nothing is to be seen.
KindTable kind_table(const Results& results, EntityKind kind, std::string_view name);

}  // namespace allot::report

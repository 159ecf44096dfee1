#pragma once

#include <string>
#include <vector>

#include "allot/displacement.hpp"
#include "allot/labels.hpp"
#include "allot/report.hpp"

namespace allot::report {

/// Who is displaced by what, for a table.
struct DisplacedOthers {
  const std::vector<Displacement>&organisations, &orders;
  const std::string& organisation;  ///< whose order it is
  double probability;
  const Labels& labels;
};

/// Organisations that gain or lose, and below them the orders that lose most.
std::string displaced_text(const DisplacedOthers& it, const Style& style);

/// Whether it gains or loses anything in any replication.
bool is_moved(const Displacement& it);

}  // namespace allot::report

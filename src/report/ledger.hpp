#pragma once

#include <string>
#include <vector>

#include "allot/ledger.hpp"

/// The ledger as text. Numbers have the fewest digits that read back as the same.
namespace allot::report {

/// The line as one JSON object, cells in order, without a line end. What is no finite number is null.
std::string json_line(const LedgerLine& line);

/// All lines as one table.
///
/// shape:  a column for every name of a cell, in order of first appearance; cells that a line lacks are empty
/// gives:  lists in one cell, joined by |
/// source: RFC 4180, with lines that end in \n alone
std::string csv(const std::vector<LedgerLine>& lines);

}  // namespace allot::report

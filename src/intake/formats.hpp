#pragma once

#include <optional>
#include <string>
#include <vector>

#include "intake/headers.hpp"
#include "intake/seen_file.hpp"

/// How dates and numbers of a file are written, by all of its values.
namespace allot::intake {

/// How something is written, as far as the values tell: one way, or several that read all of them alike well, the likelier
/// first; none: no way reads most of them.
struct Ways {
  std::vector<std::string> ways;
  std::string telling;  ///< a value that the ways read otherwise, or that none reads
};

/// Whether most values of a column look so, in any way of writing them.
bool looks_like(const SeenColumn& column, Look look);

Ways date_ways(const std::vector<const SeenColumn*>& columns);

/// A value that a way of writing dates does not read; empty where it reads all.
std::string no_date(const std::string& way, const std::vector<const SeenColumn*>& columns);

/// "." or ",". Units are whole: of two ways of reading them, one that makes parts of them is none.
Ways decimal_ways(const std::vector<const SeenColumn*>& units, const std::vector<const SeenColumn*>& others);

}  // namespace allot::intake

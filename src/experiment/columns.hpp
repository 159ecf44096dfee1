#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/results.hpp"

namespace allot::experiment {

using allot::path_of;

/// Whether the path may be that of a single order: it begins with no other kind.
bool may_be_of_order(std::string_view path);

/// The column of that path.
/// errors: RequestError with the nearest path, of the columns or of the others that are known
/// cost:   no path is made of a column, of which there may be a million, unless none is found
std::size_t column_named(const std::vector<MetricColumn>& columns, std::string_view path,
                         std::vector<std::string> other_paths = {});

/// "unknown metric 'x'; did you mean 'y'?"
[[noreturn]] void refuse_unknown(std::string_view what, std::string_view wrong, const std::vector<std::string>& known);

/// Where each of `wanted` stands in `columns`, if anywhere.
std::vector<std::optional<std::size_t>> places(const std::vector<MetricColumn>& wanted,
                                               const std::vector<MetricColumn>& columns);

}  // namespace allot::experiment

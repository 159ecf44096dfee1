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
/// errors: RequestError with the nearest path
std::size_t column_named(const std::vector<MetricColumn>& columns, const std::string& path);

/// Where each of `wanted` stands in `columns`, if anywhere.
std::vector<std::optional<std::size_t>> places(const std::vector<MetricColumn>& wanted,
                                               const std::vector<MetricColumn>& columns);

}  // namespace allot::experiment

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/results.hpp"

namespace allot::experiment {

std::string path_of(const MetricColumn& column);

/// The column of that path.
/// errors: RequestError with the nearest path
std::size_t column_named(const std::vector<MetricColumn>& columns, const std::string& path);

/// Where each of `wanted` stands in `columns`, if anywhere.
std::vector<std::optional<std::size_t>> places(const std::vector<MetricColumn>& wanted, const std::vector<MetricColumn>& columns);

}  // namespace allot::experiment

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiment/study.hpp"

namespace allot::experiment {

/// What a path names, replication by replication: a metric of an entity, "milestone.ID.date", or
/// "milestone.ID.reached".
///
/// units:  a date in seconds since 1970, the end standing in where it is not reached; reached is 1 or 0
/// errors: RequestError with the nearest path
std::vector<double> metric_by_path(const Rows& rows, const std::string& path, std::optional<Date> until = std::nullopt);

}  // namespace allot::experiment

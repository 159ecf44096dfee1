#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiment/study.hpp"

namespace allot::experiment {

/// What a path names, replication by replication: a metric of an entity, "milestone.ID.date", or
/// "milestone.ID.reached".
///
/// units:  a date in seconds since 1970, the end standing in where it is not reached; reached is 1 or 0
/// errors: RequestError with the nearest path
std::vector<double> metric_by_path(const Rows& rows, const std::string& path, std::optional<Date> until = std::nullopt);

/// NAME and PATH of difference.NAME.PATH, the scenario less variant NAME; names hold dots too. No NAME where the path is of
/// no difference.
///
/// errors: RequestError where no PATH follows
std::pair<std::string, std::string> difference_in(const std::string& path);

}  // namespace allot::experiment

#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "allot/estimate.hpp"
#include "allot/results.hpp"
#include "report/json.hpp"

namespace allot::report {

/// What is known about one metric: {"mean", "sd", "ci95", "p10", "p50", "p90", "min", "max",
/// "quantile_ci95"}, and "nulls" where there are any.
Json json_of(const Estimate& estimate);

/// The tree KIND -> ENTITY -> METRIC -> leaf(column), for the system KIND -> METRIC; every kind is there,
/// entities and metrics in the order of the columns.
Json metrics_tree(std::span<const MetricColumn> columns, const std::function<Json(std::size_t column)>& leaf);

}  // namespace allot::report

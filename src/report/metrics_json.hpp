#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "allot/estimate.hpp"
#include "allot/results.hpp"
#include "report/json.hpp"

namespace allot::report {

std::string json_of(const std::optional<Interval>& interval);

/// What is known about one metric: {"mean", "sd", "ci95", "p10", "p50", "p90", "min", "max",
/// "quantile_ci95"}, and "nulls" where there are any.
std::string json_of(const Estimate& estimate);

enum class EmptyKinds : std::uint8_t { shown, hidden };

/// Adds the tree KIND -> ENTITY -> METRIC -> leaf(column) to the object that is open, for the system
/// KIND -> METRIC; entities and metrics come in the order of the columns.
void add_metrics(JsonTree& tree, std::span<const MetricColumn> columns, EmptyKinds empty,
                 const std::function<std::string(std::size_t column)>& leaf);

}  // namespace allot::report

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/metric.hpp"

namespace allot::cli {

/// A metric of the catalogue, with all kinds of things that have it.
struct MetricEntry {
  const Metric* metric;
  std::vector<std::string_view> kinds;
};

std::vector<MetricEntry> metric_entries();

/// What holds of all metrics, in paragraphs.
std::span<const std::string_view> metric_conventions();

}  // namespace allot::cli

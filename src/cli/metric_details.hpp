#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace allot::cli {

/// A metric as people are told of it: one entry a name and meaning, with all kinds of things that have it.
struct MetricEntry {
  std::string_view name, unit, meaning;
  std::vector<std::string_view> kinds;
  std::string_view detail;  ///< how exactly it is counted; empty where the meaning says all
};

std::vector<MetricEntry> metric_entries();

/// What holds of all metrics, in paragraphs.
std::span<const std::string_view> metric_conventions();

}  // namespace allot::cli

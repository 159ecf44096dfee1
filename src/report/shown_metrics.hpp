#pragma once

#include <span>
#include <string_view>

#include "allot/results.hpp"
#include "report/figures.hpp"

namespace allot::report {

/// A metric that has a place in tables, and the words that head it.
struct ShownMetric {
  std::string_view metric, head;
  Measure measure;
};

/// The metrics of a kind that people look at, those first that must not be missing where space is short. The
/// system has those of an organisation; orders have none, there may be millions.
std::span<const ShownMetric> shown_metrics(EntityKind kind);

}  // namespace allot::report

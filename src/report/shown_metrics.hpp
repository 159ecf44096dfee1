#pragma once

#include <span>
#include <string_view>

#include "allot/results.hpp"
#include "report/figures.hpp"

namespace allot::report {

/// What a metric counts, by the table of metrics; of milestones `date` and `reached`.
Measure measure_of(std::string_view metric);

/// A metric that has a place in tables, and the words that head it.
struct ShownMetric {
  std::string_view metric, head;

  Measure measure() const { return measure_of(metric); }
};

/// The metrics of a kind that people look at, those first that must not be missing where space is short. The
/// system has those of an organisation; orders have none, there may be millions.
std::span<const ShownMetric> shown_metrics(EntityKind kind);

}  // namespace allot::report

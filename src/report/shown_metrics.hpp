#pragma once

#include <span>
#include <string>
#include <string_view>

#include "allot/results.hpp"
#include "report/figures.hpp"

namespace allot::report {

/// What a metric counts, by the table of metrics; of milestones `date` and `reached`.
Measure measure_of(std::string_view metric);

/// A metric that has a place in tables, and the words that head it.
struct ShownMetric {
  std::string_view metric, head;
  std::string_view what = "";  ///< what is counted, behind the unit: "days late" below the head "delivered"

  std::string below_head(const Figures& figures) const {
    return what.empty() ? figures.unit : (figures.unit + " ").append(what);
  }
  /// In a sentence: "delivered late".
  std::string phrase() const { return what.empty() ? std::string(head) : (std::string(head) + " ").append(what); }

  Measure measure() const { return measure_of(metric); }
};

/// The metrics of a kind that people look at, those first that must not be missing where space is short. The
/// system has those of an organisation; orders have none, there may be millions.
std::span<const ShownMetric> shown_metrics(EntityKind kind);

}  // namespace allot::report

#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "allot/comparison.hpp"
#include "report/decisions_words.hpp"
#include "report/shown_metrics.hpp"
#include "report/table.hpp"

namespace allot::report {

/// What a decision is judged by: the first is what gained and lost means.
inline constexpr std::array<ShownMetric, 5> judged_metrics = {{
    {"online_gpu_days", "online", Measure::unit_days},
    {"online_units", "online at end", Measure::units},
    {"delivered_units", "delivered", Measure::units},
    {"lateness_days", "lateness", Measure::days},
    {"delay_cost", "delay cost", Measure::money},
}};

/// What a decision changed for one organisation, one group or everyone.
struct Change {
  std::string id, name;
  std::array<const Difference*, judged_metrics.size()> by_metric{};  ///< null where there is no such metric

  /// Of online GPU-days; null where there is no such metric.
  const Difference* headline() const { return by_metric.front(); }
  double gain() const;
};

/// Of the metric for which these replications can tell most.
Sureness sureness_of(const Change& change);

/// The entities of a kind, those first that gained most.
std::vector<Change> changes_of(const VariantDifferences& variant, EntityKind kind);

/// How numbers are to be read, the same in all tables of one comparison.
struct Reading {
  bool is_spread = false;  ///< chance has a part, and there is more than one replication
  std::string currency;

  Precision precision() const { return is_spread ? Precision::rounded : Precision::exact; }
};

/// The means of the differences, and below each, where there is room for it, the range of eight in ten
/// replications; `total` comes last, below a rule.
Table difference_table(std::string_view name, std::vector<Change> changes, const std::vector<Change>& total,
                       const Reading& reading, std::size_t width);

}  // namespace allot::report

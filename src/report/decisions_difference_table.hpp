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
inline constexpr std::array<ShownMetric, 7> judged_metrics = {{
    {"online_gpu_days", "online"},
    {"online_units", "online at end"},
    {"delay_cost", "delay cost"},
    {"idle_capital", "idle capital"},
    {"price_decay", "price erosion while idle"},
    {"lateness_days", "delivered", "late"},
    {"delivered_units", "delivered"},
}};

/// What a decision changed for one organisation, one group or everyone.
struct Change {
  std::string id, name;
  std::array<const Difference*, judged_metrics.size()> by_metric{};  ///< null where there is no such metric
  std::string milestone,
      days;  ///< that of its own milestones which moves most, and by how many days; empty: none moves

  /// Of online GPU-days; null where there is no such metric.
  const Difference* headline() const { return by_metric.front(); }
  double gain() const;
};

/// Of the metric for which these replications can tell most.
Sureness sureness_of(const Change& change);

/// The entities of a kind, those first that gained most.
std::vector<Change> changes_of(const VariantDifferences& variant, EntityKind kind, const Labels& labels);

/// How numbers are to be read, the same in all tables of one comparison.
struct Reading {
  bool is_spread = false;  ///< chance has a part, and there is more than one replication
  std::string currency;
  std::string end;  ///< the last day of the run, where levels at the end are to be dated

  Precision precision() const { return is_spread ? Precision::rounded : Precision::exact; }
};

/// "online by 2024-12-31": what heads a metric.
std::string head_of(const ShownMetric& metric, const Reading& reading);

/// The means of the differences, and below each, where there is room for it, the range of eight in ten
/// replications; `total` comes last, below a rule.
Table difference_table(std::string_view name, std::vector<Change> changes, const std::vector<Change>& total,
                       const Reading& reading, std::size_t width);

}  // namespace allot::report

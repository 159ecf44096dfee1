#pragma once

#include <span>
#include <string>
#include <vector>

#include "allot/results.hpp"
#include "engine/layout.hpp"
#include "engine/observations.hpp"
#include "metrics/fairness.hpp"
#include "metrics/sums.hpp"

namespace allot::metrics {

/// The metrics of each kind of entity by name, in the order of the columns; `allot/metric.hpp` tells of each.
std::span<const std::string_view> metrics_of(EntityKind kind);

/// Of organisations, behind their others, where a supplier auctions.
std::span<const std::string_view> metrics_of_auctions();

/// Whether a metric is of money by date, which only a model that keeps cash has.
bool is_of_cash(std::string_view metric);

/// Every column of a model's results: entity by entity.
std::vector<MetricColumn> columns(const engine::Model& model);

/// How many they are.
std::size_t width(const engine::Model& model);

/// One replication as a row of numbers, by `columns`; not a number stands for null (0/0).
void measure(const engine::Model& model, const engine::Layout& layout, const engine::Observations& seen,
             std::span<double> row);

/// Columns that a row is worked out in, kept from replication to replication.
struct Scratch {
  SumsScratch sums;
  std::vector<Sums> groups;
  FairnessScratch fairness;
};

void measure(const engine::Model& model, const engine::Layout& layout, const engine::Observations& seen,
             std::span<double> row, Scratch& scratch);

/// The levels that are reported over time, as sums of gauges.
struct SeriesColumn {
  EntityKind kind = EntityKind::organisation;
  std::string entity;
  std::string_view metric;
  std::vector<std::size_t> gauges;
  double per = 1;  ///< what one unit of the series is in the gauges
};

std::vector<SeriesColumn> series_columns(const engine::Model& model, const engine::Layout& layout);

}  // namespace allot::metrics

#include "experiment/series.hpp"

#include <algorithm>

#include "statistics/estimate.hpp"

namespace allot::experiment {
namespace {

constexpr std::size_t together = 8;  // moments: what stands in one line of a cache is read once

Series empty_series(EntityKind kind, const std::string& entity, std::string_view metric, std::size_t moments) {
  Series out;
  out.kind = kind;
  out.entity = entity;
  out.metric = metric;
  for (auto* line : {&out.p10, &out.p50, &out.p90, &out.mean}) line->resize(moments);
  return out;
}

using Columns = std::vector<std::vector<double>>;

/// Fills some moments of a series with what their columns say.
void fill(std::size_t first, std::span<std::vector<double>> columns, Series& out) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Band band = band_of(columns[i]);
    out.p10[first + i] = band.p10;
    out.p50[first + i] = band.p50;
    out.p90[first + i] = band.p90;
    out.mean[first + i] = band.mean;
  }
}

/// `gather` brings the columns of some moments of one of the series.
template <class Gather>
void fill_all(std::size_t moments, const Executor& executor, std::vector<Series>& all, const Gather& gather) {
  std::vector<Columns> columns(executor.workers(), Columns(together));
  const std::size_t parts = (moments + together - 1) / together;
  executor.each(all.size() * parts, [&](std::size_t worker, std::size_t item) {
    const std::size_t series = item / parts, first = item % parts * together;
    const auto some = std::span(columns[worker]).first(std::min(together, moments - first));
    gather(series, first, some);
    fill(first, some, all[series]);
  });
}

}  // namespace

void add_series(const Rows& rows, const Executor& executor, Results& results) {
  if (rows.series().empty() && rows.fairness().empty()) return;
  const model::Model& model = rows.point().model;
  const std::size_t moments = rows.grid_size();
  for (std::size_t k = 0; k < moments; ++k) results.grid.push_back(model.start + static_cast<Time>(k) * model.grid);
  for (const metrics::SeriesColumn& it : rows.series())
    results.series.push_back(empty_series(it.kind, it.entity, it.metric, moments));
  for (const MetricColumn& it : rows.fairness())
    results.fairness.push_back(empty_series(it.kind, it.entity, it.metric, moments));
  fill_all(moments, executor, results.series,
           [&](auto series, auto first, auto some) { rows.gather_levels(series, first, some); });
  fill_all(moments, executor, results.fairness,
           [&](auto column, auto first, auto some) { rows.gather_fairness(column, first, some); });
}

}  // namespace allot::experiment

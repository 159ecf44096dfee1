#include "experiment/series.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <span>

#include "experiment/bands.hpp"
#include "experiment/columns.hpp"

namespace allot::experiment {
namespace {

constexpr std::size_t together = 8;  // moments: what stands in one line of a cache is read once

using Columns = std::vector<std::vector<double>>;

/// `gather` brings the columns of some moments of one of the series.
template <class Gather>
void fill_all(std::size_t moments, const Executor& executor, std::vector<Series>& all, const Gather& gather) {
  std::vector<Columns> columns(executor.workers(), Columns(together));
  const std::size_t parts = (moments + together - 1) / together;
  executor.each(all.size() * parts, [&](std::size_t worker, std::size_t item) {
    const std::size_t series = item / parts, first = item % parts * together;
    const auto some = std::span(columns[worker]).first(std::min(together, moments - first));
    gather(series, first, some);
    for (std::size_t i = 0; i < some.size(); ++i) set_band(some[i], first + i, all[series]);
  });
}

}  // namespace

void add_series(const Rows& rows, const Executor& executor, Results& results) {
  const bool with_quartiles = rows.chronicle().is_wanted();
  if (rows.series().empty() && rows.fairness().empty() && !with_quartiles) return;
  const model::Model& model = rows.point().model;
  const std::size_t moments = rows.grid_size();
  for (std::size_t k = 0; k < moments; ++k) results.grid.push_back(model.start + static_cast<Time>(k) * model.grid);
  for (const metrics::SeriesColumn& it : rows.series())
    results.series.push_back(empty_series(it.kind, it.entity, it.metric, moments, with_quartiles));
  for (const MetricColumn& it : rows.fairness())
    results.fairness.push_back(empty_series(it.kind, it.entity, it.metric, moments, with_quartiles));
  fill_all(moments, executor, results.series,
           [&](auto series, auto first, auto some) { rows.gather_levels(series, first, some); });
  fill_all(moments, executor, results.fairness,
           [&](auto column, auto first, auto some) { rows.gather_fairness(column, first, some); });
}

void add_difference_quantiles(const Rows& variant, const std::vector<MetricColumn>& of_variant, const Rows& baseline,
                              const std::vector<MetricColumn>& of_baseline, VariantDifferences& out) {
  const auto its = places(out.columns, of_variant), others = places(out.columns, of_baseline);
  for (std::size_t i = 0; i < out.columns.size(); ++i) {
    if (out.columns[i].kind == EntityKind::order) {
      out.quantiles.emplace_back();
      continue;
    }
    std::vector<double> column = variant.column(*its[i]);
    const std::vector<double> less = baseline.column(*others[i]);
    std::transform(column.begin(), column.end(), less.begin(), column.begin(), std::minus());
    out.quantiles.push_back(quantile_grid(std::move(column)));
  }
}

void add_difference_series(const Rows& variant, const Rows& baseline, const Executor& executor,
                           VariantDifferences& out) {
  const model::Model &its = variant.point().model, &other = baseline.point().model;
  if (its.start != other.start || its.grid != other.grid || variant.size() != baseline.size()) return;
  const std::size_t moments = std::min(variant.grid_size(), baseline.grid_size());
  std::vector<std::pair<std::size_t, std::size_t>> levels;  // of one level among those of either
  const auto& all = baseline.series();
  for (std::size_t i = 0; i < variant.series().size(); ++i) {
    const metrics::SeriesColumn& it = variant.series()[i];
    const auto same = std::find_if(all.begin(), all.end(), [&](const metrics::SeriesColumn& one) {
      return one.kind == it.kind && one.entity == it.entity && one.metric == it.metric;
    });
    if (same == all.end()) continue;
    levels.emplace_back(i, static_cast<std::size_t>(same - all.begin()));
    out.series.push_back(empty_series(it.kind, it.entity, it.metric, moments, true));
  }
  if (levels.empty()) return;
  for (std::size_t k = 0; k < moments; ++k) out.grid.push_back(its.start + static_cast<Time>(k) * its.grid);
  std::vector<std::atomic<bool>> differs(levels.size());
  fill_all(moments, executor, out.series, [&](auto series, auto first, auto some) {
    Columns less(some.size());
    variant.gather_levels(levels[series].first, first, some);
    baseline.gather_levels(levels[series].second, first, less);
    for (std::size_t i = 0; i < some.size(); ++i) {
      if (some[i] != less[i]) differs[series] = true;
      std::transform(some[i].begin(), some[i].end(), less[i].begin(), some[i].begin(), std::minus());
    }
  });
  std::size_t place = 0;
  std::erase_if(out.series, [&](const Series&) { return !differs[place++]; });
}

}  // namespace allot::experiment

#include "experiment/series.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <span>

#include "experiment/bands.hpp"
#include "experiment/columns.hpp"
#include "experiment/parallel.hpp"

namespace allot::experiment {
namespace {

constexpr std::size_t together = 8;  // moments: what stands in one line of a cache is read once

using Columns = std::vector<std::vector<double>>;

/// `gather` brings the columns of some moments of one of the series.
template <class Gather>
void fill_all(std::size_t moments, std::size_t threads, std::vector<Series>& all, const Gather& gather) {
  std::vector<Columns> columns(std::max<std::size_t>(1, threads), Columns(together));
  const std::size_t parts = (moments + together - 1) / together;
  for_each(all.size() * parts, threads, [&](std::size_t worker, std::size_t item) {
    const std::size_t series = item / parts, first = item % parts * together;
    const auto some = std::span(columns[worker]).first(std::min(together, moments - first));
    gather(series, first, some);
    for (std::size_t i = 0; i < some.size(); ++i) set_band(some[i], first + i, all[series]);
  });
}

}  // namespace

void add_series(const model::Model& model, const Sample& sample, const Sampling& sampling, Results& results) {
  const std::size_t threads = sampling.threads;
  if (sample.series().empty() && sample.fairness().empty() && !sampling.with_answer) return;
  const std::size_t moments = sample.grid_size();
  for (std::size_t k = 0; k < moments; ++k) results.grid.push_back(model.start + static_cast<Time>(k) * model.grid);
  for (const metrics::SeriesColumn& it : sample.series())
    results.series.push_back(empty_series(it.kind, it.entity, it.metric, moments, sampling.with_answer));
  for (const MetricColumn& it : sample.fairness())
    results.fairness.push_back(empty_series(it.kind, it.entity, it.metric, moments, sampling.with_answer));
  fill_all(moments, threads, results.series,
           [&](auto series, auto first, auto some) { sample.gather_levels(series, first, some); });
  fill_all(moments, threads, results.fairness,
           [&](auto column, auto first, auto some) { sample.gather_fairness(column, first, some); });
}

void add_difference_quantiles(const Sampled& variant, const Sampled& baseline, VariantDifferences& out) {
  const auto of_variant = places(out.columns, variant.columns), of_baseline = places(out.columns, baseline.columns);
  for (std::size_t i = 0; i < out.columns.size(); ++i) {
    if (out.columns[i].kind == EntityKind::order) {
      out.quantiles.emplace_back();
      continue;
    }
    std::vector<double> column = variant.sample.column(*of_variant[i]);
    std::ranges::transform(column, baseline.sample.column(*of_baseline[i]), column.begin(), std::minus());
    out.quantiles.push_back(quantile_grid(std::move(column)));
  }
}

void add_difference_series(const Sampled& variant, const Sampled& baseline, const Sampling& sampling,
                           VariantDifferences& out) {
  if (!sampling.with_answer) return;
  const model::Model &its = variant.model, &other = baseline.model;
  if (its.start != other.start || its.grid != other.grid || variant.sample.size() != baseline.sample.size()) return;
  const std::size_t moments = std::min(variant.sample.grid_size(), baseline.sample.grid_size());
  std::vector<std::pair<std::size_t, std::size_t>> levels;  // of one level among those of either
  const auto& all = baseline.sample.series();
  for (std::size_t i = 0; i < variant.sample.series().size(); ++i) {
    const metrics::SeriesColumn& it = variant.sample.series()[i];
    const auto same = std::ranges::find_if(all, [&](const metrics::SeriesColumn& one) {
      return one.kind == it.kind && one.entity == it.entity && one.metric == it.metric;
    });
    if (same == all.end()) continue;
    levels.emplace_back(i, static_cast<std::size_t>(same - all.begin()));
    out.series.push_back(empty_series(it.kind, it.entity, it.metric, moments, true));
  }
  if (levels.empty()) return;
  for (std::size_t k = 0; k < moments; ++k) out.grid.push_back(its.start + static_cast<Time>(k) * its.grid);
  std::vector<std::atomic<bool>> differs(levels.size());
  fill_all(moments, sampling.threads, out.series, [&](auto series, auto first, auto some) {
    Columns less(some.size());
    variant.sample.gather_levels(levels[series].first, first, some);
    baseline.sample.gather_levels(levels[series].second, first, less);
    for (std::size_t i = 0; i < some.size(); ++i) {
      if (some[i] != less[i]) differs[series] = true;
      std::ranges::transform(some[i], less[i], some[i].begin(), std::minus());
    }
  });
  std::size_t place = 0;
  std::erase_if(out.series, [&](const Series&) { return !differs[place++]; });
}

}  // namespace allot::experiment

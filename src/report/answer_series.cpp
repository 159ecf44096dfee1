#include "report/answer_series.hpp"
#include "report/answer_views.hpp"

#include <memory>
#include <utility>

#include "report/kinds.hpp"

/// Tables of what goes over time, and of quantiles: many rows, each made when it is asked for.
namespace allot::report {
namespace {

using Columns = std::vector<Answer::Column>;

void add_band_columns(Columns& columns) {
  columns.push_back({"time", CellKind::date});
  for (const char* name : {"mean", "p10", "p50", "p90", "p25", "p75"}) columns.push_back({name, CellKind::number});
}

void add_band(Answer::Row& row, const Series& it, const std::string& time, std::size_t at) {
  row.emplace_back(time);
  for (const auto* line : {&it.mean, &it.p10, &it.p50, &it.p90, &it.p25, &it.p75})
    row.push_back(line->empty() ? Answer::Cell() : cell((*line)[at]));
}

/// The moments of a grid as text, which the rows of all its series share.
using Times = std::shared_ptr<const std::vector<std::string>>;

Times times_of(const std::vector<Date>& grid) {
  std::vector<std::string> out;
  for (const Date date : grid) out.push_back(format_date(date));
  return std::make_shared<const std::vector<std::string>>(std::move(out));
}

/// A series, and of whom.
struct SeriesPart {
  std::string variant;
  Times times;
  const Series* series;
  std::string unit;
};

Places moments_of(const std::vector<SeriesPart>& parts) {
  return places_of(parts, [](const SeriesPart& it) { return it.series->mean.size(); });
}

Columns columns_of_metric(bool has_baseline) {
  Columns columns = {{"variant", CellKind::id}};
  if (has_baseline) columns.push_back({"baseline", CellKind::id});
  for (const char* name : {"kind", "entity", "metric", "unit"})
    columns.push_back({name, std::string_view(name) == "entity" ? CellKind::id : CellKind::text});
  return columns;
}

void add_metric(Answer::Row& row, EntityKind kind, const std::string& entity, const std::string& metric,
                const std::string& unit) {
  row.emplace_back(std::string(name_of(kind)));
  for (const std::string* text : {&entity, &metric, &unit}) row.emplace_back(*text);
}

void add_quantile_columns(Columns& columns) {
  columns.push_back({"probability", CellKind::number});
  columns.push_back({"value", CellKind::number});
}

/// A row of a table of quantiles: the grid of one column, at one of its probabilities.
std::pair<std::size_t, std::size_t> quantile_place(std::size_t row) {
  return {row / quantiles_of_grid, row % quantiles_of_grid};
}

/// A column that has a grid of quantiles: of which variant, and which.
using GridPlace = std::pair<std::size_t, std::size_t>;

template <class All, class Grids>
std::vector<GridPlace> grid_places(const All& all, const Grids& grids_of) {
  std::vector<GridPlace> out;
  std::size_t which = 0;
  for (const auto& it : all) {
    const std::vector<QuantileGrid>& grids = grids_of(it);
    for (std::size_t i = 0; i < grids.size(); ++i)
      if (!grids[i].empty()) out.emplace_back(which, i);
    ++which;
  }
  return out;
}

}  // namespace

Answer::Table series_table(const NamedResults& all) {
  std::vector<SeriesPart> parts;
  for (const auto& [name, results] : all) {
    const Times times = times_of(results->grid);
    for (const auto* list : {&results->series, &results->fairness})
      for (const Series& one : *list) parts.push_back({name, times, &one, unit_of(one.metric, results->currency)});
  }
  Columns columns = columns_of_metric(false);
  add_band_columns(columns);
  const Places places = moments_of(parts);
  return {"series", "Levels over time, at each moment of the grid", std::move(columns), places.size(),
          [parts = std::move(parts), places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const SeriesPart& it = parts[which];
            Answer::Row row;
            row.reserve(12);
            row.emplace_back(it.variant);
            add_metric(row, it.series->kind, it.series->entity, it.series->metric, it.unit);
            add_band(row, *it.series, (*it.times)[at], at);
            return row;
          }};
}

View series_tree(const Results& results) {
  std::vector<std::string> kinds;
  for (std::size_t kind = 0; kind < kind_names.size(); ++kind)
    for (const auto* list : {&results.series, &results.fairness})
      for (const Series& it : *list)
        if (it.kind == static_cast<EntityKind>(kind) && (kinds.empty() || kinds.back() != kind_names[kind]))
          kinds.emplace_back(kind_names[kind]);
  std::vector<Part> lists;
  for (const char* name : {"time", "p10", "p50", "p90", "mean"})
    lists.push_back({name, views::each(views::cell(name))});
  return views::of("series", by_metric(views::object(std::move(lists)), std::move(kinds)));
}

View fairness_lines(const Results& results) {
  const View none = views::constant({});
  const View line =
      views::list({views::cell("kind"), views::cell("entity"),
                   views::list({views::cell("metric"), views::text("@"), views::cell("time")}), views::cell("mean"),
                   none, none, none, views::cell("p10"), views::cell("p50"), views::cell("p90"), none, none, none});
  View out = views::of("series", views::each(std::vector<Part>{views::if_known("mean", views::entries(line))}));
  for (const Series& it : results.series) out.from += it.mean.size();
  return out;
}

Answer::Table difference_series_table(const Comparison& comparison) {
  std::vector<SeriesPart> parts;
  std::vector<std::string> baselines;
  for (std::size_t d = 0; d < comparison.differences.size(); ++d) {
    const VariantDifferences& it = comparison.differences[d];
    const Times times = times_of(it.grid);
    for (const Series& one : it.series) {
      parts.push_back({it.name, times, &one, unit_of(one.metric, comparison.variants.front().results.currency)});
      baselines.push_back(comparison.baseline_of(d).name);
    }
  }
  Columns columns = columns_of_metric(true);
  add_band_columns(columns);
  const Places places = moments_of(parts);
  return {"difference_series",
          "Levels over time less the baseline's, replication by replication, at each moment of the grid",
          std::move(columns), places.size(),
          [parts = std::move(parts), baselines = std::move(baselines), places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const SeriesPart& it = parts[which];
            Answer::Row row = {it.variant, baselines[which]};
            add_metric(row, it.series->kind, it.series->entity, it.series->metric, it.unit);
            add_band(row, *it.series, (*it.times)[at], at);
            return row;
          }};
}

Answer::Table room_table(const NamedResults& all) {
  std::vector<SeriesPart> parts;
  std::vector<const SiteSeries*> levels;
  for (const auto& [name, results] : all) {
    const Times times = times_of(results->grid);
    for (const SiteSeries& it : results->sites) {
      parts.push_back({name, times, &it.values, it.unit});
      levels.push_back(&it);
    }
  }
  Columns columns = {{"variant", CellKind::id},
                     {"site", CellKind::id},
                     {"gate", CellKind::text},
                     {"level", CellKind::text},
                     {"unit", CellKind::text}};
  add_band_columns(columns);
  const Places places = moments_of(parts);
  return {"room",
          "Of each site over time, what room and power there is and what is taken of it, and how many units have "
          "arrived, are installing, online and stranded",
          std::move(columns), places.size(),
          [parts = std::move(parts), levels = std::move(levels), places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const SeriesPart& it = parts[which];
            Answer::Row row = {it.variant, it.series->entity, text_cell(levels[which]->gate), levels[which]->level,
                               it.unit};
            add_band(row, *it.series, (*it.times)[at], at);
            return row;
          }};
}

Answer::Table quantiles_table(const NamedResults& all) {
  std::vector<GridPlace> grids =
      grid_places(all, [](const auto& it) -> const std::vector<QuantileGrid>& { return it.second->quantiles; });
  Columns columns = columns_of_metric(false);
  add_quantile_columns(columns);
  const std::size_t size = grids.size() * quantiles_of_grid;
  return {"quantiles", "Metrics that chance moves, at probabilities from 5% to 95%", std::move(columns), size,
          [all, grids = std::move(grids)](std::size_t i) -> Answer::Row {
            const auto [place, at] = quantile_place(i);
            const auto& [name, results] = all[grids[place].first];
            const MetricColumn& column = results->columns[grids[place].second];
            Answer::Row row = {name};
            add_metric(row, column.kind, column.entity, column.metric, unit_of(column.metric, results->currency));
            row.emplace_back(probability_of_grid(at));
            row.push_back(cell(results->quantiles[grids[place].second][at]));
            return row;
          }};
}

Answer::Table difference_quantiles_table(const Comparison& comparison) {
  std::vector<GridPlace> grids = grid_places(
      comparison.differences, [](const auto& it) -> const std::vector<QuantileGrid>& { return it.quantiles; });
  Columns columns = columns_of_metric(true);
  add_quantile_columns(columns);
  const std::size_t size = grids.size() * quantiles_of_grid;
  return {"difference_quantiles", "Differences that chance moves, at probabilities from 5% to 95%", std::move(columns),
          size, [&comparison, grids = std::move(grids)](std::size_t i) -> Answer::Row {
            const auto [place, at] = quantile_place(i);
            const VariantDifferences& it = comparison.differences[grids[place].first];
            const MetricColumn& column = it.columns[grids[place].second];
            Answer::Row row = {it.name, comparison.baseline_of(grids[place].first).name};
            add_metric(row, column.kind, column.entity, column.metric,
                       unit_of(column.metric, comparison.variants.front().results.currency));
            row.emplace_back(probability_of_grid(at));
            row.push_back(cell(it.quantiles[grids[place].second][at]));
            return row;
          }};
}

}  // namespace allot::report

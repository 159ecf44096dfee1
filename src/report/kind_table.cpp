#include "report/kind_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

#include "report/names.hpp"
#include "report/shown_metrics.hpp"

namespace allot::report {
namespace {

constexpr std::size_t most_entities = 40;

/// The entities of a kind in the order of the columns, and their estimates by metric.
struct Entity {
  std::string name;
  std::unordered_map<std::string_view, const Estimate*> estimates;
};

std::vector<Entity> entities_of(const Results& results, EntityKind kind) {
  std::vector<Entity> entities;
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < results.columns.size(); ++i) {
    const MetricColumn& column = results.columns[i];
    if (column.kind != kind) continue;
    const auto [place, is_new] = places.try_emplace(column.entity, entities.size());
    if (is_new) entities.push_back({shown_name(results.labels, kind, column.entity), {}});
    entities[place->second].estimates.emplace(column.metric, &results.estimates[i]);
  }
  return entities;
}

std::vector<Estimate> column_of(const std::vector<Entity>& entities, std::string_view metric) {
  std::vector<Estimate> column;
  for (const Entity& entity : entities) {
    const auto found = entity.estimates.find(metric);
    column.push_back(found == entity.estimates.end() ? Estimate{} : *found->second);
  }
  return column;
}

bool is_of_interest(const std::vector<Estimate>& column) {
  for (const Estimate& estimate : column)
    if (estimate.count > 0 && (estimate.min != 0 || estimate.max != 0)) return true;
  return false;
}

bool is_zero(const std::vector<Estimate>& column) {
  return !is_of_interest(column) &&
         std::any_of(column.begin(), column.end(), [](const Estimate& it) { return it.count > 0; });
}

// With its unit where another metric of that kind has the same head.
std::string head_of(const ShownMetric& metric, EntityKind kind, const Results& results) {
  const auto others = shown_metrics(kind);
  const auto same = [&](const ShownMetric& other) { return other.head == metric.head; };
  if (std::count_if(others.begin(), others.end(), same) == 1) return std::string(metric.head);
  return std::string(metric.head) + " (" + figures_for({}, metric.measure(), Precision::exact, results.currency).unit +
         ")";
}

std::vector<double> shown_numbers(const std::vector<Estimate>& column, Precision precision) {
  std::vector<double> numbers;
  for (const Estimate& estimate : column) {
    numbers.push_back(estimate.p50.value);
    if (precision == Precision::exact) continue;
    numbers.push_back(estimate.p10.value);
    numbers.push_back(estimate.p90.value);
  }
  return numbers;
}

// "0" is nothing at all.
std::string middle_text(double number, const Figures& figures) {
  const std::string text = figure(number, figures);
  return number != 0 && std::isfinite(number) && reads_as_zero(text) ? "about 0" : text;
}

Cell cell_of(const Estimate& estimate, Measure measure, Precision precision, const Figures& figures) {
  const QuantileEstimate& middle = estimate.p50;
  const std::string shown =
      measure == Measure::days ? middle_text(middle.value, figures) : figure(middle.value, figures);
  if (precision == Precision::exact) return {shown, ""};
  return {shown, range(estimate.p10.value, middle.value, estimate.p90.value, figures)};
}

void add_column(Table& table, const ShownMetric& metric, const std::vector<Estimate>& column, const Results& results) {
  const bool is_spread = results.is_random && results.replications > 1;
  const Precision precision = is_spread ? Precision::rounded : Precision::exact;
  const Figures figures = figures_for(shown_numbers(column, precision), metric.measure(), precision, results.currency);
  table.columns.push_back({std::string(metric.head), metric.below_head(figures), Align::right});
  for (std::size_t i = 0; i < column.size(); ++i)
    table.rows[i].cells.push_back(cell_of(column[i], metric.measure(), precision, figures));
}

// Keeps the first rows and the total, and says how many are left out.
void limit_rows(Table& table) {
  const std::size_t total = table.rows.back().is_total ? 1 : 0;
  if (table.rows.size() <= most_entities + total) return;
  const auto first = table.rows.begin() + most_entities;
  const auto last = table.rows.end() - static_cast<std::ptrdiff_t>(total);
  const std::string more = "and " + std::to_string(last - first) + " more";
  table.rows.erase(first + 1, last);
  first->cells.assign(table.columns.size(), {});
  first->cells[0].text = more;
}

}  // namespace

namespace {

// Those that people look at; where some are asked for also those among them that have no place in tables otherwise.
std::vector<ShownMetric> metrics_in_table(const Results& results, EntityKind kind) {
  const auto usual = shown_metrics(kind);
  std::vector<ShownMetric> out(usual.begin(), usual.end());
  if (results.patterns.empty()) return out;
  for (const MetricColumn& column : results.columns) {
    const bool is_there = std::ranges::any_of(out, [&](const ShownMetric& it) { return it.metric == column.metric; });
    const Metric* known = metric_named(column.metric);
    if (column.kind == kind && !is_there && known) out.push_back({known->name, known->head});
  }
  return out;
}

}  // namespace

KindTable kind_table(const Results& results, EntityKind kind, std::string_view name) {
  std::vector<Entity> entities = entities_of(results, kind);
  const bool has_total = kind == EntityKind::organisation && entities.size() > 1;
  if (has_total)
    for (Entity& system : entities_of(results, EntityKind::system)) entities.push_back(std::move(system));

  KindTable out{{{{std::string(name), "", Align::left}}, {}}, {}};
  Table& table = out.table;
  for (const Entity& entity : entities)
    table.rows.push_back({{{entity.name.empty() ? "everyone" : entity.name, ""}}, entity.name.empty()});
  for (const ShownMetric& metric : metrics_in_table(results, kind)) {
    const std::vector<Estimate> column = column_of(entities, metric.metric);
    if (is_of_interest(column)) add_column(table, metric, column, results);
    if (is_zero(column)) out.zero.push_back(head_of(metric, kind, results));
  }
  if (table.columns.size() == 1) table.rows.clear();
  if (!table.rows.empty()) limit_rows(table);
  return out;
}

}  // namespace allot::report

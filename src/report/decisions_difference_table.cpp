#include "report/decisions_difference_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <unordered_map>

#include "report/decisions_words.hpp"
#include "report/names.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t most_rows = 40;
constexpr std::size_t place_of_milestones = 2;  // behind GPU-days and units

std::string entity_name(const MetricColumn& column, const Labels& labels) {
  return column.kind == EntityKind::system ? "everyone" : full_name(labels, column.kind, column.entity);
}

std::string range_of(const Estimate& estimate, const Figures& figures) {
  const double low = estimate.p10.value, high = estimate.p90.value;
  if (low == high)
    return estimate.min == estimate.max ? "" : "mostly " + (low == 0 ? "0" : signed_figure(low, figures));
  return range(low, estimate.mean, high, figures);
}

Cell cell_of(const Difference* difference, const Figures& figures, bool has_range) {
  if (!difference || difference->estimate.count == 0) return {"-", ""};
  const Estimate& estimate = difference->estimate;
  const Sureness sureness = sureness_of(*difference);
  if (sureness == Sureness::unchanged) return {"0", ""};
  const std::string text = sureness == Sureness::unclear ? "unclear" : signed_figure(estimate.mean, figures);
  return {text, has_range ? range_of(estimate, figures) : ""};
}

bool is_of_interest(std::span<const Change> changes, std::size_t metric) {
  return std::any_of(changes.begin(), changes.end(), [&](const Change& change) {
    const Difference* difference = change.by_metric[metric];
    return difference && sureness_of(*difference) != Sureness::unchanged;
  });
}

Figures figures_of(std::span<const Change> changes, std::size_t metric, const Reading& reading) {
  std::vector<double> numbers;
  for (const Change& change : changes) {
    if (!change.by_metric[metric]) continue;
    const Estimate& estimate = change.by_metric[metric]->estimate;
    numbers.push_back(estimate.mean);
    if (!reading.is_spread) continue;
    numbers.push_back(estimate.p10.value);
    numbers.push_back(estimate.p90.value);
  }
  return figures_for(numbers, judged_metrics[metric].measure(), reading.precision(), reading.currency);
}

// Those in the middle, which gained or lost least, are left out where there are too many.
void keep_outermost(std::vector<Change>& changes) {
  if (changes.size() <= most_rows) return;
  const auto first = changes.begin() + most_rows / 2, last = changes.end() - most_rows / 2;
  const std::string more = "and " + std::to_string(last - first) + " between";
  first->name = more;
  first->by_metric = {};
  changes.erase(first + 1, last);
}

// By how many days the milestone of each that moves most does, and which it is.
void add_milestones(Table& table, std::span<const Change> changes, const Reading& reading) {
  if (std::all_of(changes.begin(), changes.end(), [](const Change& it) { return it.days.empty(); })) return;
  table.columns.push_back({"milestone", reading.is_spread ? "median change" : "", Align::right});
  for (std::size_t i = 0; i < changes.size(); ++i)
    table.rows[i].cells.push_back({changes[i].days, shortened(changes[i].milestone, longest_name)});
}

Table table_of(std::string_view name, std::span<const Change> changes, std::size_t totals, const Reading& reading,
               std::size_t ranges) {
  Table table{{{std::string(name), "", Align::left}}, {}};
  for (std::size_t i = 0; i < changes.size(); ++i)
    table.rows.push_back({{{shortened(changes[i].name, longest_name), ""}}, i + totals == changes.size()});
  std::size_t shown = 0;
  for (std::size_t metric = 0; metric < judged_metrics.size(); ++metric) {
    if (metric == place_of_milestones) add_milestones(table, changes, reading);
    if (!is_of_interest(changes, metric)) continue;
    const Figures figures = figures_of(changes, metric, reading);
    const bool has_range = reading.is_spread && shown++ < ranges;
    table.columns.push_back(
        {head_of(judged_metrics[metric], reading), judged_metrics[metric].below_head(figures), Align::right});
    for (std::size_t i = 0; i < changes.size(); ++i)
      table.rows[i].cells.push_back(cell_of(changes[i].by_metric[metric], figures, has_range));
  }
  return table;
}

}  // namespace

std::string head_of(const ShownMetric& metric, const Reading& reading) {
  if (metric.metric == "online_units" && !reading.end.empty()) return "online by " + reading.end;
  return std::string(metric.head);
}

double Change::gain() const {
  const double mean = headline() ? headline()->estimate.mean : 0;
  return std::isfinite(mean) ? mean : 0;
}

Sureness sureness_of(const Change& change) {
  Sureness most = Sureness::unchanged;
  for (const Difference* difference : change.by_metric)
    if (difference) most = std::max(most, sureness_of(*difference));
  return most;
}

std::vector<Change> changes_of(const VariantDifferences& variant, EntityKind kind, const Labels& labels) {
  std::vector<Change> changes;
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < variant.columns.size(); ++i) {
    const MetricColumn& column = variant.columns[i];
    if (column.kind != kind) continue;
    const auto [place, is_new] = places.try_emplace(column.entity, changes.size());
    if (is_new) changes.push_back({column.entity, entity_name(column, labels), {}, {}, {}});
    for (std::size_t metric = 0; metric < judged_metrics.size(); ++metric)
      if (judged_metrics[metric].metric == column.metric)
        changes[place->second].by_metric[metric] = &variant.differences[i];
  }
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& a, const Change& b) { return a.gain() > b.gain(); });
  return changes;
}

Table difference_table(std::string_view name, std::vector<Change> changes, const std::vector<Change>& total,
                       const Reading& reading, std::size_t width) {
  if (changes.empty()) return {};
  keep_outermost(changes);
  changes.insert(changes.end(), total.begin(), total.end());
  for (std::size_t ranges = judged_metrics.size(); ranges > 0; --ranges) {
    Table table = table_of(name, changes, total.size(), reading, ranges);
    if (is_fit(table, width)) return table;
  }
  return table_of(name, changes, total.size(), reading, judged_metrics.size());
}

}  // namespace allot::report

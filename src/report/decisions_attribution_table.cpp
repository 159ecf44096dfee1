#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "report/decisions_difference_table.hpp"
#include "report/decisions_formats.hpp"
#include "report/decisions_words.hpp"
#include "report/names.hpp"
#include "report/next_steps.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t longest_intervention = 16;
constexpr double negligible = 1e-9;  // what adding up leaves behind, of the largest part

/// What one metric says of the organisations, and of everyone.
struct Block {
  ShownMetric metric;
  std::vector<const Attribution*> rows;  ///< organisations
  const Attribution* everyone = nullptr;
  double largest = 0;  ///< part or total
};

double largest_of(const Attribution& one) {
  double largest = std::isfinite(one.total) ? std::abs(one.total) : 0;
  for (const double part : one.parts)
    if (std::isfinite(part)) largest = std::max(largest, std::abs(part));
  return largest;
}

Block block_of(const Attributions& all, const ShownMetric& metric) {
  Block block{metric, {}, nullptr, 0};
  for (const Attribution& one : all.metrics) {
    if (one.column.metric != metric.metric) continue;
    if (one.column.kind == EntityKind::organisation) block.rows.push_back(&one);
    if (one.column.kind == EntityKind::system) block.everyone = &one;
    if (one.column.kind == EntityKind::organisation) block.largest = std::max(block.largest, largest_of(one));
  }
  return block;
}

constexpr ShownMetric milestone_days{"date", "Milestones", "later"};

Block block_of_milestones(const Attributions& all) {
  Block block{milestone_days, {}, nullptr, 0};
  for (const Attribution& one : all.milestones) {
    if (!std::isfinite(one.total)) continue;
    block.rows.push_back(&one);
    block.largest = std::max(block.largest, largest_of(one));
  }
  return block;
}

std::string row_name(const Attributions& all, const Block& block, const Attribution& one) {
  if (block.metric.metric == milestone_days.metric) return shown_milestone(all.labels, one.column.entity);
  return shown_name(all.labels, one.column.kind, one.column.entity);
}

std::vector<std::string> take_unchanged(const Attributions& all, Block& block) {
  std::vector<std::string> names;
  std::erase_if(block.rows, [&](const Attribution* one) {
    const bool is_unchanged = largest_of(*one) <= negligible * block.largest;
    if (is_unchanged)
      names.push_back(block.metric.metric == milestone_days.metric
                          ? full_milestone(all.labels, one->column.entity)
                          : full_name(all.labels, one->column.kind, one->column.entity));
    return is_unchanged;
  });
  std::stable_sort(block.rows.begin(), block.rows.end(),
                   [](const Attribution* a, const Attribution* b) { return a->total > b->total; });
  if (block.everyone && block.rows.size() + names.size() > 1)
    block.rows.push_back(block.everyone);
  else
    block.everyone = nullptr;
  return names;
}

// The interventions that moved most, in their own order.
std::vector<std::size_t> foremost(const Block& block, std::size_t interventions, std::size_t count) {
  std::vector<double> moved(interventions);
  for (const Attribution* one : block.rows)
    for (std::size_t i = 0; i < interventions; ++i)
      if (std::isfinite(one->parts[i])) moved[i] += std::abs(one->parts[i]);
  std::vector<std::size_t> order(interventions);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return moved[a] > moved[b]; });
  order.resize(std::min(count, interventions));
  std::sort(order.begin(), order.end());
  return order;
}

Figures figures_of(const Block& block, const Attributions& all, bool is_spread) {
  std::vector<double> numbers;
  for (const Attribution* one : block.rows) {
    numbers.push_back(one->total);
    numbers.insert(numbers.end(), one->parts.begin(), one->parts.end());
  }
  return figures_for(numbers, block.metric.measure(), is_spread ? Precision::rounded : Precision::exact, all.currency);
}

std::string signed_part(double part, double largest, const Figures& figures) {
  return signed_figure(std::abs(part) <= negligible * largest ? 0 : part, figures);
}

Cell part_cell(const Attribution& one, std::size_t i, const Block& block, const Figures& figures) {
  const std::string text = signed_part(one.parts[i], block.largest, figures);
  const auto& interval = one.intervals[i];
  const double half = interval ? (interval->high - interval->low) / 2 : 0;
  return {text, half > negligible * block.largest ? "± " + figure(half, figures) : ""};
}

// What the columns leave out of a row; the parts shown and this sum to the total.
double rest_of(const Attribution& one, const std::vector<std::size_t>& shown) {
  double rest = 0;
  for (std::size_t i = 0; i < one.parts.size(); ++i)
    if (std::find(shown.begin(), shown.end(), i) == shown.end()) rest += one.parts[i];
  return rest;
}

Table table_of(const Attributions& all, const Block& block, const Figures& figures, std::size_t columns) {
  const std::size_t count = all.interventions.size();
  const std::vector<std::size_t> shown = foremost(block, count, columns);
  Table table{{{std::string(block.metric.head), block.metric.below_head(figures), Align::left}}, {}};
  for (const std::size_t i : shown)
    table.columns.push_back(
        {shortened(shown_name(all.labels, EntityKind::intervention, all.interventions[i]), longest_intervention), ""});
  if (shown.size() < count) table.columns.push_back({counted(count - shown.size(), "other"), ""});
  table.columns.push_back({"total", ""});
  for (const Attribution* one : block.rows) {
    const bool is_total = one == block.everyone;
    Row row{{{is_total ? "everyone" : row_name(all, block, *one), ""}}, is_total};
    for (const std::size_t i : shown) row.cells.push_back(part_cell(*one, i, block, figures));
    if (shown.size() < count) row.cells.push_back({signed_part(rest_of(*one, shown), block.largest, figures), ""});
    row.cells.push_back({signed_part(one->total, block.largest, figures), ""});
    table.rows.push_back(std::move(row));
  }
  return table;
}

// As many interventions as fit beside the total; the others are added up.
Table fitting_table(const Attributions& all, const Block& block, const Figures& figures, std::size_t width) {
  for (std::size_t columns = all.interventions.size();; --columns) {
    const Table table = table_of(all, block, figures, columns);
    if (columns <= 1 || is_fit(table, width)) return table;
  }
}

bool is_spread(const Attributions& all) {
  return std::any_of(all.metrics.begin(), all.metrics.end(), [](const Attribution& one) {
    return std::any_of(one.intervals.begin(), one.intervals.end(), [&](const std::optional<Interval>& interval) {
      return interval && interval->high - interval->low > negligible * largest_of(one);
    });
  });
}

std::string section(const Attributions& all, Block block, bool spread, const Style& style) {
  if (block.largest == 0) return {};
  const std::vector<std::string> unchanged = take_unchanged(all, block);
  const Table table = fitting_table(all, block, figures_of(block, all, spread), style.width);
  std::string text = "\n" + text_of(table, style);
  if (!unchanged.empty()) text += wrapped("Unchanged: " + listed(unchanged, most_names) + ".", style.width);
  return text;
}

std::string heading(const Attributions& all, bool spread, const Style& style) {
  std::string text = std::string(all.is_of_edits ? "What each edit changed, against the scenario as written"
                                                 : "What each decision changed, against no interventions") +
                     ": its effect averaged over every order in which " +
                     (all.is_of_edits ? "they can be made" : "the decisions can be taken") +
                     " (Shapley value), so that the parts sum to the total. ";
  if (spread)
    text += counted(all.replications, "replication") + ", seed " + std::to_string(all.seed) +
            "; ± is half of the 95% interval of a part.";
  else if (all.replications == 1)
    text += "One replication, seed " + std::to_string(all.seed) + ".";
  else
    text += "Every replication says the same.";
  return bold_lines(one_line(all.scenario), style) + wrapped(text, style.width);
}

}  // namespace

std::string attributions_table(const Attributions& attributions, const Style& wanted) {
  const Style style = wide_enough(wanted);
  const bool spread = is_spread(attributions);
  std::string sections;
  for (const ShownMetric& metric : judged_metrics)
    sections += section(attributions, block_of(attributions, metric), spread, style);
  sections += section(attributions, block_of_milestones(attributions), spread, style);
  if (sections.empty())
    sections = "\n" + wrapped(std::string("The ") + (attributions.is_of_edits ? "edits" : "interventions") +
                                  " change nothing that organisations are judged by.",
                              style.width);
  return heading(attributions, spread, style) + sections + next_steps(attributions.next, style);
}

}  // namespace allot::report

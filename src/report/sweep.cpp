#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "allot/answers.hpp"
#include "allot/metric.hpp"
#include "allot/reports.hpp"
#include "base/text.hpp"
#include "report/decisions_words.hpp"
#include "report/figures.hpp"
#include "report/next_steps.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Align;
using report::Cell;

constexpr std::size_t most_failures = 5, most_named = 20;

report::Table axes_table(const SweepSummary& summary) {
  report::Table table;
  table.columns = {{"What varied", "", Align::left}, {"values", ""}, {"from", ""}, {"to", ""}};
  for (const SweepSummary::Axis& it : summary.axes)
    table.rows.push_back({{Cell{report::one_line(it.label), ""}, Cell{std::to_string(it.values), ""},
                           Cell{report::one_line(it.low), ""}, Cell{report::one_line(it.high), ""}}});
  return table;
}

std::string name_of_range(const SweepSummary::Range& it) {
  const std::string name = report::one_line(it.label.empty() ? it.entity : it.label);
  return it.variant.empty() ? name : fmt::format("{} ({} less {})", name, it.variant, it.baseline);
}

// Of one metric, since all numbers of a table have one unit. Whom the points do not move is named below it.
std::string text_of_ranges(const SweepSummary& summary, const std::string& metric, const Style& style) {
  std::vector<const SweepSummary::Range*> moved;
  std::vector<std::string> same;
  std::vector<double> numbers;
  for (const SweepSummary::Range& it : summary.ranges) {
    if (it.metric != metric) continue;
    if (it.low == it.high && summary.wanted > 1) {
      same.push_back(name_of_range(it));
      continue;
    }
    moved.push_back(&it);
    numbers.insert(numbers.end(), {it.low, it.high});
  }
  const Metric* known = metric_named(metric);
  const report::Figures figures =
      report::figures_for(numbers, known ? known->unit : Unit::index, report::Precision::rounded, summary.currency);
  const std::string head(known ? known->head : std::string_view(metric));
  report::Table table;
  table.columns = {{head + (figures.unit.empty() ? "" : ", " + figures.unit), "", Align::left},
                   {"least mean", ""},
                   {"at point", ""},
                   {"largest mean", ""},
                   {"at point", ""}};
  for (const SweepSummary::Range* it : moved)
    table.rows.push_back({{Cell{name_of_range(*it), ""}, Cell{report::figure(it->low, figures), ""},
                           Cell{std::to_string(it->low_point), ""}, Cell{report::figure(it->high, figures), ""},
                           Cell{std::to_string(it->high_point), ""}}});
  std::string text = moved.empty() ? "" : report::text_of(table, style);
  if (!same.empty())
    text += report::wrapped(head + ", the same at every point: " + report::listed(same, most_named) + ".", style.width);
  return "\n" + text;
}

std::vector<std::string> metrics_in(const SweepSummary& summary) {
  std::vector<std::string> out;
  for (const SweepSummary::Range& it : summary.ranges)
    if (std::find(out.begin(), out.end(), it.metric) == out.end()) out.push_back(it.metric);
  return out;
}

std::string failures_text(const SweepSummary& summary, const Style& style) {
  if (summary.failures.empty()) return "";
  std::string text =
      "\n" + report::bold_lines(
                 fmt::format("{} could not be answered", report::counted(summary.failures.size(), "point")), style);
  for (std::size_t i = 0; i < std::min(most_failures, summary.failures.size()); ++i) {
    const auto& [point, message] = summary.failures[i];
    text += report::hanging(fmt::format("  {}: ", point), report::one_line(message.substr(0, message.find('\n'))),
                            style.width);
  }
  if (summary.failures.size() > most_failures)
    text += report::wrapped("and more: allot query " + summary.file + " failures", style.width, 2);
  return text;
}

std::string replications_of_point(const SweepSummary& summary) {
  if (summary.sampling != "at random") return summary.sampling;
  const std::string count = report::counted(std::stoull(summary.replications), "replication");
  return summary.precision.empty() ? count : "batches of " + count + " until " + summary.precision;
}

std::string size_of_sweep(const SweepSummary& summary) {
  const std::string replications = replications_of_point(summary);
  const std::string part = summary.shard.of == 1 ? ""
                                                 : fmt::format(" (part {} of {}; {} in all)", summary.shard.part,
                                                               summary.shard.of, with_thousands(summary.points));
  return fmt::format("{} of {}{} {} in {}: {}{}, seed {}{}.", with_thousands(summary.done),
                     report::counted(summary.wanted, "point"), part, summary.done == 1 ? "is" : "are", summary.file,
                     replications, summary.wanted > 1 ? " at each" : "", summary.seed,
                     summary.wanted > 1 ? ", the same chance at every point" : "");
}

std::string text_of_sweep(const SweepSummary& summary, const Style& style) {
  std::string text = report::bold_lines(report::one_line(summary.scenario), style);
  if (!summary.question.empty()) text += report::wrapped(report::one_line(summary.question), style.width);
  text += report::wrapped(size_of_sweep(summary), style.width) + "\n" + report::text_of(axes_table(summary), style);
  for (const std::string& metric : metrics_in(summary)) text += text_of_ranges(summary, metric, style);
  if (summary.more_ranges > 0)
    text += report::wrapped(fmt::format("and {} more", report::counted(summary.more_ranges, "metric")), style.width);
  text += failures_text(summary, style);
  return text + report::next_steps(
                    {"allot query " + summary.file + " results", "allot export " + summary.file + " -o results.csv"},
                    style, "allot report " + summary.file + " -o page.html");
}

}  // namespace

std::string render(const SweepSummary& summary, Format format, const Style& style) {
  return report::rendered(summary, format,
                          [&](const SweepSummary& it) { return text_of_sweep(it, report::wide_enough(style)); });
}

}  // namespace allot

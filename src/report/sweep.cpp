#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "allot/answers.hpp"
#include "allot/metric.hpp"
#include "allot/reports.hpp"
#include "base/text.hpp"
#include "report/figures.hpp"
#include "report/next_steps.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Align;
using report::Cell;

constexpr std::size_t most_failures = 5;

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

// Of one metric, since all numbers of a table have one unit.
report::Table ranges_table(const SweepSummary& summary, const std::string& metric) {
  std::vector<const SweepSummary::Range*> own;
  std::vector<double> numbers;
  for (const SweepSummary::Range& it : summary.ranges)
    if (it.metric == metric) {
      own.push_back(&it);
      numbers.insert(numbers.end(), {it.low, it.high});
    }
  const Metric* known = metric_named(metric);
  const report::Figures figures =
      report::figures_for(numbers, known ? known->unit : Unit::index, report::Precision::rounded, summary.currency);
  report::Table table;
  table.columns = {
      {std::string(known ? known->head : std::string_view(metric)) + (figures.unit.empty() ? "" : ", " + figures.unit),
       "", Align::left},
      {"least mean", ""},
      {"at point", ""},
      {"largest mean", ""},
      {"at point", ""}};
  for (const SweepSummary::Range* it : own)
    table.rows.push_back({{Cell{name_of_range(*it), ""}, Cell{report::figure(it->low, figures), ""},
                           Cell{std::to_string(it->low_point), ""}, Cell{report::figure(it->high, figures), ""},
                           Cell{std::to_string(it->high_point), ""}}});
  return table;
}

std::vector<std::string> metrics_in(const SweepSummary& summary) {
  std::vector<std::string> out;
  for (const SweepSummary::Range& it : summary.ranges)
    if (std::find(out.begin(), out.end(), it.metric) == out.end()) out.push_back(it.metric);
  return out;
}

std::string failures_text(const SweepSummary& summary, const Style& style) {
  if (summary.failures.empty()) return "";
  std::string text = report::bold_lines(
      fmt::format("{} could not be answered", report::counted(summary.failures.size(), "point")), style);
  for (std::size_t i = 0; i < std::min(most_failures, summary.failures.size()); ++i) {
    const auto& [point, message] = summary.failures[i];
    text += report::hanging(fmt::format("  {}: ", point), report::one_line(message.substr(0, message.find('\n'))),
                            style.width);
  }
  if (summary.failures.size() > most_failures)
    text += report::wrapped("and more: allot query " + summary.file + " failures", style.width, 2);
  return text + "\n";
}

std::string size_of_sweep(const SweepSummary& summary) {
  const std::string replications = summary.sampling == "at random"
                                       ? report::counted(std::stoull(summary.replications), "replication")
                                       : summary.sampling;
  const std::string part = summary.shard.of == 1 ? ""
                                                 : fmt::format(" (part {} of {}; {} in all)", summary.shard.part,
                                                               summary.shard.of, with_thousands(summary.points));
  return fmt::format("{} of {}{} are in {}: {} each, seed {}, the same chance at every point.",
                     with_thousands(summary.done), report::counted(summary.wanted, "point"), part, summary.file,
                     replications, summary.seed);
}

std::string text_of_sweep(const SweepSummary& summary, const Style& style) {
  std::string text = report::bold_lines(report::one_line(summary.scenario), style);
  if (!summary.question.empty()) text += report::wrapped(report::one_line(summary.question), style.width);
  text += report::wrapped(size_of_sweep(summary), style.width) + "\n" + report::text_of(axes_table(summary), style) + "\n";
  for (const std::string& metric : metrics_in(summary))
    text += report::text_of(ranges_table(summary, metric), style) + "\n";
  if (summary.more_ranges > 0)
    text +=
        report::wrapped(fmt::format("and {} more", report::counted(summary.more_ranges, "metric")), style.width) + "\n";
  text += failures_text(summary, style);
  return text +
         report::next_steps(
             {"allot query " + summary.file + " results", "allot export " + summary.file + " -o results.csv"}, style);
}

}  // namespace

std::string render(const SweepSummary& summary, Format format, const Style& style) {
  return report::rendered(summary, format,
                          [&](const SweepSummary& it) { return text_of_sweep(it, report::wide_enough(style)); });
}

}  // namespace allot

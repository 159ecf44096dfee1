#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "report/answer_precisions.hpp"
#include "report/asked_metrics.hpp"
#include "report/chances.hpp"
#include "report/decisions_words.hpp"
#include "report/formats.hpp"
#include "report/kind_table.hpp"
#include "report/moments.hpp"
#include "report/names.hpp"
#include "report/next_steps.hpp"
#include "report/transfers.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t assumptions_shown = 3;

std::string day_of(Date date) { return format_date(date).substr(0, 10); }

std::string how_sure(const Results& results) {
  const std::string seed = "seed " + std::to_string(results.seed);
  if (!results.is_random) return "No chance in this run: every replication is the same.";
  if (results.replications == 1)
    return "One replication, " + seed + ": one course that events may take. With more, each number has a range.";
  return counted(results.replications, "replication") + ", " + seed +
         ": medians, and in the line below them the range of eight in ten.";
}

std::string heading(const Results& results, const Style& style) {
  std::string name = one_line(results.scenario);
  if (!results.variant.empty()) name += ", variant " + one_line(results.variant);
  std::string text = bold_lines(name, style);
  text += wrapped(one_line(results.question), style.width);
  text += quiet(day_of(results.start) + " to " + day_of(results.end), style) + "\n";
  return text + wrapped(how_sure(results), style.width);
}

std::string section(const Table& table, const Style& style) {
  return table.rows.empty() ? "" : "\n" + text_of(table, style);
}

// Nothing that is said of one number of replications is silent for another.
std::string section_of(const Results& results, EntityKind kind, const std::string& name, const Style& style) {
  const KindTable it = kind_table(results, kind, name);
  const std::string text = section(it.table, style);
  if (it.zero.empty()) return text;
  return (text.empty() ? "\n" : text) +
         wrapped((text.empty() ? name + ", 0 throughout: " : "0 throughout: ") + listed(it.zero, it.zero.size()) + ".",
                 style.width);
}

const Estimate* find(const Results& results, EntityKind kind, std::string_view metric) {
  for (std::size_t i = 0; i < results.columns.size(); ++i)
    if (results.columns[i].kind == kind && results.columns[i].metric == metric) return &results.estimates[i];
  return nullptr;
}

const Series* find_fairness(const Results& results, std::string_view metric) {
  for (const Series& one : results.fairness)
    if (one.kind == EntityKind::system && one.metric == metric) return &one;
  return nullptr;
}

// The most uneven period, by its median.
std::string worst_period(const Results& results) {
  const Series* jain = find_fairness(results, "jain");
  if (!jain) return {};
  std::size_t worst = jain->p50.size(), known = 0;
  for (std::size_t k = 0; k < jain->p50.size(); ++k) {
    if (!std::isfinite(jain->p50[k])) continue;
    ++known;
    if (worst == jain->p50.size() || jain->p50[k] < jain->p50[worst]) worst = k;
  }
  if (known < 2) return {};
  return " Least even was the period up to " + day_of(results.grid[worst]) + ": Jain " + trimmed(jain->p50[worst], 3) +
         ".";
}

// One organisation alone is served as evenly as can be, which says nothing.
std::string fairness(const Results& results, const Style& style) {
  const Estimate* jain = find(results, EntityKind::system, "jain");
  const Estimate* gini = find(results, EntityKind::system, "gini");
  std::string_view first;
  const bool are_several = std::any_of(results.columns.begin(), results.columns.end(), [&](const MetricColumn& column) {
    if (column.kind != EntityKind::organisation) return false;
    if (first.empty()) first = column.entity;
    return column.entity != first;
  });
  if (!are_several || !jain || !gini || !std::isfinite(jain->p50.value) || !std::isfinite(gini->p50.value)) return {};
  return wrapped("How evenly awards met orders: Jain " + trimmed(jain->p50.value, 3) + " (1 is even), Gini " +
                     trimmed(gini->p50.value, 3) + " (0 is even)." + worst_period(results),
                 style.width);
}

std::string date_or_none(const Results& results, std::optional<Time> moment) {
  return moment ? day_of(results.start + *moment) : "not reached";
}

Cell date_cell(const Results& results, const DateEstimate& date) {
  const std::string middle = date_or_none(results, date.p50.value);
  const std::string low = date_or_none(results, date.p10.value);
  const std::string high = date_or_none(results, date.p90.value);
  if (!results.is_random || (low == middle && high == middle)) return {middle, ""};
  return {middle, low + " to " + high};
}

Table milestone_table(const Results& results) {
  Table table{{{"Milestones", "", Align::left}, {"date", ""}}, {}};
  if (results.is_random) table.columns.push_back({"reached", "% of replications"});
  for (const MilestoneEstimate& milestone : results.milestones) {
    Row row{{{shown_milestone(results.labels, milestone.id), ""}, date_cell(results, milestone.date)}};
    if (results.is_random)
      row.cells.push_back({std::isfinite(milestone.date.share) ? trimmed(100 * milestone.date.share, 1) : "-", ""});
    table.rows.push_back(std::move(row));
  }
  return table;
}

// In lines already; only a word that is longer than a line is cut.
std::string lines_cut(const std::string& lines, std::size_t width) {
  std::string text;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    text += shortened(std::string_view(lines).substr(at, end - at), width) + "\n";
    at = end + 1;
  }
  return text;
}

std::string assumptions(const Results& results, const Style& style) {
  const std::size_t count = results.assumptions.size();
  if (count == 0) return {};
  std::string text = "\n" + bold("Rests on " + counted(count, "assumption"), style) + "\n";
  for (std::size_t i = 0; i < std::min(count, assumptions_shown); ++i)
    text += lines_cut(hanging("  ", one_line(results.assumptions[i]), style.width), style.width);
  if (count > assumptions_shown)
    text += hanging("  ", "and " + std::to_string(count - assumptions_shown) + " more: allot validate --sources",
                    style.width);
  return text;
}

std::string precision_sentences(const Results& results, const Style& style) {
  std::vector<Answer::Statement> all;
  add_precisions(results, all);
  std::string text;
  for (const Answer::Statement& it : all) text += wrapped(it.text, style.width);
  return text;
}

std::string left_out(const Results& results, const Style& style) {
  std::string text = said_of_asked(results);
  if (text.empty()) return {};
  const auto is_of_order = [](const MetricColumn& it) { return it.kind == EntityKind::order; };
  if (std::ranges::any_of(results.columns, is_of_order)) text += " Those of single orders stand in --format csv.";
  return "\n" + wrapped(text, style.width);
}

}  // namespace

std::string results_table(const Results& results, const Style& wanted) {
  const Style style = wide_enough(wanted);
  constexpr std::array<std::pair<EntityKind, std::string_view>, 4> kinds = {
      {{EntityKind::organisation, "Organisations"},
       {EntityKind::group, "Groups"},
       {EntityKind::site, "Sites"},
       {EntityKind::supplier, "Suppliers"}}};
  std::string text = heading(results, style) + chance_sentences(results, style) + precision_sentences(results, style);
  for (const auto& [kind, name] : kinds) {
    text += section_of(results, kind, std::string(name), style);
    if (kind == EntityKind::organisation) text += fairness(results, style);
  }
  text += section(milestone_table(results), style);
  text += section_of(results, EntityKind::intervention, "Interventions", style);
  if (!results.transfers.empty())
    text += "\n" + bold("Whose units went to whom", style) + "\n" +
            transfer_sentences(results.transfers, results.labels, style);
  return text + left_out(results, style) + assumptions(results, style) + next_steps(results.next, style);
}

}  // namespace allot::report

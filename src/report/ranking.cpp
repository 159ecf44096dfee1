#include "allot/ranking.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "allot/solution.hpp"
#include "base/text.hpp"
#include "report/decisions_words.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/path_words.hpp"
#include "report/ranking_words.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Align;
using report::Cell;
using report::Figures;
using report::Table;

Figures figures_of_ranked(const Ranking& it, std::size_t metric, Estimate RankedValue::*which) {
  std::vector<double> numbers;
  for (const RankedVariant& one : it.variants) numbers.push_back((one.values[metric].*which).mean);
  const auto precision = it.is_random ? report::Precision::rounded : report::Precision::exact;
  return report::figures_for(numbers, report::measure_of_ranked(it.metrics[metric]), precision, it.currency);
}

// "1.3 days", half of it.
std::string days_of_interval(const Interval& it) {
  return counted_text(std::round((it.high - it.low) * 5) / 10, "day");
}

Cell cell_of_ranked(const RankedMetric& metric, const Estimate& value, const Figures& figures) {
  const bool has_range = value.ci95 && value.ci95->low != value.ci95->high;
  if (is_date(metric.path))
    return {report::date_of_days(value.mean), has_range ? "± " + days_of_interval(*value.ci95) : ""};
  return {report::figure(value.mean, figures),
          has_range ? report::range(value.ci95->low, value.mean, value.ci95->high, figures) : ""};
}

Cell cell_against_best(const Estimate& value, const Figures& figures) {
  if (value.min == 0 && value.max == 0) return {"", ""};
  const bool has_range = value.ci95 && value.ci95->low != value.ci95->high;
  return {report::signed_figure(value.mean, figures), has_range ? report::signed_range(*value.ci95, figures) : ""};
}

void add_values(Table& table, const Ranking& it) {
  for (std::size_t m = 0; m < it.metrics.size(); ++m) {
    const Figures figures = figures_of_ranked(it, m, &RankedValue::estimate);
    const std::string words = report::shortened(report::words_of_path(it.metrics[m].path, it.labels), 32);
    const std::string head = it.is_of_one() ? "mean" : words;
    table.columns.push_back({head, is_date(it.metrics[m].path) ? "" : figures.unit, Align::right});
    for (std::size_t i = 0; i < it.variants.size(); ++i)
      table.rows[i].cells.push_back(cell_of_ranked(it.metrics[m], it.variants[i].values[m].estimate, figures));
  }
}

std::string shortened_name(const Ranking& it, const std::string& variant) {
  constexpr std::size_t longest = 24;
  return report::shortened(report::variant_name(it.labels, variant), longest);
}

bool is_dropped_by_another(const Ranking& it) {
  return std::any_of(it.variants.begin(), it.variants.end(), [&](const RankedVariant& one) {
    return one.dropped && one.dropped->by != it.variants.front().name;
  });
}

void add_selection(Table& table, const Ranking& it) {
  const Figures figures = figures_of_ranked(it, 0, &RankedValue::less_best);
  table.columns.push_back({"less the best's", figures.unit, Align::right});
  table.columns.push_back({"simulated", "replications", Align::right});
  table.columns.push_back({"dropped", "after", Align::right});
  const bool has_others = is_dropped_by_another(it);
  if (has_others) table.columns.push_back({"by", "", Align::left});
  for (std::size_t i = 0; i < it.variants.size(); ++i) {
    const RankedVariant& one = it.variants[i];
    auto& cells = table.rows[i].cells;
    cells.push_back(cell_against_best(one.values.front().less_best, figures));
    cells.push_back({report::whole(static_cast<double>(one.replications)), ""});
    cells.push_back({one.dropped ? report::whole(static_cast<double>(one.dropped->after)) : "", ""});
    if (has_others) cells.push_back({one.dropped ? shortened_name(it, one.dropped->by) : "", ""});
  }
}

void add_pareto(Table& table, const Ranking& it) {
  table.columns.push_back({"in the Pareto set", "of resamples", Align::right});
  table.columns.push_back({"dominated by", "of resamples", Align::left});
  for (std::size_t i = 0; i < it.variants.size(); ++i) {
    const RankedVariant& one = it.variants[i];
    table.rows[i].cells.push_back({report::percent(one.nondominated), ""});
    table.rows[i].cells.push_back(
        one.dominated_by.empty() ? Cell{"", ""}
                                 : Cell{shortened_name(it, one.dominated_by), report::percent(one.dominated_share)});
  }
}

bool is_ranked_by_cost(const Ranking& it) {
  return std::any_of(it.metrics.begin(), it.metrics.end(),
                     [](const RankedMetric& one) { return one.path == "system.decision_cost"; });
}

void add_costs_of_decisions(Table& table, const Ranking& it) {
  if (!it.variants.front().decision_cost || is_ranked_by_cost(it)) return;
  std::vector<double> costs;
  for (const RankedVariant& one : it.variants) costs.push_back(one.decision_cost->mean);
  const Figures money = report::figures_for(costs, report::Measure::money, report::Precision::rounded, it.currency);
  table.columns.push_back({"costs", money.unit, Align::right});
  for (std::size_t i = 0; i < it.variants.size(); ++i)
    table.rows[i].cells.push_back({report::figure(it.variants[i].decision_cost->mean, money), ""});
}

// The columns say who is dominated.
bool is_said(const Answer::Statement& it) {
  return !(it.id.starts_with("dominated.") && it.certainty == Answer::Certainty::clear);
}

// Where it was left to us.
std::string words_of_indifference(const Ranking& it) {
  if (!it.asked.is_relative || is_date(it.metrics.front().path)) return "";
  return fmt::format(" What does not matter is {} of the first variant's mean there.",
                     report::percent(it.asked.amount));
}

std::string rests_on(const Ranking& it) {
  const std::string replications = report::counted(it.variants.front().replications, "replication");
  if (!it.is_random) return "Nothing is left to chance: one replication tells all.";
  if (!it.is_of_one())
    return fmt::format(
        "{} of each variant on common draws, seed {}; means of {} resamples of them. Intervals: 95%, of "
        "the mean.",
        replications, it.seed, report::whole(static_cast<double>(it.resamples)));
  return fmt::format(
      "On common draws, seed {}, {} of each in the first stage.{} Intervals: 95%, of all replications simulated; they "
      "know nothing of the selection.",
      it.seed, report::counted(it.first_stage, "replication"), words_of_indifference(it));
}

std::string ranking_as_table(const Ranking& it, const Style& style) {
  const Answer answer = answer_of(it);
  std::string text;
  for (const Answer::Statement& one : answer.statements)
    if (is_said(one))
      text += text.empty() ? report::bold_lines(report::one_line(one.text), style)
                           : report::wrapped(report::one_line(one.text), style.width);
  Table table;
  table.columns = {{"Variant", "", Align::left}};
  for (const RankedVariant& one : it.variants) table.rows.push_back({{{shortened_name(it, one.name), ""}}, false});
  add_values(table, it);
  it.is_of_one() ? add_selection(table, it) : add_pareto(table, it);
  add_costs_of_decisions(table, it);
  return text + "\n" + report::text_of(table, style) + "\n" + report::quiet_lines(rests_on(it), style);
}

}  // namespace

std::string render(const Ranking& ranking, Format format, const Style& style) {
  return report::rendered(ranking, format,
                          [&](const Ranking& it) { return ranking_as_table(it, report::wide_enough(style)); });
}

}  // namespace allot

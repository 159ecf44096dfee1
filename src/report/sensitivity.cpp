#include "allot/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "base/text.hpp"
#include "report/decisions_words.hpp"
#include "report/render.hpp"
#include "report/sensitivity_words.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Align;
using report::Cell;
using report::Figures;
using report::Table;

constexpr std::size_t longest_factor = 30;
constexpr const char* not_converged = "*";

/// A column of the table: its head, and what it says of a factor.
struct FactorColumn {
  report::Column head;
  std::function<Cell(std::size_t factor)> cell;
};

std::string marked(std::string text, bool is_converged) { return text + (is_converged ? "" : not_converged); }

FactorColumn share_column(const MetricSensitivity& one, const char* head, const char* measure) {
  return {{head, ""}, [&one, measure](std::size_t factor) -> Cell {
            const SensitivityMeasure* const it = report::measure_named(one, factor, measure);
            if (!it) return {"-", ""};
            const auto& interval = it->estimate.ci95;
            const std::string shown = report::share_text(it->estimate.value);
            const std::string range =
                interval ? report::share_text(interval->low) + "–" + report::share_text(interval->high) : "";
            return {marked(shown, it->is_converged), range == shown + "–" + shown ? "" : range};
          }};
}

FactorColumn number_column(const MetricSensitivity& one, const char* head, const char* measure,
                           const Figures& figures) {
  return {{head, figures.unit}, [&one, measure, figures](std::size_t factor) -> Cell {
            const SensitivityMeasure* const it = report::measure_named(one, factor, measure);
            if (!it) return {"-", ""};
            const auto& interval = it->estimate.ci95;
            return {marked(report::figure(it->estimate.value, figures), it->is_converged),
                    interval ? report::range(interval->low, it->estimate.value, interval->high, figures) : ""};
          }};
}

FactorColumn swing_column(const MetricSensitivity& one, const Figures& figures) {
  return {{"swing", figures.unit}, [&one, figures](std::size_t factor) -> Cell {
            const Swing* const it = report::swing_of(one, factor);
            if (!it) return {"-", ""};
            const auto& interval = it->swing.ci95;
            return {marked(report::figure(it->swing.value, figures), it->is_converged),
                    interval ? report::range(interval->low, it->swing.value, interval->high, figures) : ""};
          }};
}

Figures figures_of(const Sensitivity& all, const MetricSensitivity& one) {
  std::vector<double> numbers;
  for (const Swing& it : one.swings) numbers.push_back(it.swing.value);
  for (const SensitivityMeasure& it : one.measures)
    if (it.method == SensitivityMethod::morris) numbers.push_back(it.estimate.value);
  return report::figures_for(numbers, report::measure_of_number(one.metric), report::Precision::rounded, all.currency);
}

std::vector<FactorColumn> columns_of(const Sensitivity& all, const MetricSensitivity& one) {
  const Figures figures = figures_of(all, one);
  std::vector<FactorColumn> out;
  for (const SensitivityMethod method : all.methods) switch (method) {
      case SensitivityMethod::sobol:
        out.insert(out.begin(), {share_column(one, "alone", "first_order"), share_column(one, "in all", "total")});
        break;
      case SensitivityMethod::shapley: out.insert(out.begin(), share_column(one, "share", "shapley")); break;
      case SensitivityMethod::tornado: out.push_back(swing_column(one, figures)); break;
      case SensitivityMethod::morris:
        out.push_back(number_column(one, "mu*", "mu_star", figures));
        out.push_back(number_column(one, "mu", "mu", figures));
        out.push_back(number_column(one, "sigma", "sigma", figures));
        break;
    }
  return out;
}

Cell name_cell(const Sensitivity& all, const SensitivityFactor& factor) {
  const std::string name = report::shortened(report::words_of_factor(factor), longest_factor);
  if (factor.kind == SensitivityFactor::Kind::group || factor.kind == SensitivityFactor::Kind::others)
    return {name, report::counted(factor.inputs.size(), "value")};
  if (factor.inputs.size() != 1) return {name, ""};
  const SensitivityInput& it = all.inputs[factor.inputs.front()];
  return {name, it.p10.empty() ? "" : it.p10 + " to " + it.p90};
}

bool says_nothing(const Cell& cell) {
  return cell.text == "-" || cell.text == "0%" || report::reads_as_zero(cell.text);
}

/// A row for each factor that has a part in a metric, and the names of those that have none.
struct FactorsTable {
  Table table;
  std::vector<std::string> without_part;
};

FactorsTable factors_table(const Sensitivity& all, const MetricSensitivity& one) {
  FactorsTable out{{{{"uncertain", "p10 to p90", Align::left}}, {}}, {}};
  const std::vector<FactorColumn> columns = columns_of(all, one);
  for (const FactorColumn& it : columns) out.table.columns.push_back(it.head);
  for (const std::size_t factor : report::factors_by_weight(all, one)) {
    report::Row row{{name_cell(all, all.factors[factor])}, false};
    for (const FactorColumn& it : columns) row.cells.push_back(it.cell(factor));
    if (std::ranges::all_of(row.cells.begin() + 1, row.cells.end(), says_nothing))
      out.without_part.push_back(report::words_of_factor(all.factors[factor]));
    else
      out.table.rows.push_back(std::move(row));
  }
  return out;
}

std::string heading(const Sensitivity& all, const Style& style) {
  std::string how = report::counted(all.base, "point") + " in " + std::to_string(all.blocks) + " scramblings, " +
                    report::counted(all.simulated, "replication") + ", seed " + std::to_string(all.seed) + ".";
  return report::bold_lines("What decides " + report::one_line(all.scenario), style) +
         report::wrapped(how, style.width);
}

// The sentences of one metric.
std::string sentences_of(const Answer& answer, const MetricSensitivity& one, std::size_t width) {
  std::string text;
  for (const Answer::Statement& it : answer.statements)
    if (it.id.ends_with("." + one.metric)) text += (text.empty() ? "" : " ") + it.text;
  return report::wrapped(text, width);
}

std::string legend(const Sensitivity& all) {
  const auto uses = [&](SensitivityMethod method) { return std::ranges::count(all.methods, method) > 0; };
  std::string text;
  if (uses(SensitivityMethod::sobol))
    text +=
        "alone: the share of the variance that an input makes by itself (first-order Sobol index); in all: with "
        "all that it has to do with (total index). ";
  if (uses(SensitivityMethod::shapley)) text += "share: Shapley effect, a share of the variance; they sum to 100%. ";
  if (uses(SensitivityMethod::tornado))
    text += "swing: the mean with the input at its p90 less that with it at its p10, all else as it comes. ";
  if (uses(SensitivityMethod::morris))
    text +=
        "mu*, mu: the mean size, and the mean, of what moving an input from p05 to p95 changes; sigma: how much that "
        "depends on the rest. ";
  text += "Below each its 95% interval";
  const auto has_mark = [](const MetricSensitivity& it) {
    const auto is_not = [](const auto& one) { return !one.is_converged; };
    return std::ranges::any_of(it.measures, is_not) || std::ranges::any_of(it.swings, is_not);
  };
  return text + (std::ranges::any_of(all.metrics, has_mark) ? "; * has not converged." : ".");
}

std::string sensitivity_text(const Sensitivity& all, const Style& wanted) {
  const Style style = report::wide_enough(wanted);
  const Answer answer = answer_of(all);
  std::string text = heading(all, style);
  bool has_table = false;
  for (const MetricSensitivity& one : all.metrics) {
    text += "\n" + sentences_of(answer, one, style.width);
    if (!one.shares || columns_of(all, one).empty()) continue;
    const auto [table, without_part] = factors_table(all, one);
    has_table = has_table || !table.rows.empty();
    if (!table.rows.empty()) text += "\n" + report::text_of(table, style);
    if (!table.rows.empty() && !without_part.empty())
      text += report::wrapped("No part in it: " + report::listed(without_part, report::most_names) + ".", style.width);
  }
  return has_table ? text + report::wrapped(legend(all), style.width) : text;
}

}  // namespace

std::string render(const Sensitivity& sensitivity, Format format, const Style& style) {
  return report::rendered(sensitivity, format, [&](const Sensitivity& it) { return sensitivity_text(it, style); });
}

}  // namespace allot

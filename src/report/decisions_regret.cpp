#include "report/decisions_regret.hpp"

#include <algorithm>
#include <cmath>

#include "report/decisions_words.hpp"
#include "report/names.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t most_regrets = 8;

std::vector<const Regret*> largest_of(const Comparison& comparison) {
  std::vector<const Regret*> rows;
  for (const Regret& it : comparison.regrets)
    if (it.metric == judged_metrics.front().metric && it.total > 0) rows.push_back(&it);
  std::stable_sort(rows.begin(), rows.end(), [](const Regret* a, const Regret* b) { return a->total > b->total; });
  return rows;
}

bool has_information(const std::vector<const Regret*>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const Regret* it) { return it->information > 0; });
}

Figures figures_of(const std::vector<const Regret*>& rows, const Reading& reading) {
  std::vector<double> numbers;
  for (const Regret* it : rows)
    numbers.insert(numbers.end(), {it->total, it->information, it->choice, it->against_none.value_or(0)});
  return figures_for(numbers, judged_metrics.front().measure(), reading.precision(), reading.currency);
}

Table table_of(const Comparison& comparison, const std::vector<const Regret*>& rows, const Reading& reading) {
  const Figures figures = figures_of(rows, reading);
  const bool is_split = has_information(rows);
  Table table{{{"Regret, " + figures.unit, "", Align::left}, {"with", "", Align::left}, {"forgoes", ""}}, {}};
  if (is_split) {
    table.columns.push_back({"by choice", ""});
    table.columns.push_back({"by not knowing", ""});
  }
  table.columns.push_back({"best for it", "", Align::left});
  if (!comparison.none.empty()) table.columns.push_back({"against " + shortened(one_line(comparison.none), 16), ""});
  for (const Regret* it : rows) {
    Row& row = table.rows.emplace_back();
    row.cells = {{shown_name(comparison.labels, EntityKind::organisation, it->organisation), ""},
                 {shortened(one_line(it->variant), 24), ""},
                 {figure(it->total, figures), ""}};
    if (is_split) {
      row.cells.push_back({figure(it->choice, figures), ""});
      row.cells.push_back({figure(it->information, figures), ""});
    }
    row.cells.push_back({shortened(one_line(it->best), 24), ""});
    if (!comparison.none.empty())
      row.cells.push_back({it->against_none ? signed_figure(-*it->against_none, figures) : "-", ""});
  }
  return table;
}

}  // namespace

std::string regret_section(const Comparison& comparison, const Reading& reading, const Style& style) {
  std::vector<const Regret*> rows = largest_of(comparison);
  if (rows.empty() || comparison.variants.size() < 3) return {};
  const std::size_t left_out = rows.size() > most_regrets ? rows.size() - most_regrets : 0;
  rows.resize(rows.size() - left_out);
  std::string text = "\n" + text_of(table_of(comparison, rows, reading), style);
  if (left_out > 0) text += wrapped("and " + counted(left_out, "smaller one") + ": --format json", style.width);
  text += wrapped(
      "What each forgoes with a variant, were the choice between these: " +
          std::string(has_information(rows)
                          ? "by choice, what the variant best for it in the mean would bring; by not knowing, what the "
                            "best of each course of events would bring beyond that (value of perfect information)."
                          : "what the variant best for it would bring."),
      style.width);
  return text;
}

}  // namespace allot::report

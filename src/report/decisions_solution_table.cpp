#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.hpp"
#include "report/decisions_formats.hpp"
#include "report/decisions_words.hpp"
#include "report/shown_metrics.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t most_points = 20;
constexpr std::size_t widest_chart = 41, narrowest_chart = 9;
constexpr std::size_t most_crossings = 8;

std::string answer(const Solution& solution) {
  const Search& search = solution.search;
  if (!solution.value) return "The target is not met between " + search.low + " and " + search.high + ".";
  if (*solution.value == search.low) return "The target is met from the start, at " + search.low + ".";
  return "The target is first met at " + *solution.value + ".";
}

std::string certainty(const Solution& solution) {
  const auto& [early, late] = solution.band;
  if (!early && !late) return {};
  if (early && late && *early == *late)
    return "Both ends of the 95% interval of the mean first meet it at " + *early + ".";
  if (!early) return "Only the far end of the 95% interval of the mean meets it, first at " + *late + ".";
  if (!late)
    return "The 95% interval of the mean reaches it at " + *early + ", and lies wholly beyond it nowhere in between.";
  return "The band is " + *early + " to " + *late +
         ", where one end and the other of the mean's 95% interval first meet it.";
}

std::string turns(const Solution& solution) {
  if (solution.crossings.size() < 2) return {};
  std::string text;
  for (std::size_t i = 0; i < std::min(solution.crossings.size(), most_crossings); ++i)
    text += (i > 0 ? ", " : "") + std::string(solution.crossings[i].is_met_after ? "met" : "not met") + " from " +
            solution.crossings[i].value;
  if (solution.crossings.size() > most_crossings)
    text += " and " + counted(solution.crossings.size() - most_crossings, "more turn");
  return "The metric is not monotone: " + text + ".";
}

// The ends, the values around the answer, and others evenly spaced.
std::vector<std::size_t> shown_rows(const Solution& solution) {
  const std::size_t count = solution.curve.size();
  std::set<std::size_t> rows;
  for (std::size_t i = 0; i < count; ++i) {
    if (!solution.value || solution.curve[i].first != *solution.value) continue;
    rows.insert(i);
    if (i > 0) rows.insert(i - 1);
  }
  const std::size_t others = std::min(count, most_points - rows.size());
  for (std::size_t k = 0; k < others; ++k) rows.insert(others > 1 ? k * (count - 1) / (others - 1) : 0);
  return {rows.begin(), rows.end()};
}

// A point on a line, and where the target is.
std::string chart_of(double mean, double target, double least, double most, std::size_t chart_width) {
  const auto place = [&](double value) {
    const double share = most > least ? (value - least) / (most - least) : 0.5;
    return static_cast<std::size_t>(std::lround(share * static_cast<double>(chart_width - 1)));
  };
  std::vector<std::string> marks(chart_width, " ");
  marks[place(target)] = "│";
  if (std::isfinite(mean)) marks[place(mean)] = "●";
  std::string text;
  for (const std::string& mark : marks) text += mark;
  return text;
}

std::string without_blanks_at_the_end(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

Table curve_table(const Solution& solution, std::size_t chart_width) {
  const Search& search = solution.search;
  double least = search.target, most = search.target;
  std::vector<double> means = {search.target};
  for (const auto& [value, mean] : solution.curve) {
    means.push_back(mean);
    if (!std::isfinite(mean)) continue;
    least = std::min(least, mean);
    most = std::max(most, mean);
  }
  const bool is_of_dates = is_date(search.metric);
  const std::string metric = search.metric.substr(search.metric.rfind('.') + 1);
  const Figures figures = figures_for(means, measure_of(metric), Precision::exact, solution.currency);
  Table table{{{"value", "", Align::left}, {"mean", is_of_dates ? "" : figures.unit}, {"│ target", "", Align::left}},
              {}};
  for (const std::size_t i : shown_rows(solution)) {
    const auto& [value, mean] = solution.curve[i];
    const bool is_answer = solution.value && value == *solution.value;
    table.rows.push_back({{{value + (is_answer ? " *" : ""), ""},
                           {is_of_dates ? target_text(search, mean).substr(0, 10) : figure(mean, figures), ""},
                           {without_blanks_at_the_end(chart_of(mean, search.target, least, most, chart_width)), ""}}});
  }
  return table;
}

std::string quiet_hanging(std::string_view head, const std::string& text, const Style& style) {
  std::string lines = hanging(head, text, style.width);
  lines.pop_back();
  return quiet(lines, style) + "\n";
}

// The chart is as wide as the line leaves room for.
Table fitting_curve(const Solution& solution, std::size_t width) {
  for (std::size_t chart = widest_chart;; chart -= 2) {
    Table table = curve_table(solution, chart);
    if (chart <= narrowest_chart || is_fit(table, width)) return table;
  }
}

}  // namespace

std::string solution_table(const Solution& solution, const Style& wanted) {
  const Style style = wide_enough(wanted);
  const Search& search = solution.search;
  const std::string target =
      search.metric + " " + sign_of(search.relation) + " " +
      (is_date(search.metric) ? target_text(search, search.target) : trimmed_with_thousands(search.target));
  std::string text = bold_lines(one_line(answer(solution)), style);
  text += wrapped(certainty(solution), style.width) + wrapped(turns(solution), style.width) + "\n";
  text += quiet_hanging("target: ", one_line(target), style);
  text +=
      quiet_hanging("axis:   ", one_line(search.pointer + " from " + search.low + " to " + search.high), style) + "\n";
  return text + text_of(fitting_curve(solution, style.width), style);
}

}  // namespace allot::report

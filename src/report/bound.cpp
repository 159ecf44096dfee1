#include "allot/bound.hpp"

#include <fmt/core.h>

#include <cmath>

#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "base/text.hpp"
#include "report/bound_words.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Align;
using report::Cell;

constexpr std::size_t most_limits = 8;

report::Figures figures_of(const Bound& bound) {
  std::vector<double> numbers;
  for (const RuleBound& it : bound.variants)
    for (const double number : {it.reached.mean, it.best.mean, it.price.mean}) numbers.push_back(number);
  return report::figures_for(numbers, report::unit_of_bound(bound),
                             bound.is_random ? report::Precision::rounded : report::Precision::exact, bound.currency);
}

Cell cell_of(const Estimate& it, const report::Figures& figures) {
  std::string below;
  if (it.ci95) below = report::range(it.ci95->low, it.mean, it.ci95->high, figures);
  return {report::figure(it.mean, figures), below};
}

std::string percent_of(double share) { return std::isfinite(share) ? report::percent(share) : "-"; }

report::Table variants_table(const Bound& bound, const report::Figures& figures) {
  report::Table table;
  table.columns = {{"Rules", "", Align::left},
                   {"reached", figures.unit},
                   {"the best", figures.unit},
                   {"price of the rule", figures.unit},
                   {"reached", "of the best"}};
  for (const RuleBound& it : bound.variants)
    table.rows.push_back(
        {{Cell{report::variant_name(bound.labels, it.name), ""}, cell_of(it.reached, figures),
          cell_of(it.best, figures), cell_of(it.price, figures), Cell{percent_of(report::share_of_best(it)), ""}}});
  return table;
}

bool is_same_best(const RuleBound& a, const RuleBound& b) {
  if (a.best.mean != b.best.mean || a.limits.size() != b.limits.size()) return false;
  for (std::size_t i = 0; i < a.limits.size(); ++i)
    if (a.limits[i].mean != b.limits[i].mean) return false;
  return true;
}

std::string limits_of(const Bound& bound, const RuleBound& it, const report::Figures& figures, const Style& style) {
  report::Table table;
  table.columns = {{"What even the best runs into", "", Align::left}, {"lets through", figures.unit}, {"share", ""}};
  for (std::size_t i = 0; i < std::min(most_limits, it.limits.size()); ++i)
    table.rows.push_back(
        {{Cell{report::limit_in_words(bound, it.limits[i]), ""}, Cell{report::figure(it.limits[i].mean, figures), ""},
          Cell{percent_of(it.limits[i].mean / it.best.mean), ""}}});
  std::string text = report::text_of(table, style);
  if (it.limits.size() > most_limits)
    text += report::wrapped(fmt::format("and {} smaller", it.limits.size() - most_limits), style.width);
  return text;
}

std::string headline(const Bound& bound, const RuleBound& it, const report::Figures& figures) {
  const std::string name = bound.variants.size() == 1 && it.name == "base"
                               ? std::string("The rule")
                               : report::variant_name(bound.labels, it.name);
  const double share = report::share_of_best(it);
  if (!std::isfinite(share)) return name + ": even the best is nothing.";
  if (it.met == bound.replications) return name + " reaches the best that any rule could have done.";
  const bool is_share = report::unit_of_bound(bound) == Unit::share;
  const std::string unit = is_share ? " percentage points" : figures.unit.empty() ? "" : " " + figures.unit;
  return fmt::format("{} reaches {} of the best that any rule could have done; at most {}{} more could be had.", name,
                     report::percent(share), report::figure(it.price.mean, figures), unit);
}

std::string grain_in_words(Duration grain) {
  if (grain >= week) return report::counted(static_cast<std::size_t>(grain / week), "week");
  if (grain >= day) return report::counted(static_cast<std::size_t>(grain / day), "day");
  return report::counted(static_cast<std::size_t>(grain / 3600), "hour");
}

std::string left_out(const Bound& bound, const Style& style) {
  std::string text;
  if (!bound.left_out.empty()) text += report::wrapped("The best is not held to:", style.width);
  for (const std::string& it : bound.left_out) text += report::hanging("  - ", it, style.width);
  Duration grain = 1;
  for (const RuleBound& it : bound.variants) grain = std::max(grain, it.grain);
  if (grain > 1)
    text += report::hanging(
        "  - ",
        "less than " + grain_in_words(grain) + ": where very much happens, times are rounded down to whole ones",
        style.width);
  return text;
}

std::string as_text(const Bound& bound, const Style& style) {
  const report::Figures figures = figures_of(bound);
  std::string text =
      report::bold_lines(report::one_line(bound.scenario) + ": the best that any rule could have done, by " +
                             report::bounded_in_words(bound),
                         style);
  text += report::wrapped(report::counted(bound.replications, "replication") + ", seed " + std::to_string(bound.seed) +
                              ". The best knows all that chance brings beforehand; it is a bound that no rule "
                              "exceeds, and that perhaps none can reach.",
                          style.width) +
          "\n";
  for (const RuleBound& it : bound.variants) text += report::wrapped(headline(bound, it, figures), style.width);
  text += "\n" + report::text_of(variants_table(bound, figures), style) + "\n";
  for (std::size_t i = 0; i < bound.variants.size(); ++i) {
    const RuleBound& it = bound.variants[i];
    if (i > 0 && is_same_best(it, bound.variants.front())) continue;
    if (i > 0) text += report::bold_lines(report::variant_name(bound.labels, it.name), style);
    text += limits_of(bound, it, figures, style) + "\n";
  }
  return text + left_out(bound, style);
}

}  // namespace

std::string render(const Bound& bound, Format format, const Style& style) {
  return report::rendered(bound, format, [&](const Bound& it) { return as_text(it, report::wide_enough(style)); });
}

}  // namespace allot

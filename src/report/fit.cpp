#include "allot/fit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "base/text.hpp"
#include "report/answer_fit.hpp"
#include "report/render.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Column;
using report::Table;

// A mean may be below 0 where plain numbers are fitted by a normal.
std::string signed_number(double number) { return (number < 0 ? "-" : "") + report::plain_number(number); }

report::Cell shown_figure(const FitFigure& it) {
  if (!it.ci95) return {signed_number(it.value), ""};
  return {signed_number(it.value), signed_number(it.ci95->low) + " to " + signed_number(it.ci95->high)};
}

std::string p_value_text(const std::optional<double>& p) { return p ? trimmed(*p, 3) : "-"; }

std::string families_text(const Fits& fits, const Fit& fit, const Style& style) {
  Table table{{{"family", "", report::Align::left},
               {"AIC", ""},
               {"mean", fits.unit},
               {"median", fits.unit},
               {"nine in ten", fits.unit},
               {"p-value", ""}},
              {}};
  for (const FittedFamily& it : fit.families)
    table.rows.push_back({{{name_of(it.distribution.family), ""},
                           {fmt::format("{:.1f}", it.aic), ""},
                           shown_figure(it.mean),
                           shown_figure(it.median),
                           shown_figure(it.p90),
                           {p_value_text(it.p_value), ""}}});
  std::string text = "\n" + text_of(table, style);
  for (const FamilyLeftOut& it : fit.left_out)
    text += report::wrapped("Left out: " + name_of(it.family) + ", since " + it.why + ".", style.width);
  return text;
}

std::string notes_text(const Fits& fits, const Style& style) {
  std::string text = "Below each figure its 95% interval (profile likelihood).";
  if (fits.all.families.front().p_value)
    text += fmt::format(
        " p-value: in what share of {} samples drawn from the fit itself the samples lie as far from it (seed {}).",
        fits.all.samples, fits.request.seed);
  const auto is_tested = [](const FittedFamily& it) { return it.p_value.has_value(); };
  if (is_tested(fits.all.families.front()) &&
      !std::all_of(fits.all.families.begin(), fits.all.families.end(), is_tested))
    text += " -: not tested, as its AIC is more than 10 above the lowest.";
  if (fits.all.observed_median)
    text += " Without any family the median is " + report::plain_number(*fits.all.observed_median) +
            (fits.all.observed_p90 ? ", nine in ten at most " + report::plain_number(*fits.all.observed_p90)
                                   : ", and nine in ten are not reached") +
            ".";
  return report::quiet_lines(text, style);
}

std::string parameters_text(const FittedFamily& best, const Style& style) {
  Table table{{{"parameters of " + name_of(best.distribution.family), "", report::Align::left}, {"value", ""}}, {}};
  const std::vector<std::string> names = parameters_of(best.distribution.family);
  const auto digits = [](double value) { return trimmed(value, 3); };
  for (std::size_t i = 0; i < names.size(); ++i) {
    const FitFigure& it = best.parameters[i];
    table.rows.push_back(
        {{{names[i], ""}, {digits(it.value), it.ci95 ? digits(it.ci95->low) + " to " + digits(it.ci95->high) : ""}}});
  }
  return "\n" + text_of(table, style);
}

std::string groups_text(const Fits& fits, const Style& style) {
  if (fits.groups.empty()) return {};
  Table table{{{report::one_line(fits.by), "", report::Align::left},
               {"rows", ""},
               {"open", ""},
               {"family", "", report::Align::left},
               {"mean", fits.unit},
               {"median", fits.unit},
               {"nine in ten", fits.unit}},
              {}};
  std::string written;
  for (const Fit& it : fits.groups) {
    const std::string name = report::one_line(it.group);
    const auto count = [](std::size_t n) { return with_thousands(static_cast<std::int64_t>(n)); };
    if (it.families.empty()) {
      table.rows.push_back({{{name, ""}, {count(it.rows), ""}, {count(it.open), ""}, {"none", ""}, {}, {}, {}}});
      continue;
    }
    const FittedFamily& best = it.families.front();
    table.rows.push_back({{{name, ""},
                           {count(it.rows), ""},
                           {count(it.open), ""},
                           {name_of(best.distribution.family), ""},
                           shown_figure(best.mean),
                           shown_figure(best.median),
                           shown_figure(best.p90)}});
    written += "  " + name + ": " + as_written(best.distribution) + "\n";
  }
  return "\n" + text_of(table, style) +
         (written.empty() ? "" : "\nTo paste, by " + report::one_line(fits.by) + ":\n" + written);
}

std::string fits_as_table(const Fits& fits, const Style& style) {
  std::string text;
  for (const Answer::Statement& it : report::fit_statements(fits))
    text += text.empty() ? report::bold_lines(it.text, style) : report::wrapped(it.text, style.width);
  const FittedFamily& best = fits.all.families.front();
  text += families_text(fits, fits.all, style) + notes_text(fits, style) + parameters_text(best, style);
  text += "\nTo paste into a scenario:\n  " + as_written(best.distribution) + "\n";
  return text + groups_text(fits, style);
}

}  // namespace

std::string render(const Fits& fits, Format format, const Style& style) {
  return report::rendered(fits, format, [&](const Fits& it) { return fits_as_table(it, report::wide_enough(style)); });
}

}  // namespace allot

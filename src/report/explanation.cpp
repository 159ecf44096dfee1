#include "allot/reports.hpp"
#include "report/figures.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "allot/answers.hpp"
#include "base/text.hpp"
#include "report/lateness_words.hpp"
#include "report/names.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Cell;

using report::meaning_of;

using Parts = std::vector<std::pair<std::string, double>>;

std::string days_each(double unit_days, double units) {
  if (units <= 0) return "-";
  const std::string text = fmt::format("{:.1f}", unit_days / units);
  return text == "-0.0" ? "0.0" : text;
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string out;
  for (const std::string& it : texts) out += (out.empty() ? "" : std::string(between)) + it;
  return out;
}

std::string list_of(std::string_view head, std::string_view unit, const Parts& parts, EntityKind kind,
                    const Labels& labels, const Style& style) {
  std::string listed;
  for (const auto& [name, value] : parts)
    if (std::llround(value) != 0)
      listed += fmt::format("{}{} {}", listed.empty() ? "" : ", ", report::full_name(labels, kind, name),
                            report::whole(value));
  if (listed.empty()) return {};
  return report::wrapped(fmt::format("{} ({}): {}", head, unit, listed), style.width, 2);
}

std::string remedies_text(const Remedies& remedies, const Style& style) {
  std::vector<std::string> enough, short_of;
  for (const Remedy& it : remedies.tried) (it.value ? enough : short_of).push_back(report::one_line(it.words));
  std::string text =
      report::wrapped("what binds most: " + report::one_line(joined(remedies.binding, ", ")), style.width, 2);
  if (!enough.empty())
    text += report::wrapped("online by its due date in the mean, all else as it is, if", style.width, 2);
  for (std::size_t i = 0; i < enough.size(); ++i)
    text += report::wrapped((i > 0 ? "or " : "") + enough[i], style.width, 4);
  if (enough.empty())
    text +=
        report::wrapped("no single change that was tried would have brought it online by its due date", style.width, 2);
  if (!short_of.empty()) text += report::wrapped("not enough: " + joined(short_of, "; "), style.width, 2);
  return text;
}

bool is_one(double number) { return std::llround(number) == 1; }

std::string as_table(EntityKind kind, const Explanation& it, const Labels& labels, const Style& style) {
  const bool is_late = it.unit_days_late >= 0;
  std::string text = report::bold_lines(
      (kind == EntityKind::order ? "Order " : "Organisation ") + report::full_name(labels, kind, it.id), style);
  if (it.units == 0)
    return text +
           report::wrapped(kind == EntityKind::order ? "has no `due`, or no units left: give it a `due`"
                                                     : "no order here has units and a `due`: give one",
                           style.width, 2) +
           "\n";
  text += report::wrapped(
      fmt::format("{} with a due date, online {} {} it in all: {} days a unit", report::counted_whole(it.units, "unit"),
                  report::counted_whole(std::abs(it.unit_days_late), "GPU-day"), is_late ? "after" : "before",
                  days_each(std::abs(it.unit_days_late), it.units)),
      style.width, 2);
  std::string in_time = fmt::format("{} after it, {} before it", report::whole(it.late), report::whole(it.early));
  if (it.open_units >= 0.5)
    in_time += fmt::format("; {} not online at the end and {} up to it",
                           report::counted_whole(it.open_units, "unit") + (is_one(it.open_units) ? " is" : " are"),
                           is_one(it.open_units) ? "counts" : "count");
  text += report::wrapped(in_time, style.width, 2) + "\n";
  report::Table table;
  table.columns = {{"from due to online", "", report::Align::left},
                   {"GPU-days", ""},
                   {"days a unit", ""},
                   {"", "", report::Align::left}};
  for (const auto& [part, value] : it.parts)
    if (std::abs(value) >= 0.5)
      table.rows.push_back({{Cell{part, ""}, Cell{report::whole(value), ""}, Cell{days_each(value, it.units), ""},
                             Cell{meaning_of(part, value > 0), ""}}});
  table.rows.push_back(
      {{Cell{"sum", ""}, Cell{report::whole(it.unit_days_late), ""}, Cell{days_each(it.unit_days_late, it.units), ""},
        Cell{is_late ? "online after its due date" : "online before its due date", ""}},
       true});
  text += report::text_of(table, style) + "\n";
  text += list_of("by decision", "GPU-days", it.reassigned_by, EntityKind::intervention, labels, style);
  text += list_of("served in between", "units", it.passed_over_by, EntityKind::organisation, labels, style);
  if (it.remedies) text += remedies_text(*it.remedies, style);
  return text + "\n";
}

std::string as_table(const Explanations& all, const Style& style) {
  std::string text =
      report::bold_lines(
          report::one_line(all.scenario) +
              (all.replications == 1
                   ? fmt::format(": where the days from due to online went, 1 replication, seed {}", all.seed)
                   : fmt::format(": where the days from due to online went, mean of {}, seed {}",
                                 report::counted(all.replications, "replication"), all.seed)),
          style) +
      "\n";
  for (const Explanation& it : all.organisations) text += as_table(EntityKind::organisation, it, all.labels, style);
  for (const Explanation& it : all.orders) text += as_table(EntityKind::order, it, all.labels, style);
  return text;
}

}  // namespace

std::string render(const Explanations& explanations, Format format, const Style& style) {
  return report::rendered(explanations, format,
                          [&](const Explanations& it) { return as_table(it, report::wide_enough(style)); });
}

}  // namespace allot

#include "allot/reports.hpp"
#include "report/figures.hpp"

#include <fmt/core.h>

#include <cmath>

#include "allot/answers.hpp"
#include "base/text.hpp"
#include "report/names.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Align;
using report::Cell;

std::string day_or(const std::optional<Date>& date, const char* otherwise) {
  return date ? format_date(*date).substr(0, 10) : otherwise;
}

std::string range(const std::optional<Interval>& it) {
  return it ? report::whole_with_sign(it->low) + " to " + report::whole_with_sign(it->high) : "";
}

std::string owner_name(const Promise& it, const std::string& organisation) {
  return report::full_name(it.labels, EntityKind::organisation, organisation);
}

std::string displaced_table(const Promise& it, const Style& style) {
  report::Table table;
  table.columns = {
      {"Others", "", Align::left}, {"delivered", "GPUs", Align::right}, {"delivered", "GPU-days", Align::right}};
  for (const Displacement& other : it.displaced) {
    const bool changes =
        other.units.min != 0 || other.units.max != 0 || other.gpu_days.min != 0 || other.gpu_days.max != 0;
    if (!changes) continue;
    const std::string name = report::shown_name(it.labels, EntityKind::organisation, other.organisation) +
                             (other.organisation == it.organisation ? ", other orders" : "");
    table.rows.push_back({{Cell{name, ""}, Cell{report::whole_with_sign(other.units.mean), range(other.units.ci95)},
                           Cell{report::whole_with_sign(other.gpu_days.mean), range(other.gpu_days.ci95)}}});
  }
  if (table.rows.empty()) return "It displaces nobody.\n";
  return report::text_of(table, style) +
         report::wrapped("With the order less without it: means, and below them 95%. Who is not named stays as is.",
                         style.width);
}

std::string calibration_table(const Promise& it, const Style& style) {
  report::Table table;
  table.columns = {{"Promised with", "", Align::left}, {"date", "", Align::right}, {"kept in", "", Align::right}};
  for (const Calibration& row : it.calibration) {
    const std::string interval = report::percent(row.share_ci95.low) + " to " + report::percent(row.share_ci95.high);
    table.rows.push_back({{Cell{report::percent(row.probability), ""}, Cell{day_or(row.quoted, "not by the end"), ""},
                           Cell{report::percent(row.share), interval}}});
  }
  return "\n" + report::text_of(table, style) +
         report::wrapped(
             fmt::format("Dates from {}, kept or not in {}.", report::counted(it.replications / 2, "replication"),
                         report::counted(it.calibration.front().held_out, "other")),
             style.width);
}

std::string as_table(const Promise& it, const Style& style) {
  std::string text = report::bold_lines(
      report::one_line(it.scenario) + fmt::format(": {} {} from {} for {}", with_thousands(std::llround(it.units)),
                                                  report::full_product(it.labels, it.product),
                                                  report::full_name(it.labels, EntityKind::supplier, it.supplier),
                                                  owner_name(it, it.organisation)),
      style);
  text += report::wrapped(it.replications == 1
                              ? "Nothing is left to chance, or one replication was asked for."
                              : fmt::format("{}, seed {}.", report::counted(it.replications, "replication"), it.seed),
                          style.width) +
          "\n";
  std::string said;
  if (it.date)
    said += fmt::format("Promise {}: delivered in full by then with {}", day_or(it.date, ""),
                        report::percent(it.probability));
  else
    said += fmt::format("No date before the end can be promised with {}", report::percent(it.probability));
  if (it.date && (it.low || it.high) && it.replications > 1)
    said += fmt::format(" (95%: {} to {})", day_or(it.low, "?"), day_or(it.high, "beyond the end"));
  text += report::wrapped(said + ".", style.width);
  text += report::wrapped(fmt::format("Median {}; by the end in {} of the replications.",
                                      day_or(it.median, "beyond the end"), report::percent(it.share_by_end)),
                          style.width) +
          "\n";
  text += displaced_table(it, style);
  if (!it.calibration.empty()) text += calibration_table(it, style);
  return text;
}

}  // namespace

std::string render(const Promise& promise, Format format, const Style& style) {
  return report::rendered(promise, format, [&](const Promise& it) { return as_table(it, report::wide_enough(style)); });
}

}  // namespace allot

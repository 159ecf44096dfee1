#include "allot/reports.hpp"
#include "report/figures.hpp"

#include <fmt/core.h>

#include <cmath>

#include "allot/answers.hpp"
#include "base/text.hpp"
#include "report/displaced_text.hpp"
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

std::string units_between(const PromisedUnits& it) {
  if (!it.low && !it.high) return "";
  return (it.low ? with_thousands(*it.low) : "?") + " to " + (it.high ? with_thousands(*it.high) : "?");
}

template <class Quoted>
std::string days_between(const Quoted& it) {
  if (!it.low && !it.high) return "";
  return day_or(it.low, "?") + " to " + day_or(it.high, "beyond the end");
}

std::string owner_name(const Promise& it, const std::string& organisation) {
  return report::full_name(it.labels, EntityKind::organisation, organisation);
}

// What can be promised as the order is served, beside what can be if nobody may be displaced.
std::string ways_table(const Promise& it, const Style& style) {
  if (!it.behind_others) return "";
  report::Table table;
  table.columns = {{"With " + report::percent(it.probability), "", Align::left},
                   {"delivered in full", "", Align::right}};
  if (it.by) table.columns.push_back({"by " + day_or(it.by->by, ""), "GPUs", Align::right});
  const auto add = [&](const char* way, const auto& quoted, const std::optional<PromisedUnits>& by) {
    report::Row row{{Cell{way, ""}, Cell{day_or(quoted.date, "not by the end"), days_between(quoted)}}};
    if (by) row.cells.push_back(Cell{with_thousands(by->units), units_between(*by)});
    table.rows.push_back(std::move(row));
  };
  add("as it is served", it, it.by);
  add("displacing nobody", *it.behind_others, it.behind_others->by);
  return report::text_of(table, style) + "\n";
}

std::string displaced_text(const Promise& it, const Style& style) {
  return report::displaced_text({it.displaced, it.displaced_orders, it.organisation, it.probability, it.labels}, style);
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

std::string promised_units_line(const Promise& it) {
  std::string said = it.by->units > 0 ? fmt::format("{} can be promised by {} with {}", with_thousands(it.by->units),
                                                    day_or(it.by->by, ""), report::percent(it.probability))
                                      : fmt::format("Nothing can be promised by {} with {}", day_or(it.by->by, ""),
                                                    report::percent(it.probability));
  if (const std::string range = units_between(*it.by); !range.empty()) said += " (95%: " + range + ")";
  return said + (it.by->is_monotone ? "." : "; a smaller order may come later than that.");
}

std::string promised_date_line(const Promise& it) {
  std::string said;
  if (it.date)
    said += fmt::format("Promise {}: {} delivered in full by then with {}", day_or(it.date, ""),
                        with_thousands(std::llround(it.units)), report::percent(it.probability));
  else
    said += fmt::format("No date before the end can be promised with {}", report::percent(it.probability));
  if (const std::string range = days_between(it); it.date && !range.empty()) said += " (95%: " + range + ")";
  return said + ".";
}

std::string promise_text(const Promise& it, const Style& style) {
  std::string text;
  if (it.by) text += report::wrapped(promised_units_line(it), style.width);
  if (it.units > 0 || !it.by) {
    text += report::wrapped(promised_date_line(it), style.width);
    text += report::wrapped(fmt::format("Median {}; by the end in {} of the replications.",
                                        day_or(it.median, "beyond the end"), report::percent(it.share_by_end)),
                            style.width);
  }
  text += "\n" + ways_table(it, style) + displaced_text(it, style);
  if (!it.calibration.empty()) text += calibration_table(it, style);
  return text;
}

std::string order_name(const Promise& it) {
  const std::string units = it.by && it.units == 0 ? "" : with_thousands(std::llround(it.units)) + " ";
  return units + report::full_product(it.labels, it.product) + " from " +
         report::full_name(it.labels, EntityKind::supplier, it.supplier) + " for " + owner_name(it, it.organisation);
}

std::string chance_line(const Promise& it, const Style& style) {
  return report::wrapped(it.replications == 1
                             ? "Nothing is left to chance, or one replication was asked for."
                             : fmt::format("{}, seed {}.", report::counted(it.replications, "replication"), it.seed),
                         style.width);
}

std::string as_table(const Promise& it, const Style& style) {
  return report::bold_lines(report::one_line(it.scenario) + ": " + order_name(it), style) + chance_line(it, style) +
         "\n" + promise_text(it, style);
}

std::string as_tables(const Promises& all, const Style& style) {
  std::string text =
      report::bold_lines(
          report::one_line(all.orders.front().scenario) + ": " + report::counted(all.orders.size(), "order"), style) +
      chance_line(all.orders.front(), style) +
      report::wrapped(all.is_each_alone ? "Each as if it were asked for alone."
                                        : "One after another: each sees those before it placed, with what is promised "
                                          "them.",
                      style.width);
  for (const Promise& it : all.orders)
    text +=
        "\n" +
        report::bold_lines(report::full_name(it.labels, EntityKind::order, it.order) + ": " + order_name(it), style) +
        promise_text(it, style);
  return text;
}

}  // namespace

std::string render(const Promise& promise, Format format, const Style& style) {
  return report::rendered(promise, format, [&](const Promise& it) { return as_table(it, report::wide_enough(style)); });
}

std::string render(const Promises& promises, Format format, const Style& style) {
  return report::rendered(promises, format,
                          [&](const Promises& it) { return as_tables(it, report::wide_enough(style)); });
}

}  // namespace allot

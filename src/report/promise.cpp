#include "allot/reports.hpp"
#include "report/figures.hpp"

#include <fmt/core.h>

#include <cmath>

#include "allot/answers.hpp"
#include "allot/version.hpp"
#include "base/text.hpp"
#include "report/csv_line.hpp"
#include "report/json.hpp"
#include "report/names.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Align;
using report::Cell;
using report::JsonTree;

std::string date_json(const std::optional<Date>& date) {
  return date ? report::json_string(format_date(*date)) : "null";
}

std::string interval_json(const std::optional<Interval>& it) {
  return it ? "[" + report::json_number(it->low) + ", " + report::json_number(it->high) + "]" : "null";
}

std::string estimate_json(const Estimate& it) {
  return report::json_object({{"mean", report::json_number(it.mean)},
                              {"ci95", interval_json(it.ci95)},
                              {"p10", report::json_number(it.p10.value)},
                              {"p50", report::json_number(it.p50.value)},
                              {"p90", report::json_number(it.p90.value)}});
}

std::string calibration_json(const Calibration& it) {
  return report::json_object({{"probability", report::json_number(it.probability)},
                              {"quoted", date_json(it.quoted)},
                              {"kept", std::to_string(it.kept)},
                              {"held_out", std::to_string(it.held_out)},
                              {"share", report::json_number(it.share)},
                              {"ci95", interval_json(it.share_ci95)}});
}

std::string as_json(const Promise& it) {
  JsonTree tree;
  tree.add("allot", report::json_object(
                        {{"version", report::json_string(version)}, {"format", std::to_string(format_version)}}));
  tree.add("scenario", report::json_object({{"name", report::json_string(it.scenario)}}));
  tree.add("run",
           report::json_object({{"replications", std::to_string(it.replications)}, {"seed", std::to_string(it.seed)}}));
  tree.add("order", report::json_object({{"id", report::json_string(it.order)},
                                         {"organisation", report::json_string(it.organisation)},
                                         {"supplier", report::json_string(it.supplier)},
                                         {"product", report::json_string(it.product)},
                                         {"units", report::json_number(it.units)}}));
  tree.open("promise");
  tree.add("probability", report::json_number(it.probability));
  tree.add("date", date_json(it.date));
  tree.add("ci95", "[" + date_json(it.low) + ", " + date_json(it.high) + "]");
  tree.add("median", date_json(it.median));
  tree.add("share_by_end", report::json_number(it.share_by_end));
  tree.close();
  tree.open("displaced");
  for (const Displacement& other : it.displaced)
    tree.add(other.organisation, report::json_object({{"delivered_units", estimate_json(other.units)},
                                                      {"delivered_gpu_days", estimate_json(other.gpu_days)}}));
  tree.close();
  if (!it.calibration.empty()) {
    std::vector<std::string> rows;
    for (const Calibration& row : it.calibration) rows.push_back(calibration_json(row));
    tree.add("calibration", report::json_array(rows));
  }
  return tree.take();
}

std::string day_or(const std::optional<Date>& date, const char* otherwise) {
  return date ? format_date(*date).substr(0, 10) : otherwise;
}

std::string date_cell(const std::optional<Date>& date) { return date ? format_date(*date) : ""; }

std::string as_csv(const Promise& it) {
  std::string text = report::csv_line({"what", "of", "value", "low", "high"});
  const auto add = [&](const std::string& what, const std::string& of, double value,
                       const std::optional<Interval>& ci) {
    text += report::csv_line({what, of, shortest(value), ci ? shortest(ci->low) : "", ci ? shortest(ci->high) : ""});
  };
  text +=
      report::csv_line({"date", shortest(it.probability), date_cell(it.date), date_cell(it.low), date_cell(it.high)});
  text += report::csv_line({"median", "", date_cell(it.median), "", ""});
  add("share_by_end", "", it.share_by_end, std::nullopt);
  for (const Displacement& other : it.displaced) {
    add("delivered_units", other.organisation, other.units.mean, other.units.ci95);
    add("delivered_gpu_days", other.organisation, other.gpu_days.mean, other.gpu_days.ci95);
  }
  for (const Calibration& row : it.calibration) {
    text += report::csv_line({"quoted", shortest(row.probability), date_cell(row.quoted), "", ""});
    add("kept", shortest(row.probability), row.share, row.share_ci95);
  }
  return text;
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
  return report::rendered(
      promise, format, [&](const Promise& it) { return as_table(it, report::wide_enough(style)); },
      [](const Promise& it) { return as_json(it); }, [](const Promise& it) { return as_csv(it); });
}

}  // namespace allot

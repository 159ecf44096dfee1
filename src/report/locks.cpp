#include "allot/locks.hpp"

#include <fmt/core.h>

#include <cmath>

#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "base/text.hpp"
#include "report/displaced_text.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Align;
using report::Cell;

std::string lock_day_or(const std::optional<Date>& date, const char* otherwise) {
  return date ? format_date(*date).substr(0, 10) : otherwise;
}

// What all others lose by it.
double lost_by_others(const Lock& it) {
  double lost = 0;
  for (const Displacement& other : it.displaced) lost -= other.gpu_days.mean;
  return lost;
}

std::string overview(const Locks& all, const Style& style) {
  report::Table table;
  table.columns = {{"Locked", "", Align::left},
                   {"units", "GPUs", Align::right},
                   {"from", "", Align::right},
                   {"given that day", "", Align::right},
                   {"all given by", "", Align::right},
                   {"order without", "", Align::right},
                   {"with it", "", Align::right},
                   {"it gains", "GPU-days", Align::right},
                   {"others lose", "GPU-days", Align::right}};
  for (const Lock& it : all.locks)
    table.rows.push_back(
        {{Cell{report::shown_name(all.labels, EntityKind::order, it.order), ""}, Cell{report::whole(it.units), ""},
          Cell{lock_day_or(it.at, ""), ""}, Cell{report::percent(it.kept), ""},
          Cell{lock_day_or(it.given, "not by the end"), ""}, Cell{lock_day_or(it.date_without, "-"), ""},
          Cell{lock_day_or(it.date_with, "-"), ""}, Cell{report::whole_with_sign(it.gpu_days.mean), ""},
          Cell{report::whole_with_sign(lost_by_others(it)), ""}}});
  return report::text_of(table, style) +
         report::wrapped(
             fmt::format("Dates are kept with {}. Each lock against the scenario without it, with all others; "
                         "what others lose is the mean, and less than zero a gain.",
                         report::percent(all.probability)),
             style.width);
}

std::string orders_of_conflict(const Locks& all, const LockConflict& it) {
  std::string names;
  for (const std::size_t lock : it.locks)
    names += (names.empty() ? "" : ", ") + report::full_name(all.labels, EntityKind::order, all.locks[lock].order);
  return names;
}

std::string conflicts_text(const Locks& all, const Style& style) {
  std::string text;
  for (const LockConflict& it : all.conflicts)
    text += report::wrapped(
        fmt::format("By {}, {} {} are locked at {} ({}), and {} have come: too few in {} of the replications.",
                    format_date(it.at).substr(0, 10), with_thousands(std::llround(it.locked)),
                    report::full_product(all.labels, it.product),
                    report::full_name(all.labels, EntityKind::supplier, it.supplier), orders_of_conflict(all, it),
                    with_thousands(std::llround(it.supply.mean)), report::percent(it.share)),
        style.width);
  return text.empty() ? text
                      : "\n" + report::bold_lines("Locks that contradict each other or the supply", style) + text;
}

std::string costs_text(const Locks& all, const Lock& it, const Style& style) {
  std::string text =
      "\n" + report::bold_lines("The lock of " + report::full_name(all.labels, EntityKind::order, it.order), style);
  if (it.short_on_day.mean > 0)
    text += report::wrapped(fmt::format("Short by {} on its day and by {} at the end, in the mean.",
                                        report::whole(it.short_on_day.mean), report::whole(it.short_at_end.mean)),
                            style.width);
  return text + report::displaced_text(
                    {it.displaced, it.displaced_orders, it.organisation, all.probability, all.labels}, style);
}

std::string locks_as_table(const Locks& all, const Style& style) {
  std::string text =
      report::bold_lines(report::one_line(all.scenario) + ": " + report::counted(all.locks.size(), "lock"), style);
  if (all.locks.empty()) return text + "Nothing is given by hand.\n";
  text += report::wrapped(all.replications == 1
                              ? "Nothing is left to chance, or one replication was asked for."
                              : fmt::format("{}, seed {}.", report::counted(all.replications, "replication"), all.seed),
                          style.width) +
          "\n" + overview(all, style) + conflicts_text(all, style);
  for (const Lock& it : all.locks) text += costs_text(all, it, style);
  return text;
}

}  // namespace

std::string render(const Locks& locks, Format format, const Style& style) {
  return report::rendered(locks, format,
                          [&](const Locks& it) { return locks_as_table(it, report::wide_enough(style)); });
}

}  // namespace allot

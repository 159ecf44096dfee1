#include <algorithm>
#include <map>

#include "experiment/roll_week.hpp"

namespace allot::experiment {
namespace {

using Matter = RollNote::Matter;
using SumsByOrder = std::map<std::int32_t, Units>;

SumsByOrder planned_in(const Week& week) {
  SumsByOrder sums;
  for (const PlannedCourse::Cancellation& it : course_of(week.scenario).cancellations)
    if (is_in(week, it.date)) sums[it.order.index] += it.units;
  return sums;
}

SumsByOrder said_in(const Week& week, const CancelledRows& rows) {
  SumsByOrder sums;
  for (const auto& it : rows)
    if (may_be_in(week, it.row.date)) sums[it.row.order.index] += it.row.units;
  return sums;
}

void note(Week& week, std::int32_t order, bool contradicts, Units planned, Units happened, std::string words,
          const CancelledRows& rows) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& it) { return it.row.order.index == order; });
  week.notes.push_back({Matter::cancelled, contradicts, week.scenario.order({order}).id, std::nullopt,
                        row == rows.end() ? std::nullopt : std::optional(row->row.date), planned, happened,
                        label_of(week.scenario, {order}) + ": " + std::move(words),
                        row == rows.end() ? Place() : row->place});
}

// The last rows say what is beyond the plan's own cancellations.
void add_beyond(Week& week, std::int32_t order, Units beyond, const CancelledRows& rows) {
  for (auto it = rows.rbegin(); it != rows.rend() && beyond > 0; ++it) {
    if (it->row.order.index != order || !may_be_in(week, it->row.date)) continue;
    const Units units = std::min(beyond, it->row.units);
    week.scenario.actuals.cancelled.push_back({it->row.order, units, std::max(it->row.date, week.from)});
    beyond -= units;
  }
}

}  // namespace

void take_cancellations(Week& week, const CancelledRows& rows) {
  note_rows_outside(week, rows, Matter::cancelled, false);
  SumsByOrder planned = planned_in(week), happened = said_in(week, rows);
  for (const auto& [order, units] : planned) happened.try_emplace(order, 0);
  for (const auto& [order, units] : happened) {
    const Units had = planned[order];
    if (units < had)
      note(week, order, true, had, units,
           "the plan has " + units_in_words(had) + " cancelled by then, the files " + units_in_words(units) + ".",
           rows);
    if (units <= had) continue;
    note(week, order, false, had, units, units_in_words(units - had) + " cancelled.", rows);
    add_beyond(week, order, units - had, rows);
  }
  const SumsByOrder now = planned_in(week);
  for (const auto& [order, units] : happened) {
    const auto found = now.find(order);
    const Units done = found == now.end() ? 0 : found->second;
    if (done < units && units > planned[order])
      note(week, order, true, done, units,
           units_in_words(units) + " cancelled, but no more than " + units_in_words(done) + " could be.", rows);
  }
}

// Shipments that are taken after them may leave the plan more to cancel, or less.
void check_cancellations(Week& week, const CancelledRows& rows) {
  SumsByOrder planned = planned_in(week), happened = said_in(week, rows);
  for (const auto& [order, units] : happened) planned.try_emplace(order, 0);
  for (const auto& [order, had] : planned) {
    const std::string id = week.scenario.order({order}).id;
    const bool is_said = std::any_of(week.notes.begin(), week.notes.end(), [&](const RollNote& it) {
      return it.matter == Matter::cancelled && it.contradicts && it.id == id;
    });
    if (had != happened[order] && !is_said)
      note(week, order, true, had, happened[order],
           "as shipments were, the plan has " + units_in_words(had) + " cancelled by then, the files " +
               units_in_words(happened[order]) + ".",
           rows);
  }
}

}  // namespace allot::experiment

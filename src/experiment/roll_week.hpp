#pragma once

#include <vector>

#include "allot/roll.hpp"
#include "experiment/course.hpp"
#include "experiment/labels.hpp"
#include "scenario/happened.hpp"

/// The parts of `roll`: what happened since the last look, held against what the plan would have done.
namespace allot::experiment {

/// What a lot of units is called that were shipped, or came, and that nothing explains: no receipt is awaited of it.
inline constexpr const char* found_label = "units that no receipt explains";

/// Units that were shipped and that no stock explains.
struct Shortage {
  Ref supplier, product;
  Date date = 0;
  Units units = 0;
};

/// What is known of [from, to), while it is worked out.
struct Week {
  Scenario scenario;  ///< as of `to`, with the actuals so far
  Date from = 0, to = 0;
  std::vector<RollNote> notes;
  std::vector<Shortage> shortages;
};

using ReceivedRows = std::vector<scenario::Placed<scenario::ReceivedRow>>;
using ShippedRows = std::vector<scenario::Placed<ShippedUnits>>;
using CancelledRows = std::vector<scenario::Placed<CancelledUnits>>;

/// Receipts against lots, in order of days; lots that should have come and did not are late.
void take_receipts(Week& week, const ReceivedRows& rows);
/// Cancellations beside those that the plan had.
void take_cancellations(Week& week, const CancelledRows& rows);
/// What the plan of before shipped until `from` stays shipped, whatever orders and promises have become since.
void keep_known_shipments(Week& week, const Scenario& before);
void check_cancellations(Week& week, const CancelledRows& rows);
/// Shipments day by day: where a day differs from what the rule gave, the record stands in for it. Then arrivals.
void take_shipments(Week& week, const ShippedRows& rows);

/// "5 Mar 2026".
std::string day_in_words(Date date);
std::string units_in_words(Units units);
Date day_of(Date moment);
std::string label_of(const Scenario& scenario, Ref order);

/// Whether a row of that day may be of the week: rows know days, and a week may begin within one.
inline bool may_be_in(const Week& week, Date date) { return day_of(date) + day > week.from && date < week.to; }
/// Whether what the replay had then is of the week.
inline bool is_in(const Week& week, Date moment) { return moment >= week.from && moment < week.to; }

/// Says of rows outside of [from, to) that they were not looked at.
template <class Rows>
void note_rows_outside(Week& week, const Rows& rows, RollNote::Matter matter, bool earlier_is_fine) {
  for (const auto& it : rows) {
    const bool is_early = it.row.date < week.from && !earlier_is_fine;
    if (!is_early && it.row.date < week.to) continue;
    week.notes.push_back({matter, true, "", std::nullopt, it.row.date, std::nullopt, it.row.units,
                          "A row of " + day_in_words(it.row.date) + " is " +
                              (is_early ? "before what was known already, " + day_in_words(week.from)
                                        : "not before the day to which the plan rolls, " + day_in_words(week.to)) +
                              ": left out.",
                          it.place});
  }
}

}  // namespace allot::experiment

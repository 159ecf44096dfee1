#include <algorithm>
#include <map>

#include "experiment/roll_week.hpp"

namespace allot::experiment {
namespace {

using Matter = RollNote::Matter;

struct Part {
  Date date = 0;
  Units units = 0;
  Place place;
};

/// A lot that may have come in the week, and what of it did.
struct Awaited {
  PlannedCourse::Lot plan;
  Date due = 0;  ///< the day that people know: of what is late already, or waits behind that, the day planned
  std::vector<Part> parts;

  Units open() const {
    Units units = plan.good;
    for (const Part& it : parts) units -= it.units;
    return units;
  }
  bool was_due(Date to) const { return plan.arrival < to; }
  bool came_on(Date when) const {
    return open() == 0 &&
           std::all_of(parts.begin(), parts.end(), [&](const Part& it) { return day_of(it.date) == when; });
  }
  bool is_as_planned(Date to) const {
    if (parts.empty()) return !was_due(to) || plan.good == 0;
    return came_on(day_of(plan.arrival));
  }
};

const SupplyPiece& piece_of(const Scenario& scenario, const PlannedCourse::Lot& lot) {
  return scenario.suppliers[lot.supplier.at()].supply[lot.supply.at()];
}

std::string supply_label(const Scenario& scenario, const PlannedCourse::Lot& lot) {
  return name_of(piece_of(scenario, lot));
}

bool is_of(const LotReceipt& it, const PlannedCourse::Lot& lot) {
  return it.supplier == lot.supplier && it.supply == lot.supply && it.planned == lot.planned;
}

bool is_known_to_have_come(const Week& week, const PlannedCourse::Lot& lot) {
  return std::any_of(week.scenario.actuals.received.begin(), week.scenario.actuals.received.end(),
                     [&](const LotReceipt& it) { return it.date && is_of(it, lot) && *it.date == lot.arrival; });
}

// The replay has what is late come no sooner than now, and what may not overtake it neither.
Date due_of(const Week& week, const PlannedCourse::Lot& lot) {
  const auto& received = week.scenario.actuals.received;
  const bool is_held_up = std::any_of(received.begin(), received.end(), [&](const LotReceipt& it) {
    return !it.date && it.supplier == lot.supplier && it.supply == lot.supply && it.planned <= lot.planned;
  });
  return is_held_up ? lot.planned : lot.arrival;
}

// Of a lot that came in parts, each is a lot of the course.
std::vector<Awaited> awaited_in(const Week& week) {
  std::vector<Awaited> out;
  for (const PlannedCourse::Lot& lot : course_of(week.scenario).lots)
    if (lot.arrival >= week.from && !is_known_to_have_come(week, lot) &&
        piece_of(week.scenario, lot).label != found_label)
      out.push_back({lot, due_of(week, lot), {}});
  return out;
}

bool fits(const Week& week, const Awaited& it, const scenario::ReceivedRow& row) {
  return it.plan.supplier == row.supplier && it.plan.product == row.product && it.open() > 0 &&
         (row.supply.empty() || piece_of(week.scenario, it.plan).id == row.supply) &&
         (!row.planned || day_of(*row.planned) == day_of(it.plan.planned));
}

// A lot that is due that day and of that size is meant before any that was planned earlier.
bool match_exactly(const Week& week, std::vector<Awaited>& lots, const scenario::Placed<scenario::ReceivedRow>& it) {
  for (Awaited& lot : lots) {
    if (!fits(week, lot, it.row) || lot.open() != it.row.units || day_of(lot.plan.arrival) != day_of(it.row.date))
      continue;
    lot.parts.push_back({it.row.date, it.row.units, it.place});
    return true;
  }
  return false;
}

void match(Week& week, std::vector<Awaited>& lots, const scenario::Placed<scenario::ReceivedRow>& it) {
  if (match_exactly(week, lots, it)) return;
  Units left = it.row.units;
  for (Awaited& lot : lots) {
    if (left == 0) return;
    if (!fits(week, lot, it.row)) continue;
    const Units units = std::min(left, lot.open());
    lot.parts.push_back({it.row.date, units, it.place});
    left -= units;
  }
  if (left == 0) return;
  const Supplier& supplier = week.scenario.suppliers[it.row.supplier.at()];
  week.notes.push_back({Matter::received, true, supplier.id, std::nullopt, it.row.date, it.row.units - left,
                        it.row.units,
                        units_in_words(left) + " came on " + day_in_words(it.row.date) +
                            " beyond all that the plan of " + name_of(supplier) + " still has.",
                        it.place});
  week.shortages.push_back({it.row.supplier, it.row.product, it.row.date, left});
}

std::string words_for(const Week& week, const Awaited& lot) {
  const std::string what = units_in_words(lot.plan.good) + " of " + supply_label(week.scenario, lot.plan) +
                           ", due on " + day_in_words(lot.due);
  if (lot.parts.empty()) return what + ", have not come.";
  std::string words = what + ": ";
  for (std::size_t i = 0; i < lot.parts.size(); ++i)
    words += (i > 0 ? ", " : "") + units_in_words(lot.parts[i].units) + " came on " + day_in_words(lot.parts[i].date);
  if (lot.open() > 0)
    words += ", " + units_in_words(lot.open()) + (lot.open() == 1 ? " is" : " are") + " still to come";
  return words + ".";
}

void note_lot(Week& week, const Awaited& lot) {
  Units came = 0;
  for (const Part& it : lot.parts) came += it.units;
  week.notes.push_back({Matter::received, false, piece_of(week.scenario, lot.plan).id, lot.due,
                        lot.parts.empty() ? std::nullopt : std::optional(lot.parts.back().date), lot.plan.good, came,
                        words_for(week, lot), lot.parts.empty() ? Place() : lot.parts.front().place});
}

// In place of what was said of it before, but for parts that had come.
void record(Week& week, const Awaited& lot) {
  auto& received = week.scenario.actuals.received;
  std::erase_if(received, [&](const LotReceipt& it) { return !it.date && is_of(it, lot.plan); });
  const auto add = [&](Units units, std::optional<Date> date) {
    received.push_back({lot.plan.supplier, lot.plan.supply, lot.plan.planned, units, date});
  };
  for (const Part& it : lot.parts)
    add(it.units, day_of(it.date) == day_of(lot.plan.arrival) ? lot.plan.arrival : std::max(it.date, week.from));
  if (lot.open() > 0) add(lot.open(), std::nullopt);
}

bool is_same_lot(const PlannedCourse::Lot& a, const PlannedCourse::Lot& b) {
  return a.supplier == b.supplier && a.supply == b.supply && a.planned == b.planned;
}

// What is recorded of a lot moves those behind it where none may overtake: what came on its day did so all the same, and
// what nobody received has not come.
void hold_others_to_what_came(Week& week, const std::vector<Awaited>& lots) {
  for (const Awaited& now : awaited_in(week)) {
    if (now.plan.good == 0) continue;
    const auto before = std::find_if(lots.begin(), lots.end(), [&](const Awaited& it) {
      return !it.parts.empty() && is_same_lot(it.plan, now.plan);
    });
    if (before != lots.end()) {
      if (before->is_as_planned(week.to) && day_of(now.plan.arrival) != day_of(before->plan.arrival))
        record(week, *before);
    } else if (now.was_due(week.to)) {
      note_lot(week, now);
      record(week, now);
    }
  }
}

}  // namespace

void take_receipts(Week& week, const ReceivedRows& rows) {
  note_rows_outside(week, rows, Matter::received, false);
  std::vector<Awaited> lots = awaited_in(week);
  ReceivedRows in_order;
  for (const auto& it : rows)
    if (may_be_in(week, it.row.date)) in_order.push_back(it);
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](const auto& a, const auto& b) { return a.row.date < b.row.date; });
  for (const auto& it : in_order) match(week, lots, it);
  for (const Awaited& lot : lots) {
    if (lot.is_as_planned(week.to)) continue;
    if (!lot.came_on(day_of(lot.due))) note_lot(week, lot);
    record(week, lot);
  }
  hold_others_to_what_came(week, lots);
}

}  // namespace allot::experiment

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/basis.hpp"
#include "allot/draft.hpp"
#include "allot/labels.hpp"
#include "allot/scenario_io.hpp"
#include "allot/time.hpp"
#include "allot/units.hpp"

/// Last week's plan and what happened since, made into the plan as of today.
///
/// The rolled scenario extends the old one and says no more than what is new: orders and promises that changed, and of
/// the time before `to` what went otherwise than planned (allot/actuals.hpp). A week in which all went as planned adds
/// nothing but its date.
namespace allot {

/// What files say happened since the scenario was last looked at, each as a list of entries: objects of fields, with the
/// places of their text. Where there is no list, all went as planned; an empty list says that nothing happened.
struct WhatHappened {
  std::optional<Draft> received;   ///< supplier, product, units, date; perhaps supply (piece) and planned: its lot
  std::optional<Draft> shipped;    ///< order, units, date; perhaps delivered, expected: shipments of before too
  std::optional<Draft> cancelled;  ///< order, units, date
  std::optional<Draft> orders;     ///< id and fields of orders: new ones, and what changed of those there are
  std::optional<Draft> supply;     ///< supplier, id and fields of pieces of plans, likewise
  std::optional<Draft> sites;      ///< site, gate (room or power), id and fields of sources, likewise
};

/// One thing that went otherwise, or that does not add up.
///
/// shape: planned and happened are what the plan had and what the files say, where there is such a day or number
struct RollNote {
  enum class Matter : std::uint8_t { received, shipped, arrived, cancelled, order, supply, site, assumed };
  Matter matter = Matter::received;
  bool contradicts = false;  ///< cannot have been, as plan and files stand
  std::string id;            ///< of the order; of the piece of supply or the source, or of what it belongs to
  std::optional<Date> planned, happened;
  std::optional<Units> planned_units, happened_units;
  std::string words;  ///< a sentence
  Place place;        ///< the row that says so; none: what no row says
};

struct Roll {
  std::string scenario, question;
  Date from = 0, to = 0;  ///< what happened in [from, to) is what the files were asked for
  Draft next;             ///< a merge patch on the scenario: what is new
  std::vector<RollNote> notes;
  Labels labels;
  Basis basis;

  bool contradicts() const;
};

/// Holds what happened against what the plan, replayed on the same past, would have done by `to`, and says the
/// differences. Receipts are matched with lots in order of days; shipments with what the rule gave, day by day, and where
/// a day differs the record stands in for the rule.
///
/// gives:  where nothing went otherwise, a scenario that runs as the old one does, to the last unit. What contradicts is
///         in the notes; so that one can go on all the same, units that were shipped and that no stock explains are
///         taken as found on that day, and what was not open stays unshipped
/// errors: InputError with all rows that cannot be read, or name what is not there; RequestError where `to` is not
///         after what is known already, and before the end
/// cost:   a replication of the scenario for each day and supplier that differs, and one
Roll roll(const ScenarioFile& file, const WhatHappened& happened, Date to);

}  // namespace allot

#include "allot/roll.hpp"

#include <algorithm>
#include <utility>

#include "allot/experiment.hpp"
#include "experiment/labels.hpp"
#include "experiment/roll_news.hpp"
#include "experiment/roll_week.hpp"
#include "scenario/book_shelf.hpp"
#include "scenario/build_draft.hpp"
#include "scenario/edit.hpp"
#include "scenario/members.hpp"

namespace allot {
namespace experiment {

namespace {

using scenario::object_in;
using Matter = RollNote::Matter;
namespace made = scenario::made;

ScenarioFile patched(const ScenarioFile& file, const Draft& patch) {
  ScenarioFile out = file;
  scenario::edit_with_rows(out, scenario::orders_in_merge_patch(patch), out.notes,
                           [&](Draft& root) { scenario::merge_patch(root, patch, out.notes); });
  return out;
}

// What was known before, looked at on a later day: records without an end ended then, and what was expected by now counts
// as come until a row says otherwise.
Actuals as_of(Actuals actuals, Date from, Date to) {
  for (RecordedShipments& it : actuals.recorded)
    if (!it.until) it.until = from;
  for (ShippedUnits& it : actuals.shipped)
    if (it.expected && *it.expected < to) it.delivered = std::exchange(it.expected, std::nullopt);
  return actuals;
}

bool is_said(const std::optional<ShippedRows>& rows, const ShippedUnits& it) {
  return rows && std::any_of(rows->begin(), rows->end(), [&](const auto& row) {
           return row.row.order == it.order && day_of(row.row.date) == day_of(it.date);
         });
}

void note_what_counts_as_come(const Actuals& before, const std::optional<ShippedRows>& rows, Week& week) {
  for (const ShippedUnits& it : before.shipped)
    if (it.expected && *it.expected < week.to && !is_said(rows, it))
      week.notes.push_back({Matter::assumed, false, week.scenario.order(it.order).id, it.expected, std::nullopt,
                            it.units, std::nullopt,
                            label_of(week.scenario, it.order) + ": " + units_in_words(it.units) + " were expected on " +
                                day_in_words(*it.expected) + "; no row says more, so they count as come.",
                            Place()});
}

Week week_of(const Scenario& before, const Scenario& scenario, Date from, Date to, const scenario::Happened& happened) {
  Week week{scenario, from, to, {}, {}};
  if (from > before.start) keep_known_shipments(week, before);
  if (happened.received) take_receipts(week, *happened.received);
  if (happened.cancelled) take_cancellations(week, *happened.cancelled);
  if (happened.shipped) take_shipments(week, *happened.shipped);
  if (happened.cancelled) check_cancellations(week, *happened.cancelled);
  return week;
}

// A list that is empty now has to say so: the patch would leave the old one.
void set_actuals(const Scenario& before, const Scenario& after, Draft& patch) {
  Draft now = scenario::draft_of(after, after.actuals);
  for (const std::string& key : scenario::draft_of(before, before.actuals).keys)
    if (!now.find(key)) now.set(key, Draft());
  patch.erase("actuals");
  if (!now.items.empty()) patch.set("actuals", std::move(now));
}

bool is_random(const Stream& it) { return it.every.value.distribution || it.units.distribution; }

// What is known of the orders of a stream is what stands among the orders.
void begin_streams_anew(const Scenario& scenario, const WhatHappened& rows, Date to, Draft& patch,
                        std::vector<RollNote>& notes) {
  for (const Stream& it : scenario.streams) {
    if (!is_random(it) || it.from >= to) continue;
    const std::string name = name_of(it);
    std::string words =
        name + " begins anew on " + day_in_words(to) + ": what it ordered before is what the files say.";
    if (rows.orders) {
      object_in(patch, "streams")->set(it.id, made::object({{"from", made::text(format_date(to))}}));
    } else {
      words = name + " orders at random, and no file says what it ordered before " + day_in_words(to) +
              ": that stays a matter of chance.";
    }
    notes.push_back({Matter::assumed, false, it.id, {}, {}, {}, {}, words, Place()});
  }
}

// So many as no stock explains, as a lot of that day.
void add_found(const Week& week, Draft& patch) {
  std::vector<std::pair<std::string, Shortage>> found;
  for (const Shortage& it : week.shortages) {
    const std::string id = "found-" + week.scenario.products[it.product.at()].id + "-" + day_in_words(it.date);
    const auto same = std::find_if(found.begin(), found.end(), [&](const auto& other) {
      return other.first == id && other.second.supplier == it.supplier;
    });
    if (same == found.end())
      found.emplace_back(id, it);
    else
      same->second.units += it.units;
  }
  for (const auto& [id, it] : found) {
    Draft& suppliers = *object_in(patch, "suppliers");
    Draft& supply = *object_in(*object_in(suppliers, week.scenario.suppliers[it.supplier.at()].id), "supply");
    supply.set(id, made::object({{"label", made::text(found_label)},
                                 {"product", made::text(week.scenario.products[it.product.at()].id)},
                                 {"at", made::text(format_date(it.date))},
                                 {"units", made::whole(it.units)}}));
  }
}

void expect_later(const Scenario& scenario, Date to) {
  const Date from = scenario.as_of.value_or(scenario.start);
  if (to <= from)
    throw RequestError("--to " + day_in_words(to) + " is not after " + day_in_words(from) +
                       ", the day as of which the scenario is known");
  if (to >= scenario.end)
    throw RequestError("--to " + day_in_words(to) + " is not before the end of the scenario, " +
                       day_in_words(scenario.end));
}

}  // namespace
}  // namespace experiment

bool Roll::contradicts() const {
  return std::any_of(notes.begin(), notes.end(), [](const RollNote& it) { return it.contradicts; });
}

Roll roll(const ScenarioFile& file, const WhatHappened& rows, Date to) {
  using namespace experiment;
  const Scenario before = check(file);
  expect_later(before, to);
  Roll out{before.name,
           before.question,
           before.as_of.value_or(before.start),
           to,
           scenario::patch_of(rows, to, before),
           {},
           labels_of(before),
           basis_of(before)};
  place_new_orders(before, to, out.next);
  begin_streams_anew(before, rows, to, out.next, out.notes);
  if (before.actuals != Actuals{})
    out.next.set("actuals", scenario::draft_of(before, as_of(before.actuals, out.from, to)));
  ScenarioFile next = patched(file, out.next);
  Scenario after = check(next);
  note_orders(before, after, out.next, out.notes);
  note_supply(before, after, out.next, out.notes);
  note_sites(before, after, out.next, out.notes);
  drop_empty(out.next);
  const scenario::Happened happened = scenario::read_happened(rows, next, after, out.from);
  Week week = week_of(before, after, out.from, to, happened);
  note_what_counts_as_come(before.actuals, happened.shipped, week);
  out.notes.insert(out.notes.end(), week.notes.begin(), week.notes.end());
  if (!week.shortages.empty()) {  // what cannot be is said; from then on it is taken as found
    add_found(week, out.next);
    week = week_of(before, check(patched(file, out.next)), out.from, to, happened);
  }
  set_actuals(before, week.scenario, out.next);
  out.labels.add(labels_of(after));
  return out;
}

}  // namespace allot

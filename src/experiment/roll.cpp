#include "allot/roll.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "allot/experiment.hpp"
#include "base/text.hpp"
#include "experiment/labels.hpp"
#include "experiment/roll_week.hpp"
#include "scenario/book_shelf.hpp"
#include "scenario/build_draft.hpp"
#include "scenario/edit.hpp"

namespace allot {
namespace experiment {

Date day_of(Date moment) {
  const Date since = moment % day;
  return moment - (since < 0 ? since + day : since);
}

std::string day_in_words(Date date) { return format_date(day_of(date)).substr(0, 10); }

std::string units_in_words(Units units) { return with_thousands(units); }

std::string label_of(const Scenario& scenario, Ref order) {
  const Order it = scenario.order(order);
  return it.label.empty() ? it.id : it.label;
}

namespace {

using Matter = RollNote::Matter;

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
    const std::string name = it.label.empty() ? it.id : it.label;
    std::string words =
        name + " begins anew on " + day_in_words(to) + ": what it ordered before is what the files say.";
    if (rows.orders) {
      Draft streams = patch.find("streams") ? *patch.find("streams") : Draft::object_of();
      streams.set(it.id, scenario::made::object({{"from", scenario::made::text(format_date(to))}}));
      patch.set("streams", streams);
    } else {
      words = name + " orders at random, and no file says what it ordered before " + day_in_words(to) +
              ": that stays a matter of chance.";
    }
    notes.push_back({Matter::assumed, false, it.id, {}, {}, {}, {}, words, Place()});
  }
}

std::string text_of(const std::optional<Value>& date) {
  return date && date->is_known() ? day_in_words(half_up(date->number)) : std::string("another day");
}

std::string changes_of(const Order& old, const Order& now) {
  std::string out;
  const auto add = [&](std::string words) { out += (out.empty() ? "" : "; ") + std::move(words); };
  if (old.units != now.units && old.units.is_known() && now.units.is_known())
    add(units_in_words(half_up(now.units.number)) + " units, not " + units_in_words(half_up(old.units.number)));
  if (old.due != now.due) add("due " + text_of(now.due) + ", not " + text_of(old.due));
  if (old.not_before != now.not_before) add("not before " + text_of(now.not_before));
  return out.empty() ? "changed" : out;
}

using PlacesById = std::unordered_map<std::string_view, Ref>;

/// shape: good as long as the scenario is
PlacesById places_of(const Scenario& scenario) {
  PlacesById places;
  for (std::size_t i = 0; i < scenario.orders.size(); ++i)
    places.emplace(scenario.orders.id(i), Ref{static_cast<std::int32_t>(i)});
  return places;
}

Ref in(const PlacesById& places, std::string_view id) {
  const auto found = places.find(id);
  return found == places.end() ? Ref() : found->second;
}

std::string new_order_in_words(const Scenario& scenario, const Order& order) {
  const Organisation& customer = scenario.organisations[order.organisation.at()];
  const std::string units = order.units.is_known() ? units_in_words(half_up(order.units.number)) + " " : std::string();
  const Product& product = scenario.products[order.product.at()];
  return units + (product.label.empty() ? product.id : product.label) + " for " +
         (customer.label.empty() ? customer.id : customer.label);
}

void note_orders(const Scenario& before, const Scenario& after, Draft& patch, std::vector<RollNote>& notes) {
  Draft* orders = patch.find("orders");
  if (!orders) return;
  const std::vector<std::string> ids = orders->keys;
  const PlacesById places_before = places_of(before), places_after = places_of(after);
  for (const std::string& id : ids) {
    const Ref old = in(places_before, id), now = in(places_after, id);
    if (!now) continue;
    const Order order = after.orders[now.at()];
    const Place place = orders->find(id)->place;
    const auto due = order.due && order.due->is_known() ? std::optional(half_up(order.due->number)) : std::nullopt;
    if (old && before.orders[old.at()] == order) {
      orders->erase(id);
      continue;
    }
    const std::string label = label_of(after, now);
    notes.push_back({Matter::order, false, id, std::nullopt, due, std::nullopt,
                     order.units.is_known() ? std::optional<Units>(half_up(order.units.number)) : std::nullopt,
                     old ? label + ": " + changes_of(before.orders[old.at()], order) + "."
                         : label + " is new: " + new_order_in_words(after, order) +
                               (due ? ", due " + day_in_words(*due) : std::string()) + ".",
                     place});
  }
}

// A row that says nothing of when it was placed is of an order that is placed now.
void place_new_orders(const Scenario& before, Date to, Draft& patch) {
  Draft* orders = patch.find("orders");
  if (!orders) return;
  const PlacesById places = places_of(before);
  for (std::size_t i = 0; i < orders->items.size(); ++i)
    if (!in(places, orders->keys[i]) && !orders->items[i].find("placed"))
      orders->items[i].set("placed", scenario::made::text(format_date(to)));
}

template <class Entity>
const Entity* with_id(const std::vector<Entity>& all, const std::string& id) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Entity& it) { return it.id == id; });
  return found == all.end() ? nullptr : &*found;
}

template <class Entity>
const std::string& name_of(const Entity& it) {
  return it.label.empty() ? it.id : it.label;
}

std::optional<Date> known_day(const std::optional<Value>& date) {
  return date && date->is_known() ? std::optional(half_up(date->number)) : std::nullopt;
}

// What was promised anew: its day, if that moved, else that it changed.
std::string promise_in_words(const std::string& name, bool is_new, std::optional<Date> was, std::optional<Date> now) {
  if (is_new) return name + " is new" + (now ? ", promised for " + day_in_words(*now) : std::string()) + ".";
  if (was && now && *was != *now)
    return name + " is promised for " + day_in_words(*now) + ", not " + day_in_words(*was) + ".";
  return name + " changed.";
}

Draft* at_path(Draft& root, std::initializer_list<std::string_view> path) {
  Draft* at = &root;
  for (const std::string_view key : path)
    if (at) at = at->find(key);
  return at;
}

/// Goes through the entries of a list of what there is, as the patch has them: says what changed and takes out the rest.
template <class Entity>
void note_promises(const std::vector<Entity>& before, const std::vector<Entity>& after, Draft* patch, Matter matter,
                   const std::string& owner, std::vector<RollNote>& notes) {
  if (!patch) return;
  const std::vector<std::string> ids = patch->keys;
  for (const std::string& id : ids) {
    const Entity *old = with_id(before, id), *now = with_id(after, id);
    if (!now) continue;
    if (old && *old == *now) {
      patch->erase(id);
      continue;
    }
    const auto was = old ? known_day(old->at) : std::nullopt, day = known_day(now->at);
    notes.push_back({matter, false, id, was, day, std::nullopt, std::nullopt,
                     promise_in_words(owner + name_of(*now), !old, was, day), patch->find(id)->place});
  }
}

void note_supply(const Scenario& before, const Scenario& after, Draft& patch, std::vector<RollNote>& notes) {
  for (const Supplier& now : after.suppliers)
    note_promises(with_id(before.suppliers, now.id)->supply, now.supply,
                  at_path(patch, {"suppliers", now.id, "supply"}), Matter::supply, "", notes);
}

void note_sites(const Scenario& before, const Scenario& after, Draft& patch, std::vector<RollNote>& notes) {
  for (const Site& now : after.sites) {
    const Site& old = *with_id(before.sites, now.id);
    note_promises(old.room, now.room, at_path(patch, {"sites", now.id, "room"}), Matter::site,
                  name_of(now) + ", room: ", notes);
    note_promises(old.power, now.power, at_path(patch, {"sites", now.id, "power"}), Matter::site,
                  name_of(now) + ", power: ", notes);
  }
}

// What says nothing any more is left out.
void drop_empty(Draft& patch) {
  for (std::size_t i = patch.items.size(); i-- > 0;) {
    Draft& item = patch.items[i];
    if (!item.is(Draft::Type::object)) continue;
    drop_empty(item);
    const std::string key = patch.keys[i];
    if (item.items.empty()) patch.erase(key);
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
    Draft suppliers = patch.find("suppliers") ? *patch.find("suppliers") : Draft::object_of();
    const std::string& supplier = week.scenario.suppliers[it.supplier.at()].id;
    Draft entry = suppliers.find(supplier) ? *suppliers.find(supplier) : Draft::object_of();
    Draft supply = entry.find("supply") ? *entry.find("supply") : Draft::object_of();
    supply.set(id, scenario::made::object(
                       {{"label", scenario::made::text(found_label)},
                        {"product", scenario::made::text(week.scenario.products[it.product.at()].id)},
                        {"at", scenario::made::text(format_date(it.date))},
                        {"units", Draft::number_of(static_cast<double>(it.units), std::to_string(it.units))}}));
    entry.set("supply", supply);
    suppliers.set(supplier, entry);
    patch.set("suppliers", suppliers);
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
  Roll out{
      before.name,       before.question, before.as_of.value_or(before.start), to, scenario::patch_of(rows, to), {},
      labels_of(before), basis_of(before)};
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

#include "experiment/roll_news.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <unordered_map>

#include "base/literals.hpp"
#include "base/text.hpp"
#include "experiment/roll_week.hpp"
#include "scenario/build_draft.hpp"

namespace allot::experiment {
namespace {

using Matter = RollNote::Matter;

std::string text_of(const std::optional<Value>& date) {
  return date && date->is_known() ? day_in_words(half_up(date->number)) : std::string("another day");
}

std::string changes_of(const Order& old, const Order& now) {
  std::string out;
  const auto add = [&](std::string words) { out += (out.empty() ? "" : "; ") + std::move(words); };
  if (old.units != now.units && old.units.is_known() && now.units.is_known())
    add(units_in_words(half_up(now.units.number)) + " units, not " + units_in_words(half_up(old.units.number)));
  if (old.due != now.due) add("due " + text_of(now.due) + ", not " + text_of(old.due));
  if (old.needed != now.needed) add("needed by " + text_of(now.needed));
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
  const std::string units = order.units.is_known() ? units_in_words(half_up(order.units.number)) + " " : std::string();
  return units + name_of(scenario.products[order.product.at()]) + " for " +
         name_of(scenario.organisations[order.organisation.at()]);
}

template <class Entity>
const Entity* with_id(const std::vector<Entity>& all, const std::string& id) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Entity& it) { return it.id == id; });
  return found == all.end() ? nullptr : &*found;
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

}  // namespace

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

Date day_of(Date moment) {
  const Date since = moment % day;
  return moment - (since < 0 ? since + day : since);
}

std::string day_in_words(Date date) { return format_date(day_of(date)).substr(0, 10); }

std::string units_in_words(Units units) { return with_thousands(units); }

std::string label_of(const Scenario& scenario, Ref order) { return name_of(scenario.order(order)); }

}  // namespace allot::experiment

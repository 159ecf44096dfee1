#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "experiment/roll_week.hpp"

namespace allot::experiment {
namespace {

using Matter = RollNote::Matter;

/// Units by order, of one supplier on one day.
using DaySums = std::map<std::int32_t, Units>;
/// By day, then supplier, so that what came first is found first.
using Book = std::map<std::pair<Date, std::int32_t>, DaySums>;

Ref supplier_of(const Scenario& scenario, Ref order) { return scenario.order(order).supplier; }

Book book_of(const Week& week, const ShippedRows& rows) {
  Book book;
  for (const auto& it : rows)
    if (may_be_in(week, it.row.date) && it.row.units > 0)
      book[{day_of(it.row.date), supplier_of(week.scenario, it.row.order).index}][it.row.order.index] += it.row.units;
  return book;
}

Book book_of(const Week& week, const PlannedCourse& course) {
  Book book;
  for (const PlannedCourse::Shipment& it : course.shipments)
    if (is_in(week, it.date))
      book[{day_of(it.date), supplier_of(week.scenario, it.order).index}][it.order.index] += it.units;
  return book;
}

using Key = Book::key_type;

const DaySums& sums_on(const Book& book, const Key& key) {
  static const DaySums none;
  const auto found = book.find(key);
  return found == book.end() ? none : found->second;
}

std::optional<Key> first_difference(const Book& plan, const Book& record, const std::vector<Key>& recorded) {
  std::map<Key, bool> all;
  for (const auto* book : {&plan, &record})
    for (const auto& [key, sums] : *book) all[key] = true;
  for (const auto& [key, is_there] : all)
    if (std::find(recorded.begin(), recorded.end(), key) == recorded.end() &&
        sums_on(plan, key) != sums_on(record, key))
      return key;
  return std::nullopt;
}

ShippedUnits entry_of(const Week& week, const ShippedUnits& row) {
  ShippedUnits out = row;
  out.date = std::max(row.date, week.from);
  if (out.delivered) out.delivered = std::max(*out.delivered, out.date);
  if (!out.delivered && out.expected) out.expected = std::max(*out.expected, week.to);
  return out;
}

// Windows that touch become one.
void add_window(std::vector<RecordedShipments>& recorded, Ref supplier, Date from, Date until) {
  for (RecordedShipments& it : recorded)
    if (it.supplier == supplier && it.until == from) {
      it.until = until;
      return;
    }
  recorded.push_back({supplier, from, until});
}

void stand_in(Week& week, const ShippedRows& rows, const Key& key) {
  const auto& [date, supplier] = key;
  add_window(week.scenario.actuals.recorded, {supplier}, std::max(date, week.from), std::min(date + day, week.to));
  for (const auto& it : rows)
    if (day_of(it.row.date) == date && supplier_of(week.scenario, it.row.order).index == supplier && it.row.units > 0)
      week.scenario.actuals.shipped.push_back(entry_of(week, it.row));
}

// The row that says so, where there is one.
Place place_of(const ShippedRows& rows, std::int32_t order, Date date) {
  for (const auto& it : rows)
    if (it.row.order.index == order && day_of(it.row.date) == date) return it.place;
  return {};
}

Units units_of(const DaySums& sums, std::int32_t order) {
  const auto found = sums.find(order);
  return found == sums.end() ? 0 : found->second;
}

void note_idle_day(Week& week, const Key& key, const DaySums& plan) {
  Units units = 0;
  for (const auto& [order, planned] : plan) units += planned;
  const Supplier& supplier = week.scenario.suppliers[static_cast<std::size_t>(key.second)];
  week.notes.push_back({Matter::shipped, false, supplier.id, key.first, std::nullopt, units, 0,
                        name_of(supplier) + " shipped nothing on " + day_in_words(key.first) + "; the plan had " +
                            units_in_words(units) + " for " +
                            counted_text(static_cast<std::int64_t>(plan.size()), "order") + ".",
                        Place()});
}

void note_day(Week& week, const Key& key, const DaySums& plan, const DaySums& record, const ShippedRows& rows) {
  if (record.empty()) return note_idle_day(week, key, plan);
  DaySums orders = plan;
  orders.insert(record.begin(), record.end());
  for (const auto& [order, any] : orders) {
    const Units planned = units_of(plan, order), happened = units_of(record, order);
    if (planned == happened) continue;
    week.notes.push_back({Matter::shipped, false, week.scenario.order({order}).id, key.first, key.first, planned,
                          happened,
                          label_of(week.scenario, {order}) + ": " + units_in_words(happened) + " shipped on " +
                              day_in_words(key.first) + ", not " + units_in_words(planned) + ".",
                          place_of(rows, order, key.first)});
  }
}

// What the record has and the replay could not ship: more than was open, or than there was in stock.
void note_what_could_not_be(Week& week, const Key& key, const Book& plan, const Book& record,
                            const PlannedCourse& course, const ShippedRows& rows) {
  for (const auto& [order, units] : sums_on(record, key)) {
    const Units got = units_of(sums_on(plan, key), order);
    if (got >= units) continue;
    const Order asked = week.scenario.order({order});
    Units before = course.shipped_before[static_cast<std::size_t>(order)];
    for (const PlannedCourse::Shipment& it : course.shipments)
      if (it.order.index == order && it.date < key.first + day) before += it.units;
    Units cancelled = 0;
    for (const PlannedCourse::Cancellation& it : course.cancellations)
      if (it.order.index == order && it.date < key.first + day) cancelled += it.units;
    const bool is_too_much =
        asked.units.is_known() && asked.deliveries.empty() && before + cancelled >= half_up(asked.units.number);
    const std::string what = label_of(week.scenario, {order}) + ": " + units_in_words(units) + " shipped on " +
                             day_in_words(key.first) + ", but ";
    week.notes.push_back({Matter::shipped, true, asked.id, std::nullopt, key.first, got, units,
                          what + (is_too_much ? "no more than " + units_in_words(got) + " of the order was open."
                                              : "stock and receipts explain no more than " + units_in_words(got) + "."),
                          place_of(rows, order, key.first)});
    if (!is_too_much)
      week.shortages.push_back({asked.supplier, asked.product, std::max(key.first, week.from), units - got});
  }
}

/// Rows of an order and day against what the replay shipped of it then: what came on the very day first, then what was
/// on its way still, units first to first.
class Arrivals {
 public:
  Arrivals(Week& week, const PlannedCourse& course, bool says_arrivals)
      : week_(week), says_arrivals_(says_arrivals), left_(course.shipments) {}

  void take(const ShippedRows& rows) {
    std::vector<Units> open;
    for (const auto& it : rows) open.push_back(it.row.date < week_.to ? it.row.units : 0);
    const auto match = [&](auto fits) {
      for (std::size_t i = 0; i < rows.size(); ++i) open[i] = rest_of(rows[i], open[i], fits);
    };
    match([](const ShippedUnits& row, const PlannedCourse::Shipment& planned) {
      return row.delivered && day_of(*row.delivered) == day_of(planned.delivered);
    });
    match([&](const ShippedUnits&, const PlannedCourse::Shipment& planned) { return planned.delivered >= week_.from; });
    match([](const ShippedUnits&, const PlannedCourse::Shipment&) { return true; });
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (open[i] > 0 && is_of_before(rows[i].row.date)) note_unknown(rows[i], open[i]);
  }

 private:
  template <class Fits>
  Units rest_of(const scenario::Placed<ShippedUnits>& it, Units units, Fits fits) {
    for (PlannedCourse::Shipment& planned : left_) {
      if (units == 0) break;
      if (planned.order != it.row.order || planned.units == 0 || day_of(planned.date) != day_of(it.row.date) ||
          !fits(it.row, planned))
        continue;
      const Units part = std::min(units, planned.units);
      planned.units -= part;
      units -= part;
      compare(it, planned, part);
    }
    return units;
  }

  bool is_of_before(Date date) const { return date >= week_.scenario.start && day_of(date) + day <= week_.from; }

  // An earlier week, which is known already, had no such shipment.
  void note_unknown(const scenario::Placed<ShippedUnits>& it, Units units) {
    week_.notes.push_back({Matter::shipped, true, week_.scenario.order(it.row.order).id, std::nullopt, it.row.date,
                           it.row.units - units, it.row.units,
                           label_of(week_.scenario, it.row.order) + ": " + units_in_words(units) + " shipped on " +
                               day_in_words(it.row.date) + " were not known of on " + day_in_words(week_.from) +
                               ", and are left out.",
                           it.place});
  }

  void compare(const scenario::Placed<ShippedUnits>& it, const PlannedCourse::Shipment& planned, Units units) {
    const bool was_due = planned.delivered < week_.to;
    std::optional<Date> delivered = it.row.delivered, expected = delivered ? std::nullopt : it.row.expected;
    if (delivered && day_of(*delivered) == day_of(planned.delivered)) return;
    if (expected && (*expected >= week_.to || !was_due) && planned.delivered != never &&
        day_of(*expected) == day_of(planned.delivered))
      return;
    if (!delivered && !expected && (!was_due || !says_arrivals_)) return;
    if (!delivered) expected = std::max(expected.value_or(week_.to), week_.to);
    ShippedUnits entry{it.row.order, units, planned.date, delivered, expected};
    if (entry.delivered) entry.delivered = std::max(*entry.delivered, planned.date);
    note(it, planned, entry, units);
    replace(entry);
  }

  // What an earlier week said of the same units is said anew; it stands where it stood, in a record or not.
  void replace(ShippedUnits entry) {
    auto& shipped = week_.scenario.actuals.shipped;
    Units left = entry.units;
    for (ShippedUnits& old : shipped) {
      if (old.order != entry.order || day_of(old.date) != day_of(entry.date)) continue;
      const Units units = std::min(left, old.units);
      old.units -= units;
      left -= units;
      entry.date = old.date;
    }
    std::erase_if(shipped, [](const ShippedUnits& it) { return it.units == 0; });
    shipped.push_back(entry);
  }

  void note(const scenario::Placed<ShippedUnits>& it, const PlannedCourse::Shipment& planned, const ShippedUnits& entry,
            Units units) {
    const std::string there =
        planned.delivered == never ? std::string("not by the end") : day_in_words(planned.delivered);
    const std::string what = label_of(week_.scenario, it.row.order) + ": " + units_in_words(units) + " shipped on " +
                             day_in_words(planned.date);
    const std::string words =
        entry.delivered   ? what + " came on " + day_in_words(*entry.delivered) + ", not on " + there + "."
        : it.row.expected ? what + " are expected on " + day_in_words(*entry.expected) + ", not on " + there + "."
                          : what + ", due on " + there + ", have not come, and no new day is said: taken for " +
                                day_in_words(*entry.expected) + ".";
    week_.notes.push_back({Matter::arrived, false, week_.scenario.order(it.row.order).id,
                           planned.delivered == never ? std::nullopt : std::optional(planned.delivered),
                           entry.delivered ? entry.delivered : entry.expected, units, units, words, it.place});
  }

  Week& week_;
  bool says_arrivals_;
  std::vector<PlannedCourse::Shipment> left_;
};

bool says_arrivals(const ShippedRows& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const auto& it) { return it.row.delivered || it.row.expected; });
}

// Days that cannot be, whatever the plan had.
void note_impossible_days(Week& week, const ShippedRows& rows) {
  const auto note = [&](const auto& it, const std::string& words) {
    week.notes.push_back({Matter::arrived, true, week.scenario.order(it.row.order).id, std::nullopt, it.row.delivered,
                          std::nullopt, it.row.units, label_of(week.scenario, it.row.order) + ": " + words, it.place});
  };
  for (const auto& it : rows) {
    if (!it.row.delivered) continue;
    if (day_of(*it.row.delivered) < day_of(it.row.date))
      note(it, "delivered on " + day_in_words(*it.row.delivered) + ", before it was shipped, on " +
                   day_in_words(it.row.date) + ".");
    else if (*it.row.delivered > week.to)
      note(it, "delivered on " + day_in_words(*it.row.delivered) + ", which is after " + day_in_words(week.to) +
                   ", the day to which the plan rolls.");
  }
}

ShippedRows possible(const Week& week, ShippedRows rows) {
  for (auto& it : rows) {
    if (!it.row.delivered) continue;
    if (*it.row.delivered > week.to)
      it.row.expected = std::exchange(it.row.delivered, std::nullopt);
    else
      it.row.delivered = std::max(*it.row.delivered, it.row.date);
  }
  return rows;
}

bool is_recorded(const Scenario& scenario, const Key& key) {
  const auto& all = scenario.actuals.recorded;
  return std::any_of(all.begin(), all.end(), [&](const RecordedShipments& it) {
    return it.supplier.index == key.second && it.from < key.first + day &&
           it.until.value_or(*scenario.as_of) > key.first;
  });
}

Units said_of(const Scenario& scenario, Ref order, Date date) {
  Units units = 0;
  for (const ShippedUnits& it : scenario.actuals.shipped)
    if (it.order == order && day_of(it.date) == day_of(date)) units += it.units;
  return units;
}

// As rows of the scenario that there is now; none of orders that are no more.
ShippedRows shipped_by(const Scenario& before, Date until, const Scenario& now) {
  std::unordered_map<std::string_view, std::int32_t> places;
  for (std::size_t i = 0; i < now.orders.size(); ++i) places.emplace(now.orders.id(i), static_cast<std::int32_t>(i));
  ShippedRows rows;
  for (const PlannedCourse::Shipment& it : course_of(before).shipments)
    if (const auto found = places.find(before.orders.id(it.order.at())); it.date < until && found != places.end())
      rows.push_back({{{found->second}, it.units, it.date}, {}});
  return rows;
}

// Those beside what stands in the actuals already.
ShippedRows not_said(const Scenario& scenario, ShippedRows rows) {
  std::map<std::pair<std::int32_t, Date>, Units> said;
  for (auto& it : rows) {
    const auto [found, is_new] = said.try_emplace({it.row.order.index, day_of(it.row.date)}, 0);
    if (is_new) found->second = said_of(scenario, it.row.order, it.row.date);
    const Units units = std::min(found->second, it.row.units);
    found->second -= units;
    it.row.units -= units;
  }
  return rows;
}

/// How the replay goes once the record stands in for it where they differ.
struct Agreed {
  PlannedCourse course;
  Book book;
  std::vector<Key> differed;  ///< in the order in which they were found
};

// Day by day, since what one day takes is not there on the next; `record_it` of each that differs, and what the replay had.
template <class RecordIt>
Agreed agree(const Week& week, const Book& record, RecordIt record_it) {
  Agreed out;
  const auto replay = [&] {
    out.course = course_of(week.scenario);
    out.book = book_of(week, out.course);
  };
  replay();
  for (auto key = first_difference(out.book, record, out.differed); key;
       key = first_difference(out.book, record, out.differed)) {
    record_it(*key, sums_on(out.book, *key));
    out.differed.push_back(*key);
    replay();
  }
  return out;
}

}  // namespace

void keep_known_shipments(Week& week, const Scenario& before) {
  Week past{std::move(week.scenario), before.start, week.from, {}, {}};
  const ShippedRows rows = shipped_by(before, week.from, past.scenario), beside = not_said(past.scenario, rows);
  agree(past, book_of(past, rows), [&](const Key& key, const DaySums&) {
    if (!is_recorded(past.scenario, key)) stand_in(past, beside, key);
  });
  week.scenario = std::move(past.scenario);
}

void take_shipments(Week& week, const ShippedRows& as_said) {
  note_rows_outside(week, as_said, Matter::shipped, true);
  note_impossible_days(week, as_said);
  const ShippedRows rows = possible(week, as_said);
  const Book record = book_of(week, rows);
  const Agreed agreed = agree(week, record, [&](const Key& key, const DaySums& planned) {
    note_day(week, key, planned, sums_on(record, key), rows);
    stand_in(week, rows, key);
  });
  for (const Key& key : agreed.differed) note_what_could_not_be(week, key, agreed.book, record, agreed.course, rows);
  Arrivals(week, agreed.course, says_arrivals(rows)).take(rows);
}

}  // namespace allot::experiment

#include <algorithm>
#include <map>
#include <numeric>

#include "base/exact.hpp"
#include "base/literals.hpp"
#include "base/text.hpp"
#include "scenario/read_list.hpp"
#include "scenario/sections.hpp"

/// What happened before `as_of`: whether it can have.
namespace allot::scenario {
namespace {

void check_past(Reader& reader, const Cursor& at, const Scenario& scenario, Date date, std::string_view what) {
  if (!at.exists()) return;
  if (date < scenario.start)
    reader.problem(at, std::string(what) + " before the start, " + format_date(scenario.start) +
                           ": opening states say what had happened by then");
  else if (scenario.as_of && date >= *scenario.as_of)
    reader.problem(
        at, std::string(what) + " on " + format_date(date) + ", not before 'as_of', " + format_date(*scenario.as_of));
}

bool is_lot_of(const SupplyPiece& piece, Date planned) {
  if (piece.at) return !piece.at->is_known() || half_up(piece.at->number) == planned;
  return piece.from && piece.until && piece.every && planned < *piece.until && begins_at(*piece.every, *piece.from, planned);
}

void resolve_supply(Reader& reader, const Cursor& item, LotReceipt& it) {
  const Cursor at = item.member("supply");
  std::string id;
  if (!at.exists() || !it.supplier || !read_text(reader, at, id)) return;
  const Names& pieces = reader.supply_names(it.supplier);
  it.supply = pieces.find(id);
  if (!it.supply) reader.unknown(at, "piece of its supplier's plan", id, pieces);
}

void check_receipt(Reader& reader, const Cursor& item, const Scenario& scenario, LotReceipt& it) {
  resolve_supply(reader, item, it);
  if (it.date) check_past(reader, item.member("date"), scenario, *it.date, "received");
  if (!it.supplier || !it.supply || !item.member("planned").exists()) return;
  const SupplyPiece& piece = scenario.suppliers[it.supplier.at()].supply[it.supply.at()];
  if (!is_lot_of(piece, it.planned))
    reader.problem(item.member("planned"), "'" + piece.id + "' has no lot planned for " + format_date(it.planned));
}

// What was shipped instead counts in lots of its own.
Units lot_of(const Scenario& scenario, Ref product) {
  Units lot = scenario.products[product.at()].lot;
  for (const Substitute& it : scenario.products[product.at()].substitutes)
    if (it.product) lot = std::gcd(lot, scenario.products[it.product.at()].lot);
  return lot;
}

void check_shipment(Reader& reader, const Cursor& item, const Scenario& scenario, const ShippedUnits& it) {
  check_past(reader, item.member("date"), scenario, it.date, "shipped");
  if (it.delivered && it.expected)
    reader.problem(item.member("expected"), "what was 'delivered' is no longer 'expected'");
  if (it.delivered && *it.delivered < it.date)
    reader.problem(item.member("delivered"), "delivered before it was shipped, on " + format_date(it.date));
  if (it.delivered && scenario.as_of && *it.delivered > *scenario.as_of)
    reader.problem(item.member("delivered"), "delivered after 'as_of': write 'expected'");
  if (it.expected && scenario.as_of && *it.expected < *scenario.as_of)
    reader.problem(item.member("expected"), "expected before 'as_of', " + format_date(*scenario.as_of) +
                                                ", and not delivered: say the day for which it is expected now");
}

Date end_of(const RecordedShipments& it, const Scenario& scenario) {
  return it.until.value_or(scenario.as_of.value_or(scenario.end));
}

void check_recorded(Reader& reader, const Cursor& list, const Scenario& scenario) {
  const auto& recorded = scenario.actuals.recorded;
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor item = list.item(i, index);
    check_past(reader, item.member("from"), scenario, recorded[i].from, "recorded");
    if (const Cursor until = item.member("until"); until.exists()) {
      check_past(reader, until, scenario, *recorded[i].until - 1, "recorded");
      if (*recorded[i].until <= recorded[i].from) reader.problem(until, "a window has to end after it began");
    }
    for (std::size_t k = 0; k < i; ++k)
      if (recorded[k].supplier && recorded[k].supplier == recorded[i].supplier &&
          recorded[k].from < end_of(recorded[i], scenario) && recorded[i].from < end_of(recorded[k], scenario))
        reader.problem(item,
                       "another window of '" + scenario.suppliers[recorded[i].supplier.at()].id + "' overlaps it");
  }
}

void check_as_of(Reader& reader, const Cursor& root, const Scenario& scenario) {
  if (!scenario.as_of) {
    if (root.member("actuals").exists())
      reader.problem(root.member("actuals"), "'as_of' is missing: the day until which this is known");
    return;
  }
  if (!parse_date(root.member("as_of").node().text)) return;  // said already
  if (*scenario.as_of < scenario.start || *scenario.as_of >= scenario.end)
    reader.problem(root.member("as_of"), "has to be between the start, " + format_date(scenario.start) +
                                             ", and the end, " + format_date(scenario.end));
}

// What each entry of a list says beyond its fields.
template <class Item, class Check>
void check_each(const Cursor& list, std::vector<Item>& items, Check check) {
  for (std::size_t i = 0; list.exists() && i < items.size(); ++i) {
    const std::string index = std::to_string(i);
    if (const Cursor item = list.item(i, index); item.node().is(Draft::Type::object)) check(item, items[i]);
  }
}

bool is_recorded(const Scenario& scenario, const ShippedUnits& it) {
  const auto& all = scenario.actuals.recorded;
  return it.order && std::any_of(all.begin(), all.end(), [&](const RecordedShipments& window) {
           return window.supplier && window.supplier == scenario.order(it.order).supplier && window.from <= it.date &&
                  it.date < end_of(window, scenario);
         });
}

// What the rule shipped is as it was divided.
std::vector<ShippedUnits> by_record(const Scenario& scenario) {
  std::vector<ShippedUnits> shipped = scenario.actuals.shipped;
  for (ShippedUnits& it : shipped)
    if (!is_recorded(scenario, it)) it.units = 0;
  return shipped;
}

constexpr auto nothing_else = [](const Cursor&) {};

}  // namespace

void check_lots(Reader& reader, const Cursor& list, const Scenario& scenario,
                const std::vector<ShippedUnits>& shipped) {
  std::map<std::pair<std::int32_t, Date>, Units> sums;
  const auto sum_of = [&](const ShippedUnits& it) -> Units& { return sums[{it.order.index, it.date / day}]; };
  for (const ShippedUnits& it : shipped) sum_of(it) += it.units;
  for (std::size_t i = 0; i < shipped.size(); ++i) {
    const Ref product = shipped[i].order ? scenario.order(shipped[i].order).product : Ref();
    const Units lot = product ? lot_of(scenario, product) : 1;
    if (sum_of(shipped[i]) % lot == 0) continue;
    const std::string index = std::to_string(i);
    reader.problem(list.item(i, index).member("units"),
                   with_thousands(sum_of(shipped[i])) + " units shipped on " + format_date(shipped[i].date) +
                       " are no multiple of the product's lot, " + std::to_string(lot));
    sum_of(shipped[i]) = 0;  // said once
  }
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<LotReceipt>& receipts) {
  read_list(reader, at, receipts, nothing_else);
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<ShippedUnits>& shipments) {
  read_list(reader, at, shipments, nothing_else);
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<CancelledUnits>& cancellations) {
  read_list(reader, at, cancellations, nothing_else);
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<RecordedShipments>& recorded) {
  read_list(reader, at, recorded, nothing_else);
}

void read_actuals(Reader& reader, const Cursor& root, Scenario& scenario) {
  check_as_of(reader, root, scenario);
  const Cursor at = root.member("actuals");
  if (!at.exists()) return;
  Actuals& it = scenario.actuals;
  read_fields(reader, at, it);
  if (!at.node().is(Draft::Type::object)) return;
  check_each(at.member("received"), it.received,
             [&](const Cursor& item, LotReceipt& receipt) { check_receipt(reader, item, scenario, receipt); });
  check_each(at.member("shipped"), it.shipped, [&](const Cursor& item, const ShippedUnits& shipment) {
    check_shipment(reader, item, scenario, shipment);
  });
  check_each(at.member("cancelled"), it.cancelled, [&](const Cursor& item, const CancelledUnits& cancellation) {
    check_past(reader, item.member("date"), scenario, cancellation.date, "cancelled");
  });
  check_recorded(reader, at.member("recorded"), scenario);
  check_lots(reader, at.member("shipped"), scenario, by_record(scenario));
}

}  // namespace allot::scenario

#include "scenario/happened.hpp"

#include <algorithm>

#include "scenario/build_draft.hpp"
#include "scenario/members.hpp"
#include "scenario/read_list.hpp"
#include "scenario/sections.hpp"

namespace allot::scenario {

// clang-format off
template <class Visitor>
void fields(ReceivedRow& it, Visitor&& field) {
  field({.key = "supplier", .meaning = "whose supply came", .refers = Section::suppliers}, it.supplier);
  field({.key = "product", .meaning = "what came", .refers = Section::products}, it.product);
  field({.key = "supply", .meaning = "piece of the plan that it is of"}, it.supply);
  field({.key = "planned", .meaning = "the day for which its lot was planned", .kind = Kind::date, .least = no_least}, it.planned);
  field({.key = "units", .meaning = "how many good units", .kind = Kind::units, .required = true}, it.units);
  field({.key = "date", .meaning = "when they came", .kind = Kind::date, .required = true, .least = no_least}, it.date);
}
// clang-format on

namespace {

// Who can only be one need not be named.
void complete(Reader& reader, const Cursor& item, const Scenario& scenario, ReceivedRow& row) {
  const auto only = [&](const char* key, Ref& ref, std::size_t count) {
    if (ref || item.member(key).exists()) return;
    if (count == 1)
      ref = {0};
    else
      reader.problem(item, std::string("'") + key + "' is missing: which of " + std::to_string(count));
  };
  only("supplier", row.supplier, scenario.suppliers.size());
  only("product", row.product, scenario.products.size());
  if (row.supply.empty() || !row.supplier) return;
  const Names& pieces = reader.supply_names(row.supplier);
  if (!pieces.find(row.supply))
    reader.unknown(item.member("supply"), "piece of its supplier's plan", row.supply, pieces);
}

template <class Row, class Complete>
std::optional<std::vector<Placed<Row>>> rows_of(Reader& reader, const Cursor& at, Complete complete) {
  if (!at.exists()) return std::nullopt;
  std::vector<Placed<Row>> out;
  if (!at.node().is(Draft::Type::array)) return reader.mismatch(at, "a list of objects"), out;
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor item = at.item(i, index);
    out.push_back({{}, at.node().items[i].place});
    read_fields(reader, item, out.back().row);
    complete(item, out.back().row);
  }
  return out;
}

// Of earlier shipments, rows may say only the part that was on its way.
std::vector<ShippedUnits> shipped_since(Date from, const std::vector<Placed<ShippedUnits>>& placed) {
  std::vector<ShippedUnits> out;
  for (const auto& it : placed) {
    out.push_back(it.row);
    if (it.row.date < from) out.back().units = 0;
  }
  return out;
}

void know_names(Reader& reader, const ScenarioFile& file, const Scenario& scenario) {
  find_sections(reader, Cursor(file.root));
  for (std::size_t i = 0; i < scenario.orders.size(); ++i) reader.names(Section::orders).add(scenario.orders.id(i));
  for (std::size_t s = 0; s < scenario.suppliers.size(); ++s)
    for (const SupplyPiece& piece : scenario.suppliers[s].supply)
      reader.supply_names({static_cast<std::int32_t>(s)}).add(piece.id);
}

const Draft* text_at(const Draft& entry, const char* key) {
  const Draft* found = entry.find(key);
  return found && found->is(Draft::Type::string) ? found : nullptr;
}

/// An entry without the members that say where it belongs; nothing, and why, where it lacks one of them.
class Addressed {
 public:
  Addressed(Reader& reader, const Cursor& item) : reader_(reader), item_(item), rest_(item.node()) {}

  std::string take(const char* key) {
    const Draft* found = text_at(rest_, key);
    std::string text = found ? found->text : std::string();
    if (text.empty()) {
      reader_.problem(item_, std::string("'") + key + "' is missing");
      is_good_ = false;
    }
    rest_.erase(key);
    return text;
  }
  std::string take(const char* key, const std::vector<std::string>& known) {
    std::string text = take(key);
    if (text.empty() || std::find(known.begin(), known.end(), text) != known.end()) return text;
    reader_.unknown(item_.member(key), key, text, known);
    is_good_ = false;
    return text;
  }
  void put_into(Draft& section, const std::string& id) {
    if (!is_good_) return;
    Draft& entry = *object_in(section, id);
    if (!entry.place.text) entry.place = item_.node().place;
    for (std::size_t i = 0; i < rest_.items.size(); ++i) entry.set(rest_.keys[i], rest_.items[i]);
  }
  bool is_good() const { return is_good_; }
  Draft& rest() { return rest_; }

 private:
  Reader& reader_;
  Cursor item_;
  Draft rest_;
  bool is_good_ = true;
};

template <class Entity>
std::vector<std::string> ids_of(const std::vector<Entity>& all) {
  std::vector<std::string> ids;
  for (const Entity& it : all) ids.push_back(it.id);
  return ids;
}

template <class Put>
void each_entry(Reader& reader, const std::optional<Draft>& rows, std::string_view name, Put put) {
  if (!rows) return;
  Draft root = Draft::object_of();
  root.set(name, *rows);
  const Cursor top(root), list = top.member(name);
  for (std::size_t i = 0; i < rows->items.size(); ++i) {
    const std::string index = std::to_string(i);
    Addressed entry(reader, list.item(i, index));
    put(entry);
  }
}

Draft date(Date at) { return made::text(format_date(at)); }

Draft draft_of(const Scenario& scenario, const LotReceipt& it) {
  const Supplier& supplier = scenario.suppliers[it.supplier.at()];
  Draft out = made::object({{"supplier", made::text(supplier.id)},
                            {"supply", made::text(supplier.supply[it.supply.at()].id)},
                            {"planned", date(it.planned)},
                            {"units", made::whole(it.units)}});
  if (it.date) out.set("date", date(*it.date));
  return out;
}

Draft draft_of(const Scenario& scenario, const ShippedUnits& it) {
  Draft out = made::object(
      {{"order", made::text(scenario.order(it.order).id)}, {"units", made::whole(it.units)}, {"date", date(it.date)}});
  if (it.delivered) out.set("delivered", date(*it.delivered));
  if (it.expected) out.set("expected", date(*it.expected));
  return out;
}

Draft draft_of(const Scenario& scenario, const CancelledUnits& it) {
  return made::object(
      {{"order", made::text(scenario.order(it.order).id)}, {"units", made::whole(it.units)}, {"date", date(it.date)}});
}

Draft draft_of(const Scenario& scenario, const RecordedShipments& it) {
  Draft out =
      made::object({{"supplier", made::text(scenario.suppliers[it.supplier.at()].id)}, {"from", date(it.from)}});
  if (it.until) out.set("until", date(*it.until));
  return out;
}

template <class Item>
void set_list(Draft& out, std::string_view key, const Scenario& scenario, const std::vector<Item>& items) {
  if (items.empty()) return;
  std::vector<Draft> list;
  for (const Item& it : items) list.push_back(draft_of(scenario, it));
  out.set(key, made::list(std::move(list)));
}

}  // namespace

Happened read_happened(const WhatHappened& rows, const ScenarioFile& file, const Scenario& scenario, Date from) {
  Reader reader(file.load, file.book_edits);
  know_names(reader, file, scenario);
  Draft root = Draft::object_of();
  if (rows.received) root.set("received", *rows.received);
  if (rows.shipped) root.set("shipped", *rows.shipped);
  if (rows.cancelled) root.set("cancelled", *rows.cancelled);
  const Cursor top(root);
  const auto as_it_is = [](const Cursor&, auto&) {};
  Happened out;
  out.received = rows_of<ReceivedRow>(reader, top.member("received"), [&](const Cursor& item, ReceivedRow& row) {
    complete(reader, item, scenario, row);
  });
  out.shipped = rows_of<ShippedUnits>(reader, top.member("shipped"), as_it_is);
  out.cancelled = rows_of<CancelledUnits>(reader, top.member("cancelled"), as_it_is);
  if (out.shipped) check_lots(reader, top.member("shipped"), scenario, shipped_since(from, *out.shipped));
  if (!reader.problems().empty()) throw InputError(std::move(reader.problems()));
  return out;
}

Draft patch_of(const WhatHappened& rows, Date to, const Scenario& scenario) {
  const std::vector<std::string> suppliers = ids_of(scenario.suppliers), sites = ids_of(scenario.sites);
  Reader reader(nullptr);
  Draft patch = Draft::object_of();
  each_entry(reader, rows.orders, "orders", [&](Addressed& entry) {
    const std::string id = entry.take("id");
    if (entry.is_good()) entry.put_into(*object_in(patch, "orders"), id);
  });
  each_entry(reader, rows.supply, "supply", [&](Addressed& entry) {
    const std::string supplier = entry.take("supplier", suppliers), id = entry.take("id");
    if (entry.is_good()) entry.put_into(*object_in(*object_in(*object_in(patch, "suppliers"), supplier), "supply"), id);
  });
  each_entry(reader, rows.sites, "sites", [&](Addressed& entry) {
    const std::string site = entry.take("site", sites), gate = entry.take("gate", {"room", "power"}),
                      id = entry.take("id");
    if (entry.is_good()) entry.put_into(*object_in(*object_in(*object_in(patch, "sites"), site), gate), id);
  });
  if (!reader.problems().empty()) throw InputError(std::move(reader.problems()));
  patch.set("as_of", date(to));
  return patch;
}

Draft draft_of(const Scenario& scenario, const Actuals& actuals) {
  Draft out = Draft::object_of();
  set_list(out, "received", scenario, actuals.received);
  set_list(out, "shipped", scenario, actuals.shipped);
  set_list(out, "cancelled", scenario, actuals.cancelled);
  set_list(out, "recorded", scenario, actuals.recorded);
  return out;
}

}  // namespace allot::scenario

#include "scenario/row_placing.hpp"

#include "base/literals.hpp"
#include "base/text.hpp"
#include "scenario/award_rows.hpp"
#include "scenario/book_row.hpp"
#include "scenario/members.hpp"
#include "scenario/read_entity.hpp"

namespace allot::scenario {
namespace {

std::optional<Date> date_of(const Draft& object, std::string_view key) {
  const Draft* found = object.find(key);
  return found && found->is(Draft::Type::string) ? parse_date(found->text) : std::nullopt;
}

std::vector<std::string> ids_in(const Draft& section) {
  if (section.is(Draft::Type::object)) return section.keys;
  std::vector<std::string> ids;
  for (const Draft& entry : section.items) ids.emplace_back(id_of(entry));
  return ids;
}

// What an entry without an id is known by: its product and its date.
std::string made_id(const Draft& row) {
  std::string id;
  for (const char* key : {"product", "at", "from"})
    if (const Draft* said = row.find(key); said && said->is(Draft::Type::string))
      id += (id.empty() ? "" : "-") + said->text.substr(0, said->text.find('T'));
  return id.empty() ? "row" : id;
}

const Draft* entry_of(const Draft& holder, std::string_view section, const Draft* id) {
  const Draft* const entries = holder.find(section);
  const auto place = entries && id && id->is(Draft::Type::string) ? member(*entries, id->text) : std::nullopt;
  return place && entries->items[*place].is(Draft::Type::object) ? &entries->items[*place] : nullptr;
}

// A piece of a single lot says itself for when that was planned, and what of.
void plan_lot(Reader& reader, const Draft& root, Draft& row) {
  const Draft* const supplier = entry_of(root, "suppliers", row.find("supplier"));
  const Draft* const piece = supplier ? entry_of(*supplier, "supply", row.find("supply")) : nullptr;
  const Draft* const at = piece ? piece->find("at") : nullptr;
  if (at && at->is(Draft::Type::string) && !row.find("planned")) row.set("planned", *at);
  const Draft *const said = row.find("product"), *const planned = piece ? piece->find("product") : nullptr;
  if (said && planned && planned->text != said->text)
    reader.problem(
        {said->place, "",
         "'" + row.find("supply")->text + "' is a piece of '" + planned->text + "', not of '" + said->text + "'", "",
         false});
  row.erase("product");
}

}  // namespace

RowPlacing::RowPlacing(ScenarioFile& file, Reader& reader)
    : file_(file), reader_(reader), start_(date_of(file.root, "start")) {}

void RowPlacing::refuse(const Place& place, std::string message, std::string hint) {
  reader_.problem({place, "", std::move(message), std::move(hint), false});
}

Draft* RowPlacing::owner_of(Draft& row, const char* key, std::string_view section, const char* meaning) {
  const Draft* const said = row.find(key);
  if (!said) return refuse(row.place, "'" + std::string(key) + "' is missing: " + meaning), nullptr;
  const std::string id = said->text;
  const Place place = said->place;
  row.erase(key);
  Draft* const all = file_.root.find(section);
  const auto found = all ? member(*all, id) : std::nullopt;
  if (found && all->items[*found].is(Draft::Type::object)) return &all->items[*found];
  refuse(place, "unknown " + std::string(key) + " '" + id + "'",
         did_you_mean(id, all ? ids_in(*all) : std::vector<std::string>()));
  return nullptr;
}

void RowPlacing::place_entry(Draft& owner, std::string_view owner_id, std::string_view part, const Book& book,
                             const std::vector<CsvCell>& cells, Draft row) {
  const bool has_id = book.id < cells.size() && !cells[book.id].text.empty();
  std::string id = has_id ? cells[book.id].text : made_id(row);
  if (has_id && !is_id(id))
    return refuse(place_of(book, cells[book.id]), "'" + id + "' is no id: " + std::string(what_an_id_is));
  if (!owner.find(part) || owner.find(part)->is(Draft::Type::null)) owner.set(part, Draft::object_of(owner.place));
  Draft& entries = *owner.find(part);
  if (!entries.is(Draft::Type::object) && !entries.is(Draft::Type::array)) return;  // said by the check
  const std::string here = std::string(owner_id) + '\n' + std::string(part);
  const auto [taken, is_new] = taken_.try_emplace(here);
  if (is_new)
    for (std::string& known : ids_in(entries)) taken->second.insert(std::move(known));
  const std::string name = id;
  for (int n = 2; !has_id && taken->second.contains(id); ++n) id = name + "." + std::to_string(n);
  if (!taken->second.insert(id).second)
    return refuse(place_of(book, cells[book.id]),
                  "'" + std::string(owner_id) + "' has '" + id + "' among its " + std::string(part) + " already");
  add_entry(entries, id, std::move(row));
}

void RowPlacing::place_in_plan(const Book& book, const std::vector<CsvCell>& cells) {
  Draft row = entry_of_row(book, cells);
  const std::string supplier = row.find("supplier") ? row.find("supplier")->text : "";
  Draft* const owner = owner_of(row, "supplier", "suppliers", "whose plan it is part of");
  add_confidence(reader_, book, row);
  if (owner) place_entry(*owner, supplier, "supply", book, cells, std::move(row));
}

void RowPlacing::place_at_site(const Book& book, const std::vector<CsvCell>& cells) {
  Draft row = entry_of_row(book, cells);
  const std::string site = row.find("site") ? row.find("site")->text : "";
  Draft* const owner = owner_of(row, "site", "sites", "where it is");
  add_confidence(reader_, book, row);
  const Draft* const gate = row.find("gate");
  if (!gate) return refuse(row.place, "'gate' is missing: what it adds to, room or power");
  const std::string part = gate->text;
  if (part != "room" && part != "power")
    return refuse(gate->place, "expected room or power, found '" + part + "'", did_you_mean(part, {"room", "power"}));
  row.erase("gate");
  if (owner) place_entry(*owner, site, part, book, cells, std::move(row));
}

void RowPlacing::place_in_past(Books kind, Draft row) {
  const auto date = date_of(row, "date");
  if (date && start_ && *date < *start_) {
    if (kind == Books::shipped) return opening_.add(std::move(row));
    if (passed_over_++ == 0) first_passed_over_ = row.place;
    return;
  }
  Draft* const actuals = object_in(file_.root, "actuals");
  if (!actuals) return;  // said by the check
  const char* const list = kind == Books::received ? "received" : kind == Books::shipped ? "shipped" : "cancelled";
  if (kind == Books::received) plan_lot(reader_, file_.root, row);
  if (row.find("delivered")) row.erase("expected");  // it is there: when it was expected is no matter
  if (Draft* const rows = list_in(*actuals, list, file_.root.place)) rows->items.push_back(std::move(row));
}

void RowPlacing::place_award(Draft row) {
  const Draft* const order = row.find("order");
  if (!order) return refuse(row.place, "'order' is missing: to which units are given");
  if (!row.find("supplier")) {
    const Place place = order->place;
    const std::string id = order->text;
    const auto supplier = supplier_of_order(file_, id);
    if (!supplier) return refuse(place, "unknown order '" + id + "'", near_order(file_, id));
    row.set("supplier", Draft::string_of(*supplier, place));
  }
  Draft* const owner = owner_of(row, "supplier", "suppliers", "who gives them");
  if (owner) add_award(*owner, std::move(row));
}

void RowPlacing::place(Books kind, const Book& book, const std::vector<CsvCell>& cells) {
  switch (kind) {
    case Books::orders: return;  // read row by row, once the rest is known
    case Books::supply: return place_in_plan(book, cells);
    case Books::sites: return place_at_site(book, cells);
    case Books::received:
    case Books::shipped:
    case Books::cancelled: return place_in_past(kind, entry_of_row(book, cells));
    case Books::awards: return place_award(entry_of_row(book, cells));
  }
}

void RowPlacing::finish() {
  if (start_) opening_.put_into(file_, reader_, *start_);
  if (passed_over_ > 0)
    file_.notes.push_back({first_passed_over_, "",
                           counted_text(static_cast<std::int64_t>(passed_over_), "row") + " of before the start " +
                               (passed_over_ == 1 ? "is" : "are") +
                               " passed over: `stock` and `orders` say what there was then",
                           "", false});
}

}  // namespace allot::scenario

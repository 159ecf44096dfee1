#include <algorithm>
#include <type_traits>
#include <unordered_map>

#include "base/literals.hpp"
#include "base/pointer.hpp"
#include "scenario/csv_table.hpp"
#include "scenario/order_book.hpp"
#include "scenario/sections.hpp"

namespace allot::scenario {
namespace {

/// How the cells of a column are written.
enum class Cells : std::uint8_t { literal, text, ids, dated_units, note };

struct Column {
  std::string name;
  Cells cells = Cells::literal;
};

/// One order book while it is read: its columns, and rows that further ones are like.
struct Book {
  CsvTable table;
  std::vector<Column> columns;
  std::size_t id = 0;                                  ///< the column of ids
  std::unordered_map<std::string, std::size_t> likes;  ///< places of orders, by all that makes their kind
  std::string key;                                     ///< scratch
};

template <class Member>
constexpr Cells cells_of(const Member&) {
  if constexpr (std::is_same_v<Member, std::vector<Ref>> || std::is_same_v<Member, ProductChoice>) return Cells::ids;
  if constexpr (std::is_same_v<Member, std::vector<DatedUnits>> || std::is_same_v<Member, OpeningUnits>)
    return Cells::dated_units;
  if constexpr (std::is_same_v<Member, std::string> || std::is_same_v<Member, Ref>) return Cells::text;
  return Cells::literal;
}

// The fields of an order, and its id.
std::vector<Column> known_columns() {
  std::vector<Column> known = {{"id", Cells::text}};
  Order order;
  fields(order, [&](const Spec& spec, const auto& member) { known.push_back({spec.key, cells_of(member)}); });
  return known;
}

std::vector<std::string> names_of(const std::vector<Column>& columns) {
  std::vector<std::string> names;
  for (const Column& column : columns) names.push_back(column.name);
  return names;
}

// A column "KEY#" has the notes on KEY.
std::optional<Column> column_named(const std::string& name) {
  const std::vector<Column> known = known_columns();
  const bool is_note = name.ends_with('#');
  const std::string_view key = std::string_view(name).substr(0, name.size() - (is_note ? 1 : 0));
  const auto found = std::find_if(known.begin(), known.end(), [&](const Column& it) { return it.name == key; });
  if (found == known.end()) return std::nullopt;
  return Column{name, is_note ? Cells::note : found->cells};
}

bool read_column(Book& book, const CsvCell& cell) {
  const auto column = column_named(cell.text);
  if (column) return book.columns.push_back(*column), true;
  const std::string near = nearest(cell.text, names_of(known_columns()));
  book.table.problem(cell, "unknown column '" + cell.text + "'", near.empty() ? "" : "did you mean '" + near + "'?");
  return false;
}

bool read_header(Book& book, std::vector<CsvCell>& header) {
  bool good = book.table.read_names(header);
  for (const CsvCell& cell : header) good = read_column(book, cell) && good;
  const auto id =
      std::find_if(book.columns.begin(), book.columns.end(), [](const Column& it) { return it.name == "id"; });
  book.id = static_cast<std::size_t>(id - book.columns.begin());
  if (id != book.columns.end() || !good) return good;
  book.table.problem(header.front(), "column 'id' is missing");
  return false;
}

Draft list_at(const Place& place) {
  Draft list;
  list.type = Draft::Type::array;
  list.place = place;
  return list;
}

template <class Visit>
void split(std::string_view text, char separator, Visit&& visit) {
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find(separator, from), text.size());
    visit(text.substr(from, to - from));
    from = to + 1;
  }
}

Draft literal_at(std::string_view text, const Place& place) {
  Draft draft = fallback_draft(std::string(text).c_str());
  draft.place = place;
  return draft;
}

// "2024-01-05:400" is [date, units]: the date may have a time, the units have no colon.
Draft pair_at(std::string_view text, const Place& place) {
  Draft pair = list_at(place);
  const std::size_t colon = text.rfind(':');
  pair.items.push_back(Draft::string_of(text.substr(0, colon), place));
  if (colon != std::string_view::npos) pair.items.push_back(literal_at(text.substr(colon + 1), place));
  return pair;
}

// A cell as the draft that JSON would have there.
Draft draft_of(const Column& column, const CsvCell& cell, const Place& place) {
  const bool is_list = cell.text.find('|') != std::string::npos;
  Draft list = list_at(place);
  switch (column.cells) {
    case Cells::text:
    case Cells::note: return Draft::string_of(cell.text, place);
    case Cells::ids:
      if (!is_list) return Draft::string_of(cell.text, place);
      split(cell.text, '|', [&](std::string_view id) { list.items.push_back(Draft::string_of(id, place)); });
      return list;
    case Cells::dated_units:
      if (!is_list && cell.text.find(':') == std::string::npos) break;
      split(cell.text, '|', [&](std::string_view pair) { list.items.push_back(pair_at(pair, place)); });
      return list;
    case Cells::literal: break;
  }
  return literal_at(cell.text, place);
}

void read_notes(Reader& reader, const Book& book, const std::vector<CsvCell>& cells, const std::string& id,
                Scenario& scenario) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (book.columns[i].cells != Cells::note || cells[i].text.empty()) continue;
    const std::string& name = book.columns[i].name;
    Note note = note_at(pointer_of_keys({"orders", id, name.substr(0, name.size() - 1)}), cells[i].text);
    if (is_confidence(note.confidence))
      scenario.notes.push_back(std::move(note));
    else
      reader.problem(wrong_note(book.table.place_of(cells[i]), note));
  }
}

// What an order of a kind says for itself.
std::int64_t* figure_of(const Column& column, OrderFigures& figures) {
  if (column.name == "units") return &figures.units;
  if (column.name == "placed") return &figures.placed;
  if (column.name == "not_before") return &figures.not_before;
  return column.name == "due" ? &figures.due : nullptr;
}

// All that a row says but its id, its notes, and how large its figures are.
void write_key(Book& book, const std::vector<CsvCell>& cells) {
  book.key.clear();
  OrderFigures figures;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Column& column = book.columns[i];
    if (i == book.id || column.cells == Cells::note) continue;
    if (!figure_of(column, figures))
      book.key += cells[i].text;
    else if (!cells[i].text.empty())
      book.key += '.';
    book.key += '\n';
  }
}

std::optional<std::int64_t> plain_units(std::string_view text) {
  const bool is_plain =
      text.size() <= 9 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return is_plain ? parse_integer(text) : std::nullopt;
}

// A row like one that was read and found good, but for figures that are as plain: it needs no reading in full.
bool add_like_another(Book& book, const std::vector<CsvCell>& cells, Scenario& scenario) {
  write_key(book, cells);
  const auto like = book.likes.find(book.key);
  if (like == book.likes.end()) return false;
  OrderList& orders = scenario.orders;
  OrderFigures figures = orders.figures(like->second);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::int64_t* figure = figure_of(book.columns[i], figures);
    if (!figure || cells[i].text.empty()) continue;
    const auto read = book.columns[i].name == "units" ? plain_units(cells[i].text) : parse_date(cells[i].text);
    if (!read) return false;
    *figure = *read;
  }
  if (figures.units % scenario.products[orders.common(like->second).product.at()].lot != 0) return false;
  orders.push_back(cells[book.id].text, orders.kind(like->second), figures);
  return true;
}

// The order just read, found good, is one that others may be like.
void keep_for_others(Book& book, const Scenario& scenario) {
  const std::size_t last = scenario.orders.size() - 1;
  if (scenario.orders.is_of_shared_kind(last)) book.likes.emplace(book.key, last);
}

Order read_row(Reader& reader, const Cursor& section, const Book& book, const std::vector<CsvCell>& cells,
               const Scenario& scenario) {
  Draft row = Draft::object_of(book.table.place_of(cells.front()));
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!cells[i].text.empty() && i != book.id)
      row.set(book.columns[i].name, draft_of(book.columns[i], cells[i], book.table.place_of(cells[i])));
  Order order;
  order.id = cells[book.id].text;
  order.placed.kind = Kind::date;
  order.placed.number = scenario.start;
  const Cursor at = section.entry(order.id, order.id, row, section.fill());
  read_fields(reader, at, order);
  resolve_peg(reader, at, order);
  complete_order(reader, scenario, order);
  check_order(reader, at, scenario, order);
  return order;
}

void add_row(Reader& reader, const Cursor& section, Book& book, const std::vector<CsvCell>& cells, Scenario& scenario) {
  const CsvCell& id = cells[book.id];
  if (id.text.empty()) return book.table.problem(id, "the order has no id");
  if (!is_id(id.text)) return book.table.problem(id, "'" + id.text + "' is no id: " + std::string(what_an_id_is));
  if (!reader.names(Section::orders).add(id.text))
    return book.table.problem(id, "another order has the id '" + id.text + "'");
  if (!add_like_another(book, cells, scenario)) {
    const std::size_t problems = reader.problems().size();
    scenario.orders.push_back(read_row(reader, section, book, cells, scenario));
    if (reader.problems().size() == problems) keep_for_others(book, scenario);
  }
  read_notes(reader, book, cells, id.text, scenario);
}

// Of a long book, as much as its first lines let expect; the rest grows.
void make_room(Reader& reader, std::string_view text, Scenario& scenario) {
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  const std::size_t orders = scenario.orders.size() + lines;
  constexpr std::size_t letters_of_an_id = 10;
  scenario.orders.reserve(orders, orders * letters_of_an_id);
  reader.names(Section::orders).reserve(orders, orders * letters_of_an_id);
}

bool has_money(const OrderList& orders) {
  for (std::size_t i = 0; i < orders.size(); ++i)
    if (const Order& it = orders.common(i); it.bid || it.contract.deposit || it.contract.cancel_fee) return true;
  return false;
}

// Notes of rows stand before all others.
void take_known_notes(Reader& reader, std::size_t first, std::vector<Note>& notes) {
  for (const Note& note : reader.known_rows->scenario.notes) {
    const auto keys = keys_of_pointer(note.pointer);
    if (!keys || keys->size() < 2 || keys->front() != "orders") return;
    const Ref order = reader.names(Section::orders).find((*keys)[1]);
    if (!order || order.at() < first) return;
    notes.push_back(note);
  }
}

// The rows as another scenario has them, which sees all that they see alike.
void take_known_rows(Reader& reader, const Cursor& books, Scenario& scenario) {
  const OrderList& known = reader.known_rows->scenario.orders;
  const std::size_t first = reader.known_rows->first;
  const std::size_t written_out = scenario.orders.size();
  for (std::size_t i = first; i < known.size(); ++i)
    if (!reader.names(Section::orders).add(known.id(i)))
      reader.problem(books, "another order has the id '" + std::string(known.id(i)) + "'");
  if (scenario.orders.empty() && first == 0)
    scenario.orders = known;
  else
    for (std::size_t i = first; i < known.size(); ++i) scenario.orders.push_back(known[i]);
  take_known_notes(reader, written_out, scenario.notes);
  if (reader.currency.empty() && has_money(known)) reader.currency = reader.known_rows->scenario.currency;
}

void read_book(Reader& reader, const Cursor& at, const Draft* defaults, Scenario& scenario) {
  if (!at.node().is(Draft::Type::string)) return reader.mismatch(at, "the name of a CSV file");
  const TextPointer text = text_named(reader, at);
  if (!text) return;
  Book book{CsvTable(reader, text), {}, 0, {}, {}};
  std::vector<CsvCell> cells;
  if (!read_header(book, cells)) return;
  const Draft root = Draft::object_of(book.table.place_of(cells.front()));
  const Cursor top(root);
  const Cursor section(top, "orders", &root, defaults);
  make_room(reader, text->content, scenario);
  while (book.table.next(cells)) add_row(reader, section, book, cells, scenario);
}

}  // namespace

void read_order_books(Reader& reader, const Cursor& root, Scenario& scenario) {
  const Cursor books = root.member("order_books");
  if (!books.exists()) return;
  if (reader.known_rows) return take_known_rows(reader, books, scenario);
  if (!books.node().is(Draft::Type::array)) return reader.mismatch(books, "a list of CSV files");
  for (std::size_t i = 0; i < books.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    read_book(reader, books.item(i, index), defaults_of(root, "orders"), scenario);
  }
}

}  // namespace allot::scenario

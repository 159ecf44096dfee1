#include "scenario/order_book.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/literals.hpp"
#include "base/pointer.hpp"
#include "scenario/book.hpp"
#include "scenario/book_row.hpp"
#include "scenario/edit.hpp"
#include "scenario/members.hpp"
#include "scenario/sections.hpp"

namespace allot::scenario {
namespace {

/// One order book while its rows are read, with template rows reused for similar rows.
struct OpenBook : Book {
  std::unordered_map<std::string, std::size_t> likes = {};  ///< places of orders, by all that makes their kind
  std::string key = {};                                     ///< scratch
};

void read_noted_cells(Reader& reader, const OpenBook& book, const std::vector<CsvCell>& cells, const std::string& id,
                      Scenario& scenario) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (book.columns[i].cells != Cells::note || cells[i].text.empty()) continue;
    const std::string& name = book.columns[i].name;
    const std::string of = name.substr(0, name.size() - 1);
    Note note = note_at(pointer_of_keys({"orders", id, of}), cells[i].text);
    for (std::size_t k = 0; k < cells.size(); ++k)
      if (book.columns[k].name == of) note.value = cells[k].text;
    if (is_confidence(note.confidence))
      scenario.notes.push_back(std::move(note));
    else
      reader.problem(wrong_note(place_of(book, cells[i]), note));
  }
}

// What an order of a kind says for itself.
std::int64_t* figure_of(const Column& column, OrderFigures& figures) {
  if (column.name == "units") return &figures.units;
  if (column.name == "placed") return &figures.placed;
  if (column.name == "not_before") return &figures.not_before;
  if (column.name == "due") return &figures.due;
  return column.name == "needed" ? &figures.needed : nullptr;
}

// All that a row says but its id, its notes, and how large its figures are.
void write_key(OpenBook& book, const std::vector<CsvCell>& cells) {
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

std::optional<std::int64_t> whole_units(std::string_view text) {
  const bool is_plain =
      text.size() <= 9 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return is_plain ? parse_integer(text) : std::nullopt;
}

// A row like one that was read and found good, but for figures that are as plain: it needs no reading in full.
bool add_like_another(OpenBook& book, const std::vector<CsvCell>& cells, Scenario& scenario) {
  write_key(book, cells);
  const auto like = book.likes.find(book.key);
  if (like == book.likes.end()) return false;
  OrderList& orders = scenario.orders;
  OrderFigures figures = orders.figures(like->second);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::int64_t* figure = figure_of(book.columns[i], figures);
    if (!figure || cells[i].text.empty()) continue;
    const auto read = book.columns[i].name == "units" ? whole_units(cells[i].text) : parse_date(cells[i].text);
    if (!read) return false;
    *figure = *read;
  }
  if (figures.units % scenario.products[orders.common(like->second).product.at()].lot != 0) return false;
  orders.push_back(cells[book.id].text, orders.kind(like->second), figures);
  return true;
}

// The order just read, found good, is one that others may be like.
void keep_for_others(OpenBook& book, const Scenario& scenario) {
  const std::size_t last = scenario.orders.size() - 1;
  if (scenario.orders.is_of_shared_kind(last)) book.likes.emplace(book.key, last);
}

// An order of a book, said by its row or by what edits made of that.
Order read_entry(Reader& reader, const Cursor& section, std::string_view id, const Draft& entry,
                 const Scenario& scenario) {
  Order order;
  order.id = id;
  order.placed.kind = Kind::date;
  order.placed.number = scenario.start;
  const Cursor at = section.entry(id, id, entry, section.fill());
  read_fields(reader, at, order);
  resolve_peg(reader, at, order);
  complete_order(reader, scenario, order);
  check_order(reader, at, scenario, order);
  return order;
}

void add_edited(Reader& reader, const Cursor& section, std::string_view id, const Draft& entry, Scenario& scenario) {
  scenario.orders.push_back(read_entry(reader, section, id, entry, scenario));
  const std::string pointer = pointer_of_keys({"orders", std::string(id)});
  std::vector<Note> notes;
  read_notes(entry, pointer, notes);
  for (Note& note : notes) {
    const Draft* const text = at(entry, note.pointer.substr(pointer.size()) + "#");
    if (is_confidence(note.confidence))
      scenario.notes.push_back(std::move(note));
    else
      reader.problem(wrong_note(text ? text->place : entry.place, note));
  }
}

void add_row(Reader& reader, const Cursor& section, OpenBook& book, const std::vector<CsvCell>& cells,
             Scenario& scenario) {
  const auto refuse = [&](const CsvCell& cell, std::string message) {
    reader.problem({place_of(book, cell), "", std::move(message), "", false});
  };
  const CsvCell& id = cells[book.id];
  if (id.text.empty()) return refuse(id, "the order has no id");
  if (!is_id(id.text)) return refuse(id, "'" + id.text + "' is no id: " + std::string(what_an_id_is));
  const std::optional<Draft>* const edited = reader.book_edits().row(id.text);
  if (edited && !*edited) return;
  if (!reader.names(Section::orders).add(id.text)) return refuse(id, "another order has the id '" + id.text + "'");
  if (edited) return add_edited(reader, section, id.text, **edited, scenario);
  if (!add_like_another(book, cells, scenario)) {
    const std::size_t problems = reader.problems().size();
    scenario.orders.push_back(read_entry(reader, section, id.text, entry_of_row(book, cells), scenario));
    if (reader.problems().size() == problems) keep_for_others(book, scenario);
  }
  read_noted_cells(reader, book, cells, id.text, scenario);
}

// Of a long book, as much as its first lines let expect; the rest grows.
void make_room(Reader& reader, const OpenBook& book, Scenario& scenario) {
  const auto lines = static_cast<std::size_t>(std::count(book.text->content.begin(), book.text->content.end(), '\n'));
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

// What rows are read in: a root, and `defaults` that fill them.
struct RowSection {
  RowSection(const Place& place, const Draft* defaults)
      : root(Draft::object_of(place)), top(root), section(top, "orders", &root, defaults) {}
  Draft root;
  Cursor top, section;
};

bool is_same(const std::optional<Draft>* one, const std::optional<Draft>* other) {
  if (!one || !other) return one == other;
  return one->has_value() == other->has_value() && (!*one || same_value(**one, **other));
}

/// Takes the notes of known rows, row by row.
class KnownNotes {
 public:
  explicit KnownNotes(const std::vector<Note>& notes) : notes_(notes) {}

  // Notes of rows stand before all others, in their order.
  void pass(std::string_view id, std::vector<Note>* into) {
    const std::string before = pointer_of_keys({"orders", std::string(id)}) + "/";
    for (; next_ < notes_.size() && notes_[next_].pointer.starts_with(before); ++next_)
      if (into) into->push_back(notes_[next_]);
  }
  bool is_over() const { return next_ == notes_.size(); }

 private:
  const std::vector<Note>& notes_;
  std::size_t next_ = 0;
};

// The rows as another scenario has them, which sees all that they see alike; those alone are read that edits changed.
void take_known_rows(Reader& reader, const Cursor& books, const Draft* defaults, Scenario& scenario) {
  const KnownRows& from = *reader.known_rows;
  const OrderList& known = from.scenario.orders;
  const RowSection rows(books.place(), defaults);
  KnownNotes notes(from.scenario.notes);
  std::vector<std::optional<std::uint32_t>> kinds;
  const std::size_t end = known.size() - from.edits.added.items.size();
  scenario.orders.reserve(scenario.orders.size() + end - from.first, 0);
  for (std::size_t i = from.first; i < end; ++i) {
    const std::string_view id = known.id(i);
    const std::optional<Draft>* const edited = reader.book_edits().row(id);
    const bool is_as_known = is_same(edited, from.edits.row(id));
    if (!notes.is_over()) notes.pass(id, is_as_known ? &scenario.notes : nullptr);
    if (edited && !*edited) continue;
    if (!reader.names(Section::orders).add(id))
      reader.problem(books, "another order has the id '" + std::string(id) + "'");
    if (is_as_known)
      scenario.orders.push_back(known, i, kinds);
    else
      add_edited(reader, rows.section, id, **edited, scenario);
  }
  if (reader.currency.empty() && has_money(scenario.orders)) reader.currency = from.scenario.currency;
}

void read_book(Reader& reader, const Cursor& at, const Draft* defaults, Scenario& scenario) {
  auto opened = open_book(reader, at, Books::orders);
  if (!opened) return;
  OpenBook book{std::move(*opened)};
  const RowSection section({book.text, 0, 0, 0, 0}, defaults);
  make_room(reader, book, scenario);
  for_each_row(reader, book, [&](const std::vector<CsvCell>& cells, std::size_t from) {
    add_row(reader, section.section, book, cells, scenario);
    name_columns(book, cells, reader.problems(), from);
  });
}

void read_added(Reader& reader, const Draft* defaults, Scenario& scenario) {
  const Draft& added = reader.book_edits().added;
  const RowSection rows(added.place, defaults);
  for (std::size_t i = 0; i < added.items.size(); ++i) {
    const std::string& id = added.keys[i];
    const std::string pointer = pointer_of_keys({"orders", id});
    if (!is_id(id))
      reader.problem({added.items[i].place, pointer, "'" + id + "' is no id: " + std::string(what_an_id_is), "", true});
    if (!reader.names(Section::orders).add(id))
      reader.problem({added.items[i].place, pointer, "another order has the id '" + id + "'", "", true});
    add_edited(reader, rows.section, id, added.items[i], scenario);
  }
}

void read_books(Reader& reader, const Cursor& books, const Draft* defaults, Scenario& scenario) {
  if (reader.known_rows) return take_known_rows(reader, books, defaults, scenario);
  if (!books.node().is(Draft::Type::array))
    return reader.mismatch(books, "a list of CSV files, or of objects that say how to read them");
  for (std::size_t i = 0; i < books.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    read_book(reader, books.item(i, index), defaults, scenario);
  }
}

}  // namespace

void read_order_books(Reader& reader, const Cursor& root, Scenario& scenario) {
  const Draft* const defaults = defaults_of(root, "orders");
  if (const Cursor books = root.member("order_books"); books.exists()) read_books(reader, books, defaults, scenario);
  read_added(reader, defaults, scenario);
}

}  // namespace allot::scenario

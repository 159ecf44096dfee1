#include <unordered_set>

#include "base/csv.hpp"
#include "scenario/sections.hpp"

namespace allot::scenario {
namespace {

/// One order book while it is read: its text and its columns.
struct Book {
  TextPointer text;
  std::vector<std::string> columns;
};

std::vector<std::string> known_columns() {
  return {"id",  "organisation", "supplier", "product", "units",   "placed",
          "not_before", "due",   "site",     "pegged",  "priority", "partial",
          "min_shipment", "label"};
}

Place place_of(const Book& book, const CsvCell& cell) {
  return {book.text, static_cast<std::uint32_t>(cell.begin), static_cast<std::uint32_t>(cell.end), 0, 0};
}

bool read_header(Reader& reader, Book& book, const std::vector<CsvCell>& header) {
  bool good = true;
  const std::vector<std::string> known = known_columns();
  for (const CsvCell& cell : header) {
    if (std::find(known.begin(), known.end(), cell.text) == known.end()) {
      const std::string near = nearest(cell.text, known);
      reader.problem({place_of(book, cell), "", "unknown column '" + cell.text + "'",
                      near.empty() ? "" : "did you mean '" + near + "'?", false});
      good = false;
    }
    if (std::find(book.columns.begin(), book.columns.end(), cell.text) != book.columns.end()) {
      reader.problem({place_of(book, cell), "", "column '" + cell.text + "' stands twice", "", false});
      good = false;
    }
    book.columns.push_back(cell.text);
  }
  if (std::find(book.columns.begin(), book.columns.end(), "id") == book.columns.end()) {
    reader.problem({place_of(book, header.front()), "", "column 'id' is missing", "", false});
    good = false;
  }
  return good;
}

// A cell as the draft that JSON would have there: true and false, numbers, ids in a list, else text.
Draft draft_of(const Book& book, const std::string& column, const CsvCell& cell) {
  Draft draft = column == "site" || column == "id" || column == "label" ? Draft::string_of(cell.text) : fallback_draft(cell.text.c_str());
  if (column == "site") {
    Draft list;
    list.type = Draft::Type::array;
    for (std::size_t from = 0; from <= cell.text.size();) {
      const std::size_t bar = std::min(cell.text.find('|', from), cell.text.size());
      list.items.push_back(Draft::string_of(std::string_view(cell.text).substr(from, bar - from), place_of(book, cell)));
      from = bar + 1;
    }
    draft = std::move(list);
  }
  draft.place = place_of(book, cell);
  return draft;
}

Order read_row(Reader& reader, const Cursor& section, const Book& book, const std::vector<CsvCell>& cells,
               const Scenario& scenario) {
  Draft row = Draft::object_of(place_of(book, cells.front()));
  for (std::size_t i = 0; i < std::min(cells.size(), book.columns.size()); ++i)
    if (!cells[i].text.empty() && book.columns[i] != "id") row.set(book.columns[i], draft_of(book, book.columns[i], cells[i]));
  Order order;
  const auto id = std::find(book.columns.begin(), book.columns.end(), "id") - book.columns.begin();
  if (static_cast<std::size_t>(id) < cells.size()) order.id = cells[static_cast<std::size_t>(id)].text;
  order.placed.kind = Kind::date;
  order.placed.number = static_cast<double>(scenario.start);
  const Cursor at = section.entry(order.id, order.id, row, section.fill());
  read_fields(reader, at, order);
  resolve_peg(reader, at, order);
  complete_order(scenario, order);
  check_order(reader, at, scenario, order);
  return order;
}

void read_book(Reader& reader, const Cursor& at, const Draft* defaults, Scenario& scenario) {
  if (!at.node().is(Draft::Type::string)) return reader.mismatch(at, "the name of a CSV file");
  Book book;
  try {
    book.text = reader.loader()(at.node().text);
  } catch (const std::runtime_error& error) {
    return reader.problem(at, error.what());
  }
  CsvReader rows(book.text->content);
  std::vector<CsvCell> cells;
  if (!rows.next(cells)) return reader.problem(at, "'" + at.node().text + "' is empty: its first line names the columns");
  if (!read_header(reader, book, cells)) return;
  const Draft root = Draft::object_of(place_of(book, cells.front()));
  const Cursor top(root);
  const Cursor section(top, "orders", &root, defaults);
  while (rows.next(cells)) {
    if (cells.size() != book.columns.size())
      reader.problem({place_of(book, cells.front()), "", "expected " + std::to_string(book.columns.size()) + " cells, found " +
                      std::to_string(cells.size()), "", false});
    Order order = read_row(reader, section, book, cells, scenario);
    if (order.id.empty())
      reader.problem({place_of(book, cells.front()), "", "the order has no id", "", false});
    else if (!reader.names(Section::orders).add(order.id))
      reader.problem({place_of(book, cells.front()), "", "another order has the id '" + order.id + "'", "", false});
    scenario.orders.push_back(std::move(order));
    if (reader.problems().size() > 200) return;
  }
}

}  // namespace

void read_order_books(Reader& reader, const Cursor& root, Scenario& scenario) {
  const Cursor books = root.member("order_books");
  if (!books.exists()) return;
  if (!books.node().is(Draft::Type::array)) return reader.mismatch(books, "a list of CSV files");
  for (std::size_t i = 0; i < books.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    read_book(reader, books.item(i, index), defaults_of(root, "orders"), scenario);
  }
}

}  // namespace allot::scenario

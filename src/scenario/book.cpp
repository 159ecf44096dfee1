#include "scenario/book.hpp"

#include <algorithm>
#include <type_traits>

#include "base/literals.hpp"
#include "scenario/csv_table.hpp"
#include "scenario/read_entity.hpp"

namespace allot::scenario {

Place place_of(const Book& book, const CsvCell& cell) {
  return {book.text, static_cast<std::uint32_t>(cell.begin), static_cast<std::uint32_t>(cell.end), 0, 0};
}

namespace {

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

bool read_column(CsvTable& table, Book& book, const CsvCell& cell) {
  const auto column = column_named(cell.text);
  if (column) return book.columns.push_back(*column), true;
  const std::string near = nearest(cell.text, names_of(known_columns()));
  table.problem(cell, "unknown column '" + cell.text + "'", near.empty() ? "" : "did you mean '" + near + "'?");
  return false;
}

bool read_header(CsvTable table, Book& book) {
  std::vector<CsvCell> header;
  bool good = table.read_names(header);
  for (const CsvCell& cell : header) good = read_column(table, book, cell) && good;
  const auto id =
      std::find_if(book.columns.begin(), book.columns.end(), [](const Column& it) { return it.name == "id"; });
  book.id = static_cast<std::size_t>(id - book.columns.begin());
  if (id != book.columns.end() || !good) return good;
  table.problem(header.front(), "column 'id' is missing");
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

}  // namespace

std::optional<Book> open_book(Reader& reader, const Cursor& at) {
  if (!at.node().is(Draft::Type::string)) return reader.mismatch(at, "the name of a CSV file"), std::nullopt;
  Book book;
  book.name = at.node().text;
  book.text = text_named(reader, at);
  if (!book.text || !read_header(CsvTable(reader, book.text), book)) return std::nullopt;
  return book;
}

CsvReader rows_of(const Book& book) {
  CsvReader rows(book.text->content);
  std::vector<CsvCell> header;
  rows.next(header);
  return rows;
}

Draft entry_of_row(const Book& book, const std::vector<CsvCell>& cells) {
  Draft row = Draft::object_of(place_of(book, cells.front()));
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!cells[i].text.empty() && i != book.id)
      row.set(book.columns[i].name, draft_of(book.columns[i], cells[i], place_of(book, cells[i])));
  return row;
}

}  // namespace allot::scenario

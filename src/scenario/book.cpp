#include "scenario/book.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/literals.hpp"
#include "base/text_fault.hpp"
#include "scenario/csv_table.hpp"
#include "scenario/read_entity.hpp"

namespace allot::scenario {

Place place_of(const Book& book, const CsvCell& cell) {
  return {book.text, static_cast<std::uint32_t>(cell.begin), static_cast<std::uint32_t>(cell.end), 0, 0};
}

namespace {

std::vector<std::string> names_of(const std::vector<Column>& columns) {
  std::vector<std::string> names;
  for (const Column& column : columns) names.push_back(column.name);
  return names;
}

std::vector<std::string> headers_in(const Book& book) {
  std::vector<std::string> headers;
  for (const FileColumn& column : book.in_file) headers.push_back(column.header);
  return headers;
}

// A column "KEY#" has the notes on KEY.
std::optional<Column> column_named(const std::string& name, const std::vector<Column>& known) {
  const bool is_note = name.ends_with('#');
  const std::string_view key = std::string_view(name).substr(0, name.size() - (is_note ? 1 : 0));
  const auto found = std::find_if(known.begin(), known.end(), [&](const Column& it) { return it.name == key; });
  if (found == known.end()) return std::nullopt;
  return Column{name, is_note ? Cells::note : found->cells};
}

/// A book while its first line is read.
struct Opening {
  Reader& reader;
  const BookMap& map;
  const std::vector<Column>& known;
  Book& book;
  bool needs_id = true;
  std::size_t problems = reader.problems().size();

  void refuse(const PlacedText& said, std::string message, std::string hint) {
    reader.problem({said.place, "", std::move(message), std::move(hint), false});
  }
};

// The only column of the file that is called so.
std::optional<std::size_t> find_header(Opening& in, const PlacedText& name) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < in.book.in_file.size(); ++i)
    if (in.book.in_file[i].header == name.text) found.push_back(i);
  if (found.size() == 1) return found.front();
  if (found.empty())
    in.refuse(name, "no column '" + name.text + "' in " + in.map.file, did_you_mean(name.text, headers_in(in.book)));
  else
    in.refuse(name, std::to_string(found.size()) + " columns of " + in.map.file + " are called '" + name.text + "'",
              "");
  return std::nullopt;
}

void read_source(Opening& in, const FieldSource& source) {
  auto column = column_named(source.field.text, in.known);
  if (!column)
    in.refuse(source.field, "unknown field '" + source.field.text + "'",
              did_you_mean(source.field.text, names_of(in.known)));
  for (const PlacedText& header : source.headers)
    if (const auto place = find_header(in, header); place && column) column->from.push_back(*place);
  if (column && column->from.size() == source.headers.size() && !column->from.empty())
    in.book.columns.push_back(*std::move(column));
}

bool has_column(const Book& book, const std::string& name) {
  return std::any_of(book.columns.begin(), book.columns.end(), [&](const Column& it) { return it.name == name; });
}

// Columns that are called as fields, unless the map says otherwise of the field.
void read_columns_by_name(Opening& in) {
  for (std::size_t i = 0; i < in.book.in_file.size(); ++i)
    if (auto column = column_named(in.book.in_file[i].header, in.known); column && !has_column(in.book, column->name)) {
      column->from = {i};
      in.book.columns.push_back(*std::move(column));
    }
}

void read_cells(Opening& in) {
  for (const CellWords& it : in.map.values)
    if (const auto place = find_header(in, it.header)) in.book.in_file[*place].words = it.words;
  for (const ColumnUnit& it : in.map.units)
    if (const auto place = find_header(in, it.header)) in.book.in_file[*place].unit = after_a_number(it.unit);
}

// Fields that are the same in rows that do not say them, in columns or not.
void read_filled(Opening& in) {
  for (const FilledField& it : in.map.fill) {
    auto column = column_named(it.field.text, in.known);
    if (!column) {
      in.refuse(it.field, "unknown field '" + it.field.text + "'", did_you_mean(it.field.text, names_of(in.known)));
      continue;
    }
    if (!has_column(in.book, column->name)) in.book.columns.push_back(*column);
    std::find_if(in.book.columns.begin(), in.book.columns.end(), [&](const Column& known) {
      return known.name == column->name;
    })->otherwise = it.value;
  }
}

// Of a file that says nothing but what a scenario would: a column that is no field is a slip.
void refuse_other_columns(Opening& in, CsvTable& table, const std::vector<CsvCell>& header) {
  for (const CsvCell& cell : header) {
    if (column_named(cell.text, in.known)) continue;
    const bool is_one = header.size() == 1 && cell.text.find_first_of(";\t|") != std::string::npos;
    table.problem(cell, "unknown column '" + cell.text + "'",
                  is_one ? "are cells separated by another character? Say so: {\"file\": ..., \"delimiter\": \";\"}"
                         : did_you_mean(cell.text, names_of(in.known)));
  }
}

void read_first_line(Opening& in, CsvTable table) {
  std::vector<CsvCell> header;
  const bool has_map = in.book.dates.has_value();
  if (!(has_map ? table.read_header(header) : table.read_names(header))) return;
  for (const CsvCell& cell : header)
    in.book.in_file.push_back({std::string(has_map ? without_blanks(cell.text) : cell.text)});
  for (const FieldSource& source : in.map.columns) read_source(in, source);
  read_columns_by_name(in);
  read_cells(in);
  read_filled(in);
  if (!has_map) refuse_other_columns(in, table, header);
  const auto id =
      std::find_if(in.book.columns.begin(), in.book.columns.end(), [](const Column& it) { return it.name == "id"; });
  in.book.id = static_cast<std::size_t>(id - in.book.columns.begin());
  if (in.book.columns.empty() && in.reader.problems().size() == in.problems)
    table.problem(header.front(), "no column is read", "say in 'columns' what fields are made of");
  if (in.needs_id && id == in.book.columns.end() && in.reader.problems().size() == in.problems)
    table.problem(header.front(), "column 'id' is missing", has_map ? "say in 'columns' what it is made of" : "");
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
    case Cells::date:
    case Cells::literal: break;
  }
  return literal_at(cell.text, place);
}

}  // namespace

namespace {

// Places are those in the text as it is in UTF-8: lines and columns are the same.
bool read_text_of_book(Reader& reader, const Cursor& at, const BookMap& map, Book& book) {
  const Cursor name = at.node().is(Draft::Type::string) ? at : at.member("file");
  book.text = book.as_loaded = map.encoding == "utf-8" ? text_named(reader, name) : file_named(reader, name);
  if (!book.text || map.encoding == "utf-8") return book.text != nullptr;
  auto text = in_utf_8(book.text->content, *encoding_named(map.encoding));
  if (!text) return reader.problem(at.member("encoding"), map.file + " is no " + map.encoding), false;
  book.text = std::make_shared<Text>(Text{book.text->name, *std::move(text)});
  auto fault = fault_in_text(book.text);
  if (fault) reader.problem(std::move(*fault));
  return !fault;
}

// Only pieces of plans and sources have what a confidence could add.
void check_confidence(Opening& in, const Cursor& at, Books kind) {
  if (!in.map.confidence.is_said()) return;
  if (kind != Books::supply && kind != Books::sites)
    in.reader.problem(at.member("confidence"), "only supply and sites have a confidence");
  else if (in.reader.problems().size() == in.problems && !has_column(in.book, "confidence"))
    in.reader.problem(at.member("confidence"), "no column of " + in.map.file + " is the field 'confidence'");
}

}  // namespace

std::optional<Book> open_book(Reader& reader, const Cursor& at, Books kind) {
  const auto map = read_book_map(reader, at);
  if (!map) return std::nullopt;
  Book book;
  book.name = map->file;
  if (!read_text_of_book(reader, at, *map, book)) return std::nullopt;
  book.delimiter = map->delimiter[0];
  book.decimal = map->decimal[0];
  if (at.node().is(Draft::Type::object)) book.dates = DateFormat::parse(map->dates);
  book.confidence = map->confidence;
  const std::vector<Column> known = columns_of(kind);
  Opening in{reader, *map, known, book, kind == Books::orders};
  read_first_line(in, CsvTable(reader, book.text, book.delimiter));
  check_confidence(in, at, kind);
  return reader.problems().size() == in.problems ? std::optional(std::move(book)) : std::nullopt;
}

std::vector<std::string> unread_columns(const Book& book, const BookMap& map) {
  std::vector<bool> is_read(book.in_file.size(), false);
  for (const Column& column : book.columns)
    for (const std::size_t i : column.from) is_read[i] = true;
  std::vector<std::string> unread;
  for (std::size_t i = 0; i < book.in_file.size(); ++i) {
    const std::string& header = book.in_file[i].header;
    const bool is_ignored =
        std::any_of(map.ignored.begin(), map.ignored.end(), [&](const PlacedText& it) { return it.text == header; });
    if (!is_read[i] && !is_ignored && !header.empty()) unread.push_back(header);
  }
  return unread;
}

CsvReader rows_of(const Book& book) {
  CsvReader rows(book.text->content, book.delimiter);
  std::vector<CsvCell> header;
  rows.next(header);
  return rows;
}

namespace {

Place place_of_row(const Book& book, const std::vector<CsvCell>& cells) {
  CsvCell row = cells.front();
  for (const CsvCell& cell : cells) row.begin = std::min(row.begin, cell.begin), row.end = std::max(row.end, cell.end);
  return place_of(book, row);
}

}  // namespace

Draft entry_of_row(const Book& book, const std::vector<CsvCell>& cells) {
  Draft row = Draft::object_of(place_of_row(book, cells));
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!cells[i].text.empty() && i != book.id)
      row.set(book.columns[i].name, draft_of(book.columns[i], cells[i], place_of(book, cells[i])));
  return row;
}

}  // namespace allot::scenario

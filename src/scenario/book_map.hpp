#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "scenario/form.hpp"
#include "scenario/reader.hpp"

/// How a file that another program wrote is read as a book: an entry of `order_books` and its like.
namespace allot::scenario {

struct PlacedText {
  std::string text;
  Place place;
};

/// A field of ours, and the columns that it is made of; several make one id, joined by "-".
struct FieldSource {
  PlacedText field;
  std::vector<PlacedText> headers;
};

/// What cells of a column stand for.
struct CellWords {
  PlacedText header;
  std::unordered_map<std::string, std::string> words;
};

/// What a field is in rows that do not say it.
struct FilledField {
  PlacedText field;
  std::string value;
};

/// In what unit the plain numbers of a column are.
struct ColumnUnit {
  PlacedText header;
  std::string unit;
};

/// What an entry says besides its row, by the confidence that its row states.
struct ConfidenceTable {
  Draft words;
  bool is_said() const { return words.is(Draft::Type::object); }
};

struct BookMap {
  std::string file;
  Place place;  ///< where the scenario names the file
  std::vector<FieldSource> columns;
  std::vector<CellWords> values;
  std::vector<FilledField> fill;
  std::vector<ColumnUnit> units;
  ConfidenceTable confidence;
  std::vector<PlacedText> ignored;
  std::string dates, delimiter, decimal, encoding;
};

// A table: a row a line.
// clang-format off
template <class Visitor>
void fields(BookMap& it, Visitor&& field) {
  field({.key = "file", .meaning = "the CSV file, beside the scenario or below", .required = true}, it.file);
  field({.key = "columns", .meaning = "from which column of the file each field is read: `{\"units\": \"Qty\"}`; a list of columns makes one id, joined by -. A column that is called as the field needs no entry"}, it.columns);
  field({.key = "values", .meaning = "what cells of a column stand for: `{\"Customer\": {\"ACME Corp.\": \"acme\"}}`"}, it.values);
  field({.key = "dates", .meaning = "how dates are written: DD.MM.YYYY, MM/DD/YYYY, YYYYMMDD, D-MMM-YY; a time may follow", .fallback = "YYYY-MM-DD"}, it.dates);
  field({.key = "delimiter", .meaning = "what separates cells: a comma, a semicolon, a bar or a tab", .fallback = ","}, it.delimiter);
  field({.key = "decimal", .meaning = "the decimal mark, a point or a comma; the other may part thousands, as may blanks and apostrophes", .fallback = "."}, it.decimal);
  field({.key = "fill", .meaning = "what rows do not say: `{\"supplier\": \"maker\"}`"}, it.fill);
  field({.key = "unit_of", .meaning = "in what unit the plain numbers of a column are: `{\"Load\": \"MW\"}`, `{\"Price\": \"EUR\"}`, `{\"Lead time\": \"d\"}`"}, it.units);
  field({.key = "confidence", .meaning = "of supply and sites: what each word of the field `confidence` adds to its entry, where the row says nothing of it: `{\"likely\": {\"slip\": ...}, \"possible\": {\"scale\": 0.5}}`"}, it.confidence);
  field({.key = "encoding", .meaning = "how its bytes stand for text: utf-8, windows-1252 or utf-16", .fallback = "utf-8"}, it.encoding);
  field({.key = "ignored", .meaning = "columns that are not read; without a remark, which others without a meaning get"}, it.ignored);
}
// clang-format on

void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<FieldSource>& columns);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<CellWords>& values);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<PlacedText>& names);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<FilledField>& filled);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<ColumnUnit>& units);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, ConfidenceTable& table);

Form form_of(const Spec& spec, const std::vector<FieldSource>&);
Form form_of(const Spec& spec, const std::vector<CellWords>&);
Form form_of(const Spec& spec, const std::vector<PlacedText>&);
Form form_of(const Spec& spec, const std::vector<FilledField>&);
Form form_of(const Spec& spec, const std::vector<ColumnUnit>&);
Form form_of(const Spec& spec, const ConfidenceTable&);

/// What the entry of a list of books says; nothing, and why, where it is wrong. A name alone is a file whose columns are
/// called as our fields.
std::optional<BookMap> read_book_map(Reader& reader, const Cursor& at);

}  // namespace allot::scenario

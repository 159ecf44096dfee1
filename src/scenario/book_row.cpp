#include "scenario/book_row.hpp"

#include <algorithm>

#include "base/literals.hpp"
#include "base/plain_number.hpp"
#include "base/text.hpp"
#include "scenario/members.hpp"

namespace allot::scenario {
namespace {

// "05.01.2026:400|12.01.2026:1.200", each pair by itself; nothing where one does not read.
std::optional<std::string> dated_units(const Book& book, std::string_view text) {
  std::string out;
  while (true) {
    const std::string_view pair = text.substr(0, text.find('|'));
    const std::size_t colon = pair.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto date = book.dates->read(pair.substr(0, colon));
    const auto units = plain_number(pair.substr(colon + 1), book.decimal);
    if (!date || !units) return std::nullopt;
    out += *date + ":" + *units;
    if (pair.size() == text.size()) return out;
    out += '|';
    text.remove_prefix(pair.size() + 1);
  }
}

}  // namespace

void RowReading::put_together(const Column& column, const std::vector<CsvCell>& row, CsvCell& into) {
  into.text.clear();
  is_translated_ = false;
  for (const std::size_t i : column.from) {
    std::string part(without_blanks(row[i].text));
    const auto& words = book_.in_file[i].words;
    if (const auto word = words.find(part); word != words.end()) part = word->second, is_translated_ = true;
    if (!part.empty() && !into.text.empty()) into.text += '-';
    into.text += part;
  }
  if (into.text.empty()) into.text = column.otherwise, is_translated_ = true;
  into.begin = column.from.empty() ? row.front().begin : row[column.from.front()].begin;
  into.end = column.from.empty() ? into.begin : row[column.from.front()].end;
}

void RowReading::take(CsvCell& cell, std::optional<std::string> read, const std::string& what, const char* instead) {
  if (!read) faults_.push_back({cell, "'" + cell.text + "' is no " + what});
  cell.text = read ? *std::move(read) : instead;
}

// "1.200,50", "1,5 MW"; what is no number at all, the field speaks of.
void RowReading::convert_literal(const Column& column, CsvCell& cell) {
  if (auto number = plain_number(cell.text, book_.decimal)) {
    cell.text = *std::move(number) + book_.in_file[column.from.front()].unit;
  } else if (parse_number(cell.text)) {
    take(cell, std::nullopt, std::string("number with a decimal ") + (book_.decimal == ',' ? "comma" : "point"), "0");
  } else if (const std::size_t blank = cell.text.rfind(' '); blank != std::string::npos) {
    number = plain_number(cell.text.substr(0, blank), book_.decimal);
    if (number) cell.text.replace(0, blank, *number);
  }
}

void RowReading::convert(const Column& column, CsvCell& cell) {
  const bool is_pairs = cell.text.find(':') != std::string::npos;
  switch (column.cells) {
    case Cells::date: return take(cell, book_.dates->read(cell.text), "date written " + book_.dates->written(), "");
    case Cells::literal: return convert_literal(column, cell);
    case Cells::dated_units:
      if (!is_pairs) return convert_literal(column, cell);
      return take(cell, dated_units(book_, cell.text), "list of date:units, dates written " + book_.dates->written(),
                  "");
    case Cells::text:
    case Cells::ids:
    case Cells::note: return;
  }
}

const std::vector<CsvCell>& RowReading::read(const std::vector<CsvCell>& row) {
  if (!book_.dates) return row;
  faults_.clear();
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    put_together(book_.columns[i], row, cells_[i]);
    if (!cells_[i].text.empty() && !is_translated_) convert(book_.columns[i], cells_[i]);
  }
  return cells_;
}

namespace {

std::string headers_of(const Book& book, const Column& column) {
  std::string text;
  if (column.from.empty()) return "from 'fill'";
  for (const std::size_t i : column.from) text += (text.empty() ? "'" : ", '") + book.in_file[i].header + "'";
  return (column.from.size() == 1 ? "column " : "columns ") + text;
}

std::string hint_at_word(const Book& book, const Column& column, const std::string& wrong) {
  std::vector<std::string> known;
  for (const std::size_t i : column.from)
    for (const auto& [cell, word] : book.in_file[i].words) known.push_back(cell);
  std::sort(known.begin(), known.end());
  return did_you_mean(wrong, known);
}

// Of a cell, or of a field that the row lacks.
std::optional<std::size_t> column_of(const Book& book, const std::vector<CsvCell>& cells, const Problem& problem) {
  if (problem.place.text != book.text) return std::nullopt;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool is_cell = cells[i].begin == problem.place.begin && cells[i].end == problem.place.end;
    if (is_cell || problem.message.starts_with("'" + book.columns[i].name + "' is missing")) return i;
  }
  return std::nullopt;
}

}  // namespace

void add_confidence(Reader& reader, const Book& book, Draft& entry) {
  const Draft* const word = entry.find("confidence");
  if (!word) return;
  const Place place = word->place;
  const std::string text = word->text;
  entry.erase("confidence");
  const Draft* const adds = book.confidence.is_said() ? book.confidence.words.find(text) : nullptr;
  if (!adds) {
    const std::string hint = book.confidence.is_said() ? did_you_mean(text, book.confidence.words.keys)
                                                       : "say in 'confidence' of the map what each word adds";
    return reader.problem({place, "", "nothing says what the confidence '" + text + "' stands for", hint, false});
  }
  for (std::size_t i = 0; i < adds->keys.size(); ++i) {
    const std::string& key = adds->keys[i];
    const std::string of = is_note(key) ? key.substr(0, key.size() - 1) : key;
    const bool is_said =
        entry.find(key) || (is_note(key) && entry.find(of) && entry.find(of)->place.text == place.text);
    if (!is_said) entry.set(key, adds->items[i]);
  }
}

void report_faults(Reader& reader, const Book& book, const RowReading& rows) {
  for (const CellFault& it : rows.faults()) reader.problem({place_of(book, it.cell), "", it.message, "", false});
}

void name_columns(const Book& book, const std::vector<CsvCell>& cells, std::vector<Problem>& problems, std::size_t from,
                  std::size_t to) {
  if (!book.dates) return;
  for (; from < std::min(to, problems.size()); ++from) {
    Problem& problem = problems[from];
    const auto column = column_of(book, cells, problem);
    if (!column) continue;
    problem.message += " (" + headers_of(book, book.columns[*column]) + ")";
    if (problem.hint.empty()) problem.hint = hint_at_word(book, book.columns[*column], cells[*column].text);
  }
}

}  // namespace allot::scenario

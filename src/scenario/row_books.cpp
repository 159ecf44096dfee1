#include "scenario/row_books.hpp"

#include <algorithm>

#include "scenario/book_row.hpp"
#include "scenario/members.hpp"
#include "scenario/row_placing.hpp"

namespace allot::scenario {
namespace {

Draft said_in(const Draft& root, std::string_view section) {
  const Draft* said = root.find(section);
  return said ? *said : Draft();
}

bool is_of(const Draft& node, const std::vector<Book>& books) {
  return (node.is(Draft::Type::object) || node.is(Draft::Type::array)) && node.place.text &&
         std::any_of(books.begin(), books.end(), [&](const Book& it) { return it.text == node.place.text; });
}

void take_out(Draft& node, const std::vector<Book>& books) {
  for (std::size_t i = node.items.size(); i-- > 0;) {
    if (!is_of(node.items[i], books)) {
      take_out(node.items[i], books);
      continue;
    }
    const auto at = static_cast<std::ptrdiff_t>(i);
    node.items.erase(node.items.begin() + at);
    if (node.is(Draft::Type::object)) node.keys.erase(node.keys.begin() + at);
  }
}

void take_out_rows(ScenarioFile& file, const std::vector<Book>& books) {
  if (books.empty()) return;
  take_out(file.root, books);
  for (auto& [id, order] : file.book_edits.rows)
    if (order) take_out(*order, books);
}

void place_rows(Reader& reader, RowPlacing& placing, Books kind, const Book& book) {
  for_each_row(reader, book, [&](const std::vector<CsvCell>& cells, std::size_t) { placing.place(kind, book, cells); });
}

RowBooks::Section opened(ScenarioFile& file, const BookSection& section, const Draft& said) {
  RowBooks::Section out;
  out.said = said;
  Reader reader(file.load);
  const Cursor top(file.root), books = Cursor(top, section.key, &out.said, nullptr);
  RowPlacing placing(file, reader);
  if (!said.is(Draft::Type::array))
    reader.mismatch(books, "a list of CSV files, or of objects that say how to read them");
  for (std::size_t i = 0; said.is(Draft::Type::array) && i < said.items.size(); ++i) {
    const std::string index = std::to_string(i);
    auto book = open_book(reader, books.item(i, index), section.kind);
    if (!book) continue;
    out.books.push_back(std::move(*book));
    place_rows(reader, placing, section.kind, out.books.back());
  }
  placing.finish();
  out.problems = std::move(reader.problems());
  return out;
}

bool is_in(const RowBooks* rows, std::size_t section, const Draft& said) {
  return same_value(said, rows ? rows->sections[section].said : Draft());
}

}  // namespace

void bring_rows(ScenarioFile& file) {
  if (!file.root.is(Draft::Type::object)) return;
  const std::shared_ptr<const RowBooks> before = file.row_books;
  std::shared_ptr<RowBooks> now;
  for (std::size_t i = 0; i < std::size(book_sections); ++i) {
    const Draft said = said_in(file.root, book_sections[i].key);
    const bool went_well = !before || before->sections[i].problems.empty();
    if (book_sections[i].kind == Books::orders || (went_well && is_in(before.get(), i, said))) continue;
    if (!now) now = before ? std::make_shared<RowBooks>(*before) : std::make_shared<RowBooks>();
    take_out_rows(file, now->sections[i].books);
    now->sections[i] = said.is(Draft::Type::null) ? RowBooks::Section() : opened(file, book_sections[i], said);
  }
  if (now) file.row_books = std::move(now);
}

bool has_its_rows(const ScenarioFile& file) {
  for (std::size_t i = 0; i < std::size(book_sections); ++i)
    if (book_sections[i].kind != Books::orders &&
        !is_in(file.row_books.get(), i, said_in(file.root, book_sections[i].key)))
      return false;
  return true;
}

std::vector<Problem> problems_in_rows(const ScenarioFile& file) {
  std::vector<Problem> all;
  if (file.row_books)
    for (const RowBooks::Section& it : file.row_books->sections)
      all.insert(all.end(), it.problems.begin(), it.problems.end());
  return all;
}

namespace {

// The row that the problem stands in is read once more.
void name_column(const Book& book, std::vector<Problem>& problems, std::size_t which) {
  RowReading reading(book);
  std::vector<CsvCell> cells;
  for (CsvReader rows = rows_of(book); rows.next(cells);) {
    if (cells.back().end < problems[which].place.begin) continue;
    if (cells.size() == book.in_file.size()) name_columns(book, reading.read(cells), problems, which, which + 1);
    return;
  }
}

}  // namespace

void name_columns(const ScenarioFile& file, std::vector<Problem>& problems) {
  if (!file.row_books) return;
  for (std::size_t i = 0; i < problems.size(); ++i)
    for (const RowBooks::Section& section : file.row_books->sections)
      for (const Book& book : section.books)
        if (problems[i].place.text == book.text) name_column(book, problems, i);
}

}  // namespace allot::scenario

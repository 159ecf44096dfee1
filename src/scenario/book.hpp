#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/csv.hpp"
#include "base/date_format.hpp"
#include "scenario/book_map.hpp"
#include "scenario/books.hpp"
#include "scenario/reader.hpp"

/// A book as a table: what its columns hold, and its rows as the entries that a section would have.
namespace allot::scenario {

/// How the cells of a column are written.
enum class Cells : std::uint8_t { literal, date, text, ids, dated_units, note };

struct Column {
  std::string name;  ///< the field, or FIELD# for notes on it
  Cells cells = Cells::literal;
  std::vector<std::size_t> from = {};  ///< the columns of the file that it is made of
  std::string otherwise = {};          ///< where a row says nothing
};

/// A column of the file.
struct FileColumn {
  std::string header;
  std::unordered_map<std::string, std::string> words = {};  ///< what its cells stand for
  std::string unit = {};                                    ///< of its plain numbers
};

struct Book {
  std::string name;       ///< as the scenario names it
  TextPointer text;       ///< in UTF-8
  TextPointer as_loaded;  ///< the same, unless the file is not
  std::vector<Column> columns;
  std::size_t id = 0;  ///< the column of ids; behind the last where there is none
  std::vector<FileColumn> in_file;
  char delimiter = ',', decimal = '.';
  ConfidenceTable confidence;
  std::optional<DateFormat> dates;  ///< none: rows say what a scenario would, in columns called so
};

Place place_of(const Book& book, const CsvCell& cell);

/// The columns that a book of that kind may have.
std::vector<Column> columns_of(Books kind);

/// Opens the book that is named there and reads its first line; nothing, and why, if it cannot.
std::optional<Book> open_book(Reader& reader, const Cursor& at, Books kind);

/// The columns of the file that a book with a map does not read, and is not told to ignore.
std::vector<std::string> unread_columns(const Book& book, const BookMap& map);
/// "2 columns of orders.csv are not read: 'Plant', 'Rep'; ..."
std::string remark_on_columns(const std::string& file, const std::vector<std::string>& unread);

/// The rows below the first line, as the file has them.
CsvReader rows_of(const Book& book);

/// A row of as many cells as there are columns; without its id.
Draft entry_of_row(const Book& book, const std::vector<CsvCell>& cells);

}  // namespace allot::scenario

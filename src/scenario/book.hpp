#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "scenario/reader.hpp"

/// An order book as a table: what its columns hold, and its rows as the entries that `orders` would have.
namespace allot::scenario {

/// How the cells of a column are written.
enum class Cells : std::uint8_t { literal, text, ids, dated_units, note };

struct Column {
  std::string name;
  Cells cells = Cells::literal;
};

struct Book {
  std::string name;  ///< as the scenario names it
  TextPointer text;
  std::vector<Column> columns;
  std::size_t id = 0;  ///< the column of ids
};

Place place_of(const Book& book, const CsvCell& cell);

/// Opens the book that is named there and reads its first line; nothing, and why, if it cannot.
std::optional<Book> open_book(Reader& reader, const Cursor& at);

/// The rows below the first line.
CsvReader rows_of(const Book& book);

/// A row of as many cells as there are columns; without its id.
Draft entry_of_row(const Book& book, const std::vector<CsvCell>& cells);

}  // namespace allot::scenario

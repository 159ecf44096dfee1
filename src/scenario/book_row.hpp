#pragma once

#include <string>
#include <vector>

#include "scenario/book.hpp"
#include "scenario/csv_table.hpp"

namespace allot::scenario {

/// What a cell has that its column cannot hold.
struct CellFault {
  CsvCell cell;
  std::string message;
};

/// Reads rows of a file as the columns of its book: cells put together, words translated, dates and numbers as a scenario
/// writes them.
class RowReading {
 public:
  explicit RowReading(const Book& book) : book_(book), cells_(book.columns.size()) {}

  /// gives: the row by columns of the book, until the next; `row` itself where the book has no map. A cell with a fault
  ///        counts as empty, one of a number as 0.
  /// shape: the row has as many cells as the file has columns
  const std::vector<CsvCell>& read(const std::vector<CsvCell>& row);

  /// Of the row just read.
  const std::vector<CellFault>& faults() const { return faults_; }

 private:
  void put_together(const Column& column, const std::vector<CsvCell>& row, CsvCell& into);
  void convert(const Column& column, CsvCell& cell);
  void convert_literal(const Column& column, CsvCell& cell);
  void take(CsvCell& cell, std::optional<std::string> read, const std::string& what, const char* instead);

  const Book& book_;
  std::vector<CsvCell> cells_;
  std::vector<CellFault> faults_;
  bool is_translated_ = false;  ///< whether words stand for the cell just put together
};

/// Says of problems with the row, from one of them on, which column of the file they stand in, and the nearest word that
/// the column is known to have.
void name_columns(const Book& book, const std::vector<CsvCell>& cells, std::vector<Problem>& problems, std::size_t from,
                  std::size_t to = std::size_t(-1));

/// Puts in the place of an entry's confidence what it adds, where the row says nothing of it.
void add_confidence(Reader& reader, const Book& book, Draft& entry);

/// The faults of the row just read become problems.
void report_faults(Reader& reader, const Book& book, const RowReading& rows);

/// Visits the rows of a book that are not blank, by its columns; `visit(cells, from)` is told from which problem on those
/// of the reader are about this row.
///
/// gives: cells that are good until the next row
template <class Visit>
void for_each_row(Reader& reader, const Book& book, Visit&& visit) {
  std::vector<CsvCell> in_file;
  CsvTable table(reader, book.text, book.delimiter);
  table.read_header(in_file);
  RowReading rows(book);
  while (table.next(in_file)) {
    if (is_blank(in_file)) continue;
    const std::size_t from = reader.problems().size();
    const std::vector<CsvCell>& cells = rows.read(in_file);
    report_faults(reader, book, rows);
    visit(cells, from);
  }
}

}  // namespace allot::scenario

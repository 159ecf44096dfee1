#pragma once

#include <string>
#include <vector>

#include "base/csv.hpp"
#include "scenario/reader.hpp"

namespace allot::scenario {

/// A file that is named there, as it is; null, and a problem, where it cannot be read.
TextPointer file_named(Reader& reader, const Cursor& name);
/// The text of one; null, and a problem, where it cannot be read or is no text.
TextPointer text_named(Reader& reader, const Cursor& name);

/// A CSV text whose first line names its columns. What is wrong with it is a problem of the reader, at its place.
class CsvTable {
 public:
  /// shape: `text` is there, as `text_named` gives it
  CsvTable(Reader& reader, TextPointer text, char delimiter = ',')
      : reader_(reader), text_(std::move(text)), records_(text_->content, delimiter), delimiter_(delimiter) {}

  /// Fills `cells` with the names of columns; false where there are none.
  bool read_header(std::vector<CsvCell>& cells);
  /// The same; false where two are alike, too.
  bool read_names(std::vector<CsvCell>& cells);
  /// Fills `cells` with the next row that has a cell for each column; false at the end, or where too much is wrong.
  bool next(std::vector<CsvCell>& cells);

  Place place_of(const CsvCell& cell) const { return place(cell.begin, cell.end); }
  void problem(const CsvCell& cell, std::string message, std::string hint = {});

 private:
  Place place(std::size_t begin, std::size_t end) const;
  bool report_faults();

  Reader& reader_;
  TextPointer text_;
  CsvReader records_;
  char delimiter_;
  std::size_t columns_ = 0;
};

}  // namespace allot::scenario

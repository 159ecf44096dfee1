#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace allot {

/// One cell of a CSV text and where it stands, in bytes.
struct CsvCell {
  std::string text;
  std::size_t begin = 0, end = 0;
};

/// Reads comma-separated text (RFC 4180: quotes, doubled quotes, line ends in quotes), record by record.
/// Blank lines are skipped, as is a byte-order mark.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text);

  /// Fills `cells` with the next record, keeping their memory; false at the end.
  bool next(std::vector<CsvCell>& cells);
  std::size_t line() const { return line_; }  ///< of the record just read, from 1
  std::size_t record_begin() const { return record_begin_; }

 private:
  void read_quoted(std::string& into);

  std::string_view text_;
  std::size_t at_ = 0, line_ = 0, next_line_ = 1, record_begin_ = 0;
};

}  // namespace allot

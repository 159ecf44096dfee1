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

/// What is no CSV, and where it stands.
struct CsvFault {
  std::size_t begin = 0, end = 0;
  std::string message, hint;
};

/// A cell without the blanks that programs put around what they export, those that do not break among them.
std::string_view without_blanks(std::string_view text);

/// Whether a record has nothing but blanks.
bool is_blank(const std::vector<CsvCell>& cells);

/// Reads text whose cells are separated by commas, or by another character, record by record.
///
/// Skipped are a byte-order mark, a first line "sep=;", which tells spreadsheets the separator, and empty lines; but in a text of one column an empty line between others is
/// an empty cell. Lines end in LF or CRLF, the last one or not.
///
/// source: RFC 4180, section 2, strictly: blanks belong to cells, and a quote stands in a quoted cell only
class CsvReader {
 public:
  explicit CsvReader(std::string_view text, char delimiter = ',');

  /// Fills `cells` with the next record, keeping their memory; false at the end.
  bool next(std::vector<CsvCell>& cells);

  /// Where the record just read begins, in bytes.
  std::size_t record_begin() const { return record_begin_; }

  /// Of the record just read; what has any is no record. After a quote or line without end nothing follows.
  const std::vector<CsvFault>& faults() const { return faults_; }

 private:
  std::size_t line_end_at(std::size_t at) const;
  bool is_at_end_of_cell() const;
  void skip_empty_lines();
  void read_cell(CsvCell& cell);
  void read_plain(std::string& into);
  void read_quoted(std::string& into);
  void end_record();

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0, columns_ = 0, record_begin_ = 0;
  std::vector<CsvFault> faults_;
};

}  // namespace allot

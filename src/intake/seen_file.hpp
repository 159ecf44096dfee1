#pragma once

#include <string>
#include <string_view>
#include <vector>

/// A file of another program, looked through once: what there is to guess from.
namespace allot::intake {

/// A value of a column, and how many rows have it.
struct SeenValue {
  std::string text;
  std::size_t rows = 0;
};

struct SeenColumn {
  std::string header;
  std::vector<SeenValue> values;  ///< no two alike, none empty, in the order in which they come first
};

struct SeenFile {
  char delimiter = ',';
  std::size_t rows = 0;         ///< with something in them
  std::size_t uneven_rows = 0;  ///< with more or fewer cells than the header; they are not looked into
  std::vector<SeenColumn> columns;
};

/// The character that parts cells of most lines into the same number of cells, the larger number first; a comma where
/// none parts any.
char delimiter_of(std::string_view text);

/// Blanks around headers and values do not count.
SeenFile look_through(std::string_view text, char delimiter);

}  // namespace allot::intake

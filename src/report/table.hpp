#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "allot/report.hpp"

/// Tables for people. Widths count code points.
namespace allot::report {

inline constexpr std::size_t least_width = 40;  ///< of a terminal that tables are fitted to

/// As asked for, but never narrower than tables can be.
inline Style wide_enough(Style style) {
  style.width = std::max(style.width, least_width);
  return style;
}

enum class Align : std::uint8_t { left, right };

struct Column {
  std::string head, unit;  ///< the unit stands below the head
  Align align = Align::right;
};

/// What stands in a cell, and below it, quieter, what goes with it.
struct Cell {
  std::string text, below;
};

struct Row {
  std::vector<Cell> cells;
  bool is_total = false;  ///< set apart by a rule
};

/// shape: as many cells a row as columns; the first column names the rows
struct Table {
  std::vector<Column> columns;
  std::vector<Row> rows;
};

/// Whether all columns fit side by side.
bool is_fit(const Table& table, std::size_t width);

/// Heads, a rule and the rows, each line with its end; nothing for a table without rows. Columns that do not fit beside
/// those before them stand in a table of their own below, in the same order and behind the names of the rows again: no
/// width leaves anything out. What is wider than a line is broken at blanks.
std::string text_of(const Table& table, const Style& style);

std::string bold(std::string_view text, const Style& style);
std::string quiet(std::string_view text, const Style& style);

/// Broken into lines, each with its end.
std::string bold_lines(std::string_view text, const Style& style);
std::string quiet_lines(std::string_view text, const Style& style);

}  // namespace allot::report

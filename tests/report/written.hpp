#pragma once

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/utf8.hpp"

/// What was written, read back.
namespace allot::written {

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

inline std::vector<std::vector<std::string>> records_of(const std::string& text) {
  CsvReader reader(text);
  std::vector<std::vector<std::string>> records;
  for (std::vector<CsvCell> cells; reader.next(cells);) {
    records.emplace_back();
    for (const CsvCell& cell : cells) records.back().push_back(cell.text);
  }
  return records;
}

inline std::size_t widest_of(const std::string& text) {
  std::size_t widest = 0;
  for (const std::string& line : lines_of(text)) widest = std::max(widest, count_code_points(line));
  return widest;
}

}  // namespace allot::written

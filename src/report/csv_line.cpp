#include "report/csv_line.hpp"

#include <cmath>

#include "base/text.hpp"

namespace allot::report {

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string cell = "\"";
  for (const char c : text) cell.append(c == '"' ? 2 : 1, c);
  return cell + "\"";
}

// Adding zero turns -0 into 0.
std::string csv_number(double value) { return std::isfinite(value) ? shortest(value + 0.0) : ""; }

std::string csv_line(std::initializer_list<std::string_view> cells) {
  std::string line;
  std::string_view separator;
  for (const std::string_view cell : cells) {
    line.append(separator).append(cell);
    separator = ",";
  }
  return line + "\n";
}

}  // namespace allot::report

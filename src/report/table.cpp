#include "report/table.hpp"

#include <algorithm>
#include <utility>

#include "base/contract.hpp"
#include "base/utf8.hpp"

namespace allot::report {
namespace {

constexpr std::size_t gap = 2;

std::size_t width_of(const Table& table, std::size_t column) {
  std::size_t width =
      std::max(count_code_points(table.columns[column].head), count_code_points(table.columns[column].unit));
  for (const Row& row : table.rows) {
    const Cell& cell = row.cells[column];
    width = std::max({width, count_code_points(cell.text), count_code_points(cell.below)});
  }
  return width;
}

std::vector<std::size_t> widths_of(const Table& table) {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < table.columns.size(); ++i) widths.push_back(width_of(table, i));
  return widths;
}

std::string escaped(std::string_view code, std::string_view text, const Style& style) {
  if (!style.color || text.empty()) return std::string(text);
  return std::string("\033[").append(code).append("m").append(text).append("\033[0m");
}

// Writes lines whose columns all have the same widths.
class Lines {
 public:
  Lines(const Table& table, const Style& style) : table_(table), style_(style), widths_(widths_of(table)) {}

  template <class TextOf, class Dress>
  void add(const TextOf& text_of, const Dress& dress) {
    std::string line;
    std::size_t blanks = 0;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const std::string_view text = text_of(i);
      const std::size_t rest = widths_[i] - count_code_points(text);
      const std::size_t before = table_.columns[i].align == Align::right ? rest : 0;
      if (!text.empty()) line.append(std::exchange(blanks, 0) + before, ' ').append(dress(text, style_));
      blanks += text.empty() ? widths_[i] + gap : rest - before + gap;
    }
    text_ += line + "\n";
  }

  void add_rule() {
    std::size_t width = gap * (widths_.size() - 1);
    for (const std::size_t one : widths_) width += one;
    std::string rule;
    for (std::size_t i = 0; i < width; ++i) rule += "─";
    text_ += quiet(rule, style_) + "\n";
  }

  const std::string& text() const { return text_; }

 private:
  const Table& table_;
  const Style& style_;
  std::vector<std::size_t> widths_;
  std::string text_;
};

std::string undressed(std::string_view text, const Style&) { return std::string(text); }

void add_heads(Lines& lines, const Table& table) {
  const auto has_unit = [](const Column& column) { return !column.unit.empty(); };
  lines.add([&](std::size_t i) { return std::string_view(table.columns[i].head); }, bold);
  if (std::any_of(table.columns.begin(), table.columns.end(), has_unit))
    lines.add([&](std::size_t i) { return std::string_view(table.columns[i].unit); }, quiet);
  lines.add_rule();
}

void add_row(Lines& lines, const Row& row) {
  const auto has_below = [](const Cell& cell) { return !cell.below.empty(); };
  if (row.is_total) lines.add_rule();
  lines.add([&](std::size_t i) { return std::string_view(row.cells[i].text); }, undressed);
  if (std::any_of(row.cells.begin(), row.cells.end(), has_below))
    lines.add([&](std::size_t i) { return std::string_view(row.cells[i].below); }, quiet);
}

Table printable_cells(Table table) {
  for (Column& column : table.columns) column.head = printable(column.head);
  for (Row& row : table.rows)
    for (Cell& cell : row.cells) cell = {printable(cell.text), printable(cell.below)};
  return table;
}

}  // namespace

Table fitted(const Table& as_given, std::size_t width) {
  const Table table = printable_cells(as_given);
  const std::vector<std::size_t> widths = widths_of(table);
  Table fit;
  fit.rows.resize(table.rows.size());
  std::size_t used = 0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const std::size_t with = used + widths[i] + (i > 0 ? gap : 0);
    if (i > 0 && with > width) continue;
    used = with;
    fit.columns.push_back(table.columns[i]);
    for (std::size_t r = 0; r < table.rows.size(); ++r) fit.rows[r].cells.push_back(table.rows[r].cells[i]);
  }
  for (std::size_t r = 0; r < table.rows.size(); ++r) fit.rows[r].is_total = table.rows[r].is_total;
  return fit;
}

std::string text_of(const Table& as_given, const Style& style) {
  if (as_given.rows.empty()) return {};
  const Table table = printable_cells(as_given);
  for (const Row& row : table.rows) expects(row.cells.size() == table.columns.size(), "as many cells a row as columns");
  Lines lines(table, style);
  add_heads(lines, table);
  for (const Row& row : table.rows) add_row(lines, row);
  return lines.text();
}

std::string bold(std::string_view text, const Style& style) { return escaped("1", text, style); }
std::string quiet(std::string_view text, const Style& style) { return escaped("2", text, style); }

}  // namespace allot::report

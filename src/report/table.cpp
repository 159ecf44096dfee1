#include "report/table.hpp"

#include <algorithm>
#include <utility>

#include "base/contract.hpp"
#include "base/utf8.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t least_names = 14;    // room that names of rows keep beside a wide column
constexpr std::size_t least_wording = 20;  // room in which a column of words is still read with ease

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

std::size_t sum_of(const std::vector<std::size_t>& widths) {
  std::size_t sum = widths.empty() ? 0 : gap * (widths.size() - 1);
  for (const std::size_t one : widths) sum += one;
  return sum;
}

std::string escaped(std::string_view code, std::string_view text, const Style& style) {
  if (!style.color || text.empty()) return std::string(text);
  return std::string("\033[").append(code).append("m").append(text).append("\033[0m");
}

// Columns that stand side by side, and the room that each has.
struct PageBlock {
  std::vector<std::size_t> columns, widths;
};

// The names of the rows begin every block; columns go below where there is no room beside.
std::vector<PageBlock> page_blocks(const Table& table, std::size_t width) {
  const std::vector<std::size_t> natural = widths_of(table);
  if (natural.size() == 1 || sum_of(natural) <= width) {
    PageBlock all{{}, natural};
    for (std::size_t i = 0; i < natural.size(); ++i) all.columns.push_back(i);
    if (natural.size() == 1) all.widths[0] = std::min(natural[0], width);
    return {all};
  }
  const std::size_t widest = *std::max_element(natural.begin() + 1, natural.end());
  const std::size_t beside = width > widest + gap ? width - widest - gap : 0;
  const std::size_t names = std::min(natural[0], std::max(least_names, beside));
  std::vector<PageBlock> blocks;
  std::size_t used = width;
  for (std::size_t i = 1; i < natural.size(); ++i) {
    std::size_t room = width > used + gap ? width - used - gap : 0;
    const bool may_break = table.columns[i].align == Align::left && room >= least_wording;
    if (natural[i] > room && !may_break) {
      blocks.push_back({{0}, {names}});
      room = width - names - gap;
    }
    blocks.back().columns.push_back(i);
    blocks.back().widths.push_back(std::min(natural[i], room));
    used = sum_of(blocks.back().widths);
  }
  return blocks;
}

// A text in lines of at most so many; words that are longer are cut.
std::vector<std::string> broken(const std::string& text, std::size_t most) {
  if (count_code_points(text) <= most) return {text};
  std::vector<std::string> lines;
  const std::string all = wrapped(text, most);
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = all.find('\n', at);
    lines.push_back(shortened(std::string_view(all).substr(at, end - at), most));
    at = end + 1;
  }
  return lines;
}

// Writes lines whose columns all have the same widths.
class Lines {
 public:
  Lines(const Table& table, const PageBlock& block, const Style& style) : table_(table), block_(block), style_(style) {}

  template <class TextOf, class Dress>
  void add(const TextOf& text_of, const Dress& dress) {
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 0;
    for (std::size_t i = 0; i < block_.columns.size(); ++i) {
      cells.push_back(broken(text_of(block_.columns[i]), block_.widths[i]));
      height = std::max(height, cells.back().size());
    }
    for (std::size_t k = 0; k < height; ++k) add_line(cells, k, dress);
  }

  void add_rule() {
    std::string rule;
    for (std::size_t i = 0; i < sum_of(block_.widths); ++i) rule += "─";
    text_ += quiet(rule, style_) + "\n";
  }

  const std::string& text() const { return text_; }

 private:
  template <class Dress>
  void add_line(const std::vector<std::vector<std::string>>& cells, std::size_t k, const Dress& dress) {
    std::string line;
    std::size_t blanks = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string text = k < cells[i].size() ? cells[i][k] : "";
      const std::size_t rest = block_.widths[i] - count_code_points(text);
      const std::size_t before = table_.columns[block_.columns[i]].align == Align::right ? rest : 0;
      if (!text.empty()) line.append(std::exchange(blanks, 0) + before, ' ').append(dress(text, style_));
      blanks += text.empty() ? block_.widths[i] + gap : rest - before + gap;
    }
    text_ += line + "\n";
  }

  const Table& table_;
  const PageBlock& block_;
  const Style& style_;
  std::string text_;
};

std::string undressed(std::string_view text, const Style&) { return std::string(text); }

void add_heads(Lines& lines, const Table& table, const PageBlock& block) {
  const auto has_unit = [&](std::size_t i) { return !table.columns[i].unit.empty(); };
  lines.add([&](std::size_t i) { return table.columns[i].head; }, bold);
  if (std::any_of(block.columns.begin(), block.columns.end(), has_unit))
    lines.add([&](std::size_t i) { return table.columns[i].unit; }, quiet);
  lines.add_rule();
}

void add_row(Lines& lines, const Row& row, const PageBlock& block) {
  const auto has_below = [&](std::size_t i) { return !row.cells[i].below.empty(); };
  if (row.is_total) lines.add_rule();
  lines.add([&](std::size_t i) { return row.cells[i].text; }, undressed);
  if (std::any_of(block.columns.begin(), block.columns.end(), has_below))
    lines.add([&](std::size_t i) { return row.cells[i].below; }, quiet);
}

std::string dressed_lines(std::string_view code, std::string_view text, const Style& style) {
  std::string lines = wrapped(text, std::max(style.width, least_width));
  if (lines.empty()) return "\n";
  lines.pop_back();
  return escaped(code, lines, style) + "\n";
}

Table printable_cells(Table table) {
  for (Column& column : table.columns) column.head = printable(column.head);
  for (Row& row : table.rows)
    for (Cell& cell : row.cells) cell = {printable(cell.text), printable(cell.below)};
  return table;
}

}  // namespace

bool is_fit(const Table& table, std::size_t width) { return sum_of(widths_of(printable_cells(table))) <= width; }

std::string text_of(const Table& as_given, const Style& style) {
  if (as_given.rows.empty()) return {};
  const Table table = printable_cells(as_given);
  for (const Row& row : table.rows) expects(row.cells.size() == table.columns.size(), "as many cells a row as columns");
  std::string text;
  for (const PageBlock& block : page_blocks(table, std::max(style.width, least_width))) {
    Lines lines(table, block, style);
    add_heads(lines, table, block);
    for (const Row& row : table.rows) add_row(lines, row, block);
    text += (text.empty() ? "" : "\n") + lines.text();
  }
  return text;
}

std::string bold(std::string_view text, const Style& style) { return escaped("1", text, style); }
std::string quiet(std::string_view text, const Style& style) { return escaped("2", text, style); }

std::string bold_lines(std::string_view text, const Style& style) { return dressed_lines("1", text, style); }
std::string quiet_lines(std::string_view text, const Style& style) { return dressed_lines("2", text, style); }

}  // namespace allot::report

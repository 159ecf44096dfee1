#include "cli/xlsx.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/literals.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "cli/options.hpp"
#include "cli/xlsx_book.hpp"

namespace allot::cli {
namespace {

constexpr std::size_t most_sheet_columns = 16'384,
                      most_sheet_cells = 50'000'000;  // of the format; of what a person waits for

using SheetLine = std::vector<std::string>;

const XlsxSheet& sheet_called(const XlsxPackage& package, const XlsxBook& book, const std::string& name) {
  std::vector<std::string> names;
  for (const XlsxSheet& it : book.sheets) {
    if (name.empty() ? !it.is_hidden : it.name == name) return it;
    names.push_back(it.name);
  }
  if (name.empty()) package.refuse("it has no sheet that is shown");
  const std::string near = nearest(name, names);
  std::string all;
  for (const std::string& it : names) all += (all.empty() ? "'" : ", '") + it + "'";
  throw UsageError("--sheet: there is no sheet '" + name + "'; " +
                   (near.empty() ? "the workbook has " + all : "did you mean '" + near + "'?"));
}

// The column of "BC12", from 0 on; nothing where the text is no such place.
std::optional<std::size_t> column_of(std::string_view place) {
  std::size_t column = 0, letters = 0;
  for (; letters < place.size() && place[letters] >= 'A' && place[letters] <= 'Z' && letters < 4; ++letters)
    column = 26 * column + static_cast<std::size_t>(place[letters] - 'A' + 1);
  return letters == 0 || column > most_sheet_columns ? std::nullopt : std::optional(column - 1);
}

std::string shown_number(const XlsxBook& book, const XlsxStyle& style, const std::string& written) {
  const auto number = parse_number(written);
  if (!number) return written;
  if (style.is_date)
    if (auto date = date_of_serial(*number, book.dates)) return *std::move(date);
  std::string text = fmt::format("{:.15g}", *number);
  if (text.size() < style.digits && text.find_first_not_of("0123456789") == std::string::npos)
    text.insert(0, style.digits - text.size(), '0');
  return text;
}

// A date that is written as one: "2026-03-05T00:00:00" is the day.
std::string shown_date(std::string text) {
  if (text.ends_with('Z')) text.pop_back();
  if (const std::size_t point = text.find('.'); point != std::string::npos) text.erase(point);
  if (text.ends_with("T00:00:00")) text.resize(text.size() - 9);
  return text;
}

std::string shown_cell(const XlsxBook& book, const pugi::xml_node& cell) {
  const std::string kind = cell.attribute("t").value(), written = child_called(cell, "v").child_value();
  if (kind == "inlineStr") return text_of_string(child_called(cell, "is"));
  if (kind == "s") {
    const auto place = parse_integer(written);
    const bool is_there = place && *place >= 0 && static_cast<std::size_t>(*place) < book.texts.size();
    return is_there ? book.texts[static_cast<std::size_t>(*place)] : "";
  }
  if (kind == "b") return written == "1" ? "true" : "false";
  if (kind == "d") return shown_date(written);
  if (kind == "str" || kind == "e") return written;
  const auto place = parse_integer(cell.attribute("s").value()).value_or(-1);
  const bool has_style = place >= 0 && static_cast<std::size_t>(place) < book.styles.size();
  return shown_number(book, has_style ? book.styles[static_cast<std::size_t>(place)] : XlsxStyle{}, written);
}

SheetLine line_of(const XlsxPackage& package, const XlsxBook& book, const pugi::xml_node& row) {
  SheetLine line;
  visit_children(row, "c", [&](const pugi::xml_node& cell) {
    const std::string_view place = cell.attribute("r").value();
    const auto column = place.empty() ? std::optional(line.size()) : column_of(place);
    if (!column || *column >= most_sheet_columns)
      package.refuse("a cell stands at '" + std::string(place) + "', which is nowhere");
    if (line.size() <= *column) line.resize(*column + 1);
    line[*column] = shown_cell(book, cell);
  });
  while (!line.empty() && line.back().empty()) line.pop_back();
  return line;
}

std::vector<SheetLine> lines_of(const XlsxPackage& package, const XlsxBook& book, const std::string& part) {
  const pugi::xml_document document = xml_of(package, part);
  std::vector<SheetLine> lines;
  std::size_t cells = 0;
  visit_children(child_called(document.document_element(), "sheetData"), "row", [&](const pugi::xml_node& row) {
    SheetLine line = line_of(package, book, row);
    cells += line.size();
    if (cells > most_sheet_cells)
      package.refuse("the sheet has more than " + with_thousands(most_sheet_cells) + " cells");
    if (!line.empty()) lines.push_back(std::move(line));
  });
  return lines;
}

std::string quoted_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string csv_of(const std::vector<SheetLine>& lines, std::size_t first, std::size_t width) {
  std::string csv;
  for (std::size_t i = first; i < lines.size(); ++i)
    for (std::size_t column = 0; column < width; ++column) {
      if (column < lines[i].size()) csv += quoted_cell(lines[i][column]);
      csv += column + 1 < width ? ',' : '\n';
    }
  return csv;
}

std::size_t filled(const SheetLine& line) {
  return static_cast<std::size_t>(
      std::count_if(line.begin(), line.end(), [](const std::string& it) { return !it.empty(); }));
}

}  // namespace

SheetText read_sheet(const std::filesystem::path& workbook, const std::string& sheet) {
  const XlsxPackage package(workbook);
  const XlsxBook book = book_of(package);
  const XlsxSheet& found = sheet_called(package, book, sheet);
  const std::vector<SheetLine> lines = lines_of(package, book, found.part);
  SheetText out;
  out.sheet = found.name;
  std::size_t width = 0;
  for (const SheetLine& line : lines) width = std::max(width, line.size());
  constexpr std::size_t table = 3;  // narrower ones have no titles that could be told from headers
  while (width >= table && out.lines_left_out < lines.size() && filled(lines[out.lines_left_out]) <= 1)
    ++out.lines_left_out;
  out.csv = csv_of(lines, out.lines_left_out, width);
  return out;
}

}  // namespace allot::cli

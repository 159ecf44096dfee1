// Written through libxlsxwriter, which nobody else sees. It takes rows one after another and keeps none of them, so that
// a plan of a hundred thousand orders takes no more memory than its file.

#include "cli/workbook.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "allot/error.hpp"
#include "base/literals.hpp"
#include "base/utf8.hpp"

namespace allot::cli {
namespace {

constexpr std::size_t most_rows = 1'048'575;  // of a sheet, below its heads
constexpr std::size_t longest_text = 32'000;  // bytes in a cell; a sheet takes 32,767 letters
constexpr std::size_t rows_looked_at = 200;   // for the widths of columns
constexpr double narrowest = 8, widest = 48;
constexpr Date first_day = -2203891200;  // 1900-03-01: before it spreadsheets disagree on what day it was

void expect_written(lxw_error error) {
  if (error != LXW_NO_ERROR) throw EnvironmentError(std::string("cannot write the workbook: ") + lxw_strerror(error));
}

std::string text_for_cell(const std::string& text) {
  const std::string safe = printable(text);
  if (safe.size() <= longest_text) return safe;
  std::size_t end = 0;
  while (end + code_point_length(safe, end) <= longest_text) end += code_point_length(safe, end);
  return safe.substr(0, end) + "…";
}

/// How cells look.
struct Formats {
  explicit Formats(lxw_workbook* book)
      : head(workbook_add_format(book)),
        day(workbook_add_format(book)),
        moment(workbook_add_format(book)),
        share(workbook_add_format(book)),
        prose(workbook_add_format(book)) {
    format_set_bold(head);
    format_set_bottom(head, LXW_BORDER_THIN);
    format_set_num_format(day, "yyyy-mm-dd");
    format_set_num_format(moment, "yyyy-mm-dd hh:mm:ss");
    format_set_num_format(share, "0.0%");
    format_set_text_wrap(prose);
    format_set_align(prose, LXW_ALIGN_VERTICAL_TOP);
  }

  lxw_format *head, *day, *moment, *share, *prose;
};

/// One sheet, written from its first row to its last.
class SheetWriter {
 public:
  SheetWriter(lxw_workbook* book, const Formats& formats, const std::string& name)
      : sheet_(workbook_add_worksheet(book, name.c_str())), formats_(formats) {
    if (!sheet_) throw EnvironmentError("cannot write the workbook: no sheet '" + name + "'");
  }

  lxw_worksheet* sheet() { return sheet_; }
  void next_row() { ++row_; }
  lxw_row_t row() const { return row_; }

  void text(std::size_t column, const std::string& value, lxw_format* format = nullptr) {
    const auto at = static_cast<lxw_col_t>(column);
    expect_written(worksheet_write_string(sheet_, row_, at, text_for_cell(value).c_str(), format));
  }

  void cell(std::size_t column, const Answer::Column& of, const Answer::Cell& value) {
    const auto at = static_cast<lxw_col_t>(column);
    if (const auto* truth = std::get_if<bool>(&value))
      expect_written(worksheet_write_boolean(sheet_, row_, at, *truth, nullptr));
    if (const auto* number = std::get_if<double>(&value))
      expect_written(worksheet_write_number(sheet_, row_, at, *number, of.unit == "share" ? formats_.share : nullptr));
    if (const auto* words = std::get_if<std::string>(&value))
      of.kind == Answer::Kind::date ? date(column, *words) : text(column, *words);
  }

 private:
  void date(std::size_t column, const std::string& value) {
    const std::optional<Date> found = parse_date(value);
    if (!found || *found < first_day) return text(column, value);
    lxw_format* const format = *found % allot::day == 0 ? formats_.day : formats_.moment;
    expect_written(worksheet_write_unixtime(sheet_, row_, static_cast<lxw_col_t>(column), *found, format));
  }

  lxw_worksheet* sheet_;
  const Formats& formats_;
  lxw_row_t row_ = 0;
};

std::size_t width_of(const Answer::Cell& cell) {
  if (const auto* words = std::get_if<std::string>(&cell)) return count_code_points(*words);
  return narrowest;
}

// As wide as what stands in the first rows, within reason; the arrow of a filter takes two.
void set_widths(lxw_worksheet* sheet, const Answer::Table& table, std::size_t from, std::size_t to) {
  std::vector<std::size_t> widths;
  for (const Answer::Column& it : table.columns) widths.push_back(it.name.size() + 2);
  for (std::size_t i = from; i < std::min(to, from + rows_looked_at); ++i) {
    const Answer::Row row = table.row(i);
    for (std::size_t k = 0; k < row.size(); ++k) widths[k] = std::max(widths[k], width_of(row[k]));
  }
  for (std::size_t k = 0; k < widths.size(); ++k)
    worksheet_set_column(sheet, static_cast<lxw_col_t>(k), static_cast<lxw_col_t>(k),
                         std::clamp(static_cast<double>(widths[k]) + 1, narrowest, widest), nullptr);
}

void write_rows(lxw_workbook* book, const Formats& formats, const Answer::Table& table, std::size_t from,
                std::size_t to, const std::string& name) {
  SheetWriter writer(book, formats, name);
  set_widths(writer.sheet(), table, from, to);
  for (std::size_t k = 0; k < table.columns.size(); ++k) writer.text(k, table.columns[k].name, formats.head);
  for (std::size_t i = from; i < to; ++i) {
    writer.next_row();
    const Answer::Row row = table.row(i);
    for (std::size_t k = 0; k < row.size(); ++k) writer.cell(k, table.columns[k], row[k]);
  }
  worksheet_freeze_panes(writer.sheet(), 1, 0);
  worksheet_autofilter(writer.sheet(), 0, 0, writer.row(), static_cast<lxw_col_t>(table.columns.size() - 1));
}

// Names of sheets have at most 31 letters.
std::string sheet_name(const Answer::Table& table, std::size_t part) {
  const std::string number = part == 0 ? "" : " " + std::to_string(part + 1);
  return table.id.substr(0, 31 - number.size()) + number;
}

// What every answer has stands behind what this one found.
bool explains_others(const Answer::Table& table) { return table.id == "entities" || table.id == "assumptions"; }

void write_table(lxw_workbook* book, const Formats& formats, const Answer::Table& table) {
  for (std::size_t from = 0, part = 0; from < table.size; from += most_rows, ++part)
    write_rows(book, formats, table, from, std::min(table.size, from + most_rows), sheet_name(table, part));
}

void write_provenance(SheetWriter& writer, const Formats& formats, const Answer& answer) {
  writer.text(0, "how it was asked", formats.head);
  for (const auto& [name, value] : answer.provenance) {
    writer.next_row();
    writer.text(0, name);
    const bool is_date = name == "start" || name == "end";
    writer.cell(1, {name, is_date ? Answer::Kind::date : Answer::Kind::text}, value);
  }
}

void write_columns(SheetWriter& writer, const Formats& formats, const Answer& answer) {
  const char* const heads[] = {"sheet", "what it says", "column", "unit"};
  for (std::size_t k = 0; k < std::size(heads); ++k) writer.text(k, heads[k], formats.head);
  for (const Answer::Table& table : answer.tables)
    for (const Answer::Column& column : table.columns) {
      if (table.size == 0) continue;
      writer.next_row();
      writer.text(0, table.id);
      writer.text(1, table.title);
      writer.text(2, column.name);
      writer.text(3, column.unit);
    }
}

void write_first_sheet(lxw_workbook* book, const Formats& formats, const Answer& answer) {
  SheetWriter writer(book, formats, "answer");
  worksheet_set_column(writer.sheet(), 0, 0, 20, nullptr);
  worksheet_set_column(writer.sheet(), 1, 1, 100, nullptr);
  writer.text(0, "answer", formats.head);
  for (const Answer::Statement& it : answer.statements) {
    writer.next_row();
    writer.text(1, it.text, formats.prose);
  }
  writer.next_row();
  writer.next_row();
  write_provenance(writer, formats, answer);
  writer.next_row();
  writer.next_row();
  write_columns(writer, formats, answer);
}

struct CloseBook {
  void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
};

}  // namespace

// What was never closed is given back without a file.
void write_workbook(const Answer& answer, const std::filesystem::path& path) {
  lxw_workbook_options options = {LXW_TRUE, nullptr, LXW_FALSE};
  std::unique_ptr<lxw_workbook, CloseBook> book(workbook_new_opt(path.c_str(), &options));
  if (!book) throw EnvironmentError("cannot write " + path.string());
  lxw_doc_properties properties = {};
  properties.created = 946684800;  // 2000-01-01, whenever it is written: equal answers give equal files
  expect_written(workbook_set_properties(book.get(), &properties));
  const Formats formats(book.get());
  write_first_sheet(book.get(), formats, answer);
  for (const bool is_behind : {false, true})
    for (const Answer::Table& table : answer.tables)
      if (explains_others(table) == is_behind) write_table(book.get(), formats, table);
  expect_written(workbook_close(book.release()));
}

}  // namespace allot::cli

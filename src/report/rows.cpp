#include "report/rows.hpp"

#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "report/csv_line.hpp"
#include "report/json.hpp"
#include "report/table.hpp"

namespace allot::report {
namespace {

struct RowCellInCsv {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(bool it) const { return it ? "true" : "false"; }
  std::string operator()(double it) const { return csv_number(it); }
  std::string operator()(const std::string& it) const { return csv_cell(it); }
};

struct RowCellInJson {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(bool it) const { return it ? "true" : "false"; }
  std::string operator()(double it) const { return json_number(it); }
  std::string operator()(const std::string& it) const { return json_string(it); }
};

// Six digits tell people enough; whole numbers stand with all of theirs.
struct RowCellForPeople {
  std::string operator()(std::monostate) const { return "-"; }
  std::string operator()(bool it) const { return it ? "yes" : "no"; }
  std::string operator()(double it) const {
    const double size = std::abs(it);
    return trimmed_with_thousands(it, size >= 1000 ? 0 : size >= 1 ? 3 : 6);
  }
  std::string operator()(const std::string& it) const { return it; }
};

template <class InFormat>
std::string csv_of_row(const Answer::Row& row, const InFormat& in_format) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) line.append(i > 0 ? "," : "").append(std::visit(in_format, row[i]));
  return line + "\n";
}

bool is_of_numbers(const std::vector<Answer::Row>& rows, std::size_t column) {
  for (const Answer::Row& it : rows)
    if (std::holds_alternative<std::string>(it[column])) return false;
  return true;
}

std::string table_of_rows(const std::vector<std::string>& columns, const std::vector<Answer::Row>& rows,
                          const Style& style) {
  Table table;
  for (std::size_t i = 0; i < columns.size(); ++i)
    table.columns.push_back({columns[i], "", i > 0 && is_of_numbers(rows, i) ? Align::right : Align::left});
  for (const Answer::Row& it : rows) {
    table.rows.emplace_back();
    for (const Answer::Cell& cell : it) table.rows.back().cells.push_back({std::visit(RowCellForPeople{}, cell), ""});
  }
  return rows.empty() ? "no rows\n" : text_of(table, wide_enough(style));
}

}  // namespace

std::string RowWriter::object_of(const Answer::Row& row) const {
  std::string out = "{";
  for (std::size_t i = 0; i < row.size(); ++i)
    out.append(i > 0 ? ", " : "")
        .append(json_string(columns_[i]))
        .append(": ")
        .append(std::visit(RowCellInJson{}, row[i]));
  return out + "}";
}

std::string RowWriter::head(const std::vector<std::string>& columns) {
  columns_ = columns;
  if (format_ == RowFormat::json) return "[";
  if (format_ != RowFormat::csv) return "";
  Answer::Row names;
  for (const std::string& it : columns) names.emplace_back(it);
  return csv_of_row(names, RowCellInCsv{});
}

std::string RowWriter::row(const Answer::Row& row) {
  switch (format_) {
    case RowFormat::table: rows_.push_back(row); return "";
    case RowFormat::csv: return csv_of_row(row, RowCellInCsv{});
    case RowFormat::json_lines: return object_of(row) + "\n";
    case RowFormat::json: break;
  }
  return std::string(std::exchange(is_first_, false) ? "\n" : ",\n") + object_of(row);
}

std::string RowWriter::end() {
  if (format_ == RowFormat::json) return is_first_ ? "]\n" : "\n]\n";
  return format_ == RowFormat::table ? table_of_rows(columns_, rows_, style_) : "";
}

}  // namespace allot::report

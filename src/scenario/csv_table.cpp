#include "scenario/csv_table.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/text_fault.hpp"

namespace allot::scenario {
namespace {

constexpr std::size_t most_problems = 200;

std::string name_of(char delimiter) {
  switch (delimiter) {
    case ',': return "a comma";
    case ';': return "a semicolon";
    case '\t': return "a tab";
    default: return std::string("a ") + delimiter;
  }
}

}  // namespace

TextPointer file_named(Reader& reader, const Cursor& name) {
  try {
    return reader.loader()(name.node().text);
  } catch (const std::runtime_error& error) {
    reader.problem(name, error.what());
  }
  return nullptr;
}

TextPointer text_named(Reader& reader, const Cursor& name) {
  TextPointer text = file_named(reader, name);
  auto fault = text ? fault_in_text(text) : std::nullopt;
  if (!fault) return text;
  reader.problem(std::move(*fault));
  return nullptr;
}

Place CsvTable::place(std::size_t begin, std::size_t end) const {
  return {text_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), 0, 0};
}

void CsvTable::problem(const CsvCell& cell, std::string message, std::string hint) {
  reader_.problem({place_of(cell), "", std::move(message), std::move(hint), false});
}

bool CsvTable::report_faults() {
  for (const CsvFault& it : records_.faults())
    reader_.problem({place(it.begin, it.end), "", it.message, it.hint, false});
  return !records_.faults().empty();
}

bool CsvTable::read_header(std::vector<CsvCell>& cells) {
  if (!records_.next(cells)) {
    reader_.problem({place(0, 0), "", "the file is empty: its first line names the columns", "", false});
    return false;
  }
  columns_ = cells.size();
  return !report_faults();
}

bool CsvTable::read_names(std::vector<CsvCell>& cells) {
  if (!read_header(cells)) return false;
  bool good = true;
  for (std::size_t i = 0; i < columns_; ++i) {
    const bool stands_before = std::any_of(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(i),
                                           [&](const CsvCell& before) { return before.text == cells[i].text; });
    if (!stands_before) continue;
    problem(cells[i], "column '" + cells[i].text + "' stands twice");
    good = false;
  }
  return good;
}

bool CsvTable::next(std::vector<CsvCell>& cells) {
  while (reader_.problems().size() <= most_problems && records_.next(cells)) {
    if (report_faults()) continue;
    if (cells.size() == columns_) return true;
    const bool has_more = cells.size() > columns_;
    problem(has_more ? cells[columns_] : cells.back(),
            "expected " + counted_text(static_cast<std::int64_t>(columns_), "cell") + ", found " +
                std::to_string(cells.size()),
            has_more ? "a cell with " + name_of(delimiter_) + " stands in quotes" : "");
  }
  return false;
}

}  // namespace allot::scenario

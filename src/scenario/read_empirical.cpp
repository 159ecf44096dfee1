#include <algorithm>

#include "base/literals.hpp"
#include "scenario/csv_table.hpp"
#include "scenario/read_value.hpp"
#include "scenario/words.hpp"

namespace allot::scenario {
namespace {

// What an observation is written like, and what stands after each number of the column.
struct Observed {
  Kind kind = Kind::number;
  std::string after;
};

std::string wanted_of(const Observed& of) {
  if (of.kind == Kind::number) return "a number";
  return of.after.empty() ? std::string(example_of(of.kind)) + "; or name the column's unit with 'unit'"
                          : "a number, or " + std::string(example_of(of.kind));
}

// "36h", or 36 where the column is in hours; a number may have an exponent.
bool observation_of(Reader& reader, std::string_view cell, const Observed& of, Literal& literal) {
  const auto number = parse_decimal(cell);
  if (of.kind == Kind::number) {
    if (number) literal.number = *number;
    return number.has_value();
  }
  if (!number) return literal_of(reader, Draft::string_of(cell), of.kind, literal);
  if (of.after.empty()) return false;
  if (literal_of(reader, Draft::string_of(std::string(cell) + of.after), of.kind, literal)) return true;
  if (!literal_of(reader, Draft::string_of("1" + of.after), of.kind, literal)) return false;
  literal.number = literal.number * *number;
  return true;
}

// In a duration, days are meant where no unit is named.
bool read_unit(Reader& reader, const Cursor& at, Kind kind, Observed& of) {
  of.kind = kind == Kind::units ? Kind::number : kind;
  if (!at.exists()) {
    if (kind == Kind::duration) of.after = "d";
    return true;
  }
  const bool is_text = at.node().is(Draft::Type::string);
  of.after = is_text ? after_a_number(at.node().text) : "";
  Literal one;
  if (is_text && of.kind != Kind::number && literal_of(reader, Draft::string_of("1" + of.after), of.kind, one))
    return true;
  if (of.kind == Kind::number || of.kind == Kind::date)
    reader.problem(at, "this field holds " + std::string(example_of(of.kind)) + ", which has no unit");
  else
    reader.mismatch(at, "what stands after the number in " + std::string(example_of(of.kind)));
  return false;
}

bool names_its_column(const Cursor& file, const Cursor& column) {
  return file.exists() && column.exists() && file.node().is(Draft::Type::string) &&
         column.node().is(Draft::Type::string);
}

bool keys_are_known(Reader& reader, const Cursor& at) {
  bool all = true;
  for (std::size_t i = 0; i < at.node().keys.size(); ++i) {
    const std::string& key = at.node().keys[i];
    if (key.ends_with('#') || key == "csv" || key == "column" || key == "unit") continue;
    reader.problem_at_key(Cursor(at, key, &at.node().items[i], nullptr), "unknown key '" + key + "'",
                          "'empirical' has 'csv', 'column' and 'unit'");
    all = false;
  }
  return all;
}

}  // namespace

std::string after_a_number(std::string_view unit) {
  const bool is_joined = unit.starts_with('/') || parse_duration("1" + std::string(unit));
  return (is_joined ? "" : " ") + std::string(unit);
}

double per_common(const Literal& literal, Duration& per) {
  if (per == 0) per = literal.per;
  return literal.number.real() * static_cast<double>(per) / static_cast<double>(literal.per);
}

bool read_empirical(Reader& reader, const Cursor& at, Kind kind, Distribution& distribution, Duration& per) {
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an object with 'csv' and 'column'"), false;
  const Cursor file = at.member("csv"), column = at.member("column");
  if (!names_its_column(file, column))
    return reader.problem(at, "'empirical' needs 'csv', a file, and 'column', its column"), false;
  Observed of;
  if (!keys_are_known(reader, at) || !read_unit(reader, at.member("unit"), kind, of)) return false;
  const TextPointer text = text_named(reader, file);
  if (!text) return false;
  CsvTable table(reader, text);
  std::vector<CsvCell> cells;
  if (!table.read_names(cells)) return false;
  std::vector<std::string> names;
  for (const CsvCell& cell : cells) names.push_back(cell.text);
  const auto found = std::find(names.begin(), names.end(), column.node().text);
  if (found == names.end()) return reader.unknown(column, "column", column.node().text, names), false;
  const auto index = static_cast<std::size_t>(found - names.begin());
  const CsvCell name = cells[index];
  const std::size_t before = reader.problems().size();
  while (table.next(cells)) {
    const CsvCell& cell = cells[index];
    Literal literal;
    if (observation_of(reader, cell.text, of, literal))
      distribution.values.emplace_back(kind == Kind::rate ? per_common(literal, per) : literal.number.real(), 1.0);
    else if (cell.text.find_first_not_of(" \t") == std::string::npos)
      table.problem(cell, "a blank cell in column '" + name.text + "'",
                    "write what was observed, or leave the row out of the file");
    else
      table.problem(cell, "expected " + wanted_of(of) + ", found '" + cell.text + "'");
  }
  if (distribution.values.empty() && reader.problems().size() == before)
    table.problem(name, "column '" + name.text + "' has no values");
  std::stable_sort(distribution.values.begin(), distribution.values.end());
  return reader.problems().size() == before;
}

}  // namespace allot::scenario

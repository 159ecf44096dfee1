#include "python/columns.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "base/literals.hpp"

namespace allot::python {
namespace {

using Kind = Answer::Kind;

void set_bit(std::vector<std::uint8_t>& bits, std::size_t row, bool value) {
  if (row % 8 == 0) bits.push_back(0);
  if (value) bits.back() |= static_cast<std::uint8_t>(1u << row % 8);
}

bool is_nothing(const Answer::Cell& cell) {
  const double* number = std::get_if<double>(&cell);
  return std::holds_alternative<std::monostate>(cell) || (number && std::isnan(*number));
}

// A number with more digits than a double has stands as a text in its cell.
double number_in(const Answer::Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return parse_number(*text).value();
  return std::get<double>(cell);
}

void add_text(Column& column, const Answer::Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) column.chars += *text;
  column.offsets.push_back(static_cast<std::int64_t>(column.chars.size()));
}

void add_date(Column& column, const Answer::Cell& cell) {
  add_text(column, cell);
  const auto* text = std::get_if<std::string>(&cell);
  column.seconds.push_back(text ? parse_date(*text).value() : 0);
}

void add(Column& column, const Answer::Cell& cell) {
  const bool has = !is_nothing(cell);
  set_bit(column.validity, column.size, has);
  switch (column.kind) {
    case Kind::number:
      column.numbers.push_back(has ? number_in(cell) : std::numeric_limits<double>::quiet_NaN());
      break;
    case Kind::boolean: set_bit(column.bits, column.size, has && std::get<bool>(cell)); break;
    case Kind::date: add_date(column, cell); break;
    case Kind::id:
    case Kind::text: add_text(column, cell); break;
  }
  column.nulls += !has;
  ++column.size;
}

Column begun(const Answer::Column& column) {
  Column out;
  out.name = column.name;
  out.kind = column.kind;
  out.unit = column.unit;
  if (column.kind != Kind::number && column.kind != Kind::boolean) out.offsets.push_back(0);
  return out;
}

}  // namespace

std::vector<ColumnPointer> columns_of(const Answer::Table& table) {
  std::vector<Column> columns;
  for (const Answer::Column& it : table.columns) columns.push_back(begun(it));
  for (std::size_t i = 0; i < table.size; ++i) {
    const Answer::Row row = table.row(i);
    for (std::size_t j = 0; j < columns.size(); ++j) add(columns[j], row[j]);
  }
  std::vector<ColumnPointer> out;
  for (Column& it : columns) out.push_back(std::make_shared<const Column>(std::move(it)));
  return out;
}

}  // namespace allot::python

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "allot/answer.hpp"

namespace allot::page {

/// A row of a table, its cells by the names of their columns.
class Line {
 public:
  Line(const Answer::Table& table, std::size_t number) : table_(&table), number_(number), cells_(table.row(number)) {}

  std::size_t number() const { return number_; }
  /// Empty where there is no such column, or nothing in it.
  std::string text(std::string_view column) const;
  std::optional<double> value(std::string_view column) const;
  /// 0 where there is nothing.
  double number(std::string_view column) const { return value(column).value_or(0); }

 private:
  const Answer::Cell* cell(std::string_view column) const;

  const Answer::Table* table_;
  std::size_t number_;
  Answer::Row cells_;
};

/// Goes through the rows of a table that is there.
void each_line(const Answer::Table* table, const std::function<void(const Line&)>& take);

}  // namespace allot::page

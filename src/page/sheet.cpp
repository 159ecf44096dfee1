#include "page/sheet.hpp"

#include <algorithm>

namespace allot::page {

const Answer::Cell* Line::cell(std::string_view column) const {
  const auto found = std::ranges::find(table_->columns, column, &Answer::Column::name);
  return found == table_->columns.end() ? nullptr : &cells_[static_cast<std::size_t>(found - table_->columns.begin())];
}

std::string Line::text(std::string_view column) const {
  const Answer::Cell* const it = cell(column);
  const std::string* const text = it ? std::get_if<std::string>(it) : nullptr;
  return text ? *text : "";
}

std::optional<double> Line::value(std::string_view column) const {
  const Answer::Cell* const it = cell(column);
  const double* const number = it ? std::get_if<double>(it) : nullptr;
  return number ? std::optional(*number) : std::nullopt;
}

void each_line(const Answer::Table* table, const std::function<void(const Line&)>& take) {
  for (std::size_t i = 0; table && i < table->size; ++i) take(Line(*table, i));
}

}  // namespace allot::page

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "allot/answer.hpp"
#include "allot/report.hpp"

namespace allot::report {

enum class RowFormat : std::uint8_t { table, csv, json, json_lines };

/// Rows as they come, as text: of CSV and JSON Lines each at once, so that there may be any number of them.
class RowWriter {
 public:
  explicit RowWriter(RowFormat format, const Style& style = {}) : format_(format), style_(style) {}

  std::string head(const std::vector<std::string>& columns);
  std::string row(const Answer::Row& row);
  std::string end();

 private:
  std::string object_of(const Answer::Row& row) const;

  RowFormat format_;
  Style style_;
  std::vector<std::string> columns_;
  std::vector<Answer::Row> rows_;  ///< of a table, whose widths are known at the end
  bool is_first_ = true;
};

}  // namespace allot::report

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "allot/answer.hpp"

namespace allot::python {

/// A table column by column, in memory laid out as Arrow has it, so that whoever reads Arrow or a buffer of numbers copies
/// nothing.
///
/// shape: of `numbers`, `seconds`, `bits` and `offsets` with `chars` the one that its kind keeps its values in
/// source: Apache Arrow, Columnar Format, "Physical memory layout"
struct Column {
  std::string name;
  Answer::Kind kind = Answer::Kind::number;
  std::string unit;
  std::vector<double> numbers;         ///< not a number where there is none
  std::vector<std::int64_t> seconds;   ///< of dates, since 1970; 0 where there is none
  std::vector<std::uint8_t> bits;      ///< of booleans, eight a byte, the lowest first
  std::vector<std::int64_t> offsets;   ///< of texts, ids and dates: where each begins in `chars`, and the end
  std::string chars;                   ///< UTF-8
  std::vector<std::uint8_t> validity;  ///< a bit for each row: whether it has a value
  std::size_t size = 0, nulls = 0;

  bool has(std::size_t row) const { return validity[row / 8] >> row % 8 & 1; }
  bool boolean(std::size_t row) const { return bits[row / 8] >> row % 8 & 1; }
  std::string_view text(std::size_t row) const {
    const auto begin = static_cast<std::size_t>(offsets[row]);
    return std::string_view(chars).substr(begin, static_cast<std::size_t>(offsets[row + 1]) - begin);
  }
};
using ColumnPointer = std::shared_ptr<const Column>;

/// All columns of a table, each of whose rows is made once.
std::vector<ColumnPointer> columns_of(const Answer::Table& table);

}  // namespace allot::python

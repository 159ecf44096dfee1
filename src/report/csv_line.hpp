#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace allot::report {

/// A cell of comma-separated text, in quotes where it needs them.
///
/// source: RFC 4180, section 2
std::string csv_cell(std::string_view text);

/// The shortest number that reads back the same; empty for what is not a number.
std::string csv_number(double value);

/// One line with its end, from cells that are quoted already.
std::string csv_line(std::initializer_list<std::string_view> cells);

}  // namespace allot::report

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace allot::cli {

/// From which day a workbook counts.
enum class DateSystem : bool { from_1900, from_1904 };

/// Whether a number format shows a date or a time of day: it has letters of one outside quotes and brackets.
bool shows_dates(std::string_view format_code);
/// The same of a format without a code of its own.
bool shows_dates(int built_in_format);

/// "2026-03-05", "2026-03-05T14:30", or "14:30" of less than a day; nothing where the number is no date.
std::optional<std::string> date_of_serial(double serial, DateSystem system);

}  // namespace allot::cli

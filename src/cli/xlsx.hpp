#pragma once

#include <filesystem>
#include <string>

namespace allot::cli {

/// A sheet of an XLSX workbook as CSV.
struct SheetText {
  std::string csv;                 ///< UTF-8, cells separated by commas; every line has as many
  std::string sheet;               ///< what it is called
  std::size_t lines_left_out = 0;  ///< titles above the header: lines of one cell
};

/// Reads the sheet of that name, or the first that is not hidden.
///
/// gives:  dates as 2026-03-05 or 2026-03-05T14:30, whatever format shows them; numbers in at most 15 digits, with a
///         decimal point; what formulas came to when the workbook was saved; errors such as #N/A as text
/// errors: EnvironmentError: what cannot be read, is no workbook, is broken, or is larger unpacked than is safe;
///         UsageError: no such sheet, with the nearest
/// source: ECMA-376-1:2016, Office Open XML, part 1, sections 18.2 to 18.4, 18.8 and 18.17.4 (dates)
SheetText read_sheet(const std::filesystem::path& workbook, const std::string& sheet);

}  // namespace allot::cli

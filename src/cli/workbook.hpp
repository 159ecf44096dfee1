#pragma once

#include <filesystem>

#include "allot/answer.hpp"

namespace allot::cli {

/// Writes the answer as a spreadsheet (XLSX, ECMA-376): a sheet that says it in sentences, how it was asked and what the
/// columns count, then a sheet for each table that has rows. Dates are dates, shares percentages, and no text is a
/// formula, whatever it begins with. A table longer than a sheet goes on in a further one.
///
/// gives:  equal bytes for equal answers
/// errors: EnvironmentError
void write_workbook(const Answer& answer, const std::filesystem::path& path);

}  // namespace allot::cli

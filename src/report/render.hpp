#pragma once

#include <algorithm>
#include <string>

#include "allot/answer.hpp"
#include "allot/report.hpp"
#include "base/contract.hpp"
#include "report/table.hpp"

namespace allot::report {

/// What was found, in the format that is asked for: the one place that goes through all formats, without a default, so
/// that a new one is a warning of the compiler until it is written here. `Answer answer_of(const Finding&)` is
/// declared before this is used.
template <class Finding, class Table>
std::string rendered(const Finding& finding, Format format, const Table& table) {
  switch (format) {
    case Format::table: return table(finding);
    case Format::json: return json_of(answer_of(finding));
    case Format::csv: return csv_of(answer_of(finding));
    case Format::tidy: return tidy_json(answer_of(finding));
  }
  expects(false, "a format is one of those that there are");
  return {};
}

}  // namespace allot::report

#pragma once

#include <string>

#include "allot/comparison.hpp"
#include "allot/report.hpp"

namespace allot::report {

std::string comparison_table(const Comparison&, const Style&);
std::string attributions_table(const Attributions&, const Style&);

std::string solution_table(const Solution&, const Style&);

/// The target, or a mean, as it is written in json: a date where the metric is one.
std::string target_text(const Search& search, double value);

/// ">=", "<=" or "=".
std::string sign_of(Relation relation);

}  // namespace allot::report

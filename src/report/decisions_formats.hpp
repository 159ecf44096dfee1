#pragma once

#include <string>

#include "allot/comparison.hpp"
#include "allot/report.hpp"

namespace allot::report {

std::string comparison_table(const Comparison&, const Style&);
std::string comparison_json(const Comparison&);
std::string comparison_csv(const Comparison&);

std::string attributions_table(const Attributions&, const Style&);
std::string attributions_json(const Attributions&);
std::string attributions_csv(const Attributions&);

std::string solution_table(const Solution&, const Style&);
std::string solution_json(const Solution&);
std::string solution_csv(const Solution&);

/// The target, or a mean, as it is written in json: a date where the metric is one.
std::string target_text(const Search& search, double value);

/// ">=", "<=" or "=".
std::string sign_of(Relation relation);

}  // namespace allot::report

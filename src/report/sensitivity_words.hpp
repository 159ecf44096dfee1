#pragma once

#include <string>
#include <vector>

#include "allot/sensitivity.hpp"
#include "report/figures.hpp"

namespace allot::report {

/// "online GPU-days of Tesla", "online GPU-days of Tesla less the same in no swap"; a date in days.
std::string words_of_number(const std::string& path, const Labels& labels);
/// What it is counted in, as tables say it.
std::string unit_of_number(const std::string& path, const std::string& currency);
Measure measure_of_number(const std::string& path);
bool is_date_of_milestone(const std::string& path);

/// The label of a factor, safe to print on one line.
std::string words_of_factor(const SensitivityFactor& factor);

/// What a method says of a factor; null if it says nothing.
const SensitivityMeasure* measure_named(const MetricSensitivity& one, std::size_t factor, std::string_view measure);
const Swing* swing_of(const MetricSensitivity& one, std::size_t factor);

/// Factors by what says most of them: a share of the variance, else the swing, else mu*; the largest first.
std::vector<std::size_t> factors_by_weight(const Sensitivity& all, const MetricSensitivity& one);

/// "61%", "7.4%" below a tenth.
std::string share_text(double share);

}  // namespace allot::report

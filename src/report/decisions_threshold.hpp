#pragma once

#include <string>

#include "allot/comparison.hpp"
#include "allot/report.hpp"

namespace allot::report {

/// "Tesla" of organisation.tesla.online_gpu_days, "milestone Half" of milestone.half.date.
std::string headline_name(const Headline& headline, const Labels& labels);
/// "gains", "is later", "is unchanged".
std::string headline_says(const Headline& headline, int sign);
/// "hall_ready" of a parameter, "south at giga-texas" of a source.
std::string assumption_name(const Assumption& assumption, const Labels& labels);

/// Which single assumption reverses what a comparison says of one variant, a sentence each; nothing where nothing does.
std::string threshold_section(const Thresholds& thresholds, const Labels& labels, const Style& style);

}  // namespace allot::report

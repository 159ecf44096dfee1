#pragma once

#include <string>

#include "allot/ranking.hpp"
#include "report/figures.hpp"

/// How answers and tables call what a ranking is of.
namespace allot::report {

/// What a metric to rank by counts in; dates in days.
Measure measure_of_ranked(const RankedMetric& metric);

/// "GPU-days", "days", "USD".
std::string unit_of_ranked(const RankedMetric& metric, const std::string& currency);

/// Where a variant of a ranking stands at the end.
enum class Standing : unsigned char { best, left, dropped, in_pareto_set, dominated, open };

Standing standing_of(const Ranking& ranking, const RankedVariant& variant);
std::size_t count_of(const Ranking& ranking, Standing standing);

/// "best", "left", "dropped", "in the Pareto set", "dominated", "open".
std::string word_of(Standing standing);

/// Without its sign, and with two figures at least: "225,021", "0.25", "0.0031".
std::string small_number(double number);

/// "2024-06-01" of days since 1970.
std::string date_of_days(double days);

}  // namespace allot::report

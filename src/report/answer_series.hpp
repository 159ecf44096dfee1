#pragma once

#include "allot/view.hpp"
#include "report/answer_tables.hpp"

/// Tables for pictures: what goes over time, and quantiles at many probabilities.
namespace allot::report {

/// variant, kind, entity, metric, unit, time, mean, p10, p50, p90, p25, p75.
Answer::Table series_table(const NamedResults& all);
/// The same of differences: behind variant, baseline.
Answer::Table difference_series_table(const Comparison& comparison);
/// variant, site, gate, level, unit, and time to p75 as in series.
Answer::Table room_table(const NamedResults& all);
/// variant, kind, entity, metric, unit, probability, value.
Answer::Table quantiles_table(const NamedResults& all);
/// The same of differences: behind variant, baseline.
Answer::Table difference_quantiles_table(const Comparison& comparison);

/// How levels over time stand in JSON: KIND -> ENTITY -> METRIC -> a list for each column, its moments first.
View series_tree(const Results& results);
/// Lines of CSV, one for each period in which anybody asked for anything: its metric is "jain@2024-01-07", of the period
/// that ends with that day.
View fairness_lines(const Results& results);

/// variant, kind, id, label, planned, share, mean, p10, p50, p90.
Answer::Table timeline_table(const NamedResults& all);

}  // namespace allot::report

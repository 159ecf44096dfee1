#pragma once

#include <vector>

#include "allot/answer.hpp"
#include "allot/comparison.hpp"

/// What would reverse a comparison's answer, as a part of its answer.
namespace allot::report {

/// variant, headline, sign, pointer, label, low, high, now, value, sign_there: each headline against each assumption.
Answer::Table thresholds_table(const Comparison& comparison);

/// variant, headline, pointer, from, until, sign: between which values a headline says what.
Answer::Table threshold_ranges_table(const Comparison& comparison);

/// variant, baseline, headline, pointer, label, value, unit, mean, ci95_low, ci95_high, p10, p90: what each headline's
/// difference comes to at every value of each assumption that was simulated.
Answer::Table threshold_points_table(const Comparison& comparison);

/// "Tesla loses as things are; it gains if hall_ready is 2024-06-15 (now 2024-04-11)." One for each that is reversed.
void add_threshold_statements(const Comparison& comparison, Answer& answer);

}  // namespace allot::report

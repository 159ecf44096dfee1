#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "allot/plan.hpp"
#include "report/answer_tables.hpp"

/// What moved since an earlier plan, in tables and words.
namespace allot::report {

std::string_view word_of(PlanMove::What what);
std::string_view word_of(MoveCause cause);

/// Why, for people: "less of weekly comes by then"; empty for what is new or gone.
std::string move_words(const Plan& plan, const PlanMove& move);

/// moves: what, order, ..., cause, detail, cause_text, cause_days; of a plan without changes no rows.
Answer::Table moves_table(const Plan& plan);

/// move_counts: later, earlier, added, gone, unmoved; move_causes: what, cause, detail, cause_text, orders, days.
Answer::Table move_counts_table(const Plan& plan);
Answer::Table move_causes_table(const Plan& plan);

/// How many dates moved, and why, the most days first.
std::vector<Answer::Statement> moves_told(const Plan& plan);

}  // namespace allot::report

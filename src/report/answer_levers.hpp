#pragma once

#include "allot/answer.hpp"
#include "allot/comparison.hpp"

/// What decisions cost and buy, as a part of a comparison's answer; nothing where nothing costs.
namespace allot::report {

/// variant, baseline, cost and its interval; kind, entity, metric, unit; won, for each unit of money, each with its interval;
/// dominated_by, dominated_share. A row for each lever and thing won.
Answer::Table levers_table(const Comparison& comparison);

/// How they stand in JSON and in CSV.
View levers_tree();
Sheet levers_sheet();

/// "Fly costs 12,000 USD and brings everyone 400 more GPU-days online than base." One for each lever.
void add_lever_statements(const Comparison& comparison, Answer& answer);

}  // namespace allot::report

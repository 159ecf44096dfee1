#pragma once

#include <string>

#include "allot/report.hpp"
#include "report/json.hpp"

namespace allot::report {

std::string results_table(const Results&, const Style&);
std::string results_json(const Results&);
std::string results_csv(const Results&);

/// Adds the version of the program and of its JSON.
void add_version(JsonTree& tree);
/// Adds what every metric and milestone of a run says to the object that is open.
void add_answers(JsonTree& tree, const Results&);

}  // namespace allot::report

#pragma once

#include <string>

#include "allot/report.hpp"

namespace allot::report {

std::string results_table(const Results&, const Style&);
std::string results_json(const Results&);
std::string results_csv(const Results&);

}  // namespace allot::report

#pragma once

#include <string>

#include "allot/report.hpp"

namespace allot::report {

std::string results_table(const Results&, const Style&);

}  // namespace allot::report

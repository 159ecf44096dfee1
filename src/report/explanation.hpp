#pragma once

#include <string>

#include "allot/explanation.hpp"
#include "allot/report.hpp"

namespace allot {

/// Where the days went, as text; formats and promises as in allot/report.hpp.
std::string render(const Explanations& explanations, Format format, const Style& style = {});

}  // namespace allot

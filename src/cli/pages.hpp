#pragma once

#include <string>

namespace allot::cli {

/// Pages of the manual in Markdown, printed from the tables that the program works with.
std::string scenario_page();
std::string metrics_page();

}  // namespace allot::cli

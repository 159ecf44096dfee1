#pragma once

#include <string>

#include "allot/comparison.hpp"
#include "allot/report.hpp"

/// Answers about decisions as text; formats and promises as in allot/report.hpp.
namespace allot {

std::string render(const Comparison& comparison, Format format, const Style& style = {});
std::string render(const Attributions& attributions, Format format, const Style& style = {});
std::string render(const Solution& solution, Format format, const Style& style = {});

}  // namespace allot

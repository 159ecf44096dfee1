#pragma once

#include <string>

#include "allot/report.hpp"
#include "allot/whole.hpp"

namespace allot {

std::string render(const Whole& whole, Format format, const Style& style = {});

}  // namespace allot

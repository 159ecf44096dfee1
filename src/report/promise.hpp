#pragma once

#include <string>

#include "allot/promise.hpp"
#include "allot/report.hpp"

namespace allot {

/// A promise, whom it displaces and how such promises are kept, as text; formats as in allot/report.hpp.
std::string render(const Promise& promise, Format format, const Style& style = {});

}  // namespace allot

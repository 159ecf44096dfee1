#pragma once

#include <string>

#include "allot/draft.hpp"

namespace allot::scenario {

/// A value as the file has it, on one line: 12000, 2024-06-15, {"lognormal": {"median": "45d", "p90": "90d"}}. Text
/// stands without quotes, but for what stands in something else; labels and notes are no part of it. Empty where it is
/// longer than 200 letters.
std::string value_text(const Draft& written);

}  // namespace allot::scenario

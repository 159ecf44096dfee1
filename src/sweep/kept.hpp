#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "allot/sweep.hpp"

/// What of a point's answer is kept.
namespace allot::sweep_kept {

/// Whether a pattern, in which * stands for any letters or none, fits a whole text.
bool fits(std::string_view pattern, std::string_view text);
bool fits_any(const std::vector<std::string>& patterns, std::string_view text);

/// The tables of a point that are kept, of tables of metrics the rows that fit; without statements.
Answer of_point(Answer answer, const Sweep& sweep);

}  // namespace allot::sweep_kept

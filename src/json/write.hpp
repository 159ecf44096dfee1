#pragma once

#include <string>
#include <string_view>

#include "allot/draft.hpp"

namespace allot::json {

/// A draft as JSON: on one line without blanks if `indent` is 0, else in lines, short lists and objects on
/// one.
///
/// gives:  reading it again gives the same draft; numbers stand as they were written, else in the fewest digits
/// shape:  numbers are finite, strings UTF-8
std::string write(const Draft& draft, int indent = 2);

/// A string in double quotes, with escapes for quotes, backslashes and control characters.
std::string quoted(std::string_view text);

}  // namespace allot::json

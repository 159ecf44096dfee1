#pragma once

#include <string>
#include <vector>

#include "allot/error.hpp"
#include "allot/sweep_design.hpp"

namespace allot::sweep {

/// Some of a text, at its own place where the text stands as it is.
AskedText part_of(const AskedText& whole, std::size_t begin, std::size_t length);
/// Without the blanks around it.
AskedText trimmed_part(const AskedText& whole);

/// What stands between commas that are not within brackets, braces or quotes.
std::vector<AskedText> split_at_commas(const AskedText& whole);

/// A value as a person writes it: a string without its quotes where it is read the same without them.
///
/// errors: InputError where it begins like JSON and is none
std::string plain_value(const AskedText& value);
std::string plain_value(const Draft& value);

Problem problem_at(const AskedText& at, std::string pointer, std::string message, std::string hint = {});

}  // namespace allot::sweep

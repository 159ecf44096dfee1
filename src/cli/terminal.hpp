#pragma once

#include <cstddef>

namespace allot::cli {

/// How many characters a line has: what COLUMNS says, else what the terminal says that standard output (or standard
/// error) is, else 80; never less than 40.
std::size_t width_of_output();
std::size_t width_of_errors();

}  // namespace allot::cli

#pragma once

#include <functional>
#include <string>

namespace allot::cli {

/// What `Sampling::progress` is to be: draws a line on standard error (with `auto` only if that is a terminal, after
/// half a second, at most ten times a second, erased at the end).
std::function<bool(std::size_t, std::size_t)> progress_line(const std::string& mode, bool is_quiet);

}  // namespace allot::cli

#pragma once

#include <functional>
#include <string>

namespace allot::cli {

/// What `Sampling::progress` is to be: draws a line on standard error (with `auto` only if that is a terminal, after
/// half a second, at most ten times a second, erased at the end), and says false once an interrupt arrived.
std::function<bool(std::size_t, std::size_t)> progress_line(const std::string& mode, bool is_quiet);

/// From now on an interrupt is noted instead of ending the program at once; a second one ends it.
void catch_interrupts();

}  // namespace allot::cli

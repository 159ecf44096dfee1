#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace allot::report {

/// Safe to print on one line: neither control characters nor line ends.
std::string one_line(std::string_view text);

/// At most so many code points, the last of them "…" where something was cut off.
std::string shortened(std::string_view text, std::size_t most);

/// Broken at blanks into lines of at most so many code points, longer words apart; each line begins with
/// `indent` blanks, which count, and has its end.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent = 0);

/// The same, but the first line begins with a head, and the others below what follows it.
std::string hanging(std::string_view head, std::string_view text, std::size_t width);

/// "1 replication", "1,000 replications"; of a number that is rounded to 1 as well.
std::string counted(std::size_t count, std::string_view noun);
std::string counted_whole(double count, std::string_view noun);

}  // namespace allot::report

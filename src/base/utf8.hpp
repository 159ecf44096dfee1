#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace allot {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// How many bytes the code point takes that begins there; 0 if the bytes are not UTF-8.
///
/// source: The Unicode Standard 15, table 3-7 (well-formed byte sequences)
std::size_t code_point_length(std::string_view text, std::size_t at);

/// Where the first byte stands that is not UTF-8; the length of the text if there is none.
std::size_t first_invalid_byte(std::string_view text);

/// How many code points; a byte that belongs to none counts as one.
std::size_t count_code_points(std::string_view text);

/// Safe to print: what a terminal obeys or hides instead of showing it is written as an escape: control characters but
/// tabs, marks that turn the direction of writing, line and paragraph separators, and marks of no width by their four
/// digits or more, bytes that are not UTF-8 by two.
std::string printable(std::string_view text);

/// The same of a text that may be long: its middle is left out where it has more than so many code points.
std::string excerpt(std::string_view text, std::size_t most = 300);

}  // namespace allot

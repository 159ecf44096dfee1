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

/// Safe to print: bytes that are not UTF-8 and control characters, tabs apart, become U+FFFD, one for each.
std::string printable(std::string_view text);

}  // namespace allot

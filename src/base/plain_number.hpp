#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace allot {

/// A number as files write it, as JSON would: "1.200,50" and "1 200,50" are 1200.5 where the decimal mark is a comma, "8,000-"
/// is -8, "85 %" is 0.85. Thousands are parted by the other of comma and point, by blanks or by apostrophes, in groups of
/// three.
///
/// gives: nothing where the text is no such number
std::optional<std::string> plain_number(std::string_view text, char decimal_mark);

}  // namespace allot

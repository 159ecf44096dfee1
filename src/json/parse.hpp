#pragma once

#include "allot/draft.hpp"

namespace allot::json {

/// How deep values may stand in each other; no scenario needs half of it, and what walks a draft may recurse.
inline constexpr std::size_t deepest = 64;

/// Reads JSON (RFC 8259) with comments `//` and `/* */`; a byte-order mark and any line ends are allowed.
///
/// gives:  every value with its place and every number as it was written; no object has a key twice
/// errors: InputError: all duplicate keys; or the first fault of syntax, invalid UTF-8, a NUL, a number that no double holds,
///         more than `deepest` levels, an empty text
Draft parse(TextPointer text);

/// A value given as an option: JSON if it is JSON, else the text itself as a string ("2024-06-01", "3000/w").
/// The value is what stands in `text` from byte `begin` on.
///
/// errors: InputError if it begins like an object, a list or a string and is none, or is not UTF-8
Draft value_of_text(TextPointer text, std::size_t begin = 0);

}  // namespace allot::json

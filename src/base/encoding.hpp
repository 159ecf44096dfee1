#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace allot {

/// How the bytes of a file stand for text.
enum class Encoding : unsigned char { utf_8, windows_1252, utf_16 };

/// "utf-8", "windows-1252", "utf-16".
std::optional<Encoding> encoding_named(std::string_view word);

/// The same text in UTF-8. UTF-16 without a byte-order mark has the smaller byte first; a mark is left out.
///
/// gives:  nothing where the bytes are no such text
/// source: WHATWG Encoding Standard, index windows-1252, but for the five bytes that stand for no letter; The Unicode
///         Standard 15, section 3.9 (UTF-16)
std::optional<std::string> in_utf_8(std::string_view bytes, Encoding encoding);

/// What the bytes seem to be: UTF-8 where they are, UTF-16 where they begin as it does, else Windows-1252.
Encoding encoding_of(std::string_view bytes);

}  // namespace allot

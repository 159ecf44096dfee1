#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// JSON pointers.
///
/// source: RFC 6901
namespace allot {

/// A key as it stands in a pointer: ~ is ~0, / is ~1.
std::string escaped_key(std::string_view key);

/// The keys of a pointer, unescaped; nothing if it is none. "" is the whole document.
std::optional<std::vector<std::string>> keys_of_pointer(std::string_view pointer);

/// The pointer of keys.
std::string pointer_of_keys(const std::vector<std::string>& keys);

}  // namespace allot

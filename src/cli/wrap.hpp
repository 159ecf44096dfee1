#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace allot::cli {

/// A paragraph in lines of at most so many characters, those after the first behind `hang`; words are never broken.
std::string wrapped(std::string_view paragraph, std::string_view hang, std::size_t width);

/// Every line of a text as a paragraph. What begins with a blank is a row, "  key   meaning": its lines hang where the
/// meaning begins, and where that leaves too little room the meaning stands below its key. "  allot run ..." is a
/// command, and goes on behind a backslash, so that it can be copied.
std::string wrapped_text(std::string_view text, std::size_t width);

/// A row of a key and what it means, which begins at a column; see `wrapped_text`.
std::string wrapped_row(std::string_view key, std::string_view meaning, std::size_t column, std::size_t width);

/// Writes notes to standard error, each line of them as a paragraph of its terminal's width.
void say_notes(std::string_view lines);

}  // namespace allot::cli

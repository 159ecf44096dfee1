#pragma once

#include <string>
#include <string_view>

namespace allot::cli {

/// A paragraph in lines of at most 80 characters, those after the first behind `hang`; words are never
/// broken.
std::string wrapped(std::string_view paragraph, std::string_view hang = "");

/// Every line of a text as a paragraph. What begins with a blank is a row, "  key   meaning": its lines hang
/// where the meaning begins.
std::string wrapped_text(std::string_view text);

}  // namespace allot::cli

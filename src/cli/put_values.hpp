#pragma once

#include <string>
#include <vector>

#include "allot/draft.hpp"

namespace allot::cli {

/// A value to put into a scenario's text, in JSON, and a note on it: "CONFIDENCE: SOURCE".
struct PutValue {
  std::string pointer, value, note;
};

/// The text of a scenario with those values in the places of what stands there, and their notes beside them; all else,
/// comments and blanks too, stays as it is.
///
/// errors: InputError for pointers that reach nothing that this text says itself
std::string text_with(const TextPointer& text, const Draft& root, const std::vector<PutValue>& values);

}  // namespace allot::cli

#pragma once

#include <string>

namespace allot::json {

struct SyntaxMessage {
  std::string message, hint;
};

/// The parser library's words for a fault of syntax, without its own position and names, and what was
/// probably meant. `before` is the last character before the fault that is neither blank nor comment.
SyntaxMessage syntax_message(const std::string& explanation, char before);

}  // namespace allot::json

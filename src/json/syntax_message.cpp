#include "json/syntax_message.hpp"

#include <string_view>

namespace allot::json {
namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// "[...] parse error at line 1, column 2: syntax error while parsing value - REASON; last read: '...';
// expected WHAT"
std::string reason_of(const std::string& explanation) {
  const std::size_t dash = explanation.find(" - ");
  if (dash == std::string::npos) return explanation.substr(explanation.find("] ") + 2);
  std::string reason = explanation.substr(dash + 3);
  const std::size_t read = reason.find("; last read: '");
  if (read == std::string::npos) return reason;
  const std::size_t expected = reason.rfind("'; expected ");
  const std::string wanted = expected == std::string::npos || expected < read ? "" : reason.substr(expected + 1);
  return reason.substr(0, read) + wanted;
}

std::string hint_for(std::string_view reason, char before) {
  const bool wants_end = contains(reason, "; expected '}'") || contains(reason, "; expected ']'");
  if (wants_end && !contains(reason, "unexpected '")) return "is a comma missing before it?";
  if (before == ',' && (contains(reason, "unexpected '}'") || contains(reason, "unexpected ']'")))
    return "the comma before it must go";
  if (contains(reason, "unexpected ','")) return "is a value missing before it?";
  if (contains(reason, "invalid literal")) return "text stands in double quotes";
  return {};
}

}  // namespace

SyntaxMessage syntax_message(const std::string& explanation, char before) {
  if (contains(explanation, "out_of_range")) return {"number too large", ""};
  const std::string reason = reason_of(explanation);
  if (contains(reason, "unexpected end of input"))
    return {"the text ends here, but something is still open or missing", ""};
  return {"not JSON: " + reason, hint_for(reason, before)};
}

}  // namespace allot::json

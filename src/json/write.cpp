#include "json/write.hpp"

#include <limits>

#include "base/text.hpp"

namespace allot::json {
namespace {

constexpr std::size_t line_width = 110;

std::string_view escape_of(char c) {
  switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\b': return "\\b";
    case '\f': return "\\f";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return {};
  }
}

std::string scalar(const Draft& draft) {
  switch (draft.type) {
    case Draft::Type::boolean: return draft.boolean ? "true" : "false";
    case Draft::Type::number: return draft.text.empty() ? shortest(draft.number) : draft.text;
    case Draft::Type::string: return json::quoted(draft.text);
    default: return "null";
  }
}

bool is_container(const Draft& draft) { return draft.is(Draft::Type::array) || draft.is(Draft::Type::object); }

// Appends all on one line; gives up, and says so, as soon as the text is longer than `longest`.
bool append_line(std::string& text, const Draft& draft, std::string_view blank, std::size_t longest) {
  if (!is_container(draft)) {
    text += scalar(draft);
    return text.size() <= longest;
  }
  const bool has_keys = draft.is(Draft::Type::object);
  text += has_keys ? '{' : '[';
  for (std::size_t i = 0; i < draft.items.size(); ++i) {
    if (i > 0) text.append(",").append(blank);
    if (has_keys) text.append(json::quoted(draft.keys[i])).append(":").append(blank);
    if (!append_line(text, draft.items[i], blank, longest)) return false;
  }
  text += has_keys ? '}' : ']';
  return text.size() <= longest;
}

void append_lines(std::string& text, const Draft& draft, int indent, int depth) {
  const std::size_t line_begin = text.find_last_of('\n') + 1;
  const std::size_t before = text.size();
  if (append_line(text, draft, " ", line_begin + line_width) && depth > 0) return;
  text.resize(before);
  if (draft.items.empty()) return static_cast<void>(append_line(text, draft, "", text.max_size()));
  const bool has_keys = draft.is(Draft::Type::object);
  text += has_keys ? '{' : '[';
  for (std::size_t i = 0; i < draft.items.size(); ++i) {
    text.append(i > 0 ? ",\n" : "\n").append(static_cast<std::size_t>(indent * (depth + 1)), ' ');
    if (has_keys) text.append(json::quoted(draft.keys[i])).append(": ");
    append_lines(text, draft.items[i], indent, depth + 1);
  }
  text.append("\n").append(static_cast<std::size_t>(indent * depth), ' ');
  text += has_keys ? '}' : ']';
}

}  // namespace

std::string quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (const std::string_view escape = escape_of(c); !escape.empty()) {
      out += escape;
    } else if (byte < 0x20) {
      out.append("\\u00").append({digits[byte >> 4], digits[byte & 15]});
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string write(const Draft& draft, int indent) {
  std::string text;
  if (indent == 0)
    append_line(text, draft, "", std::numeric_limits<std::size_t>::max());
  else
    append_lines(text, draft, indent, 0);
  return text;
}

}  // namespace allot::json

#include "scenario/value_text.hpp"

#include <algorithm>
#include <utility>

namespace allot::scenario {
namespace {

constexpr std::size_t longest = 200;

// What is said of a value, and no part of it.
bool stands_beside(const std::string& key) { return key == "label" || key.ends_with('#'); }

// {"value": 12000, "label": "..."} is 12000.
const Draft& without_wrapping(const Draft& value) {
  if (!value.is(Draft::Type::object)) return value;
  const bool is_wrapped = std::all_of(value.keys.begin(), value.keys.end(),
                                      [](const std::string& key) { return key == "value" || stands_beside(key); });
  const Draft* inner = is_wrapped ? value.find("value") : nullptr;
  return inner ? *inner : value;
}

void append_quoted(std::string& out, const std::string& text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

void append_value(std::string& out, const Draft& value) {
  if (out.size() > longest) return;
  switch (value.type) {
    case Draft::Type::null: out += "null"; return;
    case Draft::Type::boolean: out += value.boolean ? "true" : "false"; return;
    case Draft::Type::number: out += value.text; return;
    case Draft::Type::string: append_quoted(out, value.text); return;
    case Draft::Type::array:
    case Draft::Type::object: break;
  }
  const bool is_object = value.is(Draft::Type::object);
  out += is_object ? '{' : '[';
  bool is_first = true;
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (is_object && stands_beside(value.keys[i])) continue;
    if (!std::exchange(is_first, false)) out += ", ";
    if (is_object) {
      append_quoted(out, value.keys[i]);
      out += ": ";
    }
    append_value(out, value.items[i]);
  }
  out += is_object ? '}' : ']';
}

}  // namespace

std::string value_text(const Draft& written) {
  const Draft& value = without_wrapping(written);
  std::string out;
  if (value.is(Draft::Type::string))
    out = value.text;
  else
    append_value(out, value);
  return out.size() > longest ? "" : out;
}

}  // namespace allot::scenario

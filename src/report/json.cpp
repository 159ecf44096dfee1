#include "report/json.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace allot::report {
namespace {

bool is_plain(char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; }

}  // namespace

std::string json_number(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

std::string json_string(std::string_view text) {
  std::string out;
  append_string(out, text);
  return out;
}

// Adding zero turns -0 into 0.
void append_number(std::string& out, double value) {
  if (std::isfinite(value))
    append_shortest(out, value + 0.0);
  else
    out += "null";
}

void append_string(std::string& out, std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_plain))
    out.append("\"").append(text).append("\"");
  else
    out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string json_array(std::span<const std::string> values) {
  std::string text = "[";
  for (const std::string& value : values) text.append(text.size() > 1 ? ", " : "").append(value);
  return text + "]";
}

std::string json_object(std::initializer_list<JsonField> fields) {
  std::string text = "{";
  for (const auto& [key, value] : fields)
    text.append(text.size() > 1 ? ", \"" : "\"").append(key).append("\": ").append(value);
  return text + "}";
}

}  // namespace allot::report

#include "report/json.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.hpp"

namespace allot::report {
namespace {

std::string scalar(const Json& value) {
  if (value.is_number_float()) return shortest(value.get<double>());
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string key_text(const std::string& key) { return scalar(Json(key)) + ": "; }

bool takes_lines(const Json& value) {
  return value.is_object() && !value.empty() &&
         std::all_of(value.begin(), value.end(), [](const Json& entry) { return entry.is_object(); });
}

void append_inline(std::string& text, const Json& value) {
  if (!value.is_structured()) {
    text += scalar(value);
    return;
  }
  text += value.is_object() ? '{' : '[';
  const char* separator = "";
  for (auto entry = value.begin(); entry != value.end(); ++entry, separator = ", ") {
    text += separator;
    if (value.is_object()) text += key_text(entry.key());
    append_inline(text, *entry);
  }
  text += value.is_object() ? '}' : ']';
}

void append(std::string& text, const Json& value, std::size_t depth) {
  if (!takes_lines(value)) {
    append_inline(text, value);
    return;
  }
  const char* separator = "{\n";
  for (auto entry = value.begin(); entry != value.end(); ++entry, separator = ",\n") {
    text.append(separator).append(2 * (depth + 1), ' ').append(key_text(entry.key()));
    append(text, *entry, depth + 1);
  }
  text.append("\n").append(2 * depth, ' ').append("}");
}

}  // namespace

// Adding zero turns -0 into 0.
Json number(double value) { return std::isfinite(value) ? Json(value + 0.0) : Json(); }

Json number(const std::optional<double>& value) { return value ? number(*value) : Json(); }

void add(Json& object, std::string_view key, Json value) {
  object.get_ref<Json::object_t&>().push_back({std::string(key), std::move(value)});
}

std::string written(const Json& value) {
  std::string text;
  append(text, value, 0);
  return text + "\n";
}

}  // namespace allot::report

#include "report/json.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/contract.hpp"
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

std::string json_number(const std::optional<double>& value) { return value ? json_number(*value) : "null"; }

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

std::string json_string_or_null(const std::optional<std::string>& text) { return text ? json_string(*text) : "null"; }

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

void JsonTree::begin_entry(std::string_view key) {
  text_.append(open_objects_.back() ? ",\n" : "\n").append(2 * open_objects_.size(), ' ');
  text_.append(json_string(key)).append(": ");
  open_objects_.back() = true;
}

void JsonTree::open(std::string_view key) {
  begin_entry(key);
  text_ += '{';
  open_objects_.push_back(false);
}

void JsonTree::close() {
  expects(open_objects_.size() > 1, "an object is open");
  const bool has_entries = open_objects_.back();
  open_objects_.pop_back();
  if (has_entries) text_.append("\n").append(2 * open_objects_.size(), ' ');
  text_ += '}';
}

void JsonTree::add(std::string_view key, std::string_view value) {
  begin_entry(key);
  text_ += value;
}

std::string JsonTree::take() {
  expects(open_objects_.size() == 1, "every object is closed");
  text_ += open_objects_.back() ? "\n}\n" : "}\n";
  return std::move(text_);
}

}  // namespace allot::report

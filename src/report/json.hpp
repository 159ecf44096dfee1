#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

/// JSON as answers are written in it: piece by piece, since a tree of millions of metrics would take many times its text.
namespace allot::report {

/// The shortest number that reads back the same, a whole one without a fraction; null for what is not a
/// number.
std::string json_number(double value);

/// In quotes; bytes that are not UTF-8 are replaced.
std::string json_string(std::string_view text);

/// The same two put behind a text.
void append_number(std::string& out, double value);
void append_string(std::string& out, std::string_view text);

struct JsonField {
  std::string_view key;
  std::string value;  ///< JSON itself
};

/// On one line; keys and values are JSON already, or plain words.
std::string json_array(std::span<const std::string> values);
std::string json_object(std::initializer_list<JsonField> fields);

}  // namespace allot::report

#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// JSON as our reports write it: piece by piece, since a tree of millions of metrics would take many times
/// its text.
namespace allot::report {

/// The shortest number that reads back the same, a whole one without a fraction; null for what is not a
/// number.
std::string json_number(double value);
std::string json_number(const std::optional<double>& value);

/// In quotes; bytes that are not UTF-8 are replaced.
std::string json_string(std::string_view text);

/// The same two put behind a text.
void append_number(std::string& out, double value);
void append_string(std::string& out, std::string_view text);
std::string json_string_or_null(const std::optional<std::string>& text);

struct JsonField {
  std::string_view key;
  std::string value;  ///< JSON itself
};

/// On one line; keys and values are JSON already, or plain words.
std::string json_array(std::span<const std::string> values);
std::string json_object(std::initializer_list<JsonField> fields);

/// A tree of objects, a line for each of their entries.
class JsonTree {
 public:
  JsonTree() { open_objects_.push_back({}); }

  /// Begins an object within the one that is open.
  void open(std::string_view key);
  void close();
  /// Adds an entry, of JSON on one line, to the object that is open.
  void add(std::string_view key, std::string_view value);

  /// Hands over the whole, which ends with a line end; every object that was opened is closed.
  std::string take();

 private:
  void begin_entry(std::string_view key);

  std::string text_ = "{";
  std::vector<bool> open_objects_;  ///< whether they have entries
};

}  // namespace allot::report

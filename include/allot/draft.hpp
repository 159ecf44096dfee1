#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace allot {

/// One text that a scenario was read from: a file, standard input, or an option of the command line.
struct Text {
  std::string name;     ///< as a message names it: "scenario.json", "-", "--set"
  std::string content;  ///< UTF-8
};
using TextPointer = std::shared_ptr<const Text>;

/// Where a value stands in its text, in bytes. `key_*` is the member's name, quotes included; equal where
/// the value is no member.
struct Place {
  TextPointer text;  ///< null for what no text says (a default)
  std::uint32_t begin = 0, end = 0;
  std::uint32_t key_begin = 0, key_end = 0;
};

/// What a scenario file says, not yet checked: a JSON value that knows where it stands. Edits, variants and patches work
/// on drafts, and what they put in keeps the place of its own text; so a message on a value that `--set` made points into
/// what was typed, and one on a value of the file to its line.
///
/// A JSON library's value knows no places, and reads numbers into doubles: here a number keeps its text, from which
/// quantities are read as decimals.
///
/// shape: an object's `keys` and `items` run in parallel, in the order of the text; an array has only `items`
struct Draft {
  enum class Type : std::uint8_t { null, boolean, number, string, array, object };

  // Copied in many sources, compiled in one.
  Draft();
  Draft(const Draft&);
  Draft(Draft&&) noexcept;
  Draft& operator=(const Draft&);
  Draft& operator=(Draft&&) noexcept;
  ~Draft();

  Type type = Type::null;
  bool boolean = false;
  double number = 0;
  std::string text;  ///< the string, or the number as it was written
  std::vector<std::string> keys;
  std::vector<Draft> items;
  Place place;

  bool is(Type t) const { return type == t; }
  /// The member of that name, or null.
  const Draft* find(std::string_view key) const;
  Draft* find(std::string_view key);
  /// Replaces or appends a member.
  void set(std::string_view key, Draft value);
  /// Removes a member; false if there is none.
  bool erase(std::string_view key);

  static Draft string_of(std::string_view value, Place place = {});
  static Draft number_of(double value, std::string_view written, Place place = {});
  static Draft object_of(Place place = {});
};

}  // namespace allot

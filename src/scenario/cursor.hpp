#pragma once

#include <string>
#include <string_view>

#include "allot/draft.hpp"

namespace allot::scenario {

/// Where the reader stands in a draft: a value, what would fill it if it is silent, and the way here.
/// Lives on the stack, below its parent.
class Cursor {
 public:
  explicit Cursor(const Draft& root) : node_(&root) {}
  Cursor(const Cursor& parent, std::string_view key, const Draft* node, const Draft* fill)
      : parent_(&parent), key_(key), node_(node), fill_(fill), is_filled_(parent.is_filled_) {}

  bool exists() const { return node_ != nullptr; }
  const Draft& node() const { return *node_; }
  const Draft* fill() const { return fill_; }
  std::string_view key() const { return key_; }
  const Place& place() const;

  /// The member of that name: of the value itself, else of what fills it. null counts as absent.
  Cursor member(std::string_view key) const;
  Cursor item(std::size_t index, std::string_view name) const;
  /// An entry of a section, by its place and id; `defaults` fills what it leaves out.
  Cursor entry(std::string_view pointer_key, std::string_view id, const Draft& node, const Draft* defaults) const;

  /// Where it stands as a JSON pointer: list entries by number, what a default filled under /defaults.
  std::string pointer() const;
  /// The same by ids: what names a draw, whatever the order of the list.
  std::string address() const;

 private:
  void append_pointer(std::string& text, bool of_fill) const;

  const Cursor* parent_ = nullptr;
  std::string_view key_, id_;
  const Draft* node_ = nullptr;
  const Draft* fill_ = nullptr;
  bool is_entry_ = false;
  bool is_filled_ = false;
};

/// Whether an object is one value (a distribution, a reference to a parameter), which is filled whole or not at all.
bool is_whole_value(const Draft& object);

}  // namespace allot::scenario

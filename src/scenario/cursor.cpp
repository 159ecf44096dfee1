#include "scenario/cursor.hpp"

#include <algorithm>

#include "base/pointer.hpp"
#include "scenario/words.hpp"

namespace allot::scenario {
namespace {

const Draft* present(const Draft* object, std::string_view key) {
  if (!object || !object->is(Draft::Type::object)) return nullptr;
  const Draft* found = object->find(key);
  return found && !found->is(Draft::Type::null) ? found : nullptr;
}

}  // namespace

bool is_whole_value(const Draft& object) {
  return std::any_of(object.keys.begin(), object.keys.end(),
                     [](const std::string& key) { return key == "parameter" || family_named(key); });
}

const Place& Cursor::place() const {
  const Cursor* at = this;
  while (!at->node_ && at->parent_) at = at->parent_;
  return at->node_->place;
}

Cursor Cursor::member(std::string_view key) const {
  const Draft* own = present(node_, key);
  const bool may_fill = fill_ && !(node_ && node_->is(Draft::Type::object) && is_whole_value(*node_));
  const Draft* filling = may_fill ? present(fill_, key) : nullptr;
  Cursor child(*this, key, own ? own : filling, own ? filling : nullptr);
  if (!own && filling) child.is_filled_ = true;
  return child;
}

Cursor Cursor::item(std::size_t index, std::string_view name) const {
  return Cursor(*this, name, &node_->items[index], nullptr);
}

Cursor Cursor::entry(std::string_view pointer_key, std::string_view id, const Draft& node,
                     const Draft* defaults) const {
  Cursor child(*this, pointer_key, &node, defaults);
  child.id_ = id;
  child.is_entry_ = true;
  return child;
}

std::string Cursor::pointer() const {
  std::string text;
  append_pointer(text, is_filled_);
  return text;
}

void Cursor::append_pointer(std::string& text, bool of_fill) const {
  if (!parent_) return;
  if (is_entry_ && of_fill) {
    text += "/defaults";
    text += '/' + escaped_key(parent_->key_);
    return;
  }
  parent_->append_pointer(text, of_fill);
  text += '/' + escaped_key(key_);
}

std::string Cursor::address() const {
  if (!parent_) return {};
  std::string text = parent_->address();
  text += '/' + escaped_key(id_.empty() ? key_ : id_);
  return text;
}

}  // namespace allot::scenario

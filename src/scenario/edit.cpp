#include "scenario/edit.hpp"

#include "base/pointer.hpp"
#include "scenario/members.hpp"
#include "scenario/reach.hpp"

namespace allot::scenario {

const Draft* at(const Draft& root, std::string_view pointer) {
  const auto keys = keys_of_pointer(pointer);
  if (!keys) return nullptr;
  const Draft* found = &root;
  for (const std::string& key : *keys) {
    const auto index = member(*found, key);
    if (!index) return nullptr;
    found = &found->items[*index];
  }
  return found;
}

namespace {

void erase(Draft& container, std::size_t index) {
  container.items.erase(container.items.begin() + static_cast<std::ptrdiff_t>(index));
  if (container.is(Draft::Type::object))
    container.keys.erase(container.keys.begin() + static_cast<std::ptrdiff_t>(index));
}

bool is_parameter(std::string_view pointer) {
  const auto keys = keys_of_pointer(pointer);
  return keys && keys->size() == 2 && keys->front() == "parameters";
}

}  // namespace

Draft with_label_of(const Draft& old, Draft value) {
  const Draft* label = old.is(Draft::Type::object) ? old.find("label") : nullptr;
  if (!label) return value;
  Draft labelled = value.is(Draft::Type::object) ? std::move(value) : Draft::object_of(value.place);
  if (labelled.keys.empty()) labelled.set("value", std::move(value));
  if (!labelled.find("label")) labelled.set("label", *label);
  return labelled;
}

void set_at(Draft& target, std::string_view pointer, Draft value, const Place& where, std::vector<Problem>& problems) {
  const bool removes = value.is(Draft::Type::null);
  const auto reached = reach(target, {pointer, where, std::string(pointer)},
                             removes ? Missing::is_a_problem : Missing::is_made, problems);
  if (!reached) return;
  Draft& container = *reached->container;
  const bool is_object = container.is(Draft::Type::object);
  value = placed(std::move(value), where);
  if (reached->index && removes) {
    erase(container, *reached->index);
  } else if (reached->index) {
    if (is_parameter(pointer)) value = with_label_of(reached->value(), std::move(value));
    reached->value() = entry_of(std::move(value), reached->key, *reached);
  } else if (removes || !(is_object || takes_entries(*reached, value))) {
    problems.push_back(reaches_nothing(container, reached->path, reached->key, where, std::string(pointer)));
  } else if (is_object) {
    container.set(reached->key, std::move(value));
  } else {
    container.items.push_back(entry_of(std::move(value), reached->key, *reached));
  }
  if (is_object && !is_note(reached->key)) container.erase(note_of(reached->key));
}

}  // namespace allot::scenario

#include "scenario/members.hpp"

#include "scenario/build_draft.hpp"

#include <algorithm>

#include "base/literals.hpp"
#include "base/nearest.hpp"
#include "base/pointer.hpp"
#include "base/text.hpp"

namespace allot::scenario {
namespace {

std::vector<std::string> names_in(const Draft& container) {
  if (container.is(Draft::Type::object)) return container.keys;
  std::vector<std::string> ids;
  for (const Draft& entry : container.items)
    if (!id_of(entry).empty()) ids.emplace_back(id_of(entry));
  return ids;
}

std::string what_is_missing(const Draft& container, std::span<const std::string> path, std::string_view key) {
  const std::string here = path.empty() ? "the scenario" : pointer_of_keys({path.begin(), path.end()});
  if (container.is(Draft::Type::object)) return "there is no '" + std::string(key) + "' in " + here;
  if (!container.is(Draft::Type::array)) return here + " holds a single value";
  return "the list " + here + " has no entry '" + std::string(key) + "'";
}

}  // namespace

std::string_view id_of(const Draft& entry) {
  if (!entry.is(Draft::Type::object)) return {};
  for (const char* key : {"id", "stage"})
    if (const Draft* id = entry.find(key); id && id->is(Draft::Type::string)) return id->text;
  return {};
}

std::optional<std::size_t> entry_with_id(const Draft& list, std::string_view id) {
  if (id.empty() || !list.is(Draft::Type::array)) return std::nullopt;
  const auto found =
      std::find_if(list.items.begin(), list.items.end(), [&](const Draft& entry) { return id_of(entry) == id; });
  if (found == list.items.end()) return std::nullopt;
  return static_cast<std::size_t>(found - list.items.begin());
}

void add_entry(Draft& section, const std::string& id, Draft entry) {
  if (section.is(Draft::Type::object))
    section.keys.push_back(id);
  else
    entry.set("id", Draft::string_of(id, entry.place));
  section.items.push_back(std::move(entry));
}

Draft* object_in(Draft& owner, std::string_view key) {
  if (!owner.find(key)) owner.set(key, Draft::object_of(owner.place));
  Draft* const found = owner.find(key);
  return found->is(Draft::Type::object) ? found : nullptr;
}

Draft* list_in(Draft& owner, std::string_view key, const Place& place) {
  if (!owner.find(key)) {
    Draft none = made::list({});
    none.place = place;
    owner.set(key, std::move(none));
  }
  Draft* const found = owner.find(key);
  return found->is(Draft::Type::array) ? found : nullptr;
}

std::optional<std::size_t> list_place(std::string_view text) {
  if (text.empty() || text[0] == '-' || (text[0] == '0' && text.size() > 1)) return std::nullopt;
  const auto place = parse_integer(text);
  return place ? std::optional(static_cast<std::size_t>(*place)) : std::nullopt;
}

std::optional<std::size_t> member(const Draft& container, std::string_view key) {
  if (container.is(Draft::Type::object)) {
    const auto found = std::find(container.keys.begin(), container.keys.end(), key);
    if (found == container.keys.end()) return std::nullopt;
    return static_cast<std::size_t>(found - container.keys.begin());
  }
  if (const auto entry = entry_with_id(container, key)) return entry;
  const auto place = list_place(key);
  return place && *place < container.items.size() ? place : std::nullopt;
}

std::string note_of(std::string_view key) { return std::string(key) + '#'; }
bool is_note(std::string_view key) { return key.ends_with('#'); }

Problem reaches_nothing(const Draft& container, std::span<const std::string> path, std::string_view key,
                        const Place& place, std::string pointer) {
  const std::string near = nearest(key, names_in(container));
  return {place, std::move(pointer), "reaches nothing: " + what_is_missing(container, path, key),
          near.empty() ? "" : "did you mean '" + near + "'?", false};
}

namespace {

std::string written(const Draft& number) { return number.text.empty() ? shortest(number.number) : number.text; }

}  // namespace

bool same_value(const Draft& one, const Draft& other) {
  if (one.type != other.type) return false;
  switch (one.type) {
    case Draft::Type::null: return true;
    case Draft::Type::boolean: return one.boolean == other.boolean;
    case Draft::Type::number: return is_same_number(written(one), written(other));
    case Draft::Type::string: return one.text == other.text;
    case Draft::Type::array:
      return std::equal(one.items.begin(), one.items.end(), other.items.begin(), other.items.end(), same_value);
    case Draft::Type::object: break;
  }
  if (one.items.size() != other.items.size()) return false;
  for (std::size_t i = 0; i < one.items.size(); ++i) {
    const Draft* const match = other.find(one.keys[i]);
    if (!match || !same_value(one.items[i], *match)) return false;
  }
  return true;
}

std::size_t count_values(const Draft& draft) {
  std::size_t count = 1;
  for (const Draft& item : draft.items) count += count_values(item);
  return count;
}

}  // namespace allot::scenario

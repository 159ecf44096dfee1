#include "allot/draft.hpp"

#include <algorithm>
#include <utility>

namespace allot {

Draft::Draft() = default;
Draft::Draft(const Draft&) = default;
Draft::Draft(Draft&&) noexcept = default;
Draft& Draft::operator=(const Draft&) = default;
Draft& Draft::operator=(Draft&&) noexcept = default;
Draft::~Draft() = default;

const Draft* Draft::find(std::string_view key) const {
  const auto found = std::find(keys.begin(), keys.end(), key);
  return found == keys.end() ? nullptr : &items[static_cast<std::size_t>(found - keys.begin())];
}

Draft* Draft::find(std::string_view key) { return const_cast<Draft*>(std::as_const(*this).find(key)); }

void Draft::set(std::string_view key, Draft value) {
  if (type != Type::object) *this = object_of(std::move(place));
  if (Draft* const member = find(key)) {
    *member = std::move(value);
    return;
  }
  keys.emplace_back(key);
  items.push_back(std::move(value));
}

bool Draft::erase(std::string_view key) {
  const auto found = std::find(keys.begin(), keys.end(), key);
  if (found == keys.end()) return false;
  items.erase(items.begin() + (found - keys.begin()));
  keys.erase(found);
  return true;
}

Draft Draft::string_of(std::string_view value, Place place) {
  Draft draft;
  draft.type = Type::string;
  draft.text = value;
  draft.place = std::move(place);
  return draft;
}

Draft Draft::number_of(double value, std::string_view written, Place place) {
  Draft draft;
  draft.type = Type::number;
  draft.number = value;
  draft.text = written;
  draft.place = std::move(place);
  return draft;
}

Draft Draft::object_of(Place place) {
  Draft draft;
  draft.type = Type::object;
  draft.place = std::move(place);
  return draft;
}

}  // namespace allot

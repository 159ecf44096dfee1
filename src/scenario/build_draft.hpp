#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/draft.hpp"

/// Words to write a draft down in, as a literal of JSON would.
namespace allot::scenario::made {

inline Draft text(std::string_view value) { return Draft::string_of(value); }
inline Draft number(double value) { return Draft::number_of(value, ""); }

inline Draft whole(std::int64_t value) { return Draft::number_of(static_cast<double>(value), std::to_string(value)); }

inline Draft flag(bool value) {
  Draft draft;
  draft.type = Draft::Type::boolean;
  draft.boolean = value;
  return draft;
}

inline Draft list(std::vector<Draft> items) {
  Draft draft;
  draft.type = Draft::Type::array;
  draft.items = std::move(items);
  return draft;
}

inline Draft texts(std::vector<std::string_view> words) {
  std::vector<Draft> items;
  for (const std::string_view word : words) items.push_back(text(word));
  return list(std::move(items));
}

inline Draft object(std::vector<std::pair<std::string_view, Draft>> members) {
  Draft draft = Draft::object_of();
  for (auto& [key, value] : members) draft.set(key, std::move(value));
  return draft;
}

}  // namespace allot::scenario::made

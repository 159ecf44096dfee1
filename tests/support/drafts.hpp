#pragma once

#include <memory>
#include <string>
#include <vector>

#include "allot/error.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"

namespace allot {

inline TextPointer text_of(std::string content, std::string name = "scenario.json") {
  return std::make_shared<const Text>(Text{std::move(name), std::move(content)});
}

inline Draft draft_of(std::string content) { return json::parse(text_of(std::move(content))); }

inline std::string line_of(const Draft& draft) { return json::write(draft, 0); }

inline std::string written_at(const Place& place) {
  return place.text ? place.text->content.substr(place.begin, place.end - place.begin) : "";
}

/// What is wrong with a text that should be JSON.
inline std::vector<Problem> problems_of(std::string content) {
  try {
    draft_of(std::move(content));
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

}  // namespace allot

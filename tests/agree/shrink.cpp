#include "agree/shrink.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace allot::agree {
namespace {

using Pointer = Json::json_pointer;

void add_places(const Json& json, const Pointer& at, std::vector<std::pair<std::size_t, Pointer>>& places) {
  if (!json.is_structured()) return;
  std::size_t i = 0;
  for (const auto& [key, member] : json.items()) {
    const Pointer there = json.is_array() ? at / i++ : at / key;
    places.emplace_back(member.dump().size(), there);
    add_places(member, there, places);
  }
}

// Everything that might be left out, the largest first; of a list the last first.
std::vector<Pointer> places_of(const Json& scenario) {
  std::vector<std::pair<std::size_t, Pointer>> places;
  add_places(scenario, Pointer(), places);
  std::reverse(places.begin(), places.end());
  std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Pointer> out;
  for (const auto& [size, at] : places) out.push_back(at);
  return out;
}

bool leave_out(Json& scenario, const Pointer& at) {
  if (!scenario.contains(at)) return false;
  Json& parent = scenario.at(at.parent_pointer());
  if (parent.is_array())
    parent.erase(static_cast<std::size_t>(std::stoul(at.back())));
  else
    parent.erase(at.back());
  return true;
}

// A distribution may be any of its figures, a number half of it.
std::vector<Json> simpler(const Json& value) {
  std::vector<Json> out;
  if (value.is_number_integer() && value.get<std::int64_t>() > 1) out.push_back(value.get<std::int64_t>() / 2);
  if (!value.is_object() || value.size() != 1) return out;
  const Json& inside = value.front();
  if (inside.is_object())
    for (const char* figure : {"mean", "median", "mode", "min"})
      if (inside.contains(figure)) out.push_back(inside.at(figure));
  return out;
}

}  // namespace

Json shrunk(Json scenario, const std::function<bool(const Json&)>& fails, int most_tries) {
  int tries = 0;
  const auto keep = [&](Json smaller) {
    if (++tries > most_tries || !fails(smaller)) return false;
    scenario = std::move(smaller);
    return true;
  };
  for (bool has_changed = true; has_changed && tries < most_tries;) {
    has_changed = false;
    for (const Pointer& at : places_of(scenario)) {
      Json smaller = scenario;
      if (leave_out(smaller, at)) has_changed |= keep(std::move(smaller));
    }
    for (const Pointer& at : places_of(scenario)) {
      if (!scenario.contains(at)) continue;
      for (const Json& value : simpler(scenario.at(at))) {
        Json smaller = scenario;
        smaller.at(at) = value;
        has_changed |= keep(std::move(smaller));
      }
    }
  }
  return scenario;
}

}  // namespace allot::agree

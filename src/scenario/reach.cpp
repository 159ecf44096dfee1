#include "scenario/reach.hpp"

#include "base/pointer.hpp"
#include "scenario/members.hpp"
#include "scenario/shape.hpp"

namespace allot::scenario {
namespace {

bool is_made(const Draft& container, const std::vector<std::string>& path, const std::string& key, Missing missing) {
  std::vector<std::string> there = path;
  there.push_back(key);
  return missing == Missing::is_made && container.is(Draft::Type::object) && may_be_left_out(there);
}

std::string how_it_is_written(std::string_view pointer) {
  if (pointer.starts_with('/')) return "'~' is written ~0 in a pointer, '/' in a key ~1";
  return "did you mean '/" + std::string(pointer) + "'?";
}

}  // namespace

std::optional<Spot> reach(Draft& root, const Pointer& pointer, Missing missing, std::vector<Problem>& problems) {
  auto keys = keys_of_pointer(pointer.text);
  if (!keys || keys->empty()) {
    problems.push_back({pointer.place, pointer.address,
                        "expected a JSON pointer such as /orders/a/units, found '" + std::string(pointer.text) + "'",
                        pointer.text.empty() ? "" : how_it_is_written(pointer.text), false});
    return std::nullopt;
  }
  Spot reached{&root, {}, std::move(keys->back()), std::nullopt};
  keys->pop_back();
  for (std::string& key : *keys) {
    auto index = member(*reached.container, key);
    if (!index) {
      if (!is_made(*reached.container, reached.path, key, missing)) {
        problems.push_back(reaches_nothing(*reached.container, reached.path, key, pointer.place, pointer.address));
        return std::nullopt;
      }
      reached.container->set(key, Draft::object_of(pointer.place));
      index = member(*reached.container, key);
    }
    reached.container = &reached.container->items[*index];
    reached.path.push_back(std::move(key));
  }
  reached.index = member(*reached.container, reached.key);
  return reached;
}

Draft placed(Draft value, const Place& pointer) {
  if (value.place.text != pointer.text) return value;
  value.place.key_begin = pointer.begin;
  value.place.key_end = pointer.end;
  return value;
}

bool takes_entries(const Spot& reached, const Draft& value) {
  return reached.container->is(Draft::Type::array) && shape_at(reached.path) == Shape::keyed &&
         value.is(Draft::Type::object) && !list_place(reached.key) && reached.key != "-" && !reached.key.empty();
}

Draft entry_of(Draft value, std::string_view id, const Spot& reached) {
  if (!takes_entries(reached, value) || !id_of(value).empty()) return value;
  const bool is_route = reached.path.size() == 4 && reached.path[2] == "routes";
  value.set(is_route ? "stage" : "id", Draft::string_of(id, value.place));
  return value;
}

}  // namespace allot::scenario

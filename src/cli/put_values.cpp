#include "cli/put_values.hpp"

#include <algorithm>
#include <optional>

#include "allot/error.hpp"
#include "base/pointer.hpp"
#include "json/write.hpp"
#include "scenario/build_draft.hpp"
#include "scenario/members.hpp"

namespace allot::cli {
namespace {

/// A part of a text, and what takes its place.
struct TextChange {
  std::size_t begin, end;
  std::string by;
};

/// A value, and the object or list that it stands in.
struct Found {
  const Draft *owner, *value;
};

std::optional<Found> found_at(const Draft& root, const std::string& pointer) {
  const auto keys = keys_of_pointer(pointer);
  if (!keys || keys->empty()) return std::nullopt;
  Found out{nullptr, &root};
  for (const std::string& key : *keys) {
    const auto at = scenario::member(*out.value, key);
    if (!at) return std::nullopt;
    out = {out.value, &out.value->items[*at]};
  }
  return out;
}

std::string quoted(const std::string& text) { return json::write(Draft::string_of(text)); }

void add_changes(const Found& found, const PutValue& put, std::vector<TextChange>& changes) {
  const Place& place = found.value->place;
  changes.push_back({place.begin, place.end, put.value});
  if (put.note.empty() || !found.owner->is(Draft::Type::object)) return;
  const std::string key = scenario::note_of(keys_of_pointer(put.pointer)->back());
  if (const Draft* note = found.owner->find(key))
    changes.push_back({note->place.begin, note->place.end, quoted(put.note)});
  else
    changes.back().by += ", " + quoted(key) + ": " + quoted(put.note);
}

}  // namespace

std::string text_with(const TextPointer& text, const Draft& root, const std::vector<PutValue>& values) {
  std::vector<TextChange> changes;
  std::vector<Problem> problems;
  for (const PutValue& put : values) {
    const auto found = found_at(root, put.pointer);
    if (found && found->value->place.text == text)
      add_changes(*found, put, changes);
    else
      problems.push_back({{text, 0, 0, 0, 0},
                          put.pointer,
                          found ? "this stands in a file that the scenario extends, or a CSV file"
                                : "nothing stands here whose place could be taken",
                          found ? "name that file with --into" : "write any value there first",
                          false});
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  std::sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.begin > b.begin; });
  std::string out = text->content;
  for (const TextChange& it : changes) out.replace(it.begin, it.end - it.begin, it.by);
  return out;
}

}  // namespace allot::cli

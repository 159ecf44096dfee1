#include "base/pointer.hpp"
#include "scenario/cursor.hpp"
#include "scenario/edit.hpp"
#include "scenario/members.hpp"
#include "scenario/shape.hpp"

namespace allot::scenario {
namespace {

// The object that a patch changes, or the list of entries with ids; and the way there.
class Merge {
 public:
  Merge(std::vector<Problem>& notes, std::string_view within) : notes_(notes), within_(within) {}

  void members(Draft& target, const Draft& patch) {
    if (is_intervention(path_)) drop_other_actions(target, patch);
    for (std::size_t i = 0; i < patch.items.size(); ++i) {
      const std::string& key = patch.keys[i];
      const bool changed =
          patch.items[i].is(Draft::Type::null) ? remove(target, key, patch.items[i]) : put(target, key, patch.items[i]);
      if (changed && !is_note(key) && !patch.find(note_of(key))) target.erase(note_of(key));
    }
  }

 private:
  static std::optional<std::size_t> existing(const Draft& target, std::string_view key) {
    return target.is(Draft::Type::object) ? member(target, key) : entry_with_id(target, key);
  }

  bool names_an_entry() const { return path_.size() <= 1 || shape_at(path_) == Shape::keyed; }

  bool remove(Draft& target, const std::string& key, const Draft& null) {
    const auto index = existing(target, key);
    if (!index) return note_absence(target, key, null), false;
    if (target.is(Draft::Type::object)) return target.erase(key);
    target.items.erase(target.items.begin() + static_cast<std::ptrdiff_t>(*index));
    return true;
  }

  // A field that is left out anyway may be removed; an entry that is not there may be a slip of the pen.
  void note_absence(const Draft& target, const std::string& key, const Draft& null) {
    std::vector<std::string> way = path_;
    way.push_back(key);
    Problem note = reaches_nothing(target, path_, key, null.place, within_ + pointer_of_keys(way));
    if (!names_an_entry() && note.hint.empty()) return;
    note.message = "null " + note.message + (note.hint.empty() ? "" : "; " + note.hint);
    note.at_key = true;
    notes_.push_back(std::move(note));
  }

  // Whether KEY itself was set; false where only something in it was.
  bool put(Draft& target, const std::string& key, const Draft& value) {
    path_.push_back(key);
    const auto index = existing(target, key);
    Draft* const old = index ? &target.items[*index] : nullptr;
    const bool is_merged = value.is(Draft::Type::object) && merges(old, value);
    const bool goes_inside = is_merged && old && is_container(*old);
    if (goes_inside) {
      members(*old, value);
    } else if (is_merged) {
      Draft fresh = Draft::object_of(value.place);
      members(fresh, value);
      place(target, key, index, std::move(fresh));
    } else {
      const bool is_parameter = path_.size() == 2 && path_.front() == "parameters";
      place(target, key, index, old && is_parameter ? with_label_of(*old, value) : value);
    }
    path_.pop_back();
    return !goes_inside;
  }

  bool merges(const Draft* old, const Draft& value) const {
    switch (shape_at(path_)) {
      case Shape::keyed:
      case Shape::parts: return true;
      case Shape::whole: return false;
      case Shape::open: break;
    }
    const bool old_is_whole = old && old->is(Draft::Type::object) && is_whole_value(*old);
    return !old_is_whole && !is_whole_value(value);
  }

  bool is_container(const Draft& old) const {
    return old.is(Draft::Type::object) || (old.is(Draft::Type::array) && shape_at(path_) == Shape::keyed);
  }

  void place(Draft& target, const std::string& key, std::optional<std::size_t> index, Draft value) const {
    if (target.is(Draft::Type::object)) return target.set(key, std::move(value));
    const bool is_route = path_.size() == 5 && path_[2] == "routes";
    if (value.is(Draft::Type::object) && id_of(value).empty())
      value.set(is_route ? "stage" : "id", Draft::string_of(key, value.place));
    if (index)
      target.items[*index] = std::move(value);
    else
      target.items.push_back(std::move(value));
  }

  static void drop_other_actions(Draft& target, const Draft& patch) {
    bool gives_one = false;
    for (std::size_t i = 0; i < patch.items.size(); ++i)
      gives_one = gives_one || (is_action(patch.keys[i]) && !patch.items[i].is(Draft::Type::null));
    if (!gives_one) return;
    for (const std::string_view action : actions()) {
      if (patch.find(action)) continue;
      if (target.erase(action)) target.erase(note_of(action));
    }
  }

  std::vector<Problem>& notes_;
  std::string within_;
  std::vector<std::string> path_;
};

}  // namespace

void merge_patch(Draft& target, const Draft& patch, std::vector<Problem>& notes, std::string_view within) {
  if (!patch.is(Draft::Type::object)) {
    target = patch;
    return;
  }
  if (!target.is(Draft::Type::object)) target = Draft::object_of(patch.place);
  Merge(notes, within).members(target, patch);
}

}  // namespace allot::scenario

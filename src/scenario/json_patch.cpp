#include <algorithm>
#include <array>

#include "base/nearest.hpp"
#include "base/pointer.hpp"
#include "base/text.hpp"
#include "scenario/edit.hpp"
#include "scenario/members.hpp"
#include "scenario/reach.hpp"

namespace allot::scenario {
namespace {

constexpr std::size_t most_copied = 1'000'000;

constexpr std::array<std::string_view, 4> member_words = {"op", "path", "from", "value"};

void erase(const Spot& reached) {
  Draft& container = *reached.container;
  const auto at = static_cast<std::ptrdiff_t>(*reached.index);
  container.items.erase(container.items.begin() + at);
  if (container.is(Draft::Type::object)) container.keys.erase(container.keys.begin() + at);
}

bool is_inside(const std::string& pointer, const std::string& of) {
  return pointer.size() > of.size() && pointer.starts_with(of) && pointer[of.size()] == '/';
}

// A list of operations on a draft, whose problems stand where the operation says what is wrong.
class Patch {
 public:
  Patch(Draft& target, const Draft& operations, std::vector<Problem>& problems, std::string_view within,
        std::size_t& copied)
      : target_(target), operations_(operations), problems_(problems), within_(within), copied_(copied) {}

  void apply_all() {
    if (operations_.is(Draft::Type::object)) return apply(operations_, within_);
    if (!operations_.is(Draft::Type::array)) return problem(operations_, within_, "expected a list of operations");
    for (std::size_t i = 0; i < operations_.items.size(); ++i)
      apply(operations_.items[i], within_ + '/' + std::to_string(i));
  }

 private:
  void apply(const Draft& operation, const std::string& address) {
    if (!operation.is(Draft::Type::object))
      return problem(operation, address, "expected an operation: an object with 'op' and 'path'");
    const Draft* const op = text_member(operation, address, "op");
    const Draft* const path = text_member(operation, address, "path");
    if (!op || !path) return;
    if (op->text == "remove") return remove(pointer_in(*path, address, "path"));
    if (op->text == "move" || op->text == "copy") return transfer(operation, address, *path, op->text == "move");
    if (op->text != "add" && op->text != "replace" && op->text != "test")
      return problem(*op, address + "/op", "unknown operation '" + op->text + "'",
                     did_you_mean(op->text, {"add", "remove", "replace", "move", "copy", "test"}));
    const Draft* const value = operation.find("value");
    if (!value) return missing(operation, address, "value");
    const Pointer pointer = pointer_in(*path, address, "path");
    if (op->text == "add") return add(pointer, *value);
    if (op->text == "replace") return replace(pointer, *value);
    test(pointer, *value);
  }

  const Draft* text_member(const Draft& operation, const std::string& address, const std::string& key) {
    const Draft* const found = operation.find(key);
    if (found && found->is(Draft::Type::string)) return found;
    if (found)
      problem(*found, address + '/' + key, "'" + key + "' must be a string");
    else
      missing(operation, address, key);
    return nullptr;
  }

  // What an operation does not know is ignored (RFC 6902, section 4), and may be what is missing, misspelt.
  void missing(const Draft& operation, const std::string& address, const std::string& key) {
    std::vector<std::string> ignored;
    for (const std::string& name : operation.keys)
      if (!is_note(name) && std::find(member_words.begin(), member_words.end(), name) == member_words.end())
        ignored.push_back(name);
    const std::string near = nearest(key, ignored);
    problem(operation, address, "'" + key + "' is missing", near.empty() ? "" : "'" + near + "' is ignored");
  }

  static Pointer pointer_in(const Draft& path, const std::string& address, const char* key) {
    return {path.text, path.place, address + '/' + key};
  }

  void add(const Pointer& pointer, const Draft& value) {
    if (pointer.text.empty()) return static_cast<void>(target_ = value);
    const auto reached = reach(target_, pointer, Missing::is_a_problem, problems_);
    if (!reached) return;
    Draft& container = *reached->container;
    Draft fresh = placed(value, pointer.place);
    const auto place = container.is(Draft::Type::array) ? place_to_add(*reached) : std::nullopt;
    if (container.is(Draft::Type::object)) {
      container.set(reached->key, std::move(fresh));
      drop_note(*reached, pointer.text);
    } else if (place) {
      container.items.insert(container.items.begin() + static_cast<std::ptrdiff_t>(*place), std::move(fresh));
    } else if (reached->index) {
      reached->value() = entry_of(std::move(fresh), reached->key, *reached);
    } else if (takes_entries(*reached, fresh)) {
      container.items.push_back(entry_of(std::move(fresh), reached->key, *reached));
    } else {
      nothing_at(*reached, pointer);
    }
  }

  // Before which entry of a list; nothing where the key is no place but an id.
  static std::optional<std::size_t> place_to_add(const Spot& reached) {
    const Draft& list = *reached.container;
    if (reached.key == "-") return list.items.size();
    if (entry_with_id(list, reached.key)) return std::nullopt;
    const auto place = list_place(reached.key);
    return place && *place <= list.items.size() ? place : std::nullopt;
  }

  void replace(const Pointer& pointer, const Draft& value) {
    if (pointer.text.empty()) return static_cast<void>(target_ = value);
    const auto reached = reach_value(pointer);
    if (!reached) return;
    reached->value() = entry_of(placed(value, pointer.place), reached->key, *reached);
    drop_note(*reached, pointer.text);
  }

  void remove(const Pointer& pointer) {
    const auto reached = reach_value(pointer);
    if (!reached) return;
    erase(*reached);
    drop_note(*reached, pointer.text);
  }

  void transfer(const Draft& operation, const std::string& address, const Draft& path, bool is_move) {
    const Draft* const from = text_member(operation, address, "from");
    if (!from) return;
    if (is_move && is_inside(path.text, from->text))
      return problem(path, address + "/path", "a value cannot be moved into itself");
    if (from->text.empty()) {
      if (may_copy(target_, path, address)) add(pointer_in(path, address, "path"), Draft(target_));
      return;
    }
    const auto source = reach_value(pointer_in(*from, address, "from"));
    if (!source || from->text == path.text) return;
    if (!is_move && !may_copy(source->value(), path, address)) return;
    const Draft value = source->value();
    const Draft* const beside = is_note(source->key) ? nullptr : source->container->find(note_of(source->key));
    const std::optional<Draft> note = beside ? std::optional(*beside) : std::nullopt;
    const std::size_t problems_before = problems_.size();
    const Draft container_before = is_move ? *source->container : Draft{};
    if (is_move) {
      erase(*source);
      if (note) source->container->erase(note_of(source->key));
    }
    add(pointer_in(path, address, "path"), value);
    if (problems_.size() > problems_before) {
      if (is_move) *source->container = container_before;
    } else if (note) {
      bring_note(pointer_in(path, address, "path"), *note);
    }
  }

  bool may_copy(const Draft& value, const Draft& path, const std::string& address) {
    copied_ += count_values(value);
    if (copied_ <= most_copied) return true;
    problem(path, address + "/path",
            "the copies come to " + with_thousands(static_cast<std::int64_t>(copied_)) + " values; at most " +
                with_thousands(std::int64_t{most_copied}) + " can be made",
            "a copy that goes into what it was taken from doubles it");
    return false;
  }

  void bring_note(const Pointer& pointer, const Draft& note) {
    const auto reached = reach(target_, pointer, Missing::is_a_problem, problems_);
    if (reached && reached->container->is(Draft::Type::object)) reached->container->set(note_of(reached->key), note);
  }

  void test(const Pointer& pointer, const Draft& value) {
    const Draft* found = &target_;
    if (!pointer.text.empty()) {
      const auto reached = reach_value(pointer);
      if (!reached) return;
      found = &reached->value();
    }
    if (same_value(*found, value)) return;
    problem(value, pointer.address, "the test fails: " + std::string(pointer.text) + " has another value");
  }

  std::optional<Spot> reach_value(const Pointer& pointer) {
    auto reached = reach(target_, pointer, Missing::is_a_problem, problems_);
    if (!reached || reached->index) return reached;
    nothing_at(*reached, pointer);
    return std::nullopt;
  }

  void nothing_at(const Spot& reached, const Pointer& pointer) {
    problems_.push_back(reaches_nothing(*reached.container, reached.path, reached.key, pointer.place, pointer.address));
  }

  void drop_note(const Spot& reached, std::string_view pointer) const {
    if (!reached.container->is(Draft::Type::object) || is_note(reached.key)) return;
    if (!speaks_of(note_of(pointer))) reached.container->erase(note_of(reached.key));
  }

  // Whether an operation of this patch says what becomes of that itself.
  bool speaks_of(const std::string& pointer) const {
    const auto names_it = [&](const Draft& operation) {
      const Draft* const path = operation.find("path");
      const Draft* const from = operation.find("from");
      return (path && path->text == pointer) || (from && from->text == pointer);
    };
    return operations_.is(Draft::Type::array) &&
           std::any_of(operations_.items.begin(), operations_.items.end(), names_it);
  }

  void problem(const Draft& at, std::string pointer, std::string message, std::string hint = {}) {
    problems_.push_back({at.place, std::move(pointer), std::move(message), std::move(hint), false});
  }

  Draft& target_;
  const Draft& operations_;
  std::vector<Problem>& problems_;
  std::string within_;
  std::size_t& copied_;
};

}  // namespace

void json_patch(Draft& target, const Draft& operations, std::vector<Problem>& problems, std::string_view within,
                std::size_t& copied) {
  Patch(target, operations, problems, within, copied).apply_all();
}

}  // namespace allot::scenario

#include "scenario/variants.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "base/pointer.hpp"
#include "base/text.hpp"
#include "scenario/book_shelf.hpp"
#include "scenario/edit.hpp"
#include "scenario/members.hpp"

namespace allot::scenario {
namespace {

// Beyond what is written: what may come of naming the same variants again.
constexpr double most_repeated = 1e6;
constexpr double countless = 9e18;
constexpr std::size_t deepest = 200;

Problem problem(const Place& at, std::string message, std::string hint = {}) {
  return {at, "", std::move(message), std::move(hint), false};
}

// That of the variant, and which of its parts: "hall", "hall/1".
std::string name_of_cost(const std::string& within) {
  const std::vector<std::string> keys = *keys_of_pointer(within);
  std::string name = keys[1];
  for (std::size_t i = 2; i < keys.size(); ++i) name += "/" + keys[i];
  return name;
}

// What the patch changes: its label is no part of it, and what it costs is one of the scenario's costs.
Draft as_patch(Draft patch, const std::string& within) {
  patch.erase("label");
  for (const std::string key : {"cost", "cost#"}) {
    const Draft* found = patch.find(key);
    if (!found) continue;
    const Draft cost = *found;
    patch.erase(key);
    if (!patch.find("costs")) patch.set("costs", Draft::object_of(cost.place));
    patch.find("costs")->set(name_of_cost(within) + key.substr(4), cost);
  }
  return patch;
}

// The one that was probably meant, else those that there are.
std::string hint_for(const std::string& name, const std::vector<std::string>& known) {
  constexpr std::size_t most_listed = 12;
  if (const std::string near = nearest(name, known); !near.empty()) return "did you mean '" + near + "'?";
  if (known.empty()) return "the scenario has no variants";
  std::string all;
  for (std::size_t i = 0; i < std::min(known.size(), most_listed); ++i) all += (i > 0 ? ", " : "") + known[i];
  return "there are " + all + (known.size() > most_listed ? " and others" : "");
}

}  // namespace

bool takes_label(const Draft& change) { return change.is(Draft::Type::object) && !change.find("op"); }

Variants::Variants(const Draft& root) {
  if (const Draft* found = root.find("variants"); found && found->is(Draft::Type::object)) variants_ = *found;
  most_values_ = most_repeated + static_cast<double>(count_values(variants_));
}

void Variants::apply(ScenarioFile& file, const std::string& name, const Place& from, std::vector<Problem>& problems) {
  const auto size = size_of(name, from, problems);
  if (!size) return;
  const Draft& variant = *variants_.find(name);
  if (*size > most_values_)
    return problems.push_back(problem(variant.place,
                                      "variant '" + name + "' would set " +
                                          with_thousands(static_cast<std::int64_t>(*size)) +
                                          " values, by variants made of variants; at most " +
                                          with_thousands(static_cast<std::int64_t>(most_values_)) + " can be set",
                                      "name each of them once"));
  apply_change(file, variant, pointer_of_keys({"variants", name}), problems);
}

std::optional<double> Variants::size_of(const std::string& name, const Place& from, std::vector<Problem>& problems) {
  const Draft* variant = variants_.find(name);
  if (!variant) {
    problems.push_back(problem(from, "unknown variant '" + name + "'", hint_for(name, variants_.keys)));
    return std::nullopt;
  }
  if (const auto known = known_.find(name); known != known_.end()) return known->second;
  if (!on_the_way_.insert(name).second) {
    problems.push_back(problem(from, "variant '" + name + "' is made of itself"));
    return std::nullopt;
  }
  auto size = on_the_way_.size() > deepest ? std::nullopt : size_of_change(*variant, problems);
  if (on_the_way_.size() > deepest)
    problems.push_back(problem(from, "variants stand within one another more than " + std::to_string(deepest) +
                                         " deep, down to '" + name + "'"));
  on_the_way_.erase(name);
  return known_[name] = size;
}

std::optional<double> Variants::size_of_change(const Draft& change, std::vector<Problem>& problems) {
  if (change.is(Draft::Type::string)) return size_of(change.text, change.place, problems);
  if (change.is(Draft::Type::object)) return static_cast<double>(count_values(change));
  if (!change.is(Draft::Type::array)) {
    problems.push_back(
        problem(change.place, "expected a merge patch, the name of a variant, or an operation of a JSON Patch"));
    return std::nullopt;
  }
  std::optional<double> all = 0;
  for (const Draft& item : change.items) {
    const auto size = size_of_change(item, problems);
    if (!size) all = std::nullopt;
    if (all) all = std::min(*all + *size, countless);
  }
  return all;
}

void Variants::apply_change(ScenarioFile& file, const Draft& change, const std::string& within,
                            std::vector<Problem>& problems) {
  if (change.is(Draft::Type::string))
    return apply_change(file, *variants_.find(change.text), pointer_of_keys({"variants", change.text}), problems);
  if (change.is(Draft::Type::array)) {
    for (std::size_t i = 0; i < change.items.size(); ++i)
      apply_change(file, change.items[i], within + "/" + std::to_string(i), problems);
    return;
  }
  if (takes_label(change) && (change.find("label") || change.find("cost") || change.find("cost#")))
    return apply_change(file, as_patch(change, within), within, problems);
  if (change.find("op"))
    edit_with_rows(file, orders_in_operation(change), problems,
                   [&](Draft& root) { json_patch(root, change, problems, within, copied_); });
  else
    edit_with_rows(file, orders_in_merge_patch(change), notes_,
                   [&](Draft& root) { merge_patch(root, change, notes_, within); });
}

}  // namespace allot::scenario

#include "scenario/reader.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "random/key.hpp"

namespace allot::scenario {

// Where the id stands, or would stand.
std::size_t Names::slot_of(std::string_view id) const {
  std::size_t slot = hash_name(id) & (slots_.size() - 1);
  while (slots_[slot] >= 0 && names_[static_cast<std::size_t>(slots_[slot])] != id)
    slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

// At most three in four slots are taken.
void Names::widen(std::size_t names) {
  std::size_t slots = std::max<std::size_t>(16, slots_.size());
  while (4 * names > 3 * slots) slots *= 2;
  if (slots == slots_.size()) return;
  slots_.assign(slots, -1);
  for (std::size_t i = 0; i < names_.size(); ++i) slots_[slot_of(names_[i])] = static_cast<std::int32_t>(i);
}

bool Names::add(std::string_view id) {
  widen(names_.size() + 1);
  std::int32_t& place = slots_[slot_of(id)];
  if (place >= 0) return false;
  place = static_cast<std::int32_t>(names_.size());
  names_.push_back(id);
  return true;
}

void Names::reserve(std::size_t names, std::size_t letters) {
  widen(names);
  names_.reserve(names, letters);
}

Ref Names::find(std::string_view id) const { return slots_.empty() ? Ref{} : Ref{slots_[slot_of(id)]}; }

std::vector<std::string> Names::all() const {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < names_.size(); ++i) all.emplace_back(names_[i]);
  return all;
}

Names& Reader::supply_names(Ref supplier) {
  if (supply_names_.size() <= supplier.at()) supply_names_.resize(supplier.at() + 1);
  return supply_names_[supplier.at()];
}

std::vector<Ref> Reader::sites_of(Ref organisation) const {
  return organisation && organisation.at() < sites_.size() ? sites_[organisation.at()] : std::vector<Ref>();
}

void Reader::note_sites(const Scenario& scenario) {
  sites_.assign(scenario.organisations.size(), {});
  for (std::size_t i = 0; i < scenario.sites.size(); ++i)
    if (const Ref owner = scenario.sites[i].organisation) sites_[owner.at()].push_back({static_cast<std::int32_t>(i)});
}

void Reader::problem(const Cursor& at, std::string message, std::string hint) {
  problems_.push_back({at.place(), at.pointer(), std::move(message), std::move(hint), false});
}

void Reader::problem_at_key(const Cursor& at, std::string message, std::string hint) {
  problems_.push_back({at.place(), at.pointer(), std::move(message), std::move(hint), true});
}

void Reader::mismatch(const Cursor& at, std::string_view wanted) {
  problem(at, "expected " + std::string(wanted) + ", found " + shown(at.node()));
}

void Reader::unknown(const Cursor& at, std::string_view kind, std::string_view word,
                     const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  problem(at, "unknown " + std::string(kind) + " '" + std::string(word) + "'",
          near.empty() ? std::string{} : "did you mean '" + near + "'?");
}

std::string shown(const Draft& draft) {
  switch (draft.type) {
    case Draft::Type::null: return "null";
    case Draft::Type::boolean: return draft.boolean ? "true" : "false";
    case Draft::Type::number: return draft.text;
    case Draft::Type::string: return "'" + draft.text + "'";
    case Draft::Type::array: return "a list";
    case Draft::Type::object: return "an object";
  }
  return "";
}

std::string_view noun(Section section) {
  switch (section) {
    case Section::none: return "entry";
    case Section::parameters: return "parameter";
    case Section::products: return "product";
    case Section::groups: return "group";
    case Section::organisations: return "organisation";
    case Section::sites: return "site";
    case Section::suppliers: return "supplier";
    case Section::orders: return "order";
    case Section::streams: return "stream";
    case Section::interventions: return "intervention";
    case Section::milestones: return "milestone";
    case Section::supply: return "piece of supply";
  }
  return "";
}

}  // namespace allot::scenario

#include "scenario/reader.hpp"

#include "base/nearest.hpp"

namespace allot::scenario {

bool Names::add(std::string_view id) {
  const auto [entry, is_new] = index_.emplace(std::string(id), static_cast<std::int32_t>(all_.size()));
  if (is_new) all_.emplace_back(id);
  return is_new;
}

void Names::reserve(std::size_t more) {
  all_.reserve(all_.size() + more);
  index_.reserve(index_.size() + more);
}

Ref Names::find(std::string_view id) const {
  const auto found = index_.find(std::string(id));
  return found == index_.end() ? Ref{} : Ref{found->second};
}

Names& Reader::supply_names(Ref supplier) {
  if (supply_names_.size() <= supplier.at()) supply_names_.resize(supplier.at() + 1);
  return supply_names_[supplier.at()];
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

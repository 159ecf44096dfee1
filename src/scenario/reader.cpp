#include "scenario/reader.hpp"

#include <algorithm>

#include "base/literals.hpp"
#include "base/nearest.hpp"
#include "random/key.hpp"
#include "scenario/words.hpp"

namespace allot::scenario {
namespace {

// Money it is, but of a currency that the scenario cannot count.
std::string hint_at_currency(const Draft& node, const std::string& counted) {
  const auto money = node.is(Draft::Type::string) ? parse_money(node.text) : std::nullopt;
  if (!money || money->currency == counted) return {};
  return "money is counted in " + counted + "; say what one " + money->currency +
         " comes to: \"money\": {\"currency\": \"" + counted + "\", \"rates\": {\"" + money->currency + "\": ...}}";
}

}  // namespace


// Where the id stands, or would stand.
std::size_t Names::slot_of(std::string_view id) const {
  const std::vector<std::int32_t>& slots = *slots_;
  std::size_t slot = hash_name(id) & (slots.size() - 1);
  while (slots[slot] >= 0 && names_[static_cast<std::size_t>(slots[slot])] != id) slot = (slot + 1) & (slots.size() - 1);
  return slot;
}

// At most three in four slots are taken.
void Names::widen(std::size_t names) {
  std::size_t wanted = std::max<std::size_t>(16, slots_->size());
  while (4 * names > 3 * wanted) wanted *= 2;
  if (wanted == slots_->size()) return;
  std::vector<std::int32_t>& slots = slots_.own();
  slots.assign(wanted, -1);
  for (std::size_t i = 0; i < names_.size(); ++i) slots[slot_of(names_[i])] = static_cast<std::int32_t>(i);
}

bool Names::add(std::string_view id) {
  widen(names_.size() + 1);
  const std::size_t slot = slot_of(id);
  if ((*slots_)[slot] >= 0) return false;
  slots_.own()[slot] = static_cast<std::int32_t>(names_.size());
  names_.push_back(id);
  return true;
}

void Names::reserve(std::size_t names, std::size_t letters) {
  widen(names);
  names_.reserve(names, letters);
}

Ref Names::find(std::string_view id) const { return slots_->empty() ? Ref{} : Ref{(*slots_)[slot_of(id)]}; }

std::vector<std::string> Names::all() const {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < names_.size(); ++i) all.emplace_back(names_[i]);
  return all;
}

std::string Names::nearest(std::string_view wrong) const {
  constexpr std::size_t few = 10'000, longest_id = 64;
  if (size() <= few) return allot::nearest(wrong, all());
  if (wrong.size() > longest_id) return {};
  Ref first;
  for (const std::string& meant : one_slip_from(wrong))
    if (const Ref found = find(meant); found && (!first || found.index < first.index)) first = found;
  return first ? std::string(names_[first.at()]) : std::string();
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
  problem(at, "expected " + std::string(wanted) + ", found " + shown(at.node()),
          wanted == example_of(Kind::money) ? hint_at_currency(at.node(), currency) : "");
}

std::optional<double> Reader::rate_of(std::string_view of, Date date) const {
  if (of == currency) return 1;
  const auto found = std::find_if(rates.begin(), rates.end(), [&](const auto& it) { return it.currency == of; });
  if (found == rates.end() || found->points.empty()) return std::nullopt;
  const auto& points = found->points;
  const auto after = std::find_if(points.begin(), points.end(), [&](const auto& it) { return it.date > date; });
  if (after == points.begin()) return points.front().rate;
  if (after == points.end()) return points.back().rate;
  const auto& before = *(after - 1);
  const double passed = static_cast<double>(date - before.date) / static_cast<double>(after->date - before.date);
  return before.rate + passed * (after->rate - before.rate);
}

void Reader::unknown(const Cursor& at, std::string_view kind, std::string_view word,
                     const std::vector<std::string>& known) {
  problem(at, "unknown " + std::string(kind) + " '" + std::string(word) + "'", did_you_mean(word, known));
}

void Reader::unknown(const Cursor& at, std::string_view kind, std::string_view word, const Names& known) {
  const std::string near = known.nearest(word);
  problem(at, "unknown " + std::string(kind) + " '" + std::string(word) + "'",
          near.empty() ? std::string{} : "did you mean '" + near + "'?");
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  return near.empty() ? "" : "did you mean '" + near + "'?";
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
    case Section::price_curves: return "price curve";
  }
  return "";
}

}  // namespace allot::scenario

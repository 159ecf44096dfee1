#include "foresight/destinations.hpp"

#include <algorithm>
#include <variant>

namespace allot::foresight {
namespace {

Destination meant_for(const std::vector<Index>& sites) {
  Destination out{sites, sites.empty()};
  std::sort(out.sites.begin(), out.sites.end());
  return out;
}

void add(const Destination& more, Destination& to) {
  to.is_free = to.is_free || more.is_free;
  for (const Index site : more.sites)
    if (!std::binary_search(to.sites.begin(), to.sites.end(), site))
      to.sites.insert(std::upper_bound(to.sites.begin(), to.sites.end(), site), site);
}

}  // namespace

Destinations::Destinations(const model::Model& model)
    : model_(model), party_(model.organisations.size()), is_moved_(party_.size(), 0), of_party_(party_.size()) {
  for (std::size_t i = 0; i < party_.size(); ++i) party_[i] = static_cast<Index>(i);
  join_by_decisions();
  gather();
}

void Destinations::join(Index one, Index other) {
  const Index to = std::min(party_[at(one)], party_[at(other)]), from = std::max(party_[at(one)], party_[at(other)]);
  std::replace(party_.begin(), party_.end(), from, to);
  is_moved_[at(one)] = is_moved_[at(other)] = 1;
}

void Destinations::join_by_decisions() {
  for (const model::Intervention& it : model_.interventions) {
    if (const auto* swap = std::get_if<model::Swap>(&it.action))
      for (const model::Side& side : swap->sides) join(swap->sides.front().organisation, side.organisation);
    if (const auto* divert = std::get_if<model::Divert>(&it.action)) join(divert->from, divert->to);
    if (const auto* loan = std::get_if<model::Loan>(&it.action)) join(loan->there.from, loan->there.to);
  }
}

void Destinations::gather() {
  std::vector<char> has_site(party_.size(), 0);
  for (std::size_t s = 0; s < model_.sites.size(); ++s) {
    const Index owner = model_.sites[s].owner;
    has_site[at(owner)] = 1;
    add({{static_cast<Index>(s)}, false}, of_party_[at(party(owner))]);
  }
  for (std::size_t i = 0; i < party_.size(); ++i)
    if (!has_site[i]) of_party_[at(party_[i])].is_free = true;
  const auto add_terms = [&](const model::Terms& it) {
    add(meant_for(model_.site_lists[at(it.sites)]), of_party_[at(party(it.owner))]);
  };
  for (const model::Terms& it : model_.order_terms) add_terms(it);
  for (const model::Stream& it : model_.streams) add_terms(it.terms);
}

Index Destinations::of(Index organisation, Index site_list) {
  const Destination it =
      is_moved(organisation) ? of_party_[at(party(organisation))] : meant_for(model_.site_lists[at(site_list)]);
  const auto [place, is_new] = places_.try_emplace(it, static_cast<Index>(all_.size()));
  if (is_new) all_.push_back(it);
  return place->second;
}

}  // namespace allot::foresight

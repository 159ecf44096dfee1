#include "experiment/related.hpp"
#include "base/pointer.hpp"

#include <algorithm>
#include <set>

namespace allot::experiment {
namespace {

using Names = std::set<std::string>;

void add_members(const Results& results, std::vector<RelatedParties>& related) {
  for (const Transfer& it : results.transfers) {
    if (it.group.empty()) continue;
    auto place =
        std::find_if(related.begin(), related.end(), [&](const RelatedParties& one) { return one.group == it.group; });
    if (place == related.end()) place = related.insert(place, {it.group, {}, {}});
    for (const std::string& member : {it.from, it.to})
      if (std::find(place->members.begin(), place->members.end(), member) == place->members.end())
        place->members.push_back(member);
  }
}

// The second word of a pointer: an id, or a place in a list.
std::string entity_in(const std::string& pointer) {
  const auto keys = keys_of_pointer(pointer);
  return keys && keys->size() > 1 ? (*keys)[1] : "";
}

// Ids, and places in the section, of what belongs to the members.
template <class Entities>
void add_owned(const Scenario& scenario, const Entities& entities, const Names& members, Names& out) {
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (!members.contains(scenario.organisations[entities[i].organisation.at()].id)) continue;
    out.insert(entities[i].id);
    out.insert(std::to_string(i));
  }
}

/// How much an assumption bears on what is said of the members: the less, the more.
int rank(const std::string& pointer, const Names& members, const Names& sites, const Names& orders) {
  if (pointer.starts_with("/interventions/")) return 0;
  if (pointer.starts_with("/parameters/")) return 2;
  const std::string id = entity_in(pointer);
  const bool is_theirs = (pointer.starts_with("/organisations/") && members.contains(id)) ||
                         (pointer.starts_with("/sites/") && sites.contains(id)) ||
                         (pointer.starts_with("/orders/") && orders.contains(id));
  return is_theirs ? 1 : 3;
}

void rank_assumptions(const Scenario& scenario, RelatedParties& related) {
  const Names members(related.members.begin(), related.members.end());
  Names sites, orders;
  add_owned(scenario, scenario.sites, members, sites);
  add_owned(scenario, scenario.orders, members, orders);
  std::vector<std::pair<int, std::string>> ranked;
  for (const Note& note : scenario.notes)
    if (note.confidence == "assumed")
      ranked.emplace_back(rank(note.pointer, members, sites, orders),
                          note.pointer + (note.source.empty() ? "" : ": " + note.source));
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [order, text] : ranked)
    if (std::find(related.assumptions.begin(), related.assumptions.end(), text) == related.assumptions.end())
      related.assumptions.push_back(std::move(text));
}

}  // namespace

std::vector<RelatedParties> related_parties(const std::vector<std::pair<std::string, Scenario>>& scenarios,
                                            const std::vector<VariantResults>& variants) {
  std::vector<RelatedParties> related;
  for (const VariantResults& it : variants) add_members(it.results, related);
  for (RelatedParties& it : related)
    for (const auto& [name, scenario] : scenarios) rank_assumptions(scenario, it);
  return related;
}

std::vector<std::pair<std::string, std::string>> milestone_owners(const Scenario& scenario) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const Milestone& it : scenario.milestones) {
    if (it.group) continue;
    const Ref owner = it.site ? scenario.sites[it.site.at()].organisation : it.organisation;
    out.emplace_back(it.id, scenario.organisations[owner.at()].id);
  }
  return out;
}

}  // namespace allot::experiment

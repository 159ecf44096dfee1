#include <algorithm>

#include "scenario/words.hpp"

/// Who stands where in the tree of groups, and at which levels of a policy.
namespace allot {

std::string name_of_level(const std::vector<LevelRule>& levels, std::size_t depth) {
  const Level level = levels[depth].level;
  const std::string word(scenario::words_of(Level{})[static_cast<std::size_t>(level)].text);
  return level == Level::group && depth > 0 ? word + "_" + std::to_string(depth + 1) : word;
}

std::size_t group_levels(const std::vector<LevelRule>& levels) {
  return static_cast<std::size_t>(
      std::count_if(levels.begin(), levels.end(), [](const LevelRule& it) { return it.level == Level::group; }));
}

// No longer than there are groups: until all is checked they may go round in a circle.
std::vector<Ref> Scenario::groups_above(Ref group) const {
  std::vector<Ref> chain;
  for (; group && chain.size() < groups.size(); group = groups[group.at()].group) chain.push_back(group);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

bool Scenario::is_member(Ref organisation, Ref group) const {
  const std::vector<Ref> chain = groups_above(organisations[organisation.at()].group);
  return group && std::find(chain.begin(), chain.end(), group) != chain.end();
}

bool Scenario::is_among(Ref organisation, const Buyers& buyers) const {
  const auto& named = buyers.organisations;
  return std::find(named.begin(), named.end(), organisation) != named.end() ||
         std::any_of(buyers.groups.begin(), buyers.groups.end(),
                     [&](Ref group) { return is_member(organisation, group); });
}

std::vector<Ref> Scenario::all_among(const Buyers& buyers) const {
  std::vector<Ref> found;
  for (std::size_t i = 0; i < organisations.size(); ++i)
    if (const Ref it{static_cast<std::int32_t>(i)}; is_among(it, buyers)) found.push_back(it);
  return found;
}

}  // namespace allot

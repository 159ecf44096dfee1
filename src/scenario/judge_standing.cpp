#include <algorithm>

#include "base/pointer.hpp"
#include "scenario/judge.hpp"
#include "scenario/words.hpp"

/// Weights and tiers of organisations and groups, which count where a policy divides by them.
namespace allot::scenario {
namespace {

// At a supplier that names a level so often.
bool meets_level(const Judge& in, Ref organisation, Level level, std::size_t times = 1) {
  for (std::size_t s = 0; s < in.scenario.suppliers.size(); ++s) {
    const std::vector<LevelRule>& levels = in.scenario.suppliers[s].allocation.levels;
    const auto is_it = [&](const LevelRule& it) { return it.level == level; };
    const auto named = static_cast<std::size_t>(std::count_if(levels.begin(), levels.end(), is_it));
    if (named >= times && meets(in, organisation, ref(s))) return true;
  }
  return false;
}

std::string no_level(std::string_view level, bool of_members) {
  return std::string("no supplier that ") + (of_members ? "its members buy" : "it buys") + " from divides by " +
         std::string(level);
}

// Where it is in no group so deep, an organisation stands among the groups for itself.
std::string why_organisation_is_not_ranked(const Judge& in, Ref organisation) {
  const std::size_t groups = in.scenario.groups_above(in.scenario.organisations[organisation.at()].group).size();
  if (meets_level(in, organisation, Level::organisation)) return {};
  if (meets_level(in, organisation, Level::group, groups + 1)) return {};
  return no_level("organisation", false);
}

std::string why_group_is_not_ranked(const Judge& in, Ref group) {
  const std::size_t depth = in.scenario.groups_above(group).size();
  bool is_empty = true;
  for (std::size_t i = 0; i < in.scenario.organisations.size(); ++i) {
    if (!in.scenario.is_member(ref(i), group)) continue;
    if (meets_level(in, ref(i), Level::group, depth)) return {};
    is_empty = false;
  }
  if (is_empty) return {};  // of an empty one all is said at itself
  return no_level("group", true) + (depth > 1 ? " " + std::to_string(depth) + " levels deep" : "");
}

template <class Standing>
void judge_one(Judge& in, const Cursor& at, const Standing& it, std::string (*why_not)(const Judge&, Ref),
               std::size_t place) {
  if (!it.weight.is_known() || it.weight.number != 1) in.judge(at.member("weight"), why_not(in, ref(place)));
  if (it.priority != 0) in.judge(at.member("priority"), why_not(in, ref(place)));
}

template <class Entities>
Ref named(const Entities& entities, std::string_view id) {
  const auto found = std::find_if(entities.begin(), entities.end(), [&](const auto& it) { return it.id == id; });
  return found == entities.end() ? Ref{} : ref(static_cast<std::size_t>(found - entities.begin()));
}

// A `set` of a weight or a priority, the only fields of organisations and groups that may change.
void judge_set(Judge& in, const Cursor& at, const Set& set) {
  const auto path = keys_of_pointer(set.path);
  if (!path || path->size() != 3) return;
  if (const Ref it = named(in.scenario.organisations, (*path)[1]); it && path->front() == "organisations")
    in.judge(at.member("path"), why_organisation_is_not_ranked(in, it));
  if (const Ref it = named(in.scenario.groups, (*path)[1]); it && path->front() == "groups")
    in.judge(at.member("path"), why_group_is_not_ranked(in, it));
}

}  // namespace

void judge_standing(Judge& in) {
  in.each("organisations", in.sections.organisations, [&](const Cursor& at, std::size_t i) {
    judge_one(in, at, in.scenario.organisations[i], why_organisation_is_not_ranked, i);
  });
  in.each("groups", in.sections.groups, [&](const Cursor& at, std::size_t i) {
    judge_one(in, at, in.scenario.groups[i], why_group_is_not_ranked, i);
  });
  in.each("interventions", in.sections.interventions, [&](const Cursor& at, std::size_t i) {
    if (const auto* set = std::get_if<Set>(&in.scenario.interventions[i].action)) judge_set(in, at.member("set"), *set);
  });
}

}  // namespace allot::scenario

#include <algorithm>

#include "base/pointer.hpp"
#include "scenario/judge.hpp"
#include "scenario/words.hpp"

/// Weights and tiers of organisations and groups, which count where a policy divides by them.
namespace allot::scenario {
namespace {

bool divides_by(const AllocationPolicy& policy, Level level) {
  return std::any_of(policy.levels.begin(), policy.levels.end(),
                     [&](const LevelRule& it) { return it.level == level; });
}

bool meets_level(const Judge& in, Ref organisation, Level level) {
  for (std::size_t s = 0; s < in.scenario.suppliers.size(); ++s)
    if (divides_by(in.scenario.suppliers[s].allocation, level) && meets(in, organisation, ref(s))) return true;
  return false;
}

std::string no_level(std::string_view level, bool of_members) {
  return std::string("no supplier that ") + (of_members ? "its members buy" : "it buys") + " from divides by " +
         std::string(level);
}

// An organisation without a group stands among the groups for itself.
std::string why_organisation_is_not_ranked(const Judge& in, Ref organisation) {
  const bool stands_among_groups = !in.scenario.organisations[organisation.at()].group;
  if (meets_level(in, organisation, Level::organisation)) return {};
  if (stands_among_groups && meets_level(in, organisation, Level::group)) return {};
  return no_level("organisation", false);
}

std::string why_group_is_not_ranked(const Judge& in, Ref group) {
  const auto& all = in.scenario.organisations;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].group == group && meets_level(in, ref(i), Level::group)) return {};
  const bool is_empty = std::none_of(all.begin(), all.end(), [&](const auto& it) { return it.group == group; });
  return is_empty ? std::string{} : no_level("group", true);  // of an empty one all is said at itself
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

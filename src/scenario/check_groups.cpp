#include <algorithm>

#include "scenario/sections.hpp"

/// Groups are trees.
namespace allot::scenario {
namespace {

// From one group to what it belongs to, and on, up to where it comes back to itself; none where it does not.
std::vector<Ref> circle_from(const std::vector<Group>& groups, Ref first) {
  std::vector<Ref> circle;
  for (Ref it = first; it && circle.size() < groups.size(); it = groups[it.at()].group) {
    circle.push_back(it);
    if (groups[it.at()].group == first) return circle;
  }
  return {};
}

std::string in_words(const std::vector<Group>& groups, const std::vector<Ref>& circle) {
  std::string text;
  for (const Ref it : circle) text += "'" + groups[it.at()].id + "' in ";
  return text + "'" + groups[circle.front().at()].id + "'";
}

}  // namespace

void check_groups(Reader& reader, const Cursor& root, const Sections& sections, const std::vector<Group>& groups) {
  const Cursor section = root.member("groups");
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const Ref first{static_cast<std::int32_t>(i)};
    const std::vector<Ref> circle = circle_from(groups, first);
    const bool is_said = std::any_of(circle.begin(), circle.end(), [&](Ref it) { return it.index < first.index; });
    if (circle.empty() || is_said) continue;
    const Entry& entry = sections.groups[i];
    const Cursor at = section.entry(entry.key, entry.id, *entry.node, defaults_of(root, "groups"));
    reader.problem(at.member("group"), "groups go round in a circle: " + in_words(groups, circle));
  }
}

}  // namespace allot::scenario

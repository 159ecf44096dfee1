#include "report/decisions_unmatched.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/nearest.hpp"
#include "report/decisions_words.hpp"
#include "report/kinds.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

using Ids = std::vector<std::string>;

bool has(const Ids& ids, const std::string& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

Ids ids_of(const Results& results, EntityKind kind) {
  Ids ids;
  for (const MetricColumn& column : results.columns)
    if (column.kind == kind && (ids.empty() || ids.back() != column.entity) && !has(ids, column.entity))
      ids.push_back(column.entity);
  return ids;
}

/// What two runs have of one kind: by id, since that is how they are matched.
struct Matching {
  Ids both, baseline_alone, variant_alone;
};

Matching matching_of(const Ids& baseline, const Ids& variant) {
  Matching out;
  for (const std::string& id : baseline) (has(variant, id) ? out.both : out.baseline_alone).push_back(id);
  for (const std::string& id : variant)
    if (!has(baseline, id)) out.variant_alone.push_back(id);
  return out;
}

Matching matching_of(const Comparison& comparison, std::size_t difference, EntityKind kind) {
  return matching_of(ids_of(comparison.baseline_of(difference).results, kind),
                     ids_of(comparison.variant_of(difference).results, kind));
}

std::string quoted(const std::string& id) { return "'" + one_line(id) + "'"; }

std::string names(const Ids& ids) {
  Ids shown;
  for (const std::string& id : ids) shown.push_back(quoted(id));
  return ids.empty() ? "none" : listed(shown, most_names);
}

std::string near_ones(const Matching& matching) {
  Ids pairs;
  for (const std::string& id : matching.variant_alone) {
    const std::string near = nearest(id, matching.baseline_alone);
    if (!near.empty()) pairs.push_back(quoted(near) + " and " + quoted(id));
  }
  if (pairs.empty()) return " No id of the one is near an id of the other.";
  std::string text;
  for (std::size_t i = 0; i < std::min(pairs.size(), most_names); ++i) text += (i > 0 ? "; " : "") + pairs[i];
  return " Nearest are " + text + ".";
}

std::string what_else_matches(const Comparison& comparison, std::size_t difference) {
  std::string text;
  const auto add = [&](std::string_view kind, const Ids& ids) {
    if (!ids.empty()) text += (text.empty() ? "" : "; ") + std::string(kind) + " " + names(ids);
  };
  constexpr std::array<EntityKind, 3> kinds = {EntityKind::group, EntityKind::site, EntityKind::supplier};
  for (const EntityKind kind : kinds) add(name_of(kind), matching_of(comparison, difference, kind).both);
  Ids milestones;
  for (const auto& [id, days] : comparison.differences[difference].milestones) milestones.push_back(id);
  add("milestone", milestones);
  return text.empty() ? " No group, site, supplier or milestone has the same id in both either."
                      : " The same id in both have: " + text + ".";
}

}  // namespace

std::string why_nothing_matches(const Comparison& comparison, std::size_t difference) {
  const Matching it = matching_of(comparison, difference, EntityKind::organisation);
  if (!it.both.empty()) return {};
  const std::string baseline = one_line(comparison.baseline_of(difference).name),
                    variant = one_line(comparison.differences[difference].name);
  return "Nobody can be compared: " + baseline + " and " + variant +
         " have no organisation in common. An organisation is the same where its id is the same, letter by letter; " +
         baseline + " has " + names(it.baseline_alone) + ", " + variant + " has " + names(it.variant_alone) + "." +
         near_ones(it) + what_else_matches(comparison, difference);
}

std::string unmatched_section(const Comparison& comparison, std::size_t difference, const Style& style) {
  const std::string why = why_nothing_matches(comparison, difference);
  if (!why.empty()) return wrapped(why, style.width);
  const Matching it = matching_of(comparison, difference, EntityKind::organisation);
  std::string text;
  const auto add = [&](const std::string& name, const Ids& ids) {
    if (!ids.empty())
      text +=
          wrapped("Not compared, since only " + one_line(name) + " has an organisation of that id: " + names(ids) + ".",
                  style.width);
  };
  add(comparison.baseline_of(difference).name, it.baseline_alone);
  add(comparison.differences[difference].name, it.variant_alone);
  return text;
}

}  // namespace allot::report

#include <algorithm>

#include "allot/comparison.hpp"
#include "experiment/columns.hpp"

/// Answers looked up by path.
namespace allot {

const Estimate& Results::at(std::string_view path) const { return estimates[experiment::column_named(columns, path)]; }

const DateEstimate& Results::milestone(std::string_view id) const {
  const auto found = std::find_if(milestones.begin(), milestones.end(), [&](const auto& it) { return it.id == id; });
  if (found != milestones.end()) return found->date;
  std::vector<std::string> known;
  for (const MilestoneEstimate& it : milestones) known.push_back(it.id);
  experiment::refuse_unknown("milestone", id, known);
}

const Difference& VariantDifferences::at(std::string_view path) const {
  std::vector<std::string> of_milestones;
  for (const auto& [id, difference] : milestones) {
    of_milestones.push_back("milestone." + id + ".date");
    if (path == of_milestones.back()) return difference;
  }
  return differences[experiment::column_named(columns, path, std::move(of_milestones))];
}

}  // namespace allot

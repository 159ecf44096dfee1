#include <algorithm>

#include "allot/comparison.hpp"
#include "base/nearest.hpp"
#include "experiment/columns.hpp"

/// Answers looked up by path.
namespace allot {
namespace {

[[noreturn]] void refuse_unknown(const char* what, std::string_view wrong, const std::vector<std::string>& known) {
  const std::string near = nearest(wrong, known);
  throw RequestError("unknown " + std::string(what) + " '" + std::string(wrong) + "'" +
                     (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

// Without making a path of each column: there may be a million.
bool is_at(std::string_view path, const MetricColumn& column) {
  const std::size_t first = path.find('.'), last = path.rfind('.');
  if (last == std::string_view::npos || path.substr(last + 1) != column.metric) return false;
  const std::string_view entity = first == last ? std::string_view{} : path.substr(first + 1, last - first - 1);
  return entity == column.entity && path.substr(0, first) == word_of(column.kind);
}

std::size_t place_at(std::string_view path, const std::vector<MetricColumn>& columns,
                     std::vector<std::string> other_paths = {}) {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& it) { return is_at(path, it); });
  if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
  for (const MetricColumn& column : columns) other_paths.push_back(path_of(column));
  refuse_unknown("metric", path, other_paths);
}

}  // namespace

const Estimate& Results::at(std::string_view path) const { return estimates[place_at(path, columns)]; }

const DateEstimate& Results::milestone(std::string_view id) const {
  const auto found = std::find_if(milestones.begin(), milestones.end(), [&](const auto& it) { return it.id == id; });
  if (found != milestones.end()) return found->date;
  std::vector<std::string> known;
  for (const MilestoneEstimate& it : milestones) known.push_back(it.id);
  refuse_unknown("milestone", id, known);
}

const Difference& VariantDifferences::at(std::string_view path) const {
  std::vector<std::string> of_milestones;
  for (const auto& [id, difference] : milestones) {
    of_milestones.push_back("milestone." + id + ".date");
    if (path == of_milestones.back()) return difference;
  }
  return differences[place_at(path, columns, std::move(of_milestones))];
}

}  // namespace allot

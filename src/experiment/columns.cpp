#include "experiment/columns.hpp"

#include <algorithm>
#include <unordered_map>

#include "allot/experiment.hpp"
#include "base/nearest.hpp"
#include "metrics/metrics.hpp"

namespace allot {

std::string_view word_of(EntityKind kind) {
  switch (kind) {
    case EntityKind::organisation: return "organisation";
    case EntityKind::group: return "group";
    case EntityKind::site: return "site";
    case EntityKind::supplier: return "supplier";
    case EntityKind::order: return "order";
    case EntityKind::intervention: return "intervention";
    case EntityKind::system: return "system";
  }
  return {};
}

std::string path_of(const MetricColumn& column) {
  std::string path(word_of(column.kind));
  if (!column.entity.empty()) path += "." + column.entity;
  return path + "." + column.metric;
}

}  // namespace allot

namespace allot::experiment {
namespace {

bool is_at(std::string_view path, const MetricColumn& column) {
  const std::size_t first = path.find('.'), last = path.rfind('.');
  if (last == std::string_view::npos || path.substr(last + 1) != column.metric) return false;
  const std::string_view entity = first == last ? std::string_view{} : path.substr(first + 1, last - first - 1);
  return entity == column.entity && path.substr(0, first) == word_of(column.kind);
}

}  // namespace

bool may_be_of_order(std::string_view path) {
  constexpr std::string_view others[] = {"organisation.", "group.",  "site.",     "supplier.",
                                         "intervention.", "system.", "milestone."};
  return std::none_of(std::begin(others), std::end(others),
                      [&](std::string_view other) { return path.starts_with(other); });
}

void refuse_unknown(std::string_view what, std::string_view wrong, const std::vector<std::string>& known) {
  const std::string near = nearest(wrong, known);
  const std::string other = known.empty() ? "" : "; there is '" + known.front() + "', among others";
  throw RequestError("unknown " + std::string(what) + " '" + std::string(wrong) + "'" +
                     (near.empty() ? other : "; did you mean '" + near + "'?"));
}

std::size_t column_named(const std::vector<MetricColumn>& columns, std::string_view path,
                         std::vector<std::string> other_paths) {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& it) { return is_at(path, it); });
  if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
  for (const MetricColumn& column : columns) other_paths.push_back(path_of(column));
  refuse_unknown("metric", path, other_paths);
}

std::vector<std::optional<std::size_t>> places(const std::vector<MetricColumn>& wanted,
                                               const std::vector<MetricColumn>& columns) {
  std::unordered_map<std::string, std::size_t> at;
  for (std::size_t i = 0; i < columns.size(); ++i) at.emplace(path_of(columns[i]), i);
  std::vector<std::optional<std::size_t>> out;
  for (const MetricColumn& column : wanted) {
    const auto found = at.find(path_of(column));
    out.push_back(found == at.end() ? std::nullopt : std::optional(found->second));
  }
  return out;
}

}  // namespace allot::experiment

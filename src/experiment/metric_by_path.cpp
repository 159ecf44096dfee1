#include "experiment/metric_by_path.hpp"

#include <algorithm>

#include "experiment/columns.hpp"
#include "metrics/metrics.hpp"

namespace allot::experiment {
namespace {

constexpr std::string_view prefix = "milestone.";

std::vector<double> dates(const Rows& rows, std::size_t milestone, Date until) {
  const model::Model& model = rows.point().model;
  std::vector<double> out;
  for (const Time when : rows.milestone(milestone))
    out.push_back(static_cast<double>(when < model.end ? std::min(model.start + when, until) : until));
  return out;
}

std::vector<double> reached(const Rows& rows, std::size_t milestone) {
  std::vector<double> out;
  for (const Time when : rows.milestone(milestone)) out.push_back(when < rows.point().model.end ? 1 : 0);
  return out;
}

}  // namespace

std::vector<double> metric_by_path(const Rows& rows, const std::string& path, std::optional<Date> until) {
  const model::Model& model = rows.point().model;
  if (!path.starts_with(prefix)) return rows.column(column_named(metrics::columns(model), path));
  std::vector<std::string> known;
  for (std::size_t i = 0; i < model.milestones.size(); ++i) {
    const std::string name = std::string(prefix) + model.milestones[i].id;
    if (path == name + ".date") return dates(rows, i, until.value_or(model.start + model.end));
    if (path == name + ".reached") return reached(rows, i);
    known.insert(known.end(), {name + ".date", name + ".reached"});
  }
  refuse_unknown("metric", path, known);
}

}  // namespace allot::experiment

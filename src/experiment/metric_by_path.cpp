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

// Where nothing costs anything no column says so; of whom it is asked has another column of money.
std::optional<std::size_t> place_of_free_decisions(const model::Model& model, const std::vector<MetricColumn>& columns,
                                                   const std::string& path) {
  constexpr std::string_view cost = ".decision_cost", other = ".delay_cost";
  if (model.has_costs || !path.ends_with(cost)) return std::nullopt;
  const std::string known = path.substr(0, path.size() - cost.size()).append(other);
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& it) { return path_of(it) == known; });
  return found == columns.end() ? std::nullopt : std::optional<std::size_t>(found - columns.begin());
}

std::vector<double> column_at(const Rows& rows, const std::string& path) {
  const std::vector<MetricColumn> columns = rows.point().columns();
  const auto free = place_of_free_decisions(rows.point().model, columns, path);
  if (!free) return rows.column(column_named(columns, path));
  return std::vector<double>(rows.column(*free).size(), 0.0);
}

}  // namespace

std::vector<double> metric_by_path(const Rows& rows, const std::string& path, std::optional<Date> until) {
  const model::Model& model = rows.point().model;
  if (!path.starts_with(prefix)) return column_at(rows, path);
  std::vector<std::string> known;
  for (std::size_t i = 0; i < model.milestones.size(); ++i) {
    const std::string name = std::string(prefix) + model.milestones[i].id;
    if (path == name + ".date") return dates(rows, i, until.value_or(model.start + model.end));
    if (path == name + ".reached") return reached(rows, i);
    known.insert(known.end(), {name + ".date", name + ".reached"});
  }
  refuse_unknown("metric", path, known);
}

std::pair<std::string, std::string> difference_in(const std::string& path) {
  constexpr std::string_view difference = "difference.";
  if (!path.starts_with(difference)) return {"", path};
  std::size_t end = std::string::npos;
  for (const char* kind :
       {".organisation.", ".group.", ".site.", ".supplier.", ".order.", ".intervention.", ".system.", ".milestone."})
    end = std::min(end, path.find(kind, difference.size()));
  if (end == std::string::npos)
    throw RequestError(
        "expected difference.NAME.METRIC, where METRIC is a path such as organisation.tesla.online_gpu_days, found '" +
        path + "'");
  return {path.substr(difference.size(), end - difference.size()), path.substr(end + 1)};
}

}  // namespace allot::experiment

#include "experiment/quantity.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "experiment/columns.hpp"
#include "metrics/metrics.hpp"

namespace allot::experiment {
namespace {

constexpr std::string_view prefix = "milestone.";

std::vector<double> dates(const model::Model& model, const Sample& sample, std::size_t milestone, Date until) {
  std::vector<double> out;
  for (const Time when : sample.milestone(milestone))
    out.push_back(static_cast<double>(when < model.end ? std::min(model.start + when, until) : until));
  return out;
}

std::vector<double> reached(const model::Model& model, const Sample& sample, std::size_t milestone) {
  std::vector<double> out;
  for (const Time when : sample.milestone(milestone)) out.push_back(when < model.end ? 1 : 0);
  return out;
}

}  // namespace

std::vector<double> quantity(const model::Model& model, const Sample& sample, const std::string& path,
                             std::optional<Date> until) {
  if (!path.starts_with(prefix)) return sample.column(column_named(metrics::columns(model), path));
  std::vector<std::string> known;
  for (std::size_t i = 0; i < model.milestones.size(); ++i) {
    const std::string name = std::string(prefix) + model.milestones[i].id;
    if (path == name + ".date") return dates(model, sample, i, until.value_or(model.start + model.end));
    if (path == name + ".reached") return reached(model, sample, i);
    known.insert(known.end(), {name + ".date", name + ".reached"});
  }
  const std::string near = nearest(path, known);
  throw RequestError("unknown metric '" + path + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

}  // namespace allot::experiment

#include <algorithm>
#include <array>

#include "store/tables.hpp"

// For people: what a point is stands beside what came of it, a column for each axis.

namespace allot::store {
namespace {

constexpr std::array columns_of_views = {"point",   "scenario",    "baseline", "kind",    "entity",   "label",
                                         "metric",  "unit",        "mean",     "sd",      "ci95_low", "ci95_high",
                                         "p10",     "p50",         "p90",      "min",     "max",      "milestone",
                                         "reached", "mean_to_end", "p_less",   "p_equal", "p_greater"};

std::vector<std::string> names_of_axes(const SweepDesign& design) {
  std::vector<std::string> words, names;
  for (const SweepAxis& it : design.axes) words.push_back(it.pointer.substr(it.pointer.rfind('/') + 1));
  const auto is_free = [](const std::string& name, const std::vector<std::string>& among, std::ptrdiff_t most) {
    const auto is_same = [&](std::string_view it) { return is_same_name(it, name); };
    return std::count_if(among.begin(), among.end(), is_same) <= most &&
           std::none_of(columns_of_views.begin(), columns_of_views.end(), is_same);
  };
  for (std::size_t axis = 0; axis < words.size(); ++axis) {
    const std::string& pointer = design.axes[axis].pointer;
    std::string name = is_free(words[axis], words, 1) ? words[axis] : pointer;
    if (!is_free(name, names, 0)) name = pointer + " (axis " + std::to_string(axis) + ")";
    names.push_back(std::move(name));
  }
  return names;
}

// "(SELECT number ...) AS share": numbers as numbers, everything else as the scenario writes it.
std::string columns_of_axes(const SweepDesign& design) {
  std::string out;
  const std::vector<std::string> names = names_of_axes(design);
  for (std::size_t axis = 0; axis < names.size(); ++axis)
    out += std::string(", (SELECT ") + (kind_of(design, axis) == AxisKind::number ? "number" : "value") +
           " FROM design WHERE point = it.point AND axis = " + std::to_string(axis) + ") AS " +
           quoted_name(names[axis]);
  return out;
}

void make_view(Database& database, const std::string& name, const std::string& axes, const std::string& columns,
               const std::string& table) {
  if (database.has(table))
    database.run("CREATE VIEW " + name + " AS SELECT it.point" + axes + columns + " FROM " + table + " AS it");
}

}  // namespace

void make_views(Database& database, const SweepDesign& design) {
  const std::string axes = columns_of_axes(design);
  const std::string entity =
      ", it.kind, it.entity, (SELECT label FROM entities AS e WHERE e.kind = it.kind AND e.id = it.entity LIMIT 1) AS"
      " label, it.metric, it.unit";
  const std::string estimate = ", it.mean, it.sd, it.ci95_low, it.ci95_high, it.p10, it.p50, it.p90";
  make_view(database, "results", axes, ", it.variant AS scenario" + entity + estimate + ", it.min, it.max", "metrics");
  make_view(database, "dates", axes,
            ", it.variant AS scenario, it.milestone, it.label, it.reached, it.p10, it.p50, it.p90, it.mean_to_end",
            "milestones");
  make_view(database, "changes", axes,
            ", it.variant AS scenario, it.baseline" + entity + estimate + ", it.p_less, it.p_equal, it.p_greater",
            "differences");
}

}  // namespace allot::store

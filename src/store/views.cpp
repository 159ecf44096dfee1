#include "store/tables.hpp"

// For people: what a point is stands beside what came of it, a column for each axis.

namespace allot::store {
namespace {

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

#include "report/metrics_json.hpp"

#include <array>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "report/kinds.hpp"

namespace allot::report {
namespace {

std::string pair_of(const std::string& low, const std::string& high) {
  const std::array<std::string, 2> both = {low, high};
  return json_array(both);
}

std::string bounds(const QuantileEstimate& quantile) {
  return pair_of(json_number(quantile.low), json_number(quantile.high));
}

std::string quantile_bounds(const Estimate& estimate) {
  if (estimate.count < 2) return "null";
  return json_object({{"p10", bounds(estimate.p10)}, {"p50", bounds(estimate.p50)}, {"p90", bounds(estimate.p90)}});
}

// The columns of each entity of a kind, the entities as they come first. The system is an entity without a
// name.
std::vector<std::vector<std::size_t>> columns_by_entity(std::span<const MetricColumn> columns, EntityKind kind) {
  std::vector<std::vector<std::size_t>> entities;
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].kind != kind) continue;
    const auto [place, is_new] = places.try_emplace(columns[i].entity, entities.size());
    if (is_new) entities.emplace_back();
    entities[place->second].push_back(i);
  }
  return entities;
}

}  // namespace

std::string json_of(const std::optional<Interval>& interval) {
  return interval ? pair_of(json_number(interval->low), json_number(interval->high)) : "null";
}

std::string json_of(const Estimate& estimate) {
  std::string text = json_object({{"mean", json_number(estimate.mean)},
                                  {"sd", json_number(estimate.sd)},
                                  {"ci95", json_of(estimate.ci95)},
                                  {"p10", json_number(estimate.p10.value)},
                                  {"p50", json_number(estimate.p50.value)},
                                  {"p90", json_number(estimate.p90.value)},
                                  {"min", json_number(estimate.min)},
                                  {"max", json_number(estimate.max)},
                                  {"quantile_ci95", quantile_bounds(estimate)}});
  if (estimate.nulls > 0) text.insert(text.size() - 1, ", \"nulls\": " + std::to_string(estimate.nulls));
  return text;
}

void add_metrics(JsonTree& tree, std::span<const MetricColumn> columns, EmptyKinds empty,
                 const std::function<std::string(std::size_t)>& leaf) {
  for (std::size_t i = 0; i < kind_names.size(); ++i) {
    const auto kind = static_cast<EntityKind>(i);
    const auto entities = columns_by_entity(columns, kind);
    if (entities.empty() && empty == EmptyKinds::hidden) continue;
    tree.open(name_of(kind));
    for (const std::vector<std::size_t>& entity : entities) {
      if (kind != EntityKind::system) tree.open(columns[entity.front()].entity);
      for (const std::size_t column : entity) tree.add(columns[column].metric, leaf(column));
      if (kind != EntityKind::system) tree.close();
    }
    tree.close();
  }
}

}  // namespace allot::report

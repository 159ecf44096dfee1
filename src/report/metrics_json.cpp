#include "report/metrics_json.hpp"

#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "report/kinds.hpp"

namespace allot::report {
namespace {

Json json_of(const std::optional<Interval>& interval) {
  return interval ? Json::array({number(interval->low), number(interval->high)}) : Json();
}

Json bounds(const QuantileEstimate& quantile) {
  return Json::array({number(quantile.low), number(quantile.high)});
}

Json quantile_bounds(const Estimate& estimate) {
  if (estimate.count < 2) return {};
  return {{"p10", bounds(estimate.p10)}, {"p50", bounds(estimate.p50)}, {"p90", bounds(estimate.p90)}};
}

// Finds the object of an entity without a walk over all of its kind.
class Entities {
 public:
  Json& at(Json& kind, std::string_view entity) {
    auto& entries = kind.get_ref<Json::object_t&>();
    const auto [place, is_new] = places_.try_emplace(entity, entries.size());
    if (is_new) add(kind, entity, Json::object());
    return (entries.begin() + static_cast<std::ptrdiff_t>(place->second))->second;
  }

 private:
  std::unordered_map<std::string_view, std::size_t> places_;
};

}  // namespace

Json json_of(const Estimate& estimate) {
  Json metric = Json::object();
  add(metric, "mean", number(estimate.mean));
  add(metric, "sd", number(estimate.sd));
  add(metric, "ci95", json_of(estimate.ci95));
  add(metric, "p10", number(estimate.p10.value));
  add(metric, "p50", number(estimate.p50.value));
  add(metric, "p90", number(estimate.p90.value));
  add(metric, "min", number(estimate.min));
  add(metric, "max", number(estimate.max));
  add(metric, "quantile_ci95", quantile_bounds(estimate));
  if (estimate.nulls > 0) add(metric, "nulls", estimate.nulls);
  return metric;
}

Json metrics_tree(std::span<const MetricColumn> columns, const std::function<Json(std::size_t)>& leaf) {
  std::array<Json, kind_names.size()> kinds;
  kinds.fill(Json::object());
  std::array<Entities, kind_names.size()> entities;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto kind = static_cast<std::size_t>(columns[i].kind);
    const bool has_entities = columns[i].kind != EntityKind::system;
    add(has_entities ? entities[kind].at(kinds[kind], columns[i].entity) : kinds[kind], columns[i].metric,
        leaf(i));
  }
  Json tree = Json::object();
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) add(tree, kind_names[kind], std::move(kinds[kind]));
  return tree;
}

}  // namespace allot::report

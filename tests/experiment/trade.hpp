#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/comparison.hpp"
#include "allot/scenario_io.hpp"

/// A trade of early lots for late ones within one group, small enough for paper: the first lot goes to x,
/// tesla gets x's two lots, and the second of those comes ten days late.
namespace allot::trade {

inline constexpr const char* market = R"({
  "allot": 1, "name": "trade", "start": "2023-10-01", "end": "2024-12-31", "products": {"h100": {"lot": 8}},
  "groups": {"g": {}}, "organisations": {"tesla": {"group": "g"}, "x": {"group": "g"}, "other": {}},
  "sites": {"hall": {"organisation": "tesla", "room": {"main": {"at": "2024-03-01", "add": 1000000}}},
            "atlanta": {"organisation": "x", "room": {"main": {"at": "2023-10-01", "add": 1000000}}}},
  "suppliers": {"nvidia": {
    "supply": {"l1": {"product": "h100", "at": "2023-12-20", "units": 12000},
               "l2": {"product": "h100", "at": "2024-01-20", "units": 6000},
               "l3": {"product": "h100", "at": "2024-06-15", "units": 6000}},
    "allocation": {"on": "arrival", "levels": ["order"], "rules": {"order": "fifo"}},
    "routes": {"default": [{"stage": "transport", "delay": "0d"}]}}},
  "defaults": {"orders": {"supplier": "nvidia", "product": "h100", "placed": "2023-10-02"}},
  "orders": {
    "t1": {"organisation": "tesla", "units": 12000, "not_before": "2023-12-20", "due": "2023-12-20"},
    "x1": {"organisation": "x", "units": 6000, "not_before": "2024-01-20", "due": "2024-01-20"},
    "x2": {"organisation": "x", "units": 6000, "not_before": "2024-06-15", "due": "2024-06-15"}},
  "interventions": {
    "swap": {"at": "2023-12-15", "swap": {"product": "h100", "units": 12000, "between": ["tesla", "x"], "states": ["open"]}},
    "late": {"at": "2024-05-01", "delay": {"supplier": "nvidia", "stage": "transport", "add": "10d"}}},
  "milestones": {"half": {"organisation": "tesla", "online": 6000}, "all": {"organisation": "tesla", "online": 12000}},
  "variants": {
    "none": {"interventions": {"swap": null, "late": null}},
    "same": {},
    "on-time": {"interventions": {"late": null}},
    "no-swap": {"interventions": {"swap": null}},
    "now-and-then": {"interventions": {"swap": {"probability": 0.3}, "late": null}}}
})";

/// GPU-days of six thousand units between those days and the end.
inline constexpr double first_half = 6000 * 305, june = 6000 * 199, ten_days = 6000 * 10;

inline ScenarioFile file_of(const std::string& text) {
  return read_text(std::make_shared<Text>(Text{"scenario.json", text}), ".");
}

inline Scenario scenario(const std::string& variant = "", const std::string& text = market) {
  return check(edited(file_of(text), variant, {}));
}

inline Sampling sampling(std::size_t replications, std::size_t threads = 1, std::uint64_t seed = 1) {
  Sampling out;
  out.replications = replications;
  out.threads = threads;
  out.seed = seed;
  return out;
}

/// The place of "organisation.tesla.online_gpu_days" among columns.
template <class Columns, class ColumnOf>
std::size_t place_of(const Columns& columns, const ColumnOf& column_of, EntityKind kind, std::string_view entity,
                     std::string_view metric) {
  std::size_t place = 0;
  for (const auto& one : columns) {
    const MetricColumn& column = column_of(one);
    if (column.kind == kind && column.entity == entity && column.metric == metric) return place;
    ++place;
  }
  throw std::logic_error("no such metric");
}

inline const Difference& difference(const VariantDifferences& all, EntityKind kind, std::string_view entity,
                                    std::string_view metric) {
  const auto itself = [](const MetricColumn& column) -> const MetricColumn& { return column; };
  return all.differences[place_of(all.columns, itself, kind, entity, metric)];
}

inline const Attribution& attribution(const Attributions& all, EntityKind kind, std::string_view entity,
                                      std::string_view metric) {
  const auto column = [](const Attribution& one) -> const MetricColumn& { return one.column; };
  return all.metrics[place_of(all.metrics, column, kind, entity, metric)];
}

}  // namespace allot::trade

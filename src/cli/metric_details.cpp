#include "cli/metric_details.hpp"

#include <algorithm>

#include "metrics/metrics.hpp"
#include "report/kinds.hpp"

namespace allot::cli {
namespace {

constexpr std::string_view conventions[] = {
    "A metric is named by its path: KIND.ID.METRIC, as in `organisation.tesla.online_gpu_days`; those of the whole "
    "system are system.METRIC. Names are stable.",
    "Every replication gives one value. Of the replications `run` says the mean with its 95% interval (`ci95`, "
    "Student's t), the standard deviation, the smallest and largest, and the quantiles p10, p50 and p90 (type 1: "
    "values that occurred) with their own 95% intervals (order statistics). Where chance decides nothing, all "
    "replications are the same: one is counted, and has no interval.",
    "The scenario is a window: [start, end). Integrals run over all of it. What is not delivered when it ends is "
    "counted as delivered at the end in lateness, and as open in the backlog.",
    "With a `warm_up`, integrals begin at it, and ratios and times count only what was placed after it.",
    "Ratios are taken in each replication. 0/0 is null: it is left out of the mean and counted in `nulls`.",
    "Metrics follow the owner: after a swap or a diversion, units count for whoever has them now, unless it says "
    "otherwise below. Metrics of an order follow its units, whoever owns them. Those of a group or the system are sums "
    "over members; their ratios are sums over sums.",
    "Late, on time and lateness are of the delivery on site, against `due`. `explain` goes on to the day online, and "
    "says "
    "\"online after its due date\".",
    "A unit is an accelerator. A GPU-day is one unit for one day.",
};

}  // namespace

std::vector<MetricEntry> metric_entries() {
  std::vector<MetricEntry> out;
  const auto add = [&](std::string_view name, std::string_view kind) {
    auto entry = std::find_if(out.begin(), out.end(), [&](const MetricEntry& it) { return it.metric->name == name; });
    if (entry == out.end()) entry = out.insert(out.end(), {metric_named(name), {}});
    entry->kinds.push_back(kind);
  };
  for (std::size_t kind = 0; kind < report::kind_names.size(); ++kind) {
    for (const auto name : metrics::metrics_of(static_cast<EntityKind>(kind))) add(name, report::kind_names[kind]);
    if (static_cast<EntityKind>(kind) != EntityKind::organisation) continue;
    for (const auto name : metrics::metrics_of_auctions()) add(name, report::kind_names[kind]);
  }
  return out;
}

std::span<const std::string_view> metric_conventions() { return conventions; }

}  // namespace allot::cli

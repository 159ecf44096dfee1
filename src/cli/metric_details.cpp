#include "cli/metric_details.hpp"

#include <algorithm>

#include "metrics/metrics.hpp"
#include "report/kinds.hpp"

namespace allot::cli {
namespace {

struct Detail {
  std::string_view metric, text;
};

constexpr Detail details[] = {
    {"ordered_units",
     "Orders count for who placed them, from the moment they were placed; units that a swap or a diversion brought are "
     "not ordered."},
    {"allocated_units", "Credited to the owner at the award, and to nobody else later; pegged units count as well."},
    {"delivered_units",
     "Credited to the owner now: a swap or diversion of what was delivered takes it along. A place that is lost later "
     "takes nothing away."},
    {"online_units", "Units that ran at the start (`online` of a site) count."},
    {"backlog_units", "Placed and not awarded, whether `not_before` has come or not."},
    {"in_transit_units",
     "From the start of a route's first stage to the site's dock, with the lines in front of later stages. Awarded "
     "units that still wait for a server of the first stage are neither backlog nor in transit."},
    {"stranded_units",
     "Delivered units that wait for a place, and installed ones that wait for power, at the first site of their list. "
     "Waiting for the crew is installing, not stranded."},
    {"fill_rate",
     "min(delivered, promised) / promised, where promised are the units of its own orders whose `due` comes before the "
     "end. Null where nothing was promised; what was cancelled is promised no longer; swaps, diversions and deferrals "
     "do not change a promise."},
    {"otif",
     "On time in full: units of its own orders all of whose units were delivered by `due`, whoever owns them, by all "
     "units so promised."},
    {"lateness_days",
     "Promised units in order of their dues are matched, first to first, with the units delivered to the owner from "
     "orders that have a due, in order of delivery. Early units count negative; what is not delivered counts as "
     "delivered at the end."},
    {"lead_time_days", "Every unit delivered by the end, from the day its order was placed; credited to its owner."},
    {"compute_flop", "Units online times the compute of their product, over time: FLOP, dense BF16."},
    {"plan_gpu_days",
     "The plan at a moment is all that its orders promised by a due up to then. Orders without `due` promise nothing."},
    {"shortfall_gpu_days", "The integral of max(0, plan - delivered)."},
    {"ahead_gpu_days", "The integral of max(0, delivered - plan)."},
    {"delay_cost", "Only unit-days delivered late cost; early ones earn nothing."},
    {"idle_capital",
     "Integral of units delivered and not online (stranded, installing, commissioning, or switched off), times the "
     "price of their product, times the owner's cost_of_capital, a year being 365 days. 12,000 units at 30,000 that "
     "wait a month of 30 days at 8% cost 2.4 million."},
    {"price_decay",
     "Integral of units delivered and not online, times price and price_decay of their product: a straight line, so "
     "that 12,000 units at 30,000 that wait 30 days at 28% a year lose 8.3 million. Lost is lost: it is apart from "
     "idle_capital."},
    {"envy",
     "Towards j it is max(0, min(own claim, received by j x own weight / weight of j) - own receipts); the largest "
     "over all j. Claims are ordered units, receipts awarded ones."},
    {"jain",
     "With x = awarded / ordered of each organisation that ordered: (sum x)^2 / (n sum x^2). Jain, Chiu and Hawe "
     "(1984)."},
    {"gini", "The mean difference of x = awarded / ordered between two organisations, by twice its mean."},
    {"produced_units", "Good and bad units of all lots that arrived; scrapped ones are a part of it."},
    {"stock_units", "Units set aside for pegged orders count as stock until they are awarded."},
    {"moved_units", "A swap of 12,000 for 12,000 moved 12,000."},
    {"shortfall_units",
     "What an intervention asked for and could not have is never dropped silently: asked less moved."},
};

constexpr std::string_view conventions[] = {
    "A metric is named by its path: KIND.ID.METRIC, as in `organisation.tesla.online_gpu_days`; those of the whole "
    "system are system.METRIC. Names are stable.",
    "Every replication gives one value. Of the replications `run` says the mean with its 95% interval (`ci95`, "
    "Student's t), the standard deviation, the smallest and largest, and the quantiles p10, p50 and p90 (type 1: "
    "values that occurred) with their own 95% intervals (order statistics). Where chance decides nothing, all "
    "replications are the same: one is counted, and has no interval.",
    "The scenario is a window: [start, end). Integrals run over all of it. What is not delivered when it ends is "
    "counted as delivered at the end in lateness, and as open in the backlog.",
    "Late, on time and lateness are of the delivery on site, against `due`. `explain` goes on to the day online, and "
    "says "
    "\"online after its due date\".",
    "With a `warm_up`, integrals begin at it, and ratios and times count only what was placed after it.",
    "Ratios are taken in each replication. 0/0 is null: it is left out of the mean and counted in `nulls`.",
    "Metrics follow the owner: after a swap or a diversion, units count for whoever has them now, unless it says "
    "otherwise below. Metrics of an order follow its units, whoever owns them. Those of a group or the system are sums "
    "over members; their ratios are sums over sums.",
    "A unit is an accelerator. A GPU-day is one unit for one day.",
};

std::string_view detail_of(std::string_view metric) {
  const auto found =
      std::find_if(std::begin(details), std::end(details), [&](const Detail& it) { return it.metric == metric; });
  return found == std::end(details) ? std::string_view{} : found->text;
}

}  // namespace

std::vector<MetricEntry> metric_entries() {
  std::vector<MetricEntry> out;
  for (std::size_t kind = 0; kind < report::kind_names.size(); ++kind) {
    const auto add = [&](const metrics::MetricFacts& facts) {
      const auto same = [&](const MetricEntry& it) { return it.name == facts.name && it.meaning == facts.meaning; };
      auto entry = std::find_if(out.begin(), out.end(), same);
      if (entry == out.end())
        entry = out.insert(out.end(), {facts.name, facts.unit, facts.meaning, {}, detail_of(facts.name)});
      entry->kinds.push_back(report::kind_names[kind]);
    };
    for (const auto& facts : metrics::metrics_of(static_cast<EntityKind>(kind))) add(facts);
    if (static_cast<EntityKind>(kind) != EntityKind::organisation) continue;
    for (const auto& facts : metrics::metrics_of_auctions()) add(facts);
  }
  return out;
}

std::span<const std::string_view> metric_conventions() { return conventions; }

}  // namespace allot::cli

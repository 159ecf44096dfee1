#include <fmt/core.h>

#include "cli/metric_details.hpp"
#include "cli/pages.hpp"

namespace allot::cli {
namespace {

std::string joined(const std::vector<std::string_view>& words) {
  std::string out;
  for (const std::string_view word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

}  // namespace

std::string metrics_page() {
  std::string out =
      "# Metrics\n\nPrinted by `allot describe --reference metrics` from the tables that the program measures with: "
      "change those, not this page.\n";
  for (const std::string_view paragraph : metric_conventions()) out += fmt::format("\n{}\n", paragraph);
  out += "\n| metric | unit | meaning | of |\n| --- | --- | --- | --- |\n";
  for (const MetricEntry& it : metric_entries())
    out += fmt::format("| `{}` | {} | {} | {} |\n", it.metric->name, word_of(it.metric->unit), it.metric->meaning,
                       joined(it.kinds));
  out += "\n## Exactly\n\n";
  for (const Metric& metric : metric_catalogue())
    if (!metric.definition.empty()) out += fmt::format("- `{}`: {}\n", metric.name, metric.definition);
  out +=
      "\n## Milestones\n\n`milestone.ID` has `date` (p10, p50 and p90 over all replications; null where it is not "
      "reached in enough of them), `reached` (the share of replications that reach it) and `mean_to_end` (the mean of "
      "the earlier of that day and the end). A milestone is looked at when all that happens in a second has happened, "
      "and can be met at the start.\n\n"
      "`compare` says under `milestone.ID.days` by how many days a variant reaches it later, replication by "
      "replication; "
      "its tables show the median change (`p50`), beside it in JSON stand the mean and the rest. What is not reached "
      "counts at the end, of two runs at the earlier end: `not_reached` says in how many replications one of the two "
      "does not reach it (left out where in none), and `p50_bounds` between what the median lies, whenever it is "
      "reached "
      "after that; null where nothing is known on that side.\n\n"
      "## Over time\n\nOn the scenario's `grid`, levels are given as mean, p10, p50 and p90: the units of "
      "organisations, groups and the system (ordered, allocated, delivered, online, cancelled, backlog, in transit, "
      "stranded), of sites (online, stranded) and of suppliers (produced, scrapped, stock, in transit).\n\n"
      "So are `jain` and `gini` of the system and `envy` of organisations, each of the period that ends with a moment "
      "of the grid: what was awarded in it, by what stood open when it began or was ordered in it (in CSV "
      "`jain@2024-01-08`).\n\n"
      "## Whose units went to whom\n\n"
      "`transfers` says by intervention what it moved `from` one organisation `to` another: `units` moved, what of "
      "them `came` (was delivered to whom they were given) by the end, on which `days` and in which months "
      "(`by_month`), what was `cancelled`, and the `unit_days` from coming to the end. A swap has two entries, one "
      "each way: who gets units that come earlier is ahead, by the one's `unit_days` less the other's. What all "
      "receive by an intervention is what all give.\n\n"
      "## Regret\n\n"
      "`compare` says under `regret` what each variant forgoes for each organisation against the best of those "
      "compared: `total` = `choice` (what `best`, the variant best for it in the mean, would bring beyond this one) + "
      "`information` (what knowing the course of events beforehand would bring beyond `best`), and `against_none`, "
      "what doing nothing would bring beyond this one, negative where the interventions pay. More is better of "
      "online_gpu_days, online_units and delivered_units; less of lateness_days, delay_cost, idle_capital and "
      "price_decay.\n";
  return out;
}

}  // namespace allot::cli

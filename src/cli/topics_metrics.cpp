#include <fmt/core.h>

#include "cli/metric_details.hpp"
#include "cli/topics.hpp"

namespace allot::cli {
namespace {

std::string path_of(std::string_view kind, std::string_view metric) {
  return fmt::format("{}{}.{}", kind, kind == "system" ? "" : ".ID", metric);
}

Topic topic_of(const MetricEntry& entry) {
  const Metric& metric = *entry.metric;
  Topic topic{"metric", {std::string(metric.name)}, ""};
  topic.text = fmt::format("{}\n\n  unit: {}\n\n", metric.meaning, word_of(metric.unit));
  for (const std::string_view kind : entry.kinds) {
    topic.names.push_back(fmt::format("{}.{}", kind, metric.name));
    topic.text += "  " + path_of(kind, metric.name) + "\n";
  }
  if (!metric.definition.empty()) topic.text += fmt::format("\n{}\n", metric.definition);
  return topic;
}

Topic milestones() {
  return {"metric",
          {"milestone.date", "milestone"},
          "The day on which a milestone is first met.\n\n"
          "  milestone.ID.date         p10, p50 and p90 over all replications; null where it is not reached in enough "
          "of them\n"
          "  milestone.ID.reached      the share of replications that reach it\n"
          "  milestone.ID.mean_to_end  the mean of the earlier of that day and the end\n\n"
          "It is looked at when all that happens in a second has happened, and can be met at the start.\n"};
}

Topic late() {
  return {"metric",
          {"late", "lateness"},
          "Late is said of two days, and of which is always said. Delivered late: on site after `due`; so count run, "
          "compare and the metrics lateness_days and otif. Online after its due date: running after `due`; so counts "
          "explain, whose unit_days_late goes on from the delivery to the day online, through waiting for room, the "
          "crew, commissioning and power. Not running when needed: after `needed`, else the due date and the planned "
          "time of the site; so counts delay_cost, in parts: dock, room, crew, power.\n"};
}

}  // namespace

std::vector<Topic> metric_topics() {
  std::vector<Topic> out;
  for (const MetricEntry& metric : metric_entries()) out.push_back(topic_of(metric));
  out.push_back(milestones());
  out.push_back(late());
  Topic conventions{"metric", {"metrics"}, ""};
  for (const std::string_view paragraph : metric_conventions()) conventions.text += std::string(paragraph) + "\n\n";
  out.push_back(conventions);
  return out;
}

}  // namespace allot::cli

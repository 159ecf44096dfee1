#include <vector>

#include "allot/version.hpp"
#include "report/chances.hpp"
#include "report/formats.hpp"
#include "report/json.hpp"
#include "report/metrics_json.hpp"
#include "report/moments.hpp"
#include "report/transfers.hpp"

namespace allot::report {
namespace {

std::string date(const Results& results, std::optional<Time> moment) {
  return json_string_or_null(date_text(results, moment));
}

std::string milestone(const Results& results, const DateEstimate& reached) {
  return json_object({{"date", json_object({{"p10", date(results, reached.p10.value)},
                                            {"p50", date(results, reached.p50.value)},
                                            {"p90", date(results, reached.p90.value)}})},
                      {"mean_to_end", date(results, nearest_second(reached.mean_until_end))},
                      {"reached", json_number(reached.share)}});
}

void add_head(JsonTree& tree, const Results& results) {
  const auto variant = results.variant.empty() ? std::nullopt : std::optional(results.variant);
  add_version(tree);
  tree.add("scenario", json_object({{"name", json_string(results.scenario)},
                                    {"variant", json_string_or_null(variant)},
                                    {"hash", json_string(results.hash)}}));
  tree.add("run", json_object({{"replications", std::to_string(results.replications)},
                               {"seed", std::to_string(results.seed)},
                               {"failed", "0"}}));
}

std::string numbers(const std::vector<double>& values) {
  std::vector<std::string> texts;
  for (const double value : values) texts.push_back(json_number(value));
  return json_array(texts);
}

std::string dates(const std::vector<Date>& values) {
  std::vector<std::string> texts;
  for (const Date value : values) texts.push_back(json_string(format_date(value)));
  return json_array(texts);
}

void add_series(JsonTree& tree, const Results& results) {
  std::vector<MetricColumn> columns;
  std::vector<const Series*> all;
  for (const auto* part : {&results.series, &results.fairness})
    for (const Series& one : *part) {
      all.push_back(&one);
      columns.push_back({one.kind, one.entity, one.metric});
    }
  const std::string time = dates(results.grid);
  add_metrics(tree, columns, EmptyKinds::hidden, [&](std::size_t i) {
    const Series& one = *all[i];
    return json_object({{"time", time},
                        {"p10", numbers(one.p10)},
                        {"p50", numbers(one.p50)},
                        {"p90", numbers(one.p90)},
                        {"mean", numbers(one.mean)}});
  });
}

}  // namespace

void add_version(JsonTree& tree) {
  tree.add("allot", json_object({{"version", json_string(version)}, {"format", std::to_string(format_version)}}));
}

void add_answers(JsonTree& tree, const Results& results) {
  add_metrics(tree, results.columns, EmptyKinds::shown, [&](std::size_t i) { return json_of(results.estimates[i]); });
  tree.open("milestone");
  for (const MilestoneEstimate& one : results.milestones) tree.add(one.id, milestone(results, one.date));
  tree.close();
}

std::string results_json(const Results& results) {
  JsonTree tree;
  add_head(tree, results);
  tree.open("metrics");
  add_answers(tree, results);
  tree.close();
  add_chances(tree, results);
  if (!results.transfers.empty()) {
    tree.open("transfers");
    add_transfers(tree, results.transfers);
    tree.close();
  }
  if (!results.series.empty()) {
    tree.open("series");
    add_series(tree, results);
    tree.close();
  }
  return tree.take();
}

}  // namespace allot::report

#include <utility>

#include "allot/version.hpp"
#include "report/formats.hpp"
#include "report/json.hpp"
#include "report/kinds.hpp"
#include "report/metrics_json.hpp"
#include "report/moments.hpp"

namespace allot::report {
namespace {

Json text_or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

Json date(const Results& results, std::optional<Time> moment) {
  return text_or_null(date_text(results, moment));
}

Json milestone(const Results& results, const DateEstimate& reached) {
  return {{"date",
           {{"p10", date(results, reached.p10.value)},
            {"p50", date(results, reached.p50.value)},
            {"p90", date(results, reached.p90.value)}}},
          {"mean_to_end", date(results, nearest_second(reached.mean_until_end))},
          {"reached", number(reached.share)}};
}

Json milestones(const Results& results) {
  Json all = Json::object();
  for (const MilestoneEstimate& one : results.milestones) add(all, one.id, milestone(results, one.date));
  return all;
}

Json numbers(const std::vector<double>& values) {
  Json all = Json::array();
  for (const double value : values) all.push_back(number(value));
  return all;
}

Json series_json(const Results& results) {
  std::vector<MetricColumn> columns;
  for (const Series& one : results.series) columns.push_back({one.kind, one.entity, one.metric});
  Json time = Json::array();
  for (const Date moment : results.grid) time.push_back(format_date(moment));
  Json tree = metrics_tree(columns, [&](std::size_t i) -> Json {
    const Series& one = results.series[i];
    return {{"time", time},
            {"p10", numbers(one.p10)},
            {"p50", numbers(one.p50)},
            {"p90", numbers(one.p90)},
            {"mean", numbers(one.mean)}};
  });
  for (const std::string_view kind : kind_names)
    if (tree[std::string(kind)].empty()) tree.erase(std::string(kind));
  return tree;
}

}  // namespace

std::string results_json(const Results& results) {
  Json root = {{"allot", {{"version", version}, {"format", format_version}}},
               {"scenario",
                {{"name", results.scenario},
                 {"variant", results.variant.empty() ? Json() : Json(results.variant)},
                 {"hash", results.hash}}},
               {"run", {{"replications", results.replications}, {"seed", results.seed}, {"failed", 0}}}};
  Json metrics = metrics_tree(results.columns, [&](std::size_t i) { return json_of(results.estimates[i]); });
  add(metrics, "milestone", milestones(results));
  add(root, "metrics", std::move(metrics));
  if (!results.series.empty()) add(root, "series", series_json(results));
  return written(root);
}

}  // namespace allot::report

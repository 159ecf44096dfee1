#include "report/answer_views.hpp"

#include "allot/version.hpp"
#include "report/kinds.hpp"

namespace allot::report {
namespace {

// Unknown where there is no interval of the mean either: a quantile of one value has no bounds.
View quantile_intervals() {
  return views::unless_unknown("ci95_low", views::object({{"p10", views::cells({"p10_low", "p10_high"})},
                                                          {"p50", views::cells({"p50_low", "p50_high"})},
                                                          {"p90", views::cells({"p90_low", "p90_high"})}}));
}

View metric_view() {
  std::vector<Part> fields = estimate_fields();
  fields.push_back({"quantile_ci95", quantile_intervals()});
  fields.push_back(views::if_counted("nulls", views::field("nulls")));
  return views::object(std::move(fields));
}

View milestone_view() {
  return views::object({{"date", views::object({views::field("p10"), views::field("p50"), views::field("p90")})},
                        views::field("mean_to_end"),
                        views::field("reached")});
}

}  // namespace

Part version_field() {
  return {"allot", views::object({{"version", views::text(std::string(version))},
                                  {"format", views::constant(static_cast<double>(format_version))}})};
}

View run_view(bool counts_failed) {
  std::vector<Part> fields = {views::field("replications"), {"seed", views::digits("seed")}};
  if (counts_failed) fields.push_back({"failed", views::constant(0.0)});
  return views::object(std::move(fields));
}

std::vector<std::string> all_kinds() { return {kind_names.begin(), kind_names.end()}; }

View by_metric(View of_one, std::vector<std::string> kinds) {
  return views::grouped_lines("kind", views::grouped_lines("entity", views::grouped_lines("metric", std::move(of_one))),
                              std::move(kinds));
}

std::vector<Part> estimate_fields() {
  std::vector<Part> fields = {
      views::field("mean"), views::field("sd"), {"ci95", views::interval("ci95_low", "ci95_high")}};
  for (const char* name : {"p10", "p50", "p90", "min", "max"}) fields.push_back(views::field(name));
  return fields;
}

std::vector<Part> metrics_tree(std::vector<View::Match> of_variant) {
  return {views::entries(views::of("metrics", by_metric(metric_view(), all_kinds()), of_variant)),
          {"milestone",
           views::of("milestones", views::grouped_lines("milestone", milestone_view()), std::move(of_variant))}};
}

View transfers_tree(std::vector<View::Match> of_variant) {
  const View days =
      views::unless_unknown("first", views::object({views::field("first"), views::field("p10"), views::field("p50"),
                                                    views::field("p90"), views::field("last")}));
  const View months =
      views::of("transfer_months", views::groups("month", views::cell("delivered")),
                {{.column = "variant"}, {.column = "intervention"}, {.column = "from"}, {.column = "to"}});
  return views::of(
      "transfers",
      views::grouped_lines("intervention", views::each(views::object({views::field("from"),
                                                                      views::field("to"),
                                                                      views::field("group"),
                                                                      views::field("units"),
                                                                      views::field("came", "delivered"),
                                                                      views::field("cancelled"),
                                                                      views::field("unit_days", "gpu_days"),
                                                                      {"days", days},
                                                                      {"by_month", months}}))),
      std::move(of_variant));
}

}  // namespace allot::report

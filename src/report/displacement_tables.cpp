#include "report/displacement_tables.hpp"

#include <iterator>
#include <string>

#include "report/answer_tables.hpp"

namespace allot::report {
namespace {

/// What is said of who is displaced, a row each.
struct DisplacementMetric {
  const char *name, *unit;
  Estimate Displacement::*estimate;
};
constexpr DisplacementMetric displacement_metrics[] = {{"delivered_units", "GPUs", &Displacement::units},
                                                       {"delivered_gpu_days", "GPU-days", &Displacement::gpu_days},
                                                       {"units_behind", "GPUs", &Displacement::behind},
                                                       {"days_later", "days", &Displacement::days}};
constexpr std::size_t metrics_of_one = std::size(displacement_metrics);

using DisplacedList = const std::vector<Displacement>* DisplacedBy::*;

Answer::Cell day_or_nothing(const std::optional<Date>& date) {
  return date ? Answer::Cell(format_date(*date)) : Answer::Cell();
}

Answer::Table rows_of_displaced(Answer::Table head, std::vector<DisplacedBy> all, DisplacedList list,
                                bool is_of_orders) {
  head.columns.insert(head.columns.end(),
                      {{"organisation", CellKind::id}, {"metric", CellKind::text}, {"unit", CellKind::text}});
  add_estimate_columns(head.columns);
  const Places places = places_of(all, [list](const DisplacedBy& it) { return metrics_of_one * (it.*list)->size(); });
  head.size = places.size();
  head.row = [=, all = std::move(all)](std::size_t i) {
    const auto [which, at] = places(i);
    const Displacement& one = (*(all[which].*list))[at / metrics_of_one];
    const DisplacementMetric& metric = displacement_metrics[at % metrics_of_one];
    Answer::Row row = all[which].name;
    if (is_of_orders) row.push_back(one.order);
    for (const std::string& text : {one.organisation, std::string(metric.name), std::string(metric.unit)})
      row.push_back(text);
    add_estimate(row, one.*metric.estimate);
    return row;
  };
  return head;
}

}  // namespace

Answer::Table displaced_table(std::vector<Answer::Column> names, std::vector<DisplacedBy> all) {
  return rows_of_displaced({"displaced",
                            "What other orders of organisations gain or lose by it: with it less without",
                            std::move(names),
                            0,
                            {}},
                           std::move(all), &DisplacedBy::organisations, false);
}

Answer::Table displaced_orders_table(std::vector<Answer::Column> names, std::vector<DisplacedBy> all) {
  names.push_back({"displaced", CellKind::id});
  return rows_of_displaced(
      {"displaced_orders", "What single orders gain or lose by it: with it less without", std::move(names), 0, {}},
      std::move(all), &DisplacedBy::orders, true);
}

Answer::Table displaced_dates_table(std::vector<Answer::Column> names, const std::vector<DisplacedBy>& all) {
  names.insert(names.end(), {{"kind", CellKind::text},
                             {"displaced", CellKind::id},
                             {"organisation", CellKind::id},
                             {"probability", CellKind::number, "share"},
                             {"date_without", CellKind::date},
                             {"date_with", CellKind::date}});
  std::vector<Answer::Row> rows;
  for (const DisplacedBy& it : all)
    for (const auto* list : {it.organisations, it.orders})
      for (const Displacement& one : *list) {
        Answer::Row row = it.name;
        row.push_back(std::string(one.order.empty() ? "organisation" : "order"));
        row.push_back(one.order.empty() ? one.organisation : one.order);
        row.push_back(one.organisation);
        row.push_back(cell(it.probability));
        row.push_back(day_or_nothing(one.date_without));
        row.push_back(day_or_nothing(one.date_with));
        rows.push_back(std::move(row));
      }
  return small_table("displaced_dates", "By when all that others ordered is delivered without it, and with it",
                     std::move(names), std::move(rows));
}

std::size_t displacement_row(std::size_t i, std::string_view metric) {
  std::size_t at = 0;
  while (at + 1 < metrics_of_one && displacement_metrics[at].name != metric) ++at;
  return metrics_of_one * i + at;
}

std::vector<Part> displacement_parts(const View::Match& match) {
  const View estimate = views::object({views::field("mean"),
                                       {"ci95", views::interval("ci95_low", "ci95_high")},
                                       views::field("p10"),
                                       views::field("p50"),
                                       views::field("p90")});
  const View metrics = views::groups("metric", estimate);
  const View dates = views::object(
      {views::field("organisation"), views::field("without", "date_without"), views::field("with", "date_with")});
  return {{"displaced", views::of("displaced", views::grouped_lines("organisation", metrics), {match})},
          {"displaced_orders", views::of("displaced_orders", views::grouped_lines("displaced", metrics), {match})},
          {"displaced_dates",
           views::of("displaced_dates", views::groups("kind", views::groups("displaced", dates)), {match})}};
}

}  // namespace allot::report

#include <cmath>
#include <limits>

#include "report/chances.hpp"
#include "report/csv_line.hpp"
#include "report/formats.hpp"
#include "report/kinds.hpp"
#include "report/moments.hpp"

namespace allot::report {
namespace {

constexpr Interval no_interval = {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};

std::string metric_line(const MetricColumn& column, const Estimate& estimate) {
  const Interval mean = estimate.ci95.value_or(no_interval);
  return csv_line({name_of(column.kind), csv_cell(column.entity), csv_cell(column.metric), csv_number(estimate.mean),
                   csv_number(estimate.sd), csv_number(mean.low), csv_number(mean.high), csv_number(estimate.p10.value),
                   csv_number(estimate.p50.value), csv_number(estimate.p90.value), csv_number(estimate.min),
                   csv_number(estimate.max), std::to_string(estimate.nulls)});
}

std::string printed_date(const Results& results, std::optional<Time> moment) {
  return date_text(results, moment).value_or("");
}

std::string milestone_lines(const Results& results, const MilestoneEstimate& milestone) {
  const std::string id = csv_cell(milestone.id);
  const DateEstimate& date = milestone.date;
  const std::string missed = std::to_string(date.count - date.reached);
  return csv_line({"milestone", id, "date", "", "", "", "", printed_date(results, date.p10.value),
                   printed_date(results, date.p50.value), printed_date(results, date.p90.value), "", "", missed}) +
         csv_line({"milestone", id, "mean_to_end", printed_date(results, nearest_second(date.mean_until_end)), "", "",
                   "", "", "", "", "", "", "0"}) +
         csv_line({"milestone", id, "reached", csv_number(date.share), "", csv_number(date.share_ci95.low),
                   csv_number(date.share_ci95.high), "", "", "", "", "", "0"});
}

// "jain@2024-01-07": of the period that ends with that day.
std::string fairness_lines(const Results& results, const Series& series) {
  std::string text;
  for (std::size_t k = 0; k < results.grid.size(); ++k)
    if (std::isfinite(series.mean[k]))
      text +=
          csv_line({name_of(series.kind), csv_cell(series.entity),
                    csv_cell(series.metric + "@" + format_date(results.grid[k])), csv_number(series.mean[k]), "", "",
                    "", csv_number(series.p10[k]), csv_number(series.p50[k]), csv_number(series.p90[k]), "", "", ""});
  return text;
}

}  // namespace

std::string results_csv(const Results& results) {
  std::string text = "kind,entity,metric,mean,sd,ci95_low,ci95_high,p10,p50,p90,min,max,nulls\n";
  for (std::size_t i = 0; i < results.columns.size(); ++i)
    text += metric_line(results.columns[i], results.estimates[i]);
  for (const MilestoneEstimate& milestone : results.milestones) text += milestone_lines(results, milestone);
  text += chance_lines(results);
  for (const Series& series : results.fairness) text += fairness_lines(results, series);
  return text;
}

}  // namespace allot::report

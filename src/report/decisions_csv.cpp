#include <limits>

#include "report/csv_line.hpp"
#include "report/decisions_formats.hpp"
#include "report/decisions_threshold.hpp"
#include "report/kinds.hpp"

namespace allot::report {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::string difference_line(const std::string& variant, const std::string& baseline, const MetricColumn& column,
                            std::string_view kind, const Difference& difference) {
  const Estimate& estimate = difference.estimate;
  const Interval mean = estimate.ci95.value_or(Interval{unknown, unknown});
  return csv_line({csv_cell(variant),
                   csv_cell(baseline),
                   kind,
                   csv_cell(column.entity),
                   csv_cell(column.metric),
                   csv_number(estimate.mean),
                   csv_number(estimate.sd),
                   csv_number(mean.low),
                   csv_number(mean.high),
                   csv_number(estimate.p10.value),
                   csv_number(estimate.p50.value),
                   csv_number(estimate.p90.value),
                   csv_number(estimate.min),
                   csv_number(estimate.max),
                   std::to_string(estimate.nulls),
                   csv_number(difference.p_less),
                   csv_number(difference.p_equal),
                   csv_number(difference.p_greater),
                   csv_number(difference.variance_ratio.value_or(unknown)),
                   csv_number(difference.p_value.value_or(unknown))});
}

std::string attribution_lines(const Attributions& all, const Attribution& one, std::string_view kind) {
  std::string lines;
  for (std::size_t i = 0; i < all.interventions.size(); ++i) {
    const Interval part = one.intervals[i].value_or(Interval{unknown, unknown});
    lines += csv_line({kind, csv_cell(one.column.entity), csv_cell(one.column.metric), csv_cell(all.interventions[i]),
                       csv_number(one.parts[i]), csv_number(part.low), csv_number(part.high), csv_number(one.total)});
  }
  return lines;
}

}  // namespace

std::string comparison_csv(const Comparison& comparison) {
  std::string text =
      "variant,baseline,kind,entity,metric,mean,sd,ci95_low,ci95_high,p10,p50,p90,min,max,nulls,p_less,p_equal,p_"
      "greater,variance_ratio,p_value\n";
  for (std::size_t d = 0; d < comparison.differences.size(); ++d) {
    const VariantDifferences& variant = comparison.differences[d];
    const std::string& baseline = comparison.baseline_of(d).name;
    for (std::size_t i = 0; i < variant.columns.size(); ++i)
      text += difference_line(variant.name, baseline, variant.columns[i], name_of(variant.columns[i].kind),
                              variant.differences[i]);
    for (const auto& [id, days] : variant.milestones)
      text += difference_line(variant.name, baseline, {EntityKind::system, id, "days"}, "milestone", days);
  }
  if (!comparison.thresholds.empty()) text += "\n" + thresholds_csv(comparison.thresholds);
  return text;
}

std::string attributions_csv(const Attributions& attributions) {
  std::string text = "kind,entity,metric,intervention,part,ci95_low,ci95_high,total\n";
  for (const Attribution& one : attributions.metrics)
    text += attribution_lines(attributions, one, name_of(one.column.kind));
  for (const Attribution& one : attributions.milestones) text += attribution_lines(attributions, one, "milestone");
  return text;
}

std::string solution_csv(const Solution& solution) {
  std::string text = "value,mean\n";
  for (const auto& [value, mean] : solution.curve)
    text += csv_line(
        {csv_cell(value), is_date(solution.search.metric) ? target_text(solution.search, mean) : csv_number(mean)});
  return text;
}

}  // namespace allot::report

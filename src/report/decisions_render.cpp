#include "base/contract.hpp"
#include "report/answers.hpp"
#include "report/decisions.hpp"
#include "report/decisions_formats.hpp"

namespace allot {
namespace {

void check_shape(const Comparison& comparison) {
  expects(comparison.variants.size() == comparison.differences.size() + 1,
          "the baseline, and one difference a variant");
  for (const VariantDifferences& one : comparison.differences)
    expects(one.columns.size() == one.differences.size(), "one difference per column");
}

void check_shape(const Attributions& attributions) {
  const std::size_t count = attributions.interventions.size();
  for (const Attribution& one : attributions.metrics)
    expects(one.parts.size() == count && one.intervals.size() == count, "one part per intervention");
}

}  // namespace

std::string render(const Comparison& comparison, Format format, const Style& style) {
  check_shape(comparison);
  if (format == Format::json) return report::comparison_json(comparison);
  if (format == Format::csv) return report::comparison_csv(comparison);
  if (format == Format::tidy) return tidy_json(answer_of(comparison));
  return report::comparison_table(comparison, style);
}

std::string render(const Attributions& attributions, Format format, const Style& style) {
  check_shape(attributions);
  if (format == Format::json) return report::attributions_json(attributions);
  if (format == Format::csv) return report::attributions_csv(attributions);
  return report::attributions_table(attributions, style);
}

std::string render(const Solution& solution, Format format, const Style& style) {
  if (format == Format::json) return report::solution_json(solution);
  if (format == Format::csv) return report::solution_csv(solution);
  return report::solution_table(solution, style);
}

}  // namespace allot

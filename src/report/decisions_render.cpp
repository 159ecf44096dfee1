#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "base/contract.hpp"
#include "report/decisions_formats.hpp"
#include "report/render.hpp"

namespace allot {
namespace {

void check_shape(const Comparison& comparison) {
  for (const VariantDifferences& one : comparison.differences)
    expects(one.variant < comparison.variants.size() && one.baseline < comparison.variants.size(),
            "a difference is between two of the variants");
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
  return report::rendered(comparison, format,
                          [&](const Comparison& it) { return report::comparison_table(it, style); });
}

std::string render(const Attributions& attributions, Format format, const Style& style) {
  check_shape(attributions);
  return report::rendered(attributions, format,
                          [&](const Attributions& it) { return report::attributions_table(it, style); });
}

std::string render(const Solution& solution, Format format, const Style& style) {
  return report::rendered(solution, format, [&](const Solution& it) { return report::solution_table(it, style); });
}

}  // namespace allot

#include "report/decisions_related.hpp"

#include <algorithm>

#include "report/decisions_milestones.hpp"
#include "report/decisions_words.hpp"
#include "report/names.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t most_assumptions = 3;

// What moves within the group, to tell whether two variants move the same.
std::vector<std::pair<double, double>> moved_within(const Results& results, const std::string& group) {
  std::vector<std::pair<double, double>> out;
  for (const Transfer& it : results.transfers)
    if (it.group == group) out.emplace_back(it.units, it.unit_days);
  return out;
}

std::string phrase_of(const ShownMetric& metric, const Reading& reading) {
  return metric.what.empty() ? head_of(metric, reading) : metric.phrase();
}

std::string with_range(const Difference& difference, const ShownMetric& metric, const Reading& reading) {
  const Estimate& estimate = difference.estimate;
  const std::vector<double> numbers = {estimate.mean, estimate.p10.value, estimate.p90.value};
  const Figures figures = figures_for(numbers, metric.measure(), reading.precision(), reading.currency);
  std::string text = signed_figure(estimate.mean, figures) + " " + figures.unit + " " + phrase_of(metric, reading);
  if (!reading.is_spread || estimate.p10.value == estimate.p90.value) return text;
  return text + " (" + signed_range({estimate.p10.value, estimate.p90.value}, figures) + ")";
}

std::string statement(const Comparison& comparison, std::size_t place, const Change& change, const Reading& reading) {
  std::vector<std::string> parts, unclear;
  for (std::size_t i = 0; i < judged_metrics.size(); ++i) {
    const Difference* one = change.by_metric[i];
    if (!one || sureness_of(*one) == Sureness::unchanged) continue;
    if (sureness_of(*one) == Sureness::unclear)
      unclear.push_back(phrase_of(judged_metrics[i], reading));
    else
      parts.push_back(with_range(*one, judged_metrics[i], reading));
  }
  for (const auto& [milestone, days] : milestones_of(comparison, place, change.id))
    if (sureness_of(*days) == Sureness::clear && !rounds_to_nothing(days->estimate.p50.value))
      parts.push_back(full_milestone(comparison.labels, milestone) + " " + median_change(*days) +
                      (reading.is_spread ? " (median)" : ""));
  std::string text = change.name + ": ";
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i > 0 ? "; " : "") + parts[i];
  if (parts.empty())
    text += "no difference that these replications can tell from none";
  else if (!unclear.empty())
    text += "; not to be told from no difference: " + listed(unclear, unclear.size());
  return text + ".";
}

std::string basis(const RelatedParties& related, const Style& style) {
  const std::size_t count = related.assumptions.size();
  if (count == 0) return {};
  std::string text = "Rests on " + counted(count, "assumption") + ":";
  for (std::size_t i = 0; i < std::min(count, most_assumptions); ++i)
    text += (i > 0 ? "; " : " ") + one_line(related.assumptions[i]);
  if (count > most_assumptions)
    text += "; and " + std::to_string(count - most_assumptions) + " more: allot validate SCENARIO --sources";
  return wrapped(text + ".", style.width, 2);
}

std::string of_variant(const Comparison& comparison, std::size_t place, const RelatedParties& related,
                       const Reading& reading, const Style& style) {
  const VariantDifferences& variant = comparison.differences[place];
  std::string text = "\n" + bold_lines("Within " + full_name(comparison.labels, EntityKind::group, related.group) +
                                           ", " + name_of_difference(comparison, place) +
                                           (reading.is_spread ? ": means (eight in ten replications)" : ""),
                                       style);
  for (const Change& change : changes_of(variant, EntityKind::organisation, comparison.labels))
    if (std::find(related.members.begin(), related.members.end(), change.id) != related.members.end())
      text += wrapped(statement(comparison, place, change, reading), style.width, 2);
  return text;
}

}  // namespace

std::string related_section(const Comparison& comparison, const Reading& reading, const Style& style) {
  std::string text;
  for (const RelatedParties& related : comparison.related) {
    std::string statements;
    for (std::size_t i = 0; i < comparison.differences.size(); ++i)
      if (moved_within(comparison.variant_of(i).results, related.group) !=
          moved_within(comparison.baseline_of(i).results, related.group))
        statements += of_variant(comparison, i, related, reading, style);
    if (!statements.empty()) text += statements + basis(related, style);
  }
  return text;
}

}  // namespace allot::report

#include "report/decisions_overview.hpp"

#include <algorithm>
#include <cmath>

#include "report/decisions_words.hpp"
#include "report/names.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t most_organisations = 5;
constexpr std::size_t longest_variant = 28;
constexpr std::size_t longest_bearer = 16;

/// An organisation, or everyone, and the most that it gains or loses in any variant.
struct Bearer {
  std::string id, name;
  EntityKind kind;
  double most = 0;
};

void add_bearers(const VariantDifferences& variant, EntityKind kind, const Labels& labels,
                 std::vector<Bearer>& bearers) {
  for (const Change& change : changes_of(variant, kind, labels)) {
    auto place = std::find_if(bearers.begin(), bearers.end(), [&](const Bearer& one) { return one.id == change.id; });
    if (place == bearers.end())
      place = bearers.insert(place, {change.id, shortened(change.name, longest_bearer), kind});
    place->most = std::max(place->most, std::abs(change.gain()));
  }
}

std::vector<Bearer> bearers_of(const Comparison& comparison) {
  std::vector<Bearer> organisations, everyone;
  for (const VariantDifferences& variant : comparison.differences) {
    add_bearers(variant, EntityKind::organisation, comparison.labels, organisations);
    add_bearers(variant, EntityKind::system, comparison.labels, everyone);
  }
  const std::size_t count = organisations.size();
  std::erase_if(organisations, [](const Bearer& one) { return one.most == 0; });
  std::stable_sort(organisations.begin(), organisations.end(),
                   [](const Bearer& a, const Bearer& b) { return a.most > b.most; });
  if (organisations.size() > most_organisations) organisations.resize(most_organisations);
  if (count > 1 && !organisations.empty()) organisations.insert(organisations.end(), everyone.begin(), everyone.end());
  return organisations;
}

const Difference* headline_of(const VariantDifferences& variant, const Bearer& bearer) {
  for (const Change& change : changes_of(variant, bearer.kind, {}))
    if (change.id == bearer.id) return change.headline();
  return nullptr;
}

constexpr std::size_t most_with_intervals = 6;  // rows

// The mean, and below it how well it is known.
Cell cell_for(const Difference* difference, const Figures& figures, bool has_interval) {
  if (!difference || difference->estimate.count == 0) return {"-", ""};
  const Sureness sureness = sureness_of(*difference);
  if (sureness == Sureness::unclear) return {"unclear", ""};
  if (sureness == Sureness::unchanged) return {"0", ""};
  const std::string shown = signed_figure(difference->estimate.mean, figures);
  const std::optional<Interval>& mean = difference->estimate.ci95;
  const bool is_told = has_interval && mean && signed_range(*mean, figures) != shown + " to " + shown;
  return {shown, is_told ? signed_range(*mean, figures) : ""};
}

std::string name_in_overview(const Comparison& comparison, const VariantDifferences& variant) {
  return variant.label.empty() ? variant_name(comparison.labels, variant.name) : one_line(variant.label);
}

}  // namespace

Table overview_table(const Comparison& comparison, const Reading& reading) {
  const std::vector<Bearer> bearers = bearers_of(comparison);
  if (comparison.differences.size() < 2 || bearers.empty()) return {};
  std::vector<double> numbers;
  for (const Bearer& one : bearers) numbers.push_back(one.most);
  const ShownMetric& metric = judged_metrics.front();
  const Figures figures = figures_for(numbers, metric.measure(), reading.precision(), reading.currency);
  const bool has_intervals = reading.is_spread && comparison.differences.size() <= most_with_intervals;
  Table table{{{"online, " + figures.unit, "", Align::left}}, {}};
  for (const Bearer& one : bearers) table.columns.push_back({one.name, ""});
  for (const VariantDifferences& variant : comparison.differences) {
    Row& row = table.rows.emplace_back();
    row.cells.push_back({shortened(name_in_overview(comparison, variant), longest_variant), ""});
    for (const Bearer& one : bearers) row.cells.push_back(cell_for(headline_of(variant, one), figures, has_intervals));
  }
  return table;
}

}  // namespace allot::report

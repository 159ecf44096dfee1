#include "report/decisions_milestones.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/decisions_words.hpp"
#include "report/moments.hpp"
#include "report/names.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t longest_head = 24;

// The median date, and below it how many replications reach it.
Cell date_cell(const Results& results, const std::string& id) {
  const auto found = std::find_if(results.milestones.begin(), results.milestones.end(),
                                  [&](const MilestoneEstimate& one) { return one.id == id; });
  if (found == results.milestones.end()) return {"-", ""};
  const auto date = date_text(results, found->date.p50.value);
  const bool is_always = !std::isfinite(found->date.share) || found->date.share == 1;
  return {date ? date->substr(0, 10) : "not reached",
          is_always || found->date.share == 0 ? "" : "reached in " + trimmed(100 * found->date.share, 1) + "%"};
}

std::string range_of(const Estimate& estimate) {
  const double low = estimate.p10.value, high = estimate.p90.value;
  if (rounds_to_nothing(low) && rounds_to_nothing(high)) return rounds_to_nothing(estimate.mean) ? "" : "mostly 0 days";
  const std::string from = days_later(low), to = days_later(high);
  return from == to ? "" : from + " to " + to;
}

Cell days_cell(const Difference& difference, const Reading& reading) {
  const bool is_unclear = sureness_of(difference) == Sureness::unclear;
  return {is_unclear ? "unclear" : median_change(difference), reading.is_spread ? range_of(difference.estimate) : ""};
}

// In how many replications what is shown is not reached by both, a milestone each: "half in 3 of 1,000 replications".
std::string open_ones(const Comparison& comparison, const VariantDifferences& variant) {
  std::vector<std::string> each;
  for (const auto& [id, days] : variant.milestones)
    if (days.open > 0 && sureness_of(days) != Sureness::unchanged)
      each.push_back(shown_milestone(comparison.labels, id) + " in " +
                     with_thousands(static_cast<std::int64_t>(days.open)));
  if (each.empty()) return {};
  return " A milestone that one of the two does not reach counts at the end of the run, of two runs at the earlier "
         "end: " +
         listed(each, most_names) + " of " + counted(comparison.variants.front().results.replications, "replication") +
         ".";
}

}  // namespace

bool rounds_to_nothing(double days) { return std::abs(days) < 0.05; }

std::string median_change(const Difference& difference) {
  const double median = difference.estimate.p50.value;
  const Interval bounds = difference.p50_bounds.value_or(Interval{median, median});
  if (bounds.low == median && bounds.high == median) return days_later(median);
  if (bounds.low == median && median > 0) return "at least " + days_later(median);
  if (bounds.high == median && median < 0) return "at least " + days_later(median);
  return "not known";
}

std::vector<std::pair<std::string, const Difference*>> milestones_of(const Comparison& comparison,
                                                                     std::size_t difference,
                                                                     const std::string& organisation) {
  std::vector<std::pair<std::string, const Difference*>> out;
  for (const auto& [id, days] : comparison.differences[difference].milestones) {
    const std::pair<std::string, std::string> owner(id, organisation);
    const auto& owners = comparison.milestone_owners;
    if (std::find(owners.begin(), owners.end(), owner) != owners.end()) out.emplace_back(id, &days);
  }
  return out;
}

void add_milestones(const Comparison& comparison, std::size_t difference, std::vector<Change>& changes) {
  for (Change& change : changes) {
    double most = 0;
    for (const auto& [id, days] : milestones_of(comparison, difference, change.id)) {
      const double moved = std::abs(days->estimate.p50.value);
      if (sureness_of(*days) != Sureness::clear || !(moved > most) || rounds_to_nothing(moved)) continue;
      most = moved;
      change.milestone = full_milestone(comparison.labels, id);
      change.days = median_change(*days);
    }
  }
}

std::string milestone_section(const Comparison& comparison, std::size_t difference, const Reading& reading,
                              const Style& style) {
  const VariantDifferences& variant = comparison.differences[difference];
  const auto head = [](const std::string& name) { return shortened(one_line(name), longest_head); };
  const std::string date = reading.is_spread ? "median date" : "";
  Table table{{{"Milestones", "", Align::left},
               {reading.is_spread ? "median change" : "change", ""},
               {head(variant_name(comparison.labels, comparison.baseline_of(difference).name)), date},
               {head(variant_name(comparison.labels, variant.name)), date}},
              {}};
  std::vector<std::string> unchanged;
  bool has_unclear = false;
  for (const auto& [id, days] : variant.milestones) {
    const Sureness sureness = sureness_of(days);
    if (sureness == Sureness::unchanged) unchanged.push_back(full_milestone(comparison.labels, id));
    if (sureness == Sureness::unchanged) continue;
    has_unclear = has_unclear || sureness == Sureness::unclear;
    table.rows.push_back({{{shown_milestone(comparison.labels, id), ""},
                           days_cell(days, reading),
                           date_cell(comparison.baseline_of(difference).results, id),
                           date_cell(comparison.variant_of(difference).results, id)}});
  }
  std::string text = text_of(table, style);
  if (has_unclear)
    text += wrapped("unclear: no difference that these replications can tell from none, at 5%.", style.width);
  if (!table.rows.empty()) {
    const std::string medians =
        reading.is_spread
            ? "A change is that within a replication: the median of changes need not be the difference of the two "
              "median dates."
            : "";
    text += wrapped(medians + open_ones(comparison, variant), style.width);
  }
  if (!unchanged.empty()) text += wrapped("Milestones unchanged: " + listed(unchanged, most_names) + ".", style.width);
  return text.empty() ? text : "\n" + text;
}

}  // namespace allot::report

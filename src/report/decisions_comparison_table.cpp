#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "report/asked_metrics.hpp"
#include "report/decisions_difference_table.hpp"
#include "report/decisions_formats.hpp"
#include "report/decisions_levers.hpp"
#include "report/decisions_milestones.hpp"
#include "report/decisions_overview.hpp"
#include "report/decisions_regret.hpp"
#include "report/decisions_related.hpp"
#include "report/decisions_threshold.hpp"
#include "report/decisions_transfers.hpp"
#include "report/decisions_unmatched.hpp"
#include "report/decisions_words.hpp"
#include "report/names.hpp"
#include "report/next_steps.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t most_headlines = 6;
constexpr double little = 100;            // times less than the most, which a table rounds to nothing
constexpr std::size_t most_in_short = 6;  // differences that are each told in a few lines

bool has_milestones(const Comparison& comparison) {
  return std::any_of(comparison.differences.begin(), comparison.differences.end(),
                     [](const VariantDifferences& variant) { return !variant.milestones.empty(); });
}

std::string how_sure(const Comparison& comparison, const Reading& reading, bool is_detailed) {
  const Results& baseline = comparison.variants.front().results;
  const std::string seed = "seed " + std::to_string(baseline.seed);
  if (reading.is_spread && !is_detailed)
    return counted(baseline.replications, "replication") + ", " + seed + ", the same chance for every variant.";
  if (reading.is_spread)
    return counted(baseline.replications, "replication") + ", " + seed +
           ", the same chance for every variant: mean differences" +
           (has_milestones(comparison) ? ", of milestones the median," : ",") +
           " and in the line below them the range of eight in ten replications.";
  const bool is_random = std::any_of(comparison.variants.begin(), comparison.variants.end(),
                                     [](const VariantResults& variant) { return variant.results.is_random; });
  if (is_random)
    return "One replication, " + seed +
           ", the same chance for every variant: one course that events may take. With more, each difference has a "
           "range.";
  return "No chance in this comparison: every replication is the same, and the differences are exact.";
}

std::string title(std::string_view words, const Style& style) { return "\n" + bold_lines(words, style); }

bool share_window(const Results& one, const Results& other) { return one.start == other.start && one.end == other.end; }

std::string window_of(const Results& results) {
  return format_date(results.start).substr(0, 10) + " to " + format_date(results.end).substr(0, 10);
}

// Before all else: a sum over a longer time is no difference that a decision made.
std::string unequal_windows(const Comparison& comparison, const Style& style) {
  const Results& baseline = comparison.variants.front().results;
  std::vector<std::string> others;
  for (const VariantResults& variant : comparison.variants)
    if (!share_window(variant.results, baseline))
      others.push_back(one_line(variant.name) + " runs " + window_of(variant.results));
  if (others.empty()) return {};
  return wrapped(
      "NOT THE SAME TIME: " + one_line(comparison.variants.front().name) + " runs " + window_of(baseline) + ", " +
          listed(others, most_names) +
          ". What adds up over time or is counted at the end differs for that alone; milestones are compared "
          "up to the earlier end. --set /end=DATE gives all one end.",
      style.width);
}

std::string heading(const Comparison& comparison, const Reading& reading, bool is_detailed, const Style& style) {
  return bold_lines(one_line(comparison.scenario), style) + wrapped(one_line(comparison.question), style.width) +
         wrapped(how_sure(comparison, reading, is_detailed), style.width);
}

bool has_moved(const Change& change) { return change.headline() && sureness_of(*change.headline()) == Sureness::clear; }

std::vector<std::string> names_of(const std::vector<Change>& changes) {
  std::vector<std::string> names;
  for (const Change& change : changes) names.push_back(change.name);
  return names;
}

std::vector<Change> those(const std::vector<Change>& changes, Sureness sureness) {
  std::vector<Change> chosen;
  for (const Change& change : changes)
    if (sureness_of(change) == sureness) chosen.push_back(change);
  return chosen;
}

constexpr std::string_view meaning_of_unclear =
    "unclear: no difference that these replications can tell from none (at 5%, corrected for the number of "
    "organisations).";

// With --metrics it may be that nothing of it was asked for.
bool is_measured(const Change& change) {
  return std::ranges::any_of(change.by_metric, [](const Difference* it) { return it != nullptr; });
}

constexpr std::string_view nothing_to_judge_by =
    "Of what this table tells nothing was asked for; --format csv has the metrics that were. Decisions are judged by "
    "online GPU-days: --metrics 'organisation.*.online_gpu_days'.";

// What is left out of a table, in a line each.
std::string folded(const std::vector<Change>& changes, const Style& style) {
  const std::vector<std::string> unclear = names_of(those(changes, Sureness::unclear));
  const std::vector<std::string> unchanged = names_of(those(changes, Sureness::unchanged));
  if (std::ranges::none_of(changes, is_measured)) return wrapped(nothing_to_judge_by, style.width);
  if (unchanged.size() == changes.size()) return "Unchanged for everyone.\n";
  std::string text;
  if (!unclear.empty())
    text += wrapped("No difference that these replications can tell from none: " + listed(unclear, most_names) + ".",
                    style.width);
  if (!unchanged.empty()) text += wrapped("Unchanged: " + listed(unchanged, most_names) + ".", style.width);
  return text;
}

bool has_unclear_cell(const std::vector<Change>& changes) {
  for (const Change& change : changes)
    for (const Difference* one : change.by_metric)
      if (one && sureness_of(*one) == Sureness::unclear) return true;
  return false;
}

std::string table_section(std::string_view name, const std::vector<Change>& changes, const std::vector<Change>& total,
                          const Reading& reading, const Style& style) {
  if (changes.empty()) return {};
  const std::vector<Change> clear = those(changes, Sureness::clear);
  std::string text = text_of(difference_table(name, clear, total, reading, style.width), style);
  if (!clear.empty() && (has_unclear_cell(clear) || has_unclear_cell(total)))
    text += wrapped(meaning_of_unclear, style.width);
  return text + folded(changes, style);
}

// "Tesla loses in 99 of 100 replications, gains in 1"
std::string how_often(const Change& change) {
  const Difference& difference = *change.headline();
  const std::size_t count = difference.estimate.count;
  const bool gains = difference.estimate.mean > 0;
  const double with = gains ? difference.p_greater : difference.p_less;
  const double against = gains ? difference.p_less : difference.p_greater;
  std::string text = change.name + (gains ? " gains " : " loses ") + in_how_many(with, count);
  if (against > 0) text += (gains ? ", loses in " : ", gains in ") + hits(against, count);
  if (difference.p_equal > 0) text += ", is unchanged in " + hits(difference.p_equal, count);
  return text;
}

std::string headline(const Change& change, const Reading& reading) {
  const Difference& difference = *change.headline();
  const Estimate& estimate = difference.estimate;
  std::string text = how_often(change);
  constexpr double rounding = 1e-9;  // of sums of days
  if (estimate.max - estimate.min <= rounding * std::abs(estimate.mean)) return text + ", always by as much.";
  if (!estimate.ci95) return text + ".";
  const std::vector<double> numbers = {estimate.ci95->low, estimate.ci95->high, estimate.p10.value, estimate.p90.value};
  const Figures figures = figures_for(numbers, judged_metrics.front().measure(), reading.precision(), reading.currency);
  text += "; mean " + signed_range(*estimate.ci95, figures) + " " + figures.unit + " (95%)";
  const std::string gain = pairing_gain(difference);
  return text + (gain.empty() ? "." : "; " + gain + ".");
}

std::vector<Change> foremost(std::vector<Change> changes) {
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& a, const Change& b) { return std::abs(a.gain()) > std::abs(b.gain()); });
  if (changes.size() > most_headlines) changes.resize(most_headlines);
  return changes;
}

// How often, how much and how well known, of those that gained or lost most.
std::string headlines(std::vector<Change> changes, const Reading& reading, const Style& style) {
  if (!reading.is_spread) return {};
  std::erase_if(changes, [](const Change& change) { return !has_moved(change); });
  std::string text;
  for (const Change& change : foremost(std::move(changes))) text += wrapped(headline(change, reading), style.width, 2);
  return text.empty() ? text : title("How sure, in online GPU-days", style) + text;
}

std::map<std::string, std::vector<std::string>> winners_and_losers_by_group(const Comparison& comparison,
                                                                            const std::vector<Change>& changes) {
  std::map<std::string, std::vector<std::string>> members;
  for (const auto& [organisation, group] : comparison.groups)
    for (const Change& change : changes)
      if (change.id == organisation && has_moved(change)) members[group].push_back(change.name);
  return members;
}

// A transfer between organisations of one group is not all loss to those who own them both.
std::string within_groups(const Comparison& comparison, const std::vector<Change>& organisations,
                          const std::vector<Change>& groups, const Reading& reading, const Style& style) {
  std::string text;
  const auto moved = std::count_if(organisations.begin(), organisations.end(), has_moved);
  for (const auto& [group, members] : winners_and_losers_by_group(comparison, organisations)) {
    const auto found =
        std::find_if(groups.begin(), groups.end(), [&id = group](const Change& change) { return change.id == id; });
    if (members.size() < 2 || found == groups.end() || !found->headline()) continue;
    const bool is_all = static_cast<std::ptrdiff_t>(members.size()) == moved;
    const Sureness sureness = sureness_of(*found->headline());
    const std::string sum = sureness == Sureness::unclear ? "no difference that these replications can tell from none"
                                                          : signed_amount(found->gain(), Measure::gpu_days,
                                                                          reading.precision(), reading.currency);
    text += wrapped((is_all ? "Nothing leaves the group. Within " : "Within ") + found->name + " (" +
                        listed(members, most_names) + "): sums to " + sum + ".",
                    style.width);
  }
  return text;
}

std::vector<Change> organisations_of(const Comparison& comparison, std::size_t place) {
  std::vector<Change> out = changes_of(comparison.differences[place], EntityKind::organisation, comparison.labels);
  add_milestones(comparison, place, out);
  return out;
}

std::string of_variant(const Comparison& comparison, std::size_t place, const Reading& reading, const Style& style) {
  const VariantDifferences& variant = comparison.differences[place];
  const std::vector<Change> organisations = organisations_of(comparison, place);
  const std::vector<Change> groups = changes_of(variant, EntityKind::group, comparison.labels);
  const std::vector<Change> everyone = changes_of(variant, EntityKind::system, comparison.labels);
  std::string text = title(name_of_difference(comparison, place) + ": who gained and who lost", style);
  text += unmatched_section(comparison, place, style);
  const std::vector<Change> clear = those(organisations, Sureness::clear);
  text += table_section("Organisations", organisations, organisations.size() > 1 ? everyone : std::vector<Change>{},
                        reading, style);
  text += within_groups(comparison, clear, groups, reading, style);
  if (!comparison.thresholds.empty()) text += threshold_section(comparison.thresholds[place], comparison.labels, style);
  text += headlines(clear, reading, style);
  const std::string of_groups = table_section("Groups", those(groups, Sureness::clear), {}, reading, style);
  if (!of_groups.empty()) text += "\n" + of_groups;
  return text + milestone_section(comparison, place, reading, style);
}

// Of one of several: how sure it is, and what would reverse it.
std::string in_short(const Comparison& comparison, std::size_t place, const Reading& reading, const Style& style) {
  const std::vector<Change> organisations = organisations_of(comparison, place);
  std::string text = unmatched_section(comparison, place, style);
  std::vector<Change> moved = those(organisations, Sureness::clear);
  std::erase_if(moved, [](const Change& change) { return !has_moved(change); });
  moved = foremost(std::move(moved));
  for (const Change& change : moved) {
    std::string line = reading.is_spread ? how_often(change) : change.name + (change.gain() > 0 ? " gains" : " loses");
    if (std::abs(change.gain()) * little < std::abs(moved.front().gain()))
      line += "; " + signed_amount(change.gain(), Measure::gpu_days, reading.precision(), reading.currency) +
              (reading.is_spread ? " in the mean" : "");
    if (!change.milestone.empty())
      line += "; " + change.milestone + ": " + change.days + (reading.is_spread ? " in the median" : "");
    text += wrapped(line + ".", style.width, 2);
  }
  if (!comparison.thresholds.empty()) text += threshold_section(comparison.thresholds[place], comparison.labels, style);
  return text.empty() ? text : title(name_of_difference(comparison, place), style) + text;
}

// Whom none of the comparisons moves.
std::string still_ones(const Comparison& comparison, const Style& style) {
  std::vector<std::pair<std::string, std::string>> still;
  for (std::size_t i = 0; i < comparison.differences.size(); ++i) {
    const std::vector<Change> changes =
        changes_of(comparison.differences[i], EntityKind::organisation, comparison.labels);
    if (i == 0)
      for (const Change& change : changes) still.emplace_back(change.id, change.name);
    std::erase_if(still, [&](const auto& one) {
      const auto found =
          std::find_if(changes.begin(), changes.end(), [&](const Change& it) { return it.id == one.first; });
      return found == changes.end() || sureness_of(*found) != Sureness::unchanged;
    });
  }
  std::vector<std::string> names;
  for (auto& [id, name] : still) names.push_back(std::move(name));
  return names.empty() ? "" : wrapped("Unchanged in all: " + listed(names, most_names) + ".", style.width);
}

std::string at_a_glance(const Comparison& comparison, const Reading& reading, const Style& style) {
  const Table overview = overview_table(comparison, reading);
  if (overview.rows.empty()) return {};
  const std::string against = comparison.baseline.empty()
                                  ? "What each comparison says"
                                  : "Against " + variant_name(comparison.labels, comparison.baseline) + ", at a glance";
  const bool has_intervals = std::any_of(overview.rows.begin(), overview.rows.end(), [](const Row& row) {
    return std::any_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return !cell.below.empty(); });
  });
  return title(against, style) + text_of(overview, style) + still_ones(comparison, style) +
         (has_intervals ? wrapped("Means, and below each its 95% interval.", style.width) : "");
}

}  // namespace

std::string comparison_table(const Comparison& comparison, const Style& wanted) {
  const Style style = wide_enough(wanted);
  const Results& baseline = comparison.variants.front().results;
  const bool is_random = std::any_of(comparison.variants.begin(), comparison.variants.end(),
                                     [](const VariantResults& variant) { return variant.results.is_random; });
  const Reading reading{is_random && baseline.replications > 1, baseline.currency,
                        format_date(baseline.end - 1).substr(0, 10)};
  const std::size_t count = comparison.differences.size();
  const std::string glance = at_a_glance(comparison, reading, style);
  const bool is_detailed = style.is_detailed || count == 1 || glance.empty();
  std::string text = unequal_windows(comparison, style) + heading(comparison, reading, is_detailed, style) + glance +
                     lever_section(comparison, reading, style);
  for (std::size_t i = 0; i < count; ++i)
    if (is_detailed)
      text += of_variant(comparison, i, reading, style);
    else if (count <= most_in_short || !comparison.thresholds.empty())
      text += in_short(comparison, i, reading, style);
  if (is_detailed) text += regret_section(comparison, reading, style);
  text += transfers_section(comparison, style);
  if (is_detailed) text += related_section(comparison, reading, style);
  if (const std::string asked = said_of_asked(baseline); !asked.empty()) text += "\n" + wrapped(asked, style.width);
  return text + next_steps(comparison.next, style);
}

}  // namespace allot::report

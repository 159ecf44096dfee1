#include <algorithm>
#include <cmath>

#include "allot/answers.hpp"
#include "base/text.hpp"
#include "report/answer_series.hpp"
#include "report/answer_thresholds.hpp"
#include "report/decisions_words.hpp"
#include "report/kinds.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Places;
using report::Sentence;
using report::Sureness;

Answer::Table differences_table(const Comparison& comparison, const Places& places) {
  std::vector<Answer::Column> columns = {{"variant", CellKind::id},  {"baseline", CellKind::id},
                                         {"kind", CellKind::text},   {"entity", CellKind::id},
                                         {"metric", CellKind::text}, {"unit", CellKind::text}};
  report::add_difference_columns(columns);
  return {"differences", "Each variant less the baseline, replication by replication", columns, places.size(),
          [&comparison, places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const VariantDifferences& variant = comparison.differences[which];
            const MetricColumn& column = variant.columns[at];
            Answer::Row row = {variant.name,
                               comparison.baseline_of(which).name,
                               std::string(report::name_of(column.kind)),
                               column.entity,
                               column.metric,
                               report::unit_of(column.metric, comparison.variants.front().results.currency)};
            report::add_difference(row, variant.differences[at]);
            return row;
          }};
}

Answer::Table milestone_differences_table(const Comparison& comparison, const Places& places) {
  std::vector<Answer::Column> columns = {
      {"variant", CellKind::id}, {"baseline", CellKind::id}, {"milestone", CellKind::id}, {"unit", CellKind::text}};
  report::add_difference_columns(columns);
  return {"milestone_differences", "Days by which each milestone is later than in the baseline", columns, places.size(),
          [&comparison, places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const VariantDifferences& variant = comparison.differences[which];
            Answer::Row row = {variant.name, comparison.baseline_of(which).name, variant.milestones[at].first,
                               std::string("days")};
            report::add_difference(row, variant.milestones[at].second);
            return row;
          }};
}

Answer::Table regret_table(const Comparison& comparison) {
  return {"regret",
          "What each variant leaves on the table, by organisation",
          {{"variant", CellKind::id},
           {"organisation", CellKind::id},
           {"metric", CellKind::text},
           {"unit", CellKind::text},
           {"total", CellKind::number},
           {"ci95_low", CellKind::number},
           {"ci95_high", CellKind::number},
           {"information", CellKind::number},
           {"choice", CellKind::number},
           {"best", CellKind::id},
           {"against_none", CellKind::number}},
          comparison.regrets.size(),
          [&comparison](std::size_t i) -> Answer::Row {
            const Regret& it = comparison.regrets[i];
            return {it.variant,
                    it.organisation,
                    it.metric,
                    report::unit_of(it.metric, comparison.variants.front().results.currency),
                    report::cell(it.total),
                    it.ci95 ? report::cell(it.ci95->low) : Answer::Cell(),
                    it.ci95 ? report::cell(it.ci95->high) : Answer::Cell(),
                    report::cell(it.information),
                    report::cell(it.choice),
                    it.best,
                    report::cell(it.against_none)};
          }};
}

Answer::Table comparisons_table(const Comparison& comparison) {
  return {"comparisons",
          "What is compared with what, and how reports name it",
          {{"label", CellKind::text}, {"variant", CellKind::id}, {"baseline", CellKind::id}},
          comparison.differences.size(),
          [&comparison](std::size_t i) -> Answer::Row {
            return {report::name_of_difference(comparison, i), comparison.variant_of(i).name,
                    comparison.baseline_of(i).name};
          }};
}

Answer::Table points_table(const Comparison& comparison) {
  return {"points",
          "The variants, the baseline first, and the time that each covers",
          {{"variant", CellKind::id},
           {"label", CellKind::text},
           {"hash", CellKind::text},
           {"start", CellKind::date},
           {"end", CellKind::date}},
          comparison.variants.size(),
          [&comparison](std::size_t i) -> Answer::Row {
            const auto& [name, results] = comparison.variants[i];
            return {name, report::variant_name(comparison.labels, name), report::text_cell(results.hash),
                    format_date(results.start), format_date(results.end)};
          }};
}

Answer::Certainty certainty_of(const Difference& difference) {
  switch (report::sureness_of(difference)) {
    case Sureness::unchanged: return Answer::Certainty::unchanged;
    case Sureness::unclear: return Answer::Certainty::unclear;
    case Sureness::clear: break;
  }
  return Answer::Certainty::clear;
}

// "In no-swap, Tesla has 225,021 more GPU-days online than in base (mean; 95% interval: 210,000 to 240,000 more)."; of a
// pair with a label, "Room as observed: Tesla has 225,021 fewer GPU-days online than with no swap (...)."
Answer::Statement changed(const Comparison& comparison, std::size_t which, std::size_t at, std::size_t row) {
  const VariantDifferences& variant = comparison.differences[which];
  const MetricColumn& column = variant.columns[at];
  const Difference& difference = variant.differences[at];
  const Estimate& it = difference.estimate;
  const std::string who = report::full_name(comparison.labels, column.kind, column.entity);
  const std::string name = report::variant_name(comparison.labels, variant.name);
  const std::string baseline = report::variant_name(comparison.labels, comparison.baseline_of(which).name);
  const bool is_pair = !variant.label.empty();
  const std::string opening = is_pair ? report::one_line(variant.label) + ": " : "";
  const std::string id = "difference." + (is_pair ? variant.label : variant.name) + "." + column.entity;
  const Answer::Certainty certainty = certainty_of(difference);
  Sentence sentence;
  if (certainty == Answer::Certainty::unchanged)
    return sentence.say(opening + who + " has as many GPU-days online in " + name + " as in " + baseline + ".")
        .done(id, certainty);
  sentence.say((is_pair ? opening : "In " + name + ", ") + who + " has ")
      .change(it.mean, "more", "fewer", "differences", row, "mean")
      .say(" GPU-days online" + (is_pair ? report::against_words(comparison, which) : " than in " + baseline));
  if (it.ci95 && it.count > 1) {
    sentence.say(" (mean; 95% interval: ")
        .change(it.ci95->low, "more", "fewer", "differences", row, "ci95_low")
        .say(" to ")
        .change(it.ci95->high, "more", "fewer", "differences", row, "ci95_high")
        .say(")");
  }
  if (certainty == Answer::Certainty::unclear) sentence.say("; that may be chance");
  return sentence.say(".").done(id, certainty);
}

void add_statements(const Comparison& comparison, const Places& places, Answer& answer) {
  for (std::size_t row = 0; row < places.size(); ++row) {
    const auto [which, at] = places(row);
    const VariantDifferences& variant = comparison.differences[which];
    const MetricColumn& column = variant.columns[at];
    if (column.kind == EntityKind::organisation && column.metric == report::judged_by &&
        std::isfinite(variant.differences[at].estimate.mean))
      answer.statements.push_back(changed(comparison, which, at, row));
  }
}

}  // namespace

Answer answer_of(const Comparison& comparison) {
  report::NamedResults all;
  for (const VariantResults& it : comparison.variants) all.emplace_back(it.name, &it.results);
  const Places differences =
      report::places_of(comparison.differences, [](const VariantDifferences& it) { return it.columns.size(); });
  const Places milestones =
      report::places_of(comparison.differences, [](const VariantDifferences& it) { return it.milestones.size(); });
  Answer answer;
  answer.provenance = report::provenance_of(comparison.variants.front().results);
  answer.provenance.emplace_back("baseline", report::text_cell(comparison.baseline));
  add_statements(comparison, differences, answer);
  report::add_threshold_statements(comparison, answer);
  answer.tables = {report::entities_table(all, comparison.labels),
                   report::assumptions_table(all),
                   comparisons_table(comparison),
                   differences_table(comparison, differences),
                   milestone_differences_table(comparison, milestones),
                   regret_table(comparison),
                   report::thresholds_table(comparison),
                   report::threshold_ranges_table(comparison),
                   report::threshold_points_table(comparison),
                   points_table(comparison),
                   report::metrics_table(all),
                   report::milestones_table(all),
                   report::series_table(all),
                   report::transfers_table(all),
                   report::difference_series_table(comparison),
                   report::timeline_table(all),
                   report::room_table(all),
                   report::quantiles_table(all),
                   report::difference_quantiles_table(comparison)};
  return answer;
}

}  // namespace allot

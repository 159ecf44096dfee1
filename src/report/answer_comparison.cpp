#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/answer_tables.hpp"
#include "report/answers.hpp"
#include "report/decisions_words.hpp"
#include "report/kinds.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"

namespace allot {
namespace {

using report::Places;
using report::Sentence;
using report::Sureness;

using Kind = Answer::Kind;

constexpr std::string_view judged = "online_gpu_days";  // what gained and lost means

void add_difference_columns(std::vector<Answer::Column>& columns) {
  report::add_estimate_columns(columns);
  for (const char* name : {"p_less", "p_equal", "p_greater", "variance_ratio", "p_value"})
    columns.push_back({name, Kind::number});
}

void add_difference(Answer::Row& row, const Difference& it) {
  report::add_estimate(row, it.estimate);
  for (const double share : {it.p_less, it.p_equal, it.p_greater}) row.push_back(report::cell(share));
  row.push_back(report::cell(it.variance_ratio));
  row.push_back(report::cell(it.p_value));
}

template <class List>
Places places_of(const Comparison& comparison, const List& list) {
  std::vector<std::size_t> sizes;
  for (const VariantDifferences& it : comparison.differences) sizes.push_back(list(it).size());
  return Places(sizes);
}

Answer::Table differences_table(const Comparison& comparison, const Places& places) {
  std::vector<Answer::Column> columns = {{"variant", Kind::id}, {"baseline", Kind::id}, {"kind", Kind::text},
                                         {"entity", Kind::id},  {"metric", Kind::text}, {"unit", Kind::text}};
  add_difference_columns(columns);
  return {"differences", "Each variant less the baseline, replication by replication", columns, places.size(),
          [&comparison, places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const VariantDifferences& variant = comparison.differences[which];
            const MetricColumn& column = variant.columns[at];
            Answer::Row row = {variant.name,
                               comparison.baseline,
                               std::string(report::name_of(column.kind)),
                               column.entity,
                               column.metric,
                               report::unit_of(column.metric, comparison.variants.front().results.currency)};
            add_difference(row, variant.differences[at]);
            return row;
          }};
}

Answer::Table milestone_differences_table(const Comparison& comparison, const Places& places) {
  std::vector<Answer::Column> columns = {
      {"variant", Kind::id}, {"baseline", Kind::id}, {"milestone", Kind::id}, {"unit", Kind::text}};
  add_difference_columns(columns);
  return {"milestone_differences", "Days by which each milestone is later than in the baseline", columns, places.size(),
          [&comparison, places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const VariantDifferences& variant = comparison.differences[which];
            Answer::Row row = {variant.name, comparison.baseline, variant.milestones[at].first, std::string("days")};
            add_difference(row, variant.milestones[at].second);
            return row;
          }};
}

Answer::Table regret_table(const Comparison& comparison) {
  return {"regret",
          "What each variant leaves on the table, by organisation",
          {{"variant", Kind::id},
           {"organisation", Kind::id},
           {"metric", Kind::text},
           {"unit", Kind::text},
           {"total", Kind::number},
           {"ci95_low", Kind::number},
           {"ci95_high", Kind::number},
           {"information", Kind::number},
           {"choice", Kind::number},
           {"best", Kind::id},
           {"against_none", Kind::number}},
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

Answer::Certainty certainty_of(const Difference& difference) {
  switch (report::sureness_of(difference)) {
    case Sureness::unchanged: return Answer::Certainty::unchanged;
    case Sureness::unclear: return Answer::Certainty::unclear;
    case Sureness::clear: break;
  }
  return Answer::Certainty::clear;
}

std::string size_of(double number) { return trimmed_with_thousands(std::abs(number), 0); }

// "In no-swap, Tesla has 225,021 more GPU-days online than in base (mean; 95% interval: 210,000 to 240,000 more)."
Answer::Statement changed(const Comparison& comparison, const VariantDifferences& variant, std::size_t at,
                          std::size_t row) {
  const MetricColumn& column = variant.columns[at];
  const Difference& difference = variant.differences[at];
  const Estimate& it = difference.estimate;
  const std::string who = report::shown_name(comparison.labels, column.kind, column.entity);
  const std::string id = "difference." + variant.name + "." + column.entity;
  const Answer::Certainty certainty = certainty_of(difference);
  Sentence sentence;
  if (certainty == Answer::Certainty::unchanged)
    return sentence.say(who + " has as many GPU-days online in " + variant.name + " as in " + comparison.baseline + ".")
        .done(id, certainty);
  sentence.say("In " + variant.name + ", " + who + " has ")
      .show(size_of(it.mean), "differences", row, "mean")
      .say(std::string(it.mean < 0 ? " fewer" : " more") + " GPU-days online than in " + comparison.baseline);
  if (it.ci95 && it.count > 1) {
    const auto bound = [&](double number, const char* column_name) {
      sentence.show(size_of(number), "differences", row, column_name).say(number < 0 ? " fewer" : " more");
    };
    sentence.say(" (mean; 95% interval: ");
    bound(it.ci95->low, "ci95_low");
    sentence.say(" to ");
    bound(it.ci95->high, "ci95_high");
    sentence.say(")");
  }
  if (certainty == Answer::Certainty::unclear) sentence.say("; that may be chance");
  return sentence.say(".").done(id, certainty);
}

void add_statements(const Comparison& comparison, const Places& places, Answer& answer) {
  for (std::size_t row = 0; row < places.size(); ++row) {
    const auto [which, at] = places(row);
    const VariantDifferences& variant = comparison.differences[which];
    const MetricColumn& column = variant.columns[at];
    if (column.kind == EntityKind::organisation && column.metric == judged &&
        std::isfinite(variant.differences[at].estimate.mean))
      answer.statements.push_back(changed(comparison, variant, at, row));
  }
}

}  // namespace

Answer answer_of(const Comparison& comparison) {
  report::NamedResults all;
  for (const VariantResults& it : comparison.variants) all.emplace_back(it.name, &it.results);
  const Places differences = places_of(
      comparison, [](const VariantDifferences& it) -> const auto& { return it.columns; });
  const Places milestones = places_of(
      comparison, [](const VariantDifferences& it) -> const auto& { return it.milestones; });
  Answer answer;
  answer.provenance = report::provenance_of(comparison.variants.front().results);
  answer.provenance.emplace_back("baseline", comparison.baseline);
  add_statements(comparison, differences, answer);
  answer.tables = {report::entities_table(all, comparison.labels),
                   report::assumptions_table(all),
                   differences_table(comparison, differences),
                   milestone_differences_table(comparison, milestones),
                   regret_table(comparison),
                   report::metrics_table(all),
                   report::milestones_table(all),
                   report::series_table(all),
                   report::transfers_table(all)};
  return answer;
}

}  // namespace allot

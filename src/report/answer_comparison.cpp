#include <algorithm>
#include <cmath>

#include "allot/answers.hpp"
#include "base/text.hpp"
#include "report/answer_levers.hpp"
#include "report/answer_series.hpp"
#include "report/answer_thresholds.hpp"
#include "report/answer_views.hpp"
#include "report/asked_metrics.hpp"
#include "report/decisions_words.hpp"
#include "report/kinds.hpp"
#include "report/names.hpp"
#include "report/sensitivity_words.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Places;
using report::Sentence;
using report::Sureness;

// What JSON calls it: the label of a pair, else the variant.
std::string key_of(const VariantDifferences& it) { return it.label.empty() ? it.name : it.label; }

Answer::Table differences_table(const Comparison& comparison, const Places& places) {
  std::vector<Answer::Column> columns = {{"variant", CellKind::id},  {"baseline", CellKind::id},
                                         {"kind", CellKind::text},   {"entity", CellKind::id},
                                         {"metric", CellKind::text}, {"unit", CellKind::text}};
  report::add_difference_columns(columns);
  columns.push_back({"comparison", CellKind::id});
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
            row.emplace_back(key_of(variant));
            return row;
          }};
}

Answer::Table milestone_differences_table(const Comparison& comparison, const Places& places) {
  std::vector<Answer::Column> columns = {
      {"variant", CellKind::id}, {"baseline", CellKind::id}, {"milestone", CellKind::id}, {"unit", CellKind::text}};
  report::add_difference_columns(columns);
  columns.push_back({"comparison", CellKind::id});
  return {"milestone_differences", "Days by which each milestone is later than in the baseline", columns, places.size(),
          [&comparison, places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const VariantDifferences& variant = comparison.differences[which];
            Answer::Row row = {variant.name, comparison.baseline_of(which).name, variant.milestones[at].first,
                               std::string("days")};
            report::add_difference(row, variant.milestones[at].second);
            row.emplace_back(key_of(variant));
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
           {"against_none", CellKind::number},
           {"against_none_ci95_low", CellKind::number},
           {"against_none_ci95_high", CellKind::number}},
          comparison.regrets.size(),
          [&comparison](std::size_t i) -> Answer::Row {
            const Regret& it = comparison.regrets[i];
            Answer::Row row = {it.variant, it.organisation, it.metric,
                               report::unit_of(it.metric, comparison.variants.front().results.currency),
                               report::cell(it.total)};
            report::add_interval(row, it.ci95);
            row.push_back(report::cell(it.information));
            row.push_back(report::cell(it.choice));
            row.emplace_back(it.best);
            row.push_back(report::cell(it.against_none));
            report::add_interval(row, it.against_none_ci95);
            return row;
          }};
}

Answer::Table comparisons_table(const Comparison& comparison) {
  return {
      "comparisons",
      "What is compared with what, and how reports name it",
      {{"label", CellKind::text}, {"variant", CellKind::id}, {"baseline", CellKind::id}, {"comparison", CellKind::id}},
      comparison.differences.size(),
      [&comparison](std::size_t i) -> Answer::Row {
        return {report::name_of_difference(comparison, i), comparison.variant_of(i).name,
                comparison.baseline_of(i).name, key_of(comparison.differences[i])};
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

// " than with no swap", where that is the baseline beside the variant; else by the baseline's name.
std::string held_against(const Comparison& comparison, std::size_t which) {
  const std::string words = report::against_words(comparison, which);
  const bool names_variant = !comparison.differences[which].label.empty();
  if (names_variant || words.starts_with(" than with ")) return words;
  return " than in " + report::variant_name(comparison.labels, comparison.baseline_of(which).name);
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
      .say(" GPU-days online" + held_against(comparison, which));
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

// A decision that could not have all that it asks for: what it changed is then what was left of it.
void add_shortfalls(const Comparison& comparison, Answer& answer) {
  std::size_t row = 0;  // of the table of metrics
  for (const auto& [name, results] : comparison.variants) {
    for (std::size_t i = 0; i < results.columns.size(); ++i, ++row) {
      const MetricColumn& column = results.columns[i];
      if (column.kind != EntityKind::intervention || column.metric != "shortfall_units") continue;
      const double mean = results.estimates[i].mean;
      if (!(mean > 0)) continue;
      answer.statements.push_back(Sentence()
                                      .say("In " + report::variant_name(comparison.labels, name) + ", " +
                                           report::full_name(comparison.labels, column.kind, column.entity) + " finds ")
                                      .show(report::plain_number(mean), "metrics", row, "mean")
                                      .say(" units fewer than it asks for, in the mean.")
                                      .done("shortfall." + name + "." + column.entity, Answer::Certainty::stated));
    }
  }
}

// "In no-swap, envy of Meta is 1,200 GPUs more than in base, in the mean."
Answer::Statement changed_metric(const Comparison& comparison, std::size_t which, std::size_t at, std::size_t row) {
  const VariantDifferences& variant = comparison.differences[which];
  const std::string path = path_of(variant.columns[at]);
  const std::string unit = report::unit_of_number(path, comparison.variants.front().results.currency);
  const std::string name = variant.label.empty() ? variant.name : variant.label;
  Sentence sentence;
  sentence
      .say("In " + report::variant_name(comparison.labels, name) + ", " +
           report::words_of_number(path, comparison.labels) + " is ")
      .change(variant.differences[at].estimate.mean, "more", "less", "differences", row, "mean");
  return sentence.say((unit.empty() ? "" : ", in " + unit + ",") + held_against(comparison, which) + ", in the mean.")
      .done("difference." + name + "." + path, certainty_of(variant.differences[at]));
}

// Where only some metrics were asked for, and none that a decision is judged by: the first few of them.
void add_asked(const Comparison& comparison, const Places& places, Answer& answer) {
  for (std::size_t row = 0; row < places.size() && answer.statements.size() < report::most_asked_told; ++row) {
    const auto [which, at] = places(row);
    if (std::isfinite(comparison.differences[which].differences[at].estimate.mean))
      answer.statements.push_back(changed_metric(comparison, which, at, row));
  }
  if (answer.statements.empty()) answer.statements = report::asked_metrics(comparison.variants.front().results);
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

const std::vector<View::Match> same_comparison = {{.column = "comparison"}};
const std::vector<View::Match> same_variant = {{.column = "variant"}};

View difference_view() {
  std::vector<Part> fields = report::estimate_fields();
  for (const char* name : {"p_less", "p_equal", "p_greater", "variance_ratio", "p_value"})
    fields.push_back(views::field(name));
  fields.push_back(views::if_counted("nulls", views::field("nulls")));
  fields.push_back(views::if_counted("not_reached", views::field("not_reached")));
  fields.push_back(views::if_counted("not_reached", {"p50_bounds", views::cells({"p50_least", "p50_most"})}));
  return views::object(std::move(fields));
}

View differences_tree() {
  return views::of(
      "comparisons",
      views::grouped_lines(
          "comparison",
          views::lines(
              {views::entries(views::of("differences", report::by_metric(difference_view(), report::all_kinds()),
                                        same_comparison)),
               {"milestone", views::of("milestone_differences",
                                       views::grouped_lines("milestone", views::object({{"days", difference_view()}})),
                                       same_comparison)}})));
}

// Of each variant, in their order.
View by_variant(View of_one) { return views::of("points", views::grouped_lines("variant", std::move(of_one))); }

View regret_tree() {
  const View none = views::unless_unknown(
      "against_none", views::object({views::field("mean", "against_none"),
                                     {"ci95", views::interval("against_none_ci95_low", "against_none_ci95_high")}}));
  const View one = views::object({views::field("total"),
                                  {"ci95", views::interval("ci95_low", "ci95_high")},
                                  views::field("information"),
                                  views::field("choice"),
                                  views::field("best"),
                                  {"against_none", none}});
  return views::lines(
      {views::field("none"),
       {"variants",
        by_variant(views::of("regret", views::grouped_lines("organisation", views::grouped_lines("metric", one)),
                             same_variant))}});
}

bool share_window(const VariantResults& one, const VariantResults& other) {
  return one.results.start == other.results.start && one.results.end == other.results.end;
}

// One baseline for all, or pairs with one each; differences go by the label of their pair.
Part what_is_compared(const Comparison& comparison) {
  if (!comparison.baseline.empty()) return views::field("baseline");
  return {"comparisons",
          views::of("comparisons", views::each(views::object({views::field("label", "comparison"),
                                                              views::field("variant"), views::field("baseline")})))};
}

View comparison_tree(const Comparison& comparison) {
  const auto& all = comparison.variants;
  const auto has_window_of_first = [&](const VariantResults& it) { return share_window(it, all.front()); };
  const auto has_transfers = [](const VariantResults& it) { return !it.results.transfers.empty(); };
  std::vector<Part> parts = {
      report::version_field(),
      {"scenario", views::lines({views::field("name", "scenario"), views::if_known("hash", views::field("hash"))})},
      {"run", report::run_view(true)},
      what_is_compared(comparison)};
  if (!std::all_of(all.begin(), all.end(), has_window_of_first))
    parts.push_back({"windows", by_variant(views::cells({"start", "end"}))});
  parts.push_back({"variants", by_variant(views::lines(report::metrics_tree(same_variant)))});
  parts.push_back({"differences", differences_tree()});
  if (!comparison.thresholds.empty()) parts.push_back({"flips", report::thresholds_tree()});
  if (!comparison.levers.empty()) parts.push_back({"levers", report::levers_tree()});
  if (!comparison.regrets.empty()) parts.push_back({"regret", regret_tree()});
  if (std::any_of(all.begin(), all.end(), has_transfers))
    parts.push_back({"transfers", by_variant(report::transfers_tree(same_variant))});
  return views::lines(std::move(parts));
}

std::vector<Sheet> comparison_sheets(const Comparison& comparison) {
  const std::vector<std::string> numbers = {
      "mean",   "sd",      "ci95_low",  "ci95_high",      "p10",    "p50", "p90", "min", "max", "nulls",
      "p_less", "p_equal", "p_greater", "variance_ratio", "p_value"};
  Sheet sheet{{"variant", "baseline", "kind", "entity", "metric"}, {}};
  sheet.head.insert(sheet.head.end(), numbers.begin(), numbers.end());
  const auto lines_of = [&](const char* table, View kind, View entity, View metric) {
    std::vector<View> line = {views::cell("variant"), views::cell("baseline"), std::move(kind), std::move(entity),
                              std::move(metric)};
    for (const std::string& name : numbers) line.push_back(views::cell(name));
    return views::entries(views::of(table, views::each(views::list(std::move(line))), same_comparison));
  };
  sheet.lines = {views::of(
      "comparisons", views::each(std::vector<Part>{
                         lines_of("differences", views::cell("kind"), views::cell("entity"), views::cell("metric")),
                         lines_of("milestone_differences", views::text("milestone"), views::cell("milestone"),
                                  views::text("days"))}))};
  std::vector<Sheet> sheets = {std::move(sheet)};
  if (!comparison.levers.empty()) sheets.push_back(report::levers_sheet());
  if (!comparison.thresholds.empty()) sheets.push_back(report::thresholds_sheet());
  return sheets;
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
  answer.provenance.emplace_back("none", report::text_cell(comparison.none));
  add_statements(comparison, differences, answer);
  if (!comparison.variants.front().results.patterns.empty() && answer.statements.empty())
    add_asked(comparison, differences, answer);
  add_shortfalls(comparison, answer);
  report::add_lever_statements(comparison, answer);
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
                   report::transfer_months_table(all),
                   report::difference_series_table(comparison),
                   report::timeline_table(all),
                   report::room_table(all),
                   report::quantiles_table(all),
                   report::difference_quantiles_table(comparison)};
  if (!comparison.levers.empty()) answer.tables.push_back(report::levers_table(comparison));
  answer.tree = comparison_tree(comparison);
  answer.sheets = comparison_sheets(comparison);
  return answer;
}

}  // namespace allot

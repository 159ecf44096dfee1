#include "allot/answers.hpp"
#include "base/text.hpp"
#include "report/answer_precisions.hpp"
#include "report/answer_series.hpp"
#include "report/answer_views.hpp"
#include "report/asked_metrics.hpp"
#include "report/chances.hpp"
#include "report/moments.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"

namespace allot {
namespace {

using report::Sentence;

// "Tesla runs 35,000 GPUs at the end (median; 31,000 to 35,000 in eight of ten replications)."
Answer::Statement at_the_end(const Results& results, std::size_t row) {
  const MetricColumn& column = results.columns[row];
  const Estimate& it = results.estimates[row];
  Sentence sentence;
  sentence.say(report::full_name(results.labels, column.kind, column.entity) + " runs ")
      .show(trimmed_with_thousands(it.p50.value, 0), "metrics", row, "p50")
      .say(" GPUs at the end");
  if (it.count > 1)
    sentence.say(" (median; ")
        .show(trimmed_with_thousands(it.p10.value, 0), "metrics", row, "p10")
        .say(" to ")
        .show(trimmed_with_thousands(it.p90.value, 0), "metrics", row, "p90")
        .say(" in eight of ten replications)");
  return sentence.say(".").done("online." + column.entity, Answer::Certainty::stated);
}

// "tesla-35k is reached by 2024-09-01 in the median, in 97.5% of the replications by the end."
Answer::Statement reached(const Results& results, std::size_t row) {
  const MilestoneEstimate& milestone = results.milestones[row];
  const std::string name = report::full_milestone(results.labels, milestone.id);
  const std::string id = "milestone." + milestone.id;
  const auto median = report::date_text(results, milestone.date.p50.value);
  Sentence sentence;
  if (!results.is_random && median)
    return sentence.say(name + " is reached on ")
        .show(report::plain_day(*median), "milestones", row, "p50")
        .say(".")
        .done(id, Answer::Certainty::stated);
  if (!results.is_random) return sentence.say(name + " is not reached.").done(id, Answer::Certainty::stated);
  sentence.say(name + " is reached by the end in ")
      .show(trimmed(100 * milestone.date.share, 1) + "%", "milestones", row, "reached")
      .say(" of the replications");
  if (median) sentence.say(", by ").show(report::plain_day(*median), "milestones", row, "p50").say(" in half of them");
  return sentence.say(".").done(id, Answer::Certainty::stated);
}

// "500 of the lab's run by 2025-03-31 in 62.3% of the replications."
Answer::Statement by_then(const Results& results, std::size_t row) {
  const Chance& it = results.chances[row];
  Sentence sentence;
  return sentence.say(report::full_milestone(results.labels, it.milestone) + " by ")
      .show(report::plain_day(format_date(it.by)), "chances", row, "by")
      .say(" in ")
      .show(trimmed(100 * it.share(), 1) + "%", "chances", row, "share")
      .say(" of the replications.")
      .done("chance." + it.milestone, Answer::Certainty::stated);
}

Answer::Table chances_table(const Results& results) {
  return {"chances",
          "How likely milestones are reached by some day",
          {{"milestone", report::CellKind::id},
           {"by", report::CellKind::date},
           {"share", report::CellKind::number, "share"},
           {"ci95_low", report::CellKind::number, "share"},
           {"ci95_high", report::CellKind::number, "share"},
           {"asked", report::CellKind::date},
           {"reached", report::CellKind::number},
           {"replications", report::CellKind::number}},
          results.chances.size(),
          [&results](std::size_t i) -> Answer::Row {
            const Chance& it = results.chances[i];
            return {it.milestone,
                    format_date(it.by),
                    it.share(),
                    it.share_ci95.low,
                    it.share_ci95.high,
                    report::by_text(it.by),
                    report::count_cell(it.reached),
                    report::count_cell(it.count)};
          }};
}

View run_tree(const Results& results) {
  std::vector<Part> parts = {
      report::version_field(),
      {"scenario", views::object({views::field("name", "scenario"), views::field("variant"), views::field("hash")})},
      {"run", report::run_view(true)},
      {"metrics", views::lines(report::metrics_tree())}};
  if (!results.chances.empty())
    parts.push_back(
        {"chances", views::of("chances", views::each(views::object({views::field("milestone"),
                                                                    views::field("by", "asked"),
                                                                    views::field("share"),
                                                                    {"ci95", views::interval("ci95_low", "ci95_high")},
                                                                    views::field("reached"),
                                                                    views::field("replications")})))});
  if (!results.transfers.empty()) parts.push_back({"transfers", report::transfers_tree()});
  if (!results.series.empty()) parts.push_back({"series", report::series_tree(results)});
  return views::lines(std::move(parts));
}

// A line of the CSV of a run, from its eight cells behind the name of a metric, and how many have none.
View csv_line_of_run(View kind, View entity, View metric, std::vector<View> cells) {
  std::vector<View> line = {std::move(kind), std::move(entity), std::move(metric)};
  for (View& it : cells) line.push_back(std::move(it));
  return views::list(std::move(line));
}

std::vector<Sheet> run_sheets(const Results& results) {
  using views::cell, views::text;
  const View none = views::constant({}), zero = views::constant(0.0);
  const std::vector<std::string> head = {"kind", "entity", "metric", "mean", "sd",  "ci95_low", "ci95_high",
                                         "p10",  "p50",    "p90",    "min",  "max", "nulls"};
  const View metrics =
      views::of("metrics", views::each(views::cells({"kind", "entity", "metric", "mean", "sd", "ci95_low", "ci95_high",
                                                     "p10", "p50", "p90", "min", "max", "nulls"})));
  const auto of_milestone = [&](View metric, std::vector<View> cells) {
    return views::entries(csv_line_of_run(text("milestone"), cell("milestone"), std::move(metric), std::move(cells)));
  };
  const View milestones = views::of(
      "milestones", views::each(std::vector<Part>{
                        of_milestone(text("date"), {none, none, none, none, cell("p10"), cell("p50"), cell("p90"), none,
                                                    none, cell("not_reached")}),
                        of_milestone(text("mean_to_end"),
                                     {cell("mean_to_end"), none, none, none, none, none, none, none, none, zero}),
                        of_milestone(text("reached"), {cell("reached"), none, cell("reached_low"), cell("reached_high"),
                                                       none, none, none, none, none, zero})}));
  const View chances = views::of(
      "chances", views::each(std::vector<Part>{of_milestone(
                     views::list({text("reached@"), cell("asked")}),
                     {cell("share"), none, cell("ci95_low"), cell("ci95_high"), none, none, none, none, none, zero})}));
  return {{head, {metrics, milestones, chances, report::fairness_lines(results)}}};
}

}  // namespace

Answer answer_of(const Results& results) {
  const report::NamedResults all = {{results.variant.empty() ? "as written" : results.variant, &results}};
  Answer answer;
  answer.provenance = report::provenance_of(results);
  answer.provenance.emplace_back("variant", report::text_cell(results.variant));
  if (!results.precisions.empty()) answer.provenance.emplace_back("stopped_by", report::word_of(results.stopped_by));
  for (std::size_t row = 0; row < results.chances.size(); ++row) answer.statements.push_back(by_then(results, row));
  for (std::size_t row = 0; row < results.columns.size(); ++row)
    if (results.columns[row].kind == EntityKind::organisation && results.columns[row].metric == "online_units")
      answer.statements.push_back(at_the_end(results, row));
  for (std::size_t row = 0; row < results.milestones.size(); ++row) answer.statements.push_back(reached(results, row));
  if (!results.patterns.empty() && answer.statements.empty()) answer.statements = report::asked_metrics(results);
  answer.tables = {report::entities_table(all, results.labels),
                   report::assumptions_table(all),
                   report::metrics_table(all),
                   report::milestones_table(all),
                   chances_table(results),
                   report::series_table(all),
                   report::transfers_table(all),
                   report::transfer_months_table(all),
                   report::timeline_table(all),
                   report::room_table(all),
                   report::quantiles_table(all)};
  report::add_precisions(results, answer.statements);
  if (!results.precisions.empty()) answer.tables.push_back(report::precisions_table(results));
  answer.tree = run_tree(results);
  answer.sheets = run_sheets(results);
  return answer;
}

}  // namespace allot

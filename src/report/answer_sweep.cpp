#include "allot/answers.hpp"
#include "base/text.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/sentence.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Sentence;

Answer::Table sweep_axes(const SweepSummary& summary) {
  std::vector<Answer::Row> rows;
  for (const SweepSummary::Axis& it : summary.axes)
    rows.push_back({it.pointer, it.label, it.kind, report::count_cell(it.values), it.low, it.high});
  return report::small_table("axes", "What varied",
                             {{"pointer", CellKind::text},
                              {"label", CellKind::text},
                              {"kind", CellKind::text},
                              {"values", CellKind::number},
                              {"low", CellKind::text},
                              {"high", CellKind::text}},
                             rows);
}

Answer::Table sweep_ranges(const SweepSummary& summary) {
  return {"ranges",
          "Between what the mean of each metric lies, and at which points",
          {{"variant", CellKind::id},
           {"baseline", CellKind::id},
           {"kind", CellKind::text},
           {"entity", CellKind::id},
           {"label", CellKind::text},
           {"metric", CellKind::text},
           {"unit", CellKind::text},
           {"low", CellKind::number},
           {"low_point", CellKind::number},
           {"high", CellKind::number},
           {"high_point", CellKind::number}},
          summary.ranges.size(),
          [&summary](std::size_t i) -> Answer::Row {
            const SweepSummary::Range& it = summary.ranges[i];
            return {report::text_cell(it.variant),
                    report::text_cell(it.baseline),
                    it.kind,
                    it.entity,
                    report::text_cell(it.label),
                    it.metric,
                    it.unit,
                    report::cell(it.low),
                    report::count_cell(it.low_point),
                    report::cell(it.high),
                    report::count_cell(it.high_point)};
          }};
}

// Tidy: a row for each point and axis.
Answer::Table sweep_points_table(const SweepSummary& summary) {
  const std::size_t axes = summary.axes.size();
  return {"points",
          "What has which value at each point",
          {{"point", CellKind::number}, {"pointer", CellKind::text}, {"value", CellKind::text}},
          summary.design.size() * axes,
          [&summary, axes](std::size_t i) -> Answer::Row {
            const auto& [point, axis] = std::pair(i / axes, i % axes);
            return {report::count_cell(point), summary.axes[axis].pointer, summary.design[point][axis]};
          }};
}

Answer::Table sweep_values(const SweepSummary& summary) {
  return {"values",
          "What each point comes to",
          {{"point", CellKind::number},
           {"range", CellKind::number},
           {"mean", CellKind::number},
           {"ci95_low", CellKind::number},
           {"ci95_high", CellKind::number},
           {"p10", CellKind::number},
           {"p90", CellKind::number}},
          summary.values.size(),
          [&summary](std::size_t i) -> Answer::Row {
            const SweepSummary::Value& it = summary.values[i];
            return {report::count_cell(it.point), report::count_cell(it.range), report::cell(it.mean),
                    report::cell(it.ci95_low),    report::cell(it.ci95_high),   report::cell(it.p10),
                    report::cell(it.p90)};
          }};
}

Answer::Table sweep_failures(const SweepSummary& summary) {
  std::vector<Answer::Row> rows;
  for (const SweepSummary::Failure& it : summary.failures) rows.push_back({report::count_cell(it.point), it.message});
  return report::small_table("failures", "Points whose values make no scenario that can be simulated",
                             {{"point", CellKind::number}, {"message", CellKind::text}}, rows);
}

Answer::Table sweep_size(const SweepSummary& summary) {
  return report::small_table(
      "sweep", "How far the sweep has come",
      {{"file", CellKind::text},
       {"points", CellKind::number},
       {"wanted", CellKind::number},
       {"done", CellKind::number},
       {"failed", CellKind::number},
       {"shard", CellKind::text},
       {"is_finished", CellKind::boolean}},
      {{summary.file, report::count_cell(summary.points), report::count_cell(summary.wanted),
        report::count_cell(summary.done), report::count_cell(summary.failures.size()),
        std::to_string(summary.shard.part) + "/" + std::to_string(summary.shard.of), summary.is_finished}});
}

// "12 of 12 points are in study.db."
Answer::Statement how_far(const SweepSummary& summary) {
  Sentence sentence;
  return sentence.show(trimmed_with_thousands(static_cast<double>(summary.done), 0), "sweep", 0, "done")
      .say(" of ")
      .show(trimmed_with_thousands(static_cast<double>(summary.wanted), 0), "sweep", 0, "wanted")
      .say(summary.wanted == 1 ? " point is in the database." : " points are in the database.")
      .done("sweep.done", Answer::Certainty::stated);
}

View sweep_tree() {
  using views::each, views::field, views::object, views::of;
  return views::lines(
      {report::version_field(),
       {"scenario", object({field("name", "scenario"), field("hash")})},
       {"run", object({field("seed"), field("replications")})},
       {"sweep", of("sweep", object({field("file"), field("points"), field("wanted"), field("done"), field("failed"),
                                     field("shard"), field("is_finished")}))},
       {"axes", of("axes", each(object({field("pointer"), field("label"), field("kind"), field("values"), field("low"),
                                        field("high")})))},
       {"ranges", of("ranges", each(object({field("variant"), field("baseline"), field("kind"), field("entity"),
                                            field("metric"), field("unit"), field("low"), field("low_point"),
                                            field("high"), field("high_point")})))},
       {"failures", of("failures", each(object({field("point"), field("message")})))}});
}

}  // namespace

Answer answer_of(const SweepSummary& summary) {
  Answer answer;
  answer.provenance = {{"scenario", summary.scenario},
                       {"hash", summary.hash},
                       {"question", report::text_cell(summary.question)},
                       {"seed", summary.seed},
                       {"replications", std::stod(summary.replications)},
                       {"version", summary.version},
                       {"start", summary.start},
                       {"end", summary.end},
                       {"currency", report::text_cell(summary.currency)}};
  answer.statements = {how_far(summary)};
  answer.tables = {sweep_size(summary),         sweep_axes(summary),   sweep_ranges(summary),
                   sweep_points_table(summary), sweep_values(summary), sweep_failures(summary)};
  answer.tree = sweep_tree();
  answer.sheets = {
      {{"variant", "baseline", "kind", "entity", "metric", "unit", "low", "low_point", "high", "high_point"},
       {views::of("ranges", views::each(views::cells({"variant", "baseline", "kind", "entity", "metric", "unit", "low",
                                                      "low_point", "high", "high_point"})))}}};
  return answer;
}

}  // namespace allot

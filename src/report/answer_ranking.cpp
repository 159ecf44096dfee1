#include "allot/answers.hpp"
#include "allot/solution.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/names.hpp"
#include "report/path_words.hpp"
#include "report/ranking_statements.hpp"
#include "report/ranking_words.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Standing;

std::string named(const Ranking& it, const std::string& variant) { return report::variant_name(it.labels, variant); }

// Nothing where it is of several metrics.
Answer::Cell of_one(const Ranking& it, double number) { return it.is_of_one() ? report::cell(number) : Answer::Cell(); }
Answer::Cell of_several(const Ranking& it, double number) {
  return it.is_of_one() ? Answer::Cell() : report::cell(number);
}

Answer::Table selection_row(const Ranking& it) {
  std::size_t all = 0;
  for (const RankedVariant& one : it.variants) all += one.replications;
  const bool has_best = it.is_of_one() && it.left() == 1;
  return report::small_table(
      "selection", "What was asked, and how it ended",
      {{"variants", CellKind::number},
       {"probability", CellKind::number, "share"},
       {"indifference", CellKind::number},
       {"unit", CellKind::text},
       {"best", CellKind::id},
       {"left", CellKind::number},
       {"in_pareto_set", CellKind::number},
       {"dominated", CellKind::number},
       {"first_stage", CellKind::number},
       {"most", CellKind::number},
       {"simulated", CellKind::number},
       {"resamples", CellKind::number}},
      {{report::count_cell(it.variants.size()), it.probability,
        it.is_random ? of_one(it, it.indifference) : Answer::Cell(),
        it.is_of_one() ? report::text_cell(report::unit_of_ranked(it.metrics.front(), it.currency)) : Answer::Cell(),
        has_best ? Answer::Cell(it.variants.front().name) : Answer::Cell(), of_one(it, static_cast<double>(it.left())),
        of_several(it, static_cast<double>(report::count_of(it, Standing::in_pareto_set))),
        of_several(it, static_cast<double>(report::count_of(it, Standing::dominated))),
        report::count_cell(it.first_stage), of_one(it, static_cast<double>(it.most)), report::count_cell(all),
        of_several(it, static_cast<double>(it.resamples))}});
}

Answer::Table criteria_rows(const Ranking& it) {
  std::vector<Answer::Row> rows;
  for (const RankedMetric& metric : it.metrics)
    rows.push_back({metric.path, report::words_of_path(metric.path, it.labels),
                    report::text_cell(report::unit_of_ranked(metric, it.currency)),
                    metric.better == Better::more ? "more" : "less"});
  return report::small_table(
      "criteria", "What is ranked by, and which way is better",
      {{"metric", CellKind::text}, {"label", CellKind::text}, {"unit", CellKind::text}, {"better", CellKind::text}},
      std::move(rows));
}

Answer::Row ranking_row(const Ranking& it, std::size_t i) {
  const RankedVariant& one = it.variants[i];
  Answer::Row row = {report::count_cell(i + 1), one.name, named(it, one.name),
                     report::word_of(report::standing_of(it, one)), report::count_cell(one.replications)};
  row.push_back(one.dropped ? report::count_cell(one.dropped->after) : Answer::Cell());
  row.push_back(one.dropped ? Answer::Cell(one.dropped->by) : Answer::Cell());
  row.push_back(one.dropped ? Answer::Cell(one.dropped->is_last) : Answer::Cell());
  row.push_back(of_several(it, one.nondominated));
  row.push_back(report::text_cell(one.dominated_by));
  row.push_back(one.dominated_by.empty() ? Answer::Cell() : report::cell(one.dominated_share));
  row.push_back(one.decision_cost ? report::cell(one.decision_cost->mean) : Answer::Cell());
  report::add_interval(row, one.decision_cost ? one.decision_cost->ci95 : std::nullopt);
  return row;
}

Answer::Table ranking_rows(const Ranking& it) {
  return {"ranking",
          "The variants, the best first, how far each was simulated, and by which it was dropped or is dominated",
          {{"place", CellKind::number},
           {"variant", CellKind::id},
           {"label", CellKind::text},
           {"standing", CellKind::text},
           {"replications", CellKind::number},
           {"dropped_after", CellKind::number},
           {"dropped_by", CellKind::id},
           {"is_dropped_at_the_end", CellKind::boolean},
           {"nondominated", CellKind::number, "share"},
           {"dominated_by", CellKind::id},
           {"dominated_share", CellKind::number, "share"},
           {"decision_cost", CellKind::number, it.currency},
           {"decision_cost_low", CellKind::number, it.currency},
           {"decision_cost_high", CellKind::number, it.currency}},
          it.variants.size(),
          [&it](std::size_t i) { return ranking_row(it, i); }};
}

Answer::Row value_row(const Ranking& it, std::size_t i) {
  const RankedVariant& one = it.variants[i / it.metrics.size()];
  const RankedMetric& metric = it.metrics[i % it.metrics.size()];
  const RankedValue& value = one.values[i % it.metrics.size()];
  const bool is_day = is_date(metric.path);
  Answer::Row row = {one.name,
                     metric.path,
                     report::text_cell(report::unit_of_ranked(metric, it.currency)),
                     is_day ? Answer::Cell() : report::cell(value.estimate.mean),
                     is_day ? Answer::Cell(report::date_of_days(value.estimate.mean)) : Answer::Cell(),
                     report::cell(value.estimate.sd)};
  report::add_interval(row, is_day ? std::nullopt : value.estimate.ci95);
  row.push_back(of_one(it, value.less_best.mean));
  report::add_interval(row, it.is_of_one() ? value.less_best.ci95 : std::nullopt);
  return row;
}

Answer::Table value_rows(const Ranking& it) {
  return {
      "values",
      "What each variant comes to, and less the best's by paired replications; intervals are of the data at the end "
      "and know nothing of the selection",
      {{"variant", CellKind::id},
       {"metric", CellKind::text},
       {"unit", CellKind::text},
       {"mean", CellKind::number},
       {"mean_date", CellKind::date},
       {"sd", CellKind::number},
       {"ci95_low", CellKind::number},
       {"ci95_high", CellKind::number},
       {"less_best", CellKind::number},
       {"less_best_low", CellKind::number},
       {"less_best_high", CellKind::number}},
      it.variants.size() * it.metrics.size(),
      [&it](std::size_t i) { return value_row(it, i); }};
}

const std::vector<std::string> ranking_fields() {
  return {"place",      "variant",      "standing",     "replications",    "dropped_after",
          "dropped_by", "nondominated", "dominated_by", "dominated_share", "decision_cost"};
}
const std::vector<std::string> value_fields() {
  return {"variant",  "metric",    "unit",      "mean",          "mean_date",
          "ci95_low", "ci95_high", "less_best", "less_best_low", "less_best_high"};
}

View object_of(const std::vector<std::string>& columns) {
  std::vector<Part> parts;
  for (const std::string& it : columns) parts.push_back(views::field(it));
  return views::each(views::object(std::move(parts)));
}
Sheet sheet_of(const std::string& table, const std::vector<std::string>& columns) {
  std::vector<View> cells;
  for (const std::string& it : columns) cells.push_back(views::cell(it));
  return {columns, {views::of(table, views::each(views::list(std::move(cells))))}};
}

View ranking_tree() {
  const auto row = [](Part part) { return Part{part.key, views::of("selection", part.view)}; };
  return views::lines({report::version_field(),
                       {"run", report::run_view(false)},
                       row(views::field("probability")),
                       row(views::field("indifference")),
                       row(views::field("best")),
                       row(views::field("left")),
                       {"ranking", views::of("ranking", object_of(ranking_fields()))},
                       {"values", views::of("values", object_of(value_fields()))}});
}

}  // namespace

Answer answer_of(const Ranking& it) {
  Answer answer;
  answer.provenance =
      report::provenance_of(it.scenario, it.basis, it.seed, it.variants.empty() ? 0 : it.variants.front().replications);
  answer.provenance.emplace_back("currency", report::text_cell(it.currency));
  answer.statements = report::ranking_statements(it);
  answer.tables = {selection_row(it), criteria_rows(it), ranking_rows(it), value_rows(it),
                   report::assumptions_table(it.basis.notes)};
  answer.tree = ranking_tree();
  answer.sheets = {sheet_of("ranking", ranking_fields()), sheet_of("values", value_fields())};
  return answer;
}

}  // namespace allot

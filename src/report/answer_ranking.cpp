#include <algorithm>

#include "allot/answers.hpp"
#include "allot/solution.hpp"
#include "base/text.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/decisions_words.hpp"
#include "report/names.hpp"
#include "report/path_words.hpp"
#include "report/ranking_words.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Sentence;
using report::Standing;

std::string named(const Ranking& it, const std::string& variant) { return report::variant_name(it.labels, variant); }

std::string criteria_in_words(const Ranking& it) {
  std::vector<std::string> words;
  for (const RankedMetric& metric : it.metrics) words.push_back(report::words_of_path(metric.path, it.labels));
  return report::listed(words, words.size());
}

std::size_t count_of(const Ranking& it, Standing standing) {
  return static_cast<std::size_t>(std::count_if(it.variants.begin(), it.variants.end(), [&](const RankedVariant& one) {
    return report::standing_of(it, one) == standing;
  }));
}

std::string list_of(const Ranking& it, Standing standing) {
  std::vector<std::string> names;
  for (const RankedVariant& one : it.variants)
    if (report::standing_of(it, one) == standing) names.push_back(named(it, one.name));
  return report::listed(names, report::most_names);
}

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
        of_several(it, static_cast<double>(count_of(it, Standing::in_pareto_set))),
        of_several(it, static_cast<double>(count_of(it, Standing::dominated))), report::count_cell(it.first_stage),
        of_one(it, static_cast<double>(it.most)), report::count_cell(all),
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

Answer::Statement is_best(const Ranking& it) {
  const RankedVariant& best = it.variants.front();
  Sentence sentence;
  sentence.say(named(it, best.name) + " is selected as the best of ")
      .show(trimmed_with_thousands(static_cast<double>(it.variants.size())), "selection", 0, "variants")
      .say(" variants by " + criteria_in_words(it) + ".");
  return sentence.done("best", it.is_random ? Answer::Certainty::clear : Answer::Certainty::stated);
}

// What the selection is worth.
Answer::Statement is_worth(const Ranking& it) {
  return Sentence()
      .say("A best variant that is ahead of all others by ")
      .show(report::plain_number(it.indifference), "selection", 0, "indifference")
      .say(" " + report::unit_of_ranked(it.metrics.front(), it.currency) +
           " or more is selected with a probability of at least ")
      .show(report::percent(it.probability), "selection", 0, "probability")
      .say(".")
      .done("probability", Answer::Certainty::stated);
}

Answer::Statement are_left(const Ranking& it) {
  Sentence sentence;
  sentence.show(trimmed_with_thousands(static_cast<double>(it.left())), "selection", 0, "left")
      .say(" of ")
      .show(trimmed_with_thousands(static_cast<double>(it.variants.size())), "selection", 0, "variants")
      .say(" variants are left: " + list_of(it, Standing::left) + ". ");
  if (!it.is_random) return sentence.say("They come to the same.").done("left", Answer::Certainty::stated);
  sentence.say("Which of them is best by " + criteria_in_words(it) + " is not shown by ")
      .show(trimmed_with_thousands(static_cast<double>(it.most)), "selection", 0, "most")
      .say(" replications, the most allowed.");
  return sentence.done("left", Answer::Certainty::unclear);
}

// Of the one that was dropped last, or of one that never differs.
std::optional<Answer::Statement> is_behind(const Ranking& it) {
  if (it.left() != 1 || it.variants.size() < 2) return std::nullopt;
  const RankedVariant& next = it.variants[1];
  const Estimate& behind = next.values.front().less_best;
  if (behind.min == 0 && behind.max == 0)
    return Sentence()
        .say(named(it, next.name) + " came to the same in every replication: either may be chosen.")
        .done("same", Answer::Certainty::unchanged);
  Sentence sentence;
  sentence.say(named(it, next.name) + ", the last one dropped, is behind it by ")
      .show(report::plain_number(behind.mean), "values", 1, "less_best")
      .say(" " + report::unit_of_ranked(it.metrics.front(), it.currency));
  if (next.dropped && next.dropped->is_last) sentence.say(", no more than does not matter");
  return sentence.say(".").done("behind", Answer::Certainty::stated);
}

std::vector<Answer::Statement> selection_statements(const Ranking& it) {
  std::vector<Answer::Statement> out = {it.left() == 1 ? is_best(it) : are_left(it)};
  if (it.is_random && it.left() == 1 && it.variants.size() > 1) out.push_back(is_worth(it));
  if (auto behind = is_behind(it)) out.push_back(std::move(*behind));
  return out;
}

Answer::Statement pareto_overview(const Ranking& it) {
  Sentence sentence;
  sentence.say("By " + criteria_in_words(it) + ", ")
      .show(trimmed_with_thousands(static_cast<double>(count_of(it, Standing::in_pareto_set))), "selection", 0,
            "in_pareto_set")
      .say(" of ")
      .show(trimmed_with_thousands(static_cast<double>(it.variants.size())), "selection", 0, "variants")
      .say(" variants are in the Pareto set");
  if (it.is_random)
    sentence.say(" with a probability of ")
        .show(report::percent(it.probability), "selection", 0, "probability")
        .say(" or more");
  const std::string names = list_of(it, Standing::in_pareto_set);
  return sentence.say(names.empty() ? "." : ": " + names + ".").done("pareto", Answer::Certainty::stated);
}

Answer::Statement is_dominated(const Ranking& it, std::size_t i) {
  const RankedVariant& one = it.variants[i];
  const bool is_sure = report::standing_of(it, one) == Standing::dominated;
  Sentence sentence;
  sentence.say(named(it, one.name) + (is_sure ? " is dominated" : " may be dominated"));
  if (!it.is_random) {
    sentence.say(" by " + named(it, one.dominated_by));
  } else {
    sentence.say(": it is in the Pareto set in ").show(report::percent(one.nondominated), "ranking", i, "nondominated");
    sentence.say(" of the resamples, and " + named(it, one.dominated_by) + " dominates it in ")
        .show(report::percent(one.dominated_share), "ranking", i, "dominated_share");
  }
  return sentence.say(".").done("dominated." + one.name,
                                is_sure ? Answer::Certainty::clear : Answer::Certainty::unclear);
}

std::vector<Answer::Statement> pareto_statements(const Ranking& it) {
  std::vector<Answer::Statement> out = {pareto_overview(it)};
  for (std::size_t i = 0; i < it.variants.size(); ++i)
    if (report::standing_of(it, it.variants[i]) != Standing::in_pareto_set) out.push_back(is_dominated(it, i));
  return out;
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
  answer.statements = it.is_of_one() ? selection_statements(it) : pareto_statements(it);
  answer.tables = {selection_row(it), criteria_rows(it), ranking_rows(it), value_rows(it),
                   report::assumptions_table(it.basis.notes)};
  answer.tree = ranking_tree();
  answer.sheets = {sheet_of("ranking", ranking_fields()), sheet_of("values", value_fields())};
  return answer;
}

}  // namespace allot

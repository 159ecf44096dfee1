#include <algorithm>
#include <cmath>

#include "allot/answers.hpp"
#include "base/text.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/sensitivity_words.hpp"
#include "report/sentence.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Sentence;

std::string word_of(SensitivityFactor::Kind kind) {
  switch (kind) {
    case SensitivityFactor::Kind::input: return "input";
    case SensitivityFactor::Kind::group: return "group";
    case SensitivityFactor::Kind::others: return "others";
    case SensitivityFactor::Kind::course: return "course";
  }
  return {};
}

Answer::Table inputs_table(const Sensitivity& all) {
  std::vector<Answer::Row> rows;
  for (const SensitivityFactor& factor : all.factors) {
    const std::string kind = word_of(factor.kind), label = report::words_of_factor(factor);
    if (factor.inputs.empty()) rows.push_back({factor.id, kind, label, {}, {}, {}, {}, {}});
    for (const std::size_t i : factor.inputs) {
      const SensitivityInput& it = all.inputs[i];
      rows.push_back({factor.id, kind, label, it.pointer, it.label, report::text_cell(it.p10),
                      report::text_cell(it.p50), report::text_cell(it.p90)});
    }
  }
  return report::small_table("inputs", "What is told apart, and the uncertain values that it is made of",
                             {{"input", CellKind::text},
                              {"kind", CellKind::text},
                              {"label", CellKind::text},
                              {"pointer", CellKind::text},
                              {"value_label", CellKind::text},
                              {"p10", CellKind::text},
                              {"p50", CellKind::text},
                              {"p90", CellKind::text}},
                             std::move(rows));
}

Answer::Table correlations_table(const Sensitivity& all) {
  std::vector<Answer::Row> rows;
  for (const InputCorrelation& it : all.correlations) rows.push_back({it.one, it.other, it.rho});
  return report::small_table(
      "correlations", "Correlations of ranks among inputs",
      {{"pointer", CellKind::text}, {"other", CellKind::text}, {"rank_correlation", CellKind::number}},
      std::move(rows));
}

void add_estimate(Answer::Row& row, const PointEstimate& it) {
  row.push_back(report::cell(it.value));
  report::add_interval(row, it.ci95);
}

Answer::Row spread_row(const Sensitivity& all, const MetricSensitivity& one) {
  Answer::Row row = {one.metric, report::words_of_number(one.metric, all.labels),
                     report::text_cell(report::unit_of_number(one.metric, all.currency))};
  const VarianceShares none;
  const VarianceShares& it = one.shares ? *one.shares : none;
  row.push_back(report::cell(one.mean));
  row.push_back(report::cell(one.sd));
  for (const PointEstimate* part : {&it.nobody_knows, &it.course, &it.both}) add_estimate(row, *part);
  row.push_back(report::cell(one.sum_of_first ? one.sum_of_first->value : std::nan("")));
  row.push_back(it.is_converged);
  row.push_back(report::count_cell(one.left_out));
  row.push_back(one.enough ? report::count_cell(*one.enough) : Answer::Cell());
  return row;
}

Answer::Table spread_table(const Sensitivity& all) {
  std::vector<Answer::Row> rows;
  for (const MetricSensitivity& it : all.metrics) rows.push_back(spread_row(all, it));
  return report::small_table("spread", "Whose the variance of each metric is",
                             {{"metric", CellKind::text},
                              {"metric_label", CellKind::text},
                              {"unit", CellKind::text},
                              {"mean", CellKind::number},
                              {"sd", CellKind::number},
                              {"nobody_knows", CellKind::number, "share"},
                              {"nobody_knows_low", CellKind::number, "share"},
                              {"nobody_knows_high", CellKind::number, "share"},
                              {"course", CellKind::number, "share"},
                              {"course_low", CellKind::number, "share"},
                              {"course_high", CellKind::number, "share"},
                              {"both", CellKind::number, "share"},
                              {"both_low", CellKind::number, "share"},
                              {"both_high", CellKind::number, "share"},
                              {"sum_of_first_order", CellKind::number, "share"},
                              {"converged", CellKind::boolean},
                              {"left_out", CellKind::number},
                              {"enough", CellKind::number}},
                             std::move(rows));
}

std::string unit_of_measure(const Sensitivity& all, const MetricSensitivity& one, const SensitivityMeasure& it) {
  return it.method == SensitivityMethod::morris ? report::unit_of_number(one.metric, all.currency) : "share";
}

Answer::Table measures_table(const Sensitivity& all) {
  std::vector<Answer::Row> rows;
  for (const MetricSensitivity& one : all.metrics)
    for (const SensitivityMeasure& it : one.measures) {
      const SensitivityFactor& factor = all.factors[it.factor];
      Answer::Row row = {one.metric,
                         factor.id,
                         report::words_of_factor(factor),
                         std::string(word_of(it.method)),
                         it.measure,
                         report::text_cell(unit_of_measure(all, one, it))};
      add_estimate(row, it.estimate);
      row.push_back(it.is_converged);
      rows.push_back(std::move(row));
    }
  return report::small_table("sensitivity", "What each input makes of each metric",
                             {{"metric", CellKind::text},
                              {"input", CellKind::text},
                              {"label", CellKind::text},
                              {"method", CellKind::text},
                              {"measure", CellKind::text},
                              {"unit", CellKind::text},
                              {"value", CellKind::number},
                              {"ci95_low", CellKind::number},
                              {"ci95_high", CellKind::number},
                              {"converged", CellKind::boolean}},
                             std::move(rows));
}

// The values at which an input is: of several there are none.
std::pair<std::string, std::string> levels_of(const Sensitivity& all, const SensitivityFactor& factor) {
  if (factor.inputs.size() != 1) return {};
  const SensitivityInput& it = all.inputs[factor.inputs.front()];
  return {it.p10, it.p90};
}

Answer::Table tornado_table(const Sensitivity& all) {
  std::vector<Answer::Row> rows;
  for (const MetricSensitivity& one : all.metrics)
    for (const Swing& it : one.swings) {
      const SensitivityFactor& factor = all.factors[it.factor];
      const auto [low, high] = levels_of(all, factor);
      Answer::Row row = {one.metric,
                         factor.id,
                         report::words_of_factor(factor),
                         report::text_cell(report::unit_of_number(one.metric, all.currency)),
                         report::text_cell(low),
                         report::text_cell(high),
                         report::cell(it.low),
                         report::cell(it.high)};
      add_estimate(row, it.swing);
      row.push_back(it.is_converged);
      rows.push_back(std::move(row));
    }
  return report::small_table("tornado",
                             "Each metric's mean with one input at its p10 and at its p90, the largest swing first",
                             {{"metric", CellKind::text},
                              {"input", CellKind::text},
                              {"label", CellKind::text},
                              {"unit", CellKind::text},
                              {"p10", CellKind::text},
                              {"p90", CellKind::text},
                              {"mean_at_p10", CellKind::number},
                              {"mean_at_p90", CellKind::number},
                              {"swing", CellKind::number},
                              {"ci95_low", CellKind::number},
                              {"ci95_high", CellKind::number},
                              {"converged", CellKind::boolean}},
                             std::move(rows));
}

/// Where a metric's rows stand in the tables.
struct MetricRows {
  const Sensitivity& all;
  const MetricSensitivity& one;
  std::size_t spread, measures, swings;

  std::string what() const { return report::words_of_number(one.metric, all.labels); }
  std::size_t row_of(const SensitivityMeasure& it) const {
    return measures + static_cast<std::size_t>(&it - one.measures.data());
  }
};

void show_share(Sentence& sentence, const MetricRows& it, double share, const char* column) {
  sentence.show(report::share_text(share), "spread", it.spread, column);
}

// "What nobody knows makes 83% of the spread of online GPU-days of Tesla (80% to 86%), the course of events 12%, and both
// together the other 5%."
Answer::Statement whose_spread(const MetricRows& it) {
  Sentence sentence;
  const std::string id = "spread." + it.one.metric;
  const auto said = [&](const std::string& text, Answer::Certainty certainty) {
    return sentence.say(text).done(id, certainty);
  };
  if (!it.one.shares)
    return it.one.left_out == it.all.base
               ? said("There is no number to tell of " + it.what() + ".", Answer::Certainty::stated)
               : said("Nothing moves " + it.what() + ": the same in every replication.", Answer::Certainty::unchanged);
  if (!it.all.has_course)
    return said("All of the spread of " + it.what() + " is what nobody knows: nothing else is left to chance.",
                Answer::Certainty::stated);
  if (it.all.inputs.empty())
    return said("All of the spread of " + it.what() + " is the course of events: no value is uncertain.",
                Answer::Certainty::stated);
  const VarianceShares& shares = *it.one.shares;
  sentence.say("What nobody knows makes ");
  show_share(sentence, it, shares.nobody_knows.value, "nobody_knows");
  sentence.say(" of the spread of " + it.what());
  if (const auto& interval = shares.nobody_knows.ci95;
      interval && report::share_text(interval->low) != report::share_text(interval->high)) {
    sentence.say(" (");
    show_share(sentence, it, interval->low, "nobody_knows_low");
    sentence.say(" to ");
    show_share(sentence, it, interval->high, "nobody_knows_high");
    sentence.say(")");
  }
  sentence.say(", the course of events ");
  show_share(sentence, it, shares.course.value, "course");
  sentence.say(" and the two together ");
  show_share(sentence, it, shares.both.value, "both");
  return said(".", Answer::Certainty::stated);
}

// "The date on which the hall is ready alone makes 61% (58% to 64%)."
std::optional<Answer::Statement> largest_share(const MetricRows& it) {
  const SensitivityMeasure* largest = nullptr;
  for (const SensitivityMeasure& one : it.one.measures)
    if ((one.measure == "first_order" || one.measure == "shapley") &&
        it.all.factors[one.factor].kind != SensitivityFactor::Kind::course &&
        (!largest || one.estimate.value > largest->estimate.value))
      largest = &one;
  if (!largest || !(largest->estimate.value > 0)) return std::nullopt;
  const std::size_t row = it.row_of(*largest);
  Sentence sentence;
  sentence.say("Of all that is uncertain, " + report::words_of_factor(it.all.factors[largest->factor]) +
               (largest->measure == "shapley" ? " has the largest share: " : " makes most by itself: "));
  sentence.show(report::share_text(largest->estimate.value), "sensitivity", row, "value");
  if (const auto& interval = largest->estimate.ci95;
      interval && report::share_text(interval->low) != report::share_text(interval->high))
    sentence.say(" (")
        .show(report::share_text(interval->low), "sensitivity", row, "ci95_low")
        .say(" to ")
        .show(report::share_text(interval->high), "sensitivity", row, "ci95_high")
        .say(")");
  return sentence.say(".").done("largest." + it.one.metric, Answer::Certainty::stated);
}

// "The mean moves most with the day when the hall is ready: by 123,000 GPU-days less where it is high, at 2024-10-06, than
// where it is low, at 2024-08-06."
std::optional<Answer::Statement> largest_swing(const MetricRows& it) {
  if (it.one.swings.empty() || it.one.swings.front().swing.value == 0) return std::nullopt;
  if (!std::isfinite(it.one.swings.front().swing.value)) return std::nullopt;  // null at one of its ends
  const Swing& swing = it.one.swings.front();
  const SensitivityFactor& factor = it.all.factors[swing.factor];
  const auto [low, high] = levels_of(it.all, factor);
  const auto& interval = swing.swing.ci95;
  const bool is_clear = interval && (interval->low > 0 || interval->high < 0);
  const bool is_share = report::unit_of_number(it.one.metric, it.all.currency) == "share";
  const double number = std::abs(swing.swing.value);
  Sentence sentence;
  sentence.say("The mean moves most with " + report::words_of_factor(factor) + ": by ")
      .show(is_share ? report::share_text(number) : report::plain_number(number), "tornado", it.swings, "swing");
  if (const std::string unit = report::unit_of_number(it.one.metric, it.all.currency); !is_share && !unit.empty())
    sentence.say(" " + unit);
  const bool is_less = swing.swing.value < 0;
  sentence.say(report::is_date_of_milestone(it.one.metric) ? is_less ? " earlier" : " later"
               : is_less                                   ? " less"
                                                           : " more");
  if (low.empty() || high.empty())
    sentence.say(" where it is high than where it is low");
  else
    sentence.say(" where it is high, at ")
        .show(high, "tornado", it.swings, "p90")
        .say(", than where it is low, at ")
        .show(low, "tornado", it.swings, "p10");
  return sentence.say(".").done("swing." + it.one.metric,
                                is_clear ? Answer::Certainty::clear : Answer::Certainty::unclear);
}

// What is not known well, and what would do.
std::optional<Answer::Statement> warning(const MetricRows& it) {
  if (!it.one.enough) return std::nullopt;
  return Sentence()
      .say("Not everything is known well yet of " + it.what() + ": ")
      .show(trimmed(static_cast<double>(*it.one.enough), 0), "spread", it.spread, "enough")
      .say(" points (-n) would probably do.")
      .done("converged." + it.one.metric, Answer::Certainty::stated);
}

void add_statements(Answer& answer, const MetricRows& it) {
  answer.statements.push_back(whose_spread(it));
  for (auto& one : {largest_share(it), largest_swing(it), warning(it)})
    if (one) answer.statements.push_back(*one);
}

View sensitivity_tree() {
  const auto estimate = [](const std::string& name) {
    return Part{name,
                views::object({views::field("value", name), {"ci95", views::interval(name + "_low", name + "_high")}})};
  };
  const View spread =
      views::object({views::field("mean"), views::field("sd"), estimate("nobody_knows"), estimate("course"),
                     estimate("both"), views::field("converged"), views::field("left_out"), views::field("enough")});
  const View measure = views::object(
      {views::field("value"), {"ci95", views::interval("ci95_low", "ci95_high")}, views::field("converged")});
  const View swing = views::object({views::field("mean_at_p10"),
                                    views::field("mean_at_p90"),
                                    views::field("swing"),
                                    {"ci95", views::interval("ci95_low", "ci95_high")},
                                    views::field("converged")});
  return views::lines(
      {report::version_field(),
       {"scenario", views::object({views::field("name", "scenario")})},
       {"run", report::run_view(false)},
       {"spread", views::of("spread", views::grouped_lines("metric", spread))},
       {"sensitivity",
        views::of("sensitivity",
                  views::grouped_lines("metric", views::groups("input", views::groups("measure", measure))))},
       {"tornado", views::of("tornado", views::grouped_lines("metric", views::groups("input", swing)))}});
}

std::vector<Sheet> sensitivity_sheets() {
  return {{{"metric", "input", "method", "measure", "unit", "value", "ci95_low", "ci95_high", "converged"},
           {views::of("sensitivity", views::each(views::cells({"metric", "input", "method", "measure", "unit", "value",
                                                               "ci95_low", "ci95_high", "converged"})))}}};
}

}  // namespace

Answer answer_of(const Sensitivity& all) {
  Answer answer;
  answer.provenance = report::provenance_of(all.scenario, all.basis, all.seed, all.simulated);
  answer.provenance.emplace_back("currency", report::text_cell(all.currency));
  answer.provenance.emplace_back("base_sample", report::count_cell(all.base));
  answer.provenance.emplace_back("blocks", report::count_cell(all.blocks));
  std::size_t measures = 0, swings = 0;
  for (std::size_t i = 0; i < all.metrics.size(); ++i) {
    const MetricSensitivity& one = all.metrics[i];
    add_statements(answer, {all, one, i, measures, swings});
    measures += one.measures.size();
    swings += one.swings.size();
  }
  answer.tables = {spread_table(all), measures_table(all),     tornado_table(all),
                   inputs_table(all), correlations_table(all), report::assumptions_table(all.basis.notes)};
  answer.tree = sensitivity_tree();
  answer.sheets = sensitivity_sheets();
  return answer;
}

}  // namespace allot

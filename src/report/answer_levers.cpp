#include "report/answer_levers.hpp"

#include <cmath>

#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/decisions_words.hpp"
#include "report/kinds.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

struct OneWin {
  const PricedLever* lever;
  const Won* won;
};

std::vector<OneWin> wins_of(const Comparison& comparison) {
  std::vector<OneWin> out;
  for (const PricedLever& lever : comparison.levers)
    for (const Won& won : lever.won) out.push_back({&lever, &won});
  return out;
}

std::string unit_of_win(const Won& won, const std::string& currency) {
  return won.kind ? unit_of(won.metric, currency) : "days";
}

Answer::Certainty certainty_of_mean(const Estimate& it) {
  if (it.min == 0 && it.max == 0) return Answer::Certainty::unchanged;
  if (it.ci95 && it.ci95->low <= 0 && it.ci95->high >= 0) return Answer::Certainty::unclear;
  return it.count > 1 ? Answer::Certainty::clear : Answer::Certainty::stated;
}

Answer::Row row_of(const Comparison& comparison, const OneWin& it) {
  const VariantDifferences& difference = comparison.differences[it.lever->difference];
  const std::string& currency = comparison.variants.front().results.currency;
  const Won& won = *it.won;
  Answer::Row row = {difference.name, comparison.baseline_of(it.lever->difference).name, cell(it.lever->cost.mean)};
  add_interval(row, it.lever->cost.ci95);
  row.emplace_back(won.kind ? std::string(name_of(*won.kind)) : std::string("milestone"));
  row.emplace_back(won.entity);
  row.emplace_back(won.metric);
  row.emplace_back(unit_of_win(won, currency));
  row.push_back(cell(won.won.mean));
  add_interval(row, won.won.ci95);
  row.push_back(cell(won.per_money));
  add_interval(row, won.per_money_ci95);
  row.push_back(text_cell(won.dominated_by));
  row.push_back(won.dominated_by.empty() ? Answer::Cell() : cell(won.dominated_share));
  row.emplace_back(difference.label.empty() ? difference.name : difference.label);
  return row;
}

// By everyone's GPU-days, which come first.
Answer::Statement costs_and_brings(const Comparison& comparison, const PricedLever& lever, std::size_t row) {
  const Estimate& won = lever.won.front().won;
  const std::string& currency = comparison.variants.front().results.currency;
  const std::string name = one_line(name_of_difference(comparison, lever.difference));
  Sentence sentence;
  sentence.say(name + ": costs ")
      .show((lever.cost.mean < 0 ? "-" : "") + plain_number(lever.cost.mean), "levers", row, "cost")
      .say(" " + currency + ", and everyone has ")
      .change(won.mean, "more", "fewer", "levers", row, "won")
      .say(" GPU-days online");
  if (won.ci95 && won.count > 1)
    sentence.say(" (mean; 95% interval: ")
        .change(won.ci95->low, "more", "fewer", "levers", row, "won_ci95_low")
        .say(" to ")
        .change(won.ci95->high, "more", "fewer", "levers", row, "won_ci95_high")
        .say(")");
  const std::string& better = lever.won.front().dominated_by;
  if (!better.empty())
    sentence.say("; " + variant_name(comparison.labels, better) + " costs no more and brings no less");
  return sentence.say(".").done("lever." + name, certainty_of_mean(won));
}

}  // namespace

Answer::Table levers_table(const Comparison& comparison) {
  std::vector<Answer::Row> rows;
  for (const OneWin& it : wins_of(comparison)) rows.push_back(row_of(comparison, it));
  return small_table(
      "levers",
      "What each variant costs beyond its baseline, and what it wins: for each unit of money mean by mean, "
      "and whether another costs no more and wins no less",
      {{"variant", CellKind::id},
       {"baseline", CellKind::id},
       {"cost", CellKind::number},
       {"cost_ci95_low", CellKind::number},
       {"cost_ci95_high", CellKind::number},
       {"kind", CellKind::text},
       {"entity", CellKind::id},
       {"metric", CellKind::text},
       {"unit", CellKind::text},
       {"won", CellKind::number},
       {"won_ci95_low", CellKind::number},
       {"won_ci95_high", CellKind::number},
       {"per_money", CellKind::number},
       {"per_money_ci95_low", CellKind::number},
       {"per_money_ci95_high", CellKind::number},
       {"dominated_by", CellKind::id},
       {"dominated_share", CellKind::number},
       {"comparison", CellKind::id}},
      std::move(rows));
}

View levers_tree() {
  return views::of(
      "levers",
      views::each(views::object(
          {views::field("comparison"),
           {"cost", views::object(
                        {views::field("mean", "cost"), {"ci95", views::interval("cost_ci95_low", "cost_ci95_high")}})},
           views::field("kind"),
           views::field("entity"),
           views::field("metric"),
           views::field("unit"),
           {"won",
            views::object({views::field("mean", "won"), {"ci95", views::interval("won_ci95_low", "won_ci95_high")}})},
           {"per_money", views::object({views::field("mean", "per_money"),
                                        {"ci95", views::interval("per_money_ci95_low", "per_money_ci95_high")}})},
           views::field("dominated_by"),
           views::field("dominated_share")})));
}

Sheet levers_sheet() {
  const std::initializer_list<const char*> columns = {"comparison",
                                                      "baseline",
                                                      "cost",
                                                      "cost_ci95_low",
                                                      "cost_ci95_high",
                                                      "kind",
                                                      "entity",
                                                      "metric",
                                                      "unit",
                                                      "won",
                                                      "won_ci95_low",
                                                      "won_ci95_high",
                                                      "per_money",
                                                      "per_money_ci95_low",
                                                      "per_money_ci95_high",
                                                      "dominated_by",
                                                      "dominated_share"};
  return {{columns.begin(), columns.end()}, {views::of("levers", views::each(views::cells(columns)))}};
}

void add_lever_statements(const Comparison& comparison, Answer& answer) {
  std::size_t row = 0;
  for (const PricedLever& lever : comparison.levers) {
    if (lever.cost.mean != 0 && std::isfinite(lever.won.front().won.mean))
      answer.statements.push_back(costs_and_brings(comparison, lever, row));
    row += lever.won.size();
  }
}

}  // namespace allot::report

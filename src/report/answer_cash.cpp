#include <array>
#include <cmath>

#include "allot/answers.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Sentence;

std::string payer_name(const CashFlows& all, const std::string& organisation) {
  return organisation.empty() ? "All together" : report::full_name(all.labels, EntityKind::organisation, organisation);
}

std::string in_currency(const CashFlows& all) { return all.currency.empty() ? "" : " " + all.currency; }

std::vector<Answer::Column> with_estimate(std::vector<Answer::Column> columns) {
  report::add_estimate_columns(columns);
  return columns;
}

/// The lines of a period, and what stands below them.
struct PeriodLine {
  std::string word;
  const Estimate* estimate;
};

std::vector<PeriodLine> lines_of(const CashInPeriod& it) {
  std::vector<PeriodLine> out;
  for (std::size_t i = 0; i < it.lines.size(); ++i) out.push_back({std::string(cash_lines()[i]), &it.lines[i]});
  out.insert(out.end(), {{"net", &it.net}, {"so_far", &it.so_far}, {"depreciation", &it.depreciation}});
  return out;
}

Answer::Table cash_table(const CashFlows& all) {
  std::vector<Answer::Row> rows;
  for (const CashFlow& flow : all.flows)
    for (const CashInPeriod& it : flow.periods)
      for (const PeriodLine& line : lines_of(it)) {
        rows.push_back(
            {report::text_cell(flow.organisation), it.period, line.word, report::text_cell(all.currency)});
        report::add_estimate(rows.back(), *line.estimate);
      }
  return report::small_table("cash", "Money by organisation, period and line; what comes in is positive",
                             with_estimate({{"organisation", CellKind::id},
                                            {"period", CellKind::text},
                                            {"line", CellKind::text},
                                            {"unit", CellKind::text}}),
                             std::move(rows));
}

constexpr std::size_t present_rows = 3;  // of an organisation

Answer::Table present_table(const CashFlows& all) {
  std::vector<Answer::Row> rows;
  for (const CashFlow& flow : all.flows)
    for (const auto& [metric, estimate] : std::array<std::pair<const char*, const Estimate*>, present_rows>{
             {{"npv", &flow.npv}, {"book_value", &flow.book_value}, {"lowest", &flow.lowest}}}) {
      rows.push_back({report::text_cell(flow.organisation), std::string(metric), report::text_cell(all.currency)});
      report::add_estimate(rows.back(), *estimate);
    }
  return report::small_table(
      "present", "Net present value, book value at the end, and the lowest that the cash flow comes to",
      with_estimate({{"organisation", CellKind::id}, {"metric", CellKind::text}, {"unit", CellKind::text}}),
      std::move(rows));
}

Answer::Table alternatives_table(const CashFlows& all) {
  std::vector<Answer::Row> rows;
  for (const CashAlternative& it : all.alternatives)
    for (const auto& [metric, estimate] :
         {std::pair("npv", &it.npv), std::pair("difference", &it.difference)}) {
      rows.push_back({report::text_cell(it.organisation), it.against, report::variant_name(all.labels, it.against),
                      std::string(metric), report::text_cell(all.currency)});
      report::add_estimate(rows.back(), *estimate);
    }
  return report::small_table("alternatives",
                             "Net present value of other ways, and that of the scenario less theirs, on the same draws",
                             with_estimate({{"organisation", CellKind::id},
                                            {"against", CellKind::text},
                                            {"label", CellKind::text},
                                            {"metric", CellKind::text},
                                            {"unit", CellKind::text}}),
                             std::move(rows));
}

bool is_as_needed(const CashAlternative& it) { return !std::isnan(it.needed); }

// Nobody's, so of no organisation.
Answer::Table unpaid_table(const CashFlows& all) {
  std::vector<Answer::Row> rows;
  for (const UnpaidDecisions& it : all.unpaid) {
    rows.push_back({it.variant, report::text_cell(all.currency)});
    report::add_estimate(rows.back(), it.cost);
  }
  return report::small_table("unpaid", "What decisions cost that nobody is said to pay: in nobody's cash",
                             with_estimate({{"variant", CellKind::text}, {"unit", CellKind::text}}), std::move(rows));
}

Answer::Table break_even_table(const CashFlows& all) {
  std::vector<Answer::Row> rows;
  for (const CashAlternative& it : all.alternatives) {
    if (is_as_needed(it)) {
      rows.push_back({report::text_cell(it.organisation), std::string("needed"), std::string("share"),
                      report::cell(it.needed)});
      report::add_interval(rows.back(), {});
    }
    if (std::isnan(it.rent)) continue;
    rows.push_back({report::text_cell(it.organisation), std::string("rent"), report::text_cell(all.currency),
                    report::cell(it.rent)});
    report::add_interval(rows.back(), it.rent_ci95);
    rows.push_back(
        {report::text_cell(it.organisation), std::string("share"), std::string("share"), report::cell(it.share)});
    report::add_interval(rows.back(), it.share_ci95);
  }
  return report::small_table("break_even", "Rent of an hour, and share of the hours rented, at which both ways come to the same; the share that is needed",
                             {{"organisation", CellKind::id},
                              {"metric", CellKind::text},
                              {"unit", CellKind::text},
                              {"value", CellKind::number},
                              {"ci95_low", CellKind::number},
                              {"ci95_high", CellKind::number}},
                             std::move(rows));
}

Answer::Certainty certainty_of_difference(const Estimate& it) {
  if (!it.ci95 || it.ci95->low == it.ci95->high) return Answer::Certainty::unchanged;
  return it.ci95->low > 0 || it.ci95->high < 0 ? Answer::Certainty::clear : Answer::Certainty::unclear;
}

std::string with_sign(double number) { return (number < 0 ? "-" : "") + report::plain_number(number); }

Sentence& say_interval(Sentence& sentence, const std::optional<Interval>& ci95, const char* table, std::size_t row) {
  if (!ci95 || ci95->low == ci95->high) return sentence;
  return sentence.say(" (95% interval: ")
      .show(with_sign(ci95->low), table, row, "ci95_low")
      .say(" to ")
      .show(with_sign(ci95->high), table, row, "ci95_high")
      .say(")");
}

// "Lab: the net present value is -12,345 USD."
Answer::Statement is_worth(const CashFlows& all, std::size_t flow) {
  const CashFlow& it = all.flows[flow];
  Sentence sentence;
  sentence.say(payer_name(all, it.organisation) + ": the net present value is ")
      .show(with_sign(it.npv.mean), "present", flow * present_rows, "mean")
      .say(in_currency(all));
  return say_interval(sentence, it.npv.ci95, "present", flow * present_rows)
      .say(".")
      .done("npv." + it.organisation, Answer::Certainty::stated);
}

// "Lab: buying is worth 12,345 USD more than renting the same hours, at present value."
Answer::Statement is_better(const CashFlows& all, std::size_t which) {
  const CashAlternative& it = all.alternatives[which];
  const bool is_rent = !std::isnan(it.rent);
  const std::string here = is_rent                ? "buying"
                           : all.variant.empty() ? "the scenario as written"
                                                 : report::variant_name(all.labels, all.variant);
  const std::string there =
      is_rent ? "renting the same hours" : report::variant_name(all.labels, it.against);
  Sentence sentence;
  sentence.say(payer_name(all, it.organisation) + ": " + here + " is worth ")
      .show(report::plain_number(it.difference.mean), "alternatives", 2 * which + 1, "mean")
      .say(in_currency(all) + (it.difference.mean < 0 ? " less than " : " more than ") + there);
  return say_interval(sentence.say(", at present value"), it.difference.ci95, "alternatives", 2 * which + 1)
      .say(".")
      .done("against." + it.against + "." + it.organisation, certainty_of_difference(it.difference));
}

// "Both come to the same at a rent of 1.87 USD an hour, or if 63% of the hours were rented at the curve."
Answer::Statement breaks_even(const CashFlows& all, const CashAlternative& it, std::size_t row) {
  Sentence sentence;
  sentence.say(payer_name(all, it.organisation) + ": both come to the same at a rent of ")
      .show(report::plain_number(it.rent), "break_even", row, "value")
      .say(in_currency(all) + " an hour");
  return say_interval(sentence, it.rent_ci95, "break_even", row)
      .say(", or if only ")
      .show(report::percent(it.share), "break_even", row + 1, "value")
      .say(" of the hours had to be rented.")
      .done("break_even." + it.organisation, Answer::Certainty::stated);
}

// "Lab: the scenario needs 70% of the hours. Buying is worth 12,345 USD less than renting those alone, at present value."
Answer::Statement needs_less(const CashFlows& all, std::size_t which, std::size_t row) {
  const CashAlternative& it = all.alternatives[which];
  const std::size_t difference = 2 * which + 1;
  Sentence sentence;
  sentence.say(payer_name(all, it.organisation) + ": the scenario needs ")
      .show(report::percent(it.needed), "break_even", row, "value")
      .say(" of the hours. Buying is worth ")
      .show(report::plain_number(it.difference.mean), "alternatives", difference, "mean")
      .say(in_currency(all) + (it.difference.mean < 0 ? " less than" : " more than") + " renting those alone, at present value");
  return say_interval(sentence, it.difference.ci95, "alternatives", difference)
      .say(".")
      .done("needed." + it.organisation, certainty_of_difference(it.difference));
}

// "Without 350,000 EUR that decisions cost and nobody is said to pay."
Answer::Statement is_left_out(const CashFlows& all, std::size_t row) {
  const UnpaidDecisions& it = all.unpaid[row];
  const std::string where = it.variant.empty() ? "" : report::variant_name(all.labels, it.variant) + ": ";
  Sentence sentence;
  return sentence.say(where + (where.empty() ? "Without " : "without "))
      .show(with_sign(it.cost.mean), "unpaid", row, "mean")
      .say(in_currency(all) + " of decision costs that nobody is said to pay.")
      .done("unpaid." + it.variant, Answer::Certainty::stated);
}

std::vector<Answer::Statement> cash_statements(const CashFlows& all) {
  std::vector<Answer::Statement> out;
  std::size_t row = 0;
  for (std::size_t i = 0; i < all.alternatives.size(); ++i) {
    const CashAlternative& it = all.alternatives[i];
    if (is_as_needed(it)) {
      out.push_back(needs_less(all, i, row++));
      continue;
    }
    out.push_back(is_better(all, i));
    if (std::isnan(it.rent)) continue;
    if (it.rent >= 0 && std::isfinite(it.share)) out.push_back(breaks_even(all, it, row));
    row += 2;
  }
  for (std::size_t i = 0; i < all.flows.size(); ++i) out.push_back(is_worth(all, i));
  for (std::size_t i = 0; i < all.unpaid.size(); ++i) out.push_back(is_left_out(all, i));
  return out;
}

View rows_of_estimates(std::vector<Part> names) {
  for (Part& it : report::estimate_fields()) names.push_back(std::move(it));
  return views::each(views::object(std::move(names)));
}

View cash_tree() {
  const auto named = [](std::initializer_list<const char*> names) {
    std::vector<Part> out;
    for (const char* name : names) out.push_back(views::field(name));
    return out;
  };
  const View even = views::object({views::field("organisation"),
                                   views::field("metric"),
                                   views::field("value"),
                                   {"ci95", views::interval("ci95_low", "ci95_high")}});
  return views::lines(
      {report::version_field(),
       {"scenario", views::object({views::field("name", "scenario"), views::field("currency"),
                                   views::field("discount_rate")})},
       {"run", report::run_view(false)},
       {"present", views::of("present", rows_of_estimates(named({"organisation", "metric"})))},
       {"alternatives", views::of("alternatives", rows_of_estimates(named({"organisation", "against", "metric"})))},
       {"break_even", views::of("break_even", views::each(even))},
       {"unpaid", views::of("unpaid", rows_of_estimates(named({"variant"})))},
       {"cash", views::of("cash", rows_of_estimates(named({"organisation", "period", "line"})))}});
}

std::vector<Sheet> cash_sheets() {
  return {{{"organisation", "period", "line", "mean", "p10", "p50", "p90", "ci95_low", "ci95_high"},
           {views::of("cash", views::each(views::cells({"organisation", "period", "line", "mean", "p10", "p50", "p90",
                                                        "ci95_low", "ci95_high"})))}},
          {{"organisation", "against", "metric", "mean", "p10", "p50", "p90", "ci95_low", "ci95_high"},
           {views::of("alternatives", views::each(views::cells({"organisation", "against", "metric", "mean", "p10",
                                                                "p50", "p90", "ci95_low", "ci95_high"})))}}};
}

}  // namespace

Answer answer_of(const CashFlows& all) {
  Answer answer;
  answer.provenance = report::provenance_of(all.scenario, all.basis, all.seed, all.replications);
  answer.provenance.emplace_back("currency", report::text_cell(all.currency));
  answer.provenance.emplace_back("discount_rate", all.discount_rate);
  std::vector<std::pair<EntityKind, std::string>> things;
  for (const CashFlow& it : all.flows)
    if (!it.organisation.empty()) things.emplace_back(EntityKind::organisation, it.organisation);
  answer.statements = cash_statements(all);
  answer.tables = {report::entities_table(things, all.labels),
                   report::assumptions_table(all.basis.notes),
                   cash_table(all),
                   present_table(all),
                   alternatives_table(all),
                   break_even_table(all),
                   unpaid_table(all)};
  answer.tree = cash_tree();
  answer.sheets = cash_sheets();
  return answer;
}

}  // namespace allot

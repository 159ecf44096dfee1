#include <cmath>

#include "allot/answers.hpp"
#include "base/contract.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/decisions_words.hpp"
#include "report/names.hpp"
#include "report/path_words.hpp"
#include "report/sentence.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Sentence;

constexpr Answer::Certainty in_the_mean = Answer::Certainty::stated;

std::string party_name(const Compensation& compensation, const std::string& id) {
  return report::full_name(compensation.labels, EntityKind::organisation, id);
}

std::string unit_of_cost(const Compensation& compensation, const std::string& metric) {
  return metric == "gpu_days_at_delay_cost" ? compensation.currency : report::unit_of(metric, compensation.currency);
}

Answer::Cell units_cell(std::optional<Units> units) {
  return units ? Answer::Cell(static_cast<double>(*units)) : Answer::Cell();
}

Answer::Table effects_rows(const Compensation& compensation) {
  std::vector<Answer::Column> columns = {
      {"organisation", CellKind::id}, {"metric", CellKind::text}, {"unit", CellKind::text}};
  report::add_difference_columns(columns);
  std::vector<Answer::Row> rows;
  const auto add = [&](const std::string& id, const std::string& metric, const Difference& difference) {
    rows.push_back({id, metric, unit_of_cost(compensation, metric)});
    report::add_difference(rows.back(), difference);
  };
  for (const Party& it : compensation.parties) {
    add(it.id, std::string(report::judged_by), it.online);
    for (const auto& [metric, difference] : it.costs) add(it.id, metric, difference);
  }
  return report::small_table("effects", "What it changed for each side: with it less without", columns, rows);
}

// Where a side's metric stands in them.
std::size_t effect_row(const Compensation& compensation, const std::string& id, std::string_view metric) {
  std::size_t row = 0;
  for (const Party& party : compensation.parties) {
    if (party.id != id) {
      row += 1 + party.costs.size();
      continue;
    }
    if (metric == report::judged_by) return row;
    for (std::size_t i = 0; i < party.costs.size(); ++i)
      if (party.costs[i].first == metric) return row + 1 + i;
  }
  expects(false, "a side has the metric that is told of");
  return row;
}

Answer::Table compensation_row(const Compensation& compensation) {
  return report::small_table(
      "compensation", "What would leave neither side with fewer GPU-days online, each alone",
      {{"intervention", CellKind::id},
       {"worse_off", CellKind::id},
       {"returned", CellKind::date},
       {"return_by", CellKind::date},
       {"asked", CellKind::number, "GPUs"},
       {"units", CellKind::number, "GPUs"}},
      {{compensation.intervention, report::cell(compensation.loser), report::cell(compensation.returned),
        report::cell(compensation.return_by), units_cell(compensation.asked), units_cell(compensation.units)}});
}

Answer::Table payments_rows(const Compensation& compensation) {
  std::vector<Answer::Row> rows;
  for (const Payment& it : compensation.payments)
    rows.push_back({it.metric, unit_of_cost(compensation, it.metric), report::text_cell(it.from),
                    report::text_cell(it.to), report::cell(it.least), report::cell(it.most), it.least <= it.most});
  return report::small_table("payments", "What one side would pay the other so that neither bears more",
                             {{"metric", CellKind::text},
                              {"unit", CellKind::text},
                              {"from", CellKind::id},
                              {"to", CellKind::id},
                              {"least", CellKind::number},
                              {"most", CellKind::number},
                              {"is_possible", CellKind::boolean}},
                             rows);
}

Answer::Statement worse_off(const Compensation& compensation) {
  const std::string name = report::full_name(compensation.labels, EntityKind::intervention, compensation.intervention);
  Sentence sentence;
  if (!compensation.loser)
    return sentence.say("Neither side has fewer GPU-days online with " + name + " than without it.")
        .done("worse_off", in_the_mean);
  for (const Party& it : compensation.parties)
    if (it.id == *compensation.loser)
      sentence.say("With " + name + ", " + party_name(compensation, it.id) + " has ")
          .change(it.online.estimate.mean, "more", "fewer", "effects",
                  effect_row(compensation, it.id, report::judged_by), "mean")
          .say(" GPU-days online than without it, in the mean.");
  return sentence.done("worse_off", in_the_mean);
}

Answer::Statement by_return(const Compensation& compensation) {
  const std::string who = party_name(compensation, *compensation.loser);
  Sentence sentence;
  if (!compensation.returned)
    return sentence.say("Nothing that has a date comes back to " + who + ", so that no earlier return makes up for it.")
        .done("return", in_the_mean);
  if (!compensation.return_by)
    return sentence
        .say("No day of return is early enough to make up for it: what comes back to " + who + " is there by ")
        .show(report::plain_day(*compensation.returned), "compensation", 0, "returned")
        .say(" as it is.")
        .done("return", in_the_mean);
  return sentence.say(who + " is no worse off if all that comes back to it is there by ")
      .show(report::plain_day(*compensation.return_by), "compensation", 0, "return_by")
      .say("; as it is, by ")
      .show(report::plain_day(*compensation.returned), "compensation", 0, "returned")
      .say(".")
      .done("return", in_the_mean);
}

Answer::Statement by_units(const Compensation& compensation) {
  Sentence sentence;
  const auto number = [](Units units) { return with_thousands(units); };
  if (!compensation.asked)
    sentence.say("How many units move is said order by order, or drawn, so that no other number was looked for");
  else if (!compensation.units)
    sentence.say("Not even one lot could be moved with neither worse off");
  else
    sentence.say("Neither is worse off if at most ")
        .show(number(*compensation.units), "compensation", 0, "units")
        .say(" units are moved; as it is, ")
        .show(number(*compensation.asked), "compensation", 0, "asked");
  return sentence.say(".").done("units", in_the_mean);
}

Answer::Statement by_payment(const Compensation& compensation, std::size_t row) {
  const Payment& it = compensation.payments[row];
  const std::string currency = compensation.currency.empty() ? "" : " " + compensation.currency;
  const std::string id = "payment." + it.metric;
  Sentence sentence;
  sentence.say("By " + report::words_of_metric(it.metric) + ", ");
  if (it.to.empty()) return sentence.say("nobody bears more, and no payment is due.").done(id, in_the_mean);
  const std::string from = party_name(compensation, it.from), to = party_name(compensation, it.to);
  const auto amount = [&](double number, const char* column) -> Sentence& {
    return sentence.show(with_thousands(std::llround(std::abs(number))), "payments", row, column).say(currency);
  };
  if (it.least <= it.most) {
    sentence.say("neither bears more if " + from + " pays " + to + " between ");
    amount(it.least, "least").say(" and ");
    amount(it.most, "most").say(".");
    return sentence.done(id, in_the_mean);
  }
  sentence.say("no payment leaves neither bearing more: " + to + " bears ");
  amount(it.least, "least").say(" more, and " + from);
  if (it.most >= 0) {
    sentence.say(" saves only ");
    return amount(it.most, "most").say(".").done(id, in_the_mean);
  }
  return sentence.say(" bears ")
      .show(with_thousands(std::llround(-it.most)), "effects", effect_row(compensation, it.from, it.metric), "mean")
      .say(currency + " more too.")
      .done(id, in_the_mean);
}

View compensation_tree() {
  const auto field = [](std::string key, std::string column) {
    return Part{std::move(key), views::of("compensation", views::cell(std::move(column)))};
  };
  const View effect = views::object({views::field("mean"), {"ci95", views::interval("ci95_low", "ci95_high")}});
  const View payment = views::object({views::field("from"), views::field("to"), views::field("least"),
                                      views::field("most"), views::field("is_possible")});
  return views::lines(
      {report::version_field(),
       {"scenario", views::object({views::field("name", "scenario")})},
       {"run", report::run_view(true)},
       field("intervention", "intervention"),
       {"parties", views::of("effects", views::grouped_lines("organisation", views::grouped_lines("metric", effect)))},
       field("loser", "worse_off"),
       field("return_by", "return_by"),
       field("returned", "returned"),
       field("units", "units"),
       field("asked", "asked"),
       {"payments", views::of("payments", views::grouped_lines("metric", payment))}});
}

std::vector<Sheet> compensation_sheets() {
  using views::cell, views::text;
  const View none = views::constant({});
  const View metric = text(std::string(report::judged_by));
  return {{{"question", "metric", "from", "to", "value", "most"},
           {views::of("compensation", views::list({text("return_by"), metric, none, cell("worse_off"),
                                                   cell("return_by"), cell("returned")})),
            views::of("compensation", views::list({text("units"), metric, none, none, cell("units"), cell("asked")})),
            views::of("payments", views::each(views::list({text("payment"), cell("metric"), cell("from"), cell("to"),
                                                           cell("least"), cell("most")})))}}};
}

}  // namespace

Answer answer_of(const Compensation& compensation) {
  Answer answer;
  answer.provenance =
      report::provenance_of(compensation.scenario, compensation.basis, compensation.seed, compensation.replications);
  answer.provenance.emplace_back("currency", report::text_cell(compensation.currency));
  answer.statements.push_back(worse_off(compensation));
  if (compensation.loser) {
    answer.statements.push_back(by_return(compensation));
    answer.statements.push_back(by_units(compensation));
  }
  for (std::size_t i = 0; i < compensation.payments.size(); ++i)
    answer.statements.push_back(by_payment(compensation, i));
  std::vector<std::pair<EntityKind, std::string>> things;
  for (const Party& it : compensation.parties) things.emplace_back(EntityKind::organisation, it.id);
  things.emplace_back(EntityKind::intervention, compensation.intervention);
  answer.tables = {report::entities_table(things, compensation.labels),
                   report::assumptions_table(compensation.basis.notes), compensation_row(compensation),
                   payments_rows(compensation), effects_rows(compensation)};
  answer.tree = compensation_tree();
  answer.sheets = compensation_sheets();
  return answer;
}

}  // namespace allot

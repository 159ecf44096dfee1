#include <algorithm>
#include <cmath>
#include <functional>

#include "allot/answers.hpp"
#include "allot/metric.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/path_words.hpp"
#include "report/sentence.hpp"
#include "report/trade_words.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Places;
using report::Sentence;

/// A trade, how it is told, and where its rows stand in the tables.
struct Told {
  const Trade* trade;
  const char* kind;
  std::size_t row, exchanges, effects, payments;
};

std::size_t sides_in(const Trade& trade) {
  std::size_t sum = 0;
  for (const Exchange& it : trade.exchanges) sum += it.sides.size();
  return sum;
}

std::vector<Told> all_of(const Trades& trades) {
  std::vector<Told> out;
  const auto add = [&](const Trade& it, const char* kind) {
    Told told{&it, kind, out.size(), 0, 0, 0};
    if (!out.empty()) {
      const Told& last = out.back();
      told.exchanges = last.exchanges + sides_in(*last.trade);
      told.effects = last.effects + 2 * last.trade->effects.size();
      told.payments = last.payments + last.trade->payments.size();
    }
    out.push_back(told);
  };
  for (const Trade& it : trades.free) add(it, "free");
  for (const Trade& it : trades.paid) add(it, "paid");
  if (trades.nearest) add(*trades.nearest, "nearest");
  return out;
}

const char* word_of(Choose choose) { return choose == Choose::latest ? "latest" : "earliest"; }

std::string unit_of(const Trades& trades) { return report::unit_of(trades.metric, trades.currency); }

// Tables

Answer::Table trades_rows(const Trades& trades) {
  std::vector<Answer::Row> rows;
  for (const Told& it : all_of(trades))
    rows.push_back({it.trade->name, std::string(it.kind), trades.metric, unit_of(trades), report::cell(it.trade->gain),
                    report::cell(it.trade->not_worse), report::count_cell(it.trade->exchanges.size())});
  return report::small_table("trades", "Trades: without a payment, with one, and what came nearest",
                             {{"trade", CellKind::id},
                              {"kind", CellKind::text},
                              {"metric", CellKind::text},
                              {"unit", CellKind::text},
                              {"gain", CellKind::number},
                              {"not_worse", CellKind::number, "share"},
                              {"exchanges", CellKind::number}},
                             rows);
}

Answer::Table exchanges_rows(const Trades& trades) {
  std::vector<Answer::Row> rows;
  for (const Told& it : all_of(trades))
    for (std::size_t k = 0; k < it.trade->exchanges.size(); ++k) {
      const Exchange& exchange = it.trade->exchanges[k];
      for (std::size_t i = 0; i < exchange.sides.size(); ++i) {
        const TradeSide& side = exchange.sides[i];
        rows.push_back({it.trade->name, report::count_cell(k + 1), format_date(exchange.at), side.organisation,
                        exchange.sides[(i + 1) % exchange.sides.size()].organisation, report::text_cell(side.order),
                        side.product, report::full_product(trades.labels, side.product),
                        static_cast<double>(side.units), std::string(word_of(side.choose))});
      }
    }
  return report::small_table("exchanges", "Who gives which units to whom",
                             {{"trade", CellKind::id},
                              {"exchange", CellKind::number},
                              {"at", CellKind::date},
                              {"from", CellKind::id},
                              {"to", CellKind::id},
                              {"order", CellKind::id},
                              {"product", CellKind::id},
                              {"product_label", CellKind::text},
                              {"units", CellKind::number, "GPUs"},
                              {"choose", CellKind::text}},
                             rows);
}

Answer::Table effects_rows(const Trades& trades) {
  std::vector<Answer::Column> columns = {{"trade", CellKind::id},
                                         {"organisation", CellKind::id},
                                         {"metric", CellKind::text},
                                         {"unit", CellKind::text},
                                         {"takes_part", CellKind::boolean},
                                         {"at_least", CellKind::number},
                                         {"not_worse", CellKind::number, "share"}};
  report::add_difference_columns(columns);
  std::vector<Answer::Row> rows;
  for (const Told& told : all_of(trades))
    for (const TradeEffect& it : told.trade->effects) {
      rows.push_back({told.trade->name, it.organisation, trades.metric, unit_of(trades), it.takes_part,
                      report::cell(it.at_least), report::cell(it.not_worse)});
      report::add_difference(rows.back(), it.change);
      rows.push_back({told.trade->name, it.organisation, std::string("delivered_units"),
                      report::unit_of("delivered_units", trades.currency), it.takes_part, Answer::Cell(),
                      Answer::Cell()});
      report::add_difference(rows.back(), it.delivered);
    }
  return report::small_table("effects", "What it changes for whom: with it less without", columns, rows);
}

Answer::Table payments_rows(const Trades& trades) {
  std::vector<Answer::Row> rows;
  for (const Told& told : all_of(trades))
    for (const TradePayment& it : told.trade->payments)
      rows.push_back({told.trade->name, it.from, it.to, unit_of(trades), report::cell(it.least), report::cell(it.most),
                      report::cell(it.least_sure), report::text_cell(it.least_money ? trades.currency : ""),
                      report::cell(it.least_money), report::cell(it.most_money), it.least <= it.most,
                      it.least_money ? Answer::Cell(*it.least_money <= *it.most_money) : Answer::Cell()});
  return report::small_table("payments", "What one would pay another so that neither is worse off",
                             {{"trade", CellKind::id},
                              {"from", CellKind::id},
                              {"to", CellKind::id},
                              {"unit", CellKind::text},
                              {"least", CellKind::number},
                              {"most", CellKind::number},
                              {"least_sure", CellKind::number},
                              {"currency", CellKind::text},
                              {"least_money", CellKind::number},
                              {"most_money", CellKind::number},
                              {"is_possible", CellKind::boolean},
                              {"is_possible_in_money", CellKind::boolean}},
                             rows);
}

Answer::Table search_row(const Trades& trades) {
  return report::small_table(
      "search", "What was looked at",
      {{"sure", CellKind::number, "share"},
       {"places", CellKind::number},
       {"places_left_out", CellKind::number},
       {"estimated", CellKind::number},
       {"simulated", CellKind::number}},
      {{report::cell(trades.sure), report::count_cell(trades.offers), report::count_cell(trades.offers_left_out),
        report::count_cell(trades.estimated), report::count_cell(trades.simulated)}});
}

// Sentences

std::string name_in(const Trades& trades, const std::string& organisation) {
  return report::full_name(trades.labels, EntityKind::organisation, organisation);
}

// "Tesla gives X the first 6,000 NVIDIA H100 SXM of the lot that was given"
void say_side(Sentence& sentence, const Trades& trades, const TradeSide& side, const std::string& to, bool is_further,
              std::size_t row) {
  sentence.say(name_in(trades, side.organisation) + " gives " + name_in(trades, to) + " the " +
               (side.choose == Choose::latest ? "last " : "first "));
  sentence.show(with_thousands(side.units), "exchanges", row, "units");
  if (!is_further) sentence.say(" " + report::full_product(trades.labels, side.product));
  sentence.say(" of " + report::order_words(trades.labels, side));
}

void say_exchange(Sentence& sentence, const Trades& trades, const Exchange& exchange, bool says_day, std::size_t row) {
  if (says_day) sentence.say("on ").show(report::plain_day(format_date(exchange.at)), "exchanges", row, "at").say(" ");
  for (std::size_t i = 0; i < exchange.sides.size(); ++i) {
    const bool is_last = i + 1 == exchange.sides.size();
    const bool is_same = i > 0 && exchange.sides[i].product == exchange.sides[i - 1].product;
    if (i > 0) sentence.say(is_last ? " and " : ", ");
    say_side(sentence, trades, exchange.sides[i], exchange.sides[(i + 1) % exchange.sides.size()].organisation, is_same,
             row + i);
  }
}

void say_exchanges(Sentence& sentence, const Trades& trades, const Told& told) {
  std::size_t row = told.exchanges;
  for (const Exchange& it : told.trade->exchanges) {
    const bool is_first = &it == &told.trade->exchanges.front();
    if (!is_first) sentence.say("; and ");
    say_exchange(sentence, trades, it, is_first || it.at != told.trade->exchanges.front().at, row);
    row += it.sides.size();
  }
}

// "X gains 1,013,000 GPU-days online", "X saves 466,920 EUR of delay cost"
void say_effect(Sentence& sentence, const Trades& trades, const Told& told, std::size_t place) {
  const TradeEffect& it = told.trade->effects[place];
  const std::size_t row = told.effects + 2 * place;
  sentence.say(name_in(trades, it.organisation));
  if (it.gain == 0) {
    sentence.say(" is as well off as without it");
    return;
  }
  const double change = it.change.estimate.mean;
  const bool is_cost = metric_named(trades.metric)->better == Better::less;
  sentence.say(change < 0 ? (is_cost ? " saves " : " loses ") : is_cost ? " takes on " : " gains ")
      .show(report::plain_number(change), "effects", row, "mean")
      .say(" " + report::measured_words(trades.metric, trades.currency));
}

void say_effects(Sentence& sentence, const Trades& trades, const Told& told) {
  std::size_t parties = 0;
  while (parties < told.trade->effects.size() && told.trade->effects[parties].takes_part) ++parties;
  for (std::size_t i = 0; i < parties; ++i) {
    if (i > 0) sentence.say(i + 1 == parties ? " and " : ", ");
    say_effect(sentence, trades, told, i);
  }
  sentence.say(", on average.");
}

// "Nobody is worse off if on 2023-12-01 Tesla gives X ...: X gains 1,013,000 GPU-days online and ..."
Answer::Statement of_free(const Trades& trades, const Told& told) {
  Sentence sentence;
  sentence.say("Nobody is worse off if ");
  say_exchanges(sentence, trades, told);
  sentence.say(": ");
  say_effects(sentence, trades, told);
  return sentence.done("trade." + told.trade->name, report::certainty_of(*told.trade));
}

void say_amount(Sentence& sentence, const Trades& trades, double number, std::size_t row, const char* column) {
  sentence.show(report::plain_number(number), "payments", row, column)
      .say(" " + report::measured_words(trades.metric, trades.currency));
}

Answer::Statement of_paid(const Trades& trades, const Told& told) {
  Sentence sentence;
  sentence.say("With a payment: if ");
  say_exchanges(sentence, trades, told);
  sentence.say(", ");
  say_effects(sentence, trades, told);
  for (std::size_t i = 0; i < told.trade->payments.size(); ++i) {
    const TradePayment& it = told.trade->payments[i];
    const std::size_t row = told.payments + i;
    sentence.say(" Neither is worse off if " + name_in(trades, it.from) + " makes up to " + name_in(trades, it.to) +
                 " for ");
    const bool is_about_chance = it.least == 0;  // it loses nothing in the mean
    if (is_about_chance)
      say_amount(sentence, trades, it.least_sure, row, "least_sure");
    else
      say_amount(sentence, trades, it.least, row, "least");
    sentence.say(", of the ");
    say_amount(sentence, trades, it.most, row, "most");
    sentence.say(" that it gains");
    if (it.least_money && *it.least_money <= *it.most_money && !is_about_chance)
      sentence.say(": by what a day of delay costs each of them, ")
          .show(report::whole(*it.least_money), "payments", row, "least_money")
          .say(" to ")
          .show(report::whole(*it.most_money), "payments", row, "most_money")
          .say(trades.currency.empty() ? "" : " " + trades.currency);
    sentence.say(".");
  }
  return sentence.done("trade." + told.trade->name, report::certainty_of(*told.trade));
}

Answer::Statement of_nearest(const Trades& trades, const Told& told) {
  Sentence sentence;
  sentence.say("It came nearest if ");
  say_exchanges(sentence, trades, told);
  sentence.say(": ");
  say_effects(sentence, trades, told);
  sentence.say(" Nobody would be worse off in ")
      .show(report::percent(told.trade->not_worse), "trades", told.row, "not_worse")
      .say(" of the replications.");
  return sentence.done("nearest", report::certainty_of(*told.trade));
}

Answer::Statement of_nothing(const Trades& trades) {
  return Sentence()
      .say("No exchange was found that leaves nobody worse off in ")
      .show(report::percent(trades.sure), "search", 0, "sure")
      .say(" of the replications and on average.")
      .done("nothing", Answer::Certainty::stated);
}

Answer::Statement of_search(const Trades& trades) {
  const auto whole = [](std::size_t number) { return with_thousands(static_cast<std::int64_t>(number)); };
  Sentence sentence;
  sentence.say("Looked at: ")
      .show(whole(trades.offers), "search", 0, "places")
      .say(trades.offers == 1 ? " place in the pipeline; " : " places in the pipeline; ")
      .show(whole(trades.estimated), "search", 0, "estimated")
      .say(" exchanges between them were estimated, ")
      .show(whole(trades.simulated), "search", 0, "simulated")
      .say(" trades simulated");
  if (trades.offers_left_out > 0)
    sentence.say("; ")
        .show(whole(trades.offers_left_out), "search", 0, "places_left_out")
        .say(" smaller orders were left out");
  return sentence.say(".").done("search", Answer::Certainty::stated);
}

View trades_tree() {
  const View exchange =
      views::object({views::field("at"), views::field("from"), views::field("to"), views::field("order"),
                     views::field("product"), views::field("units"), views::field("choose")});
  const View effect = views::object({views::field("mean"),
                                     {"ci95", views::interval("ci95_low", "ci95_high")},
                                     views::field("p10"),
                                     views::field("p50"),
                                     views::field("p90"),
                                     views::field("p_less"),
                                     views::field("p_equal"),
                                     views::field("p_greater"),
                                     views::field("at_least"),
                                     views::field("not_worse")});
  const View payment =
      views::object({views::field("from"), views::field("to"), views::field("least"), views::field("most"),
                     views::field("least_sure"), views::field("least_money"), views::field("most_money"),
                     views::field("is_possible"), views::field("is_possible_in_money")});
  const std::vector<View::Match> of_trade = {{.column = "trade"}};
  const View trade = views::lines(
      {views::field("kind"),
       views::field("gain"),
       views::field("not_worse"),
       {"exchanges", views::of("exchanges", views::each(exchange), of_trade)},
       {"organisation",
        views::of("effects", views::grouped_lines("organisation", views::grouped_lines("metric", effect)), of_trade)},
       {"payments", views::of("payments", views::each(payment), of_trade)}});
  const auto field = [](std::string key) { return Part{key, views::of("search", views::cell(key))}; };
  return views::lines({report::version_field(),
                       {"scenario", views::object({views::field("name", "scenario")})},
                       {"run", report::run_view(true)},
                       views::field("metric"),
                       field("sure"),
                       field("places"),
                       field("places_left_out"),
                       field("estimated"),
                       field("simulated"),
                       {"trades", views::of("trades", views::grouped_lines("trade", trade))}});
}

std::vector<Sheet> trades_sheets() {
  Sheet effects{{"trade", "organisation", "metric", "unit", "mean", "ci95_low", "ci95_high", "at_least", "not_worse"},
                {}};
  std::vector<View> line;
  for (const std::string& it : effects.head) line.push_back(views::cell(it));
  effects.lines = {views::of("effects", views::each(views::list(std::move(line))))};
  return {std::move(effects)};
}

std::vector<std::pair<EntityKind, std::string>> things_of(const Trades& trades) {
  std::vector<std::pair<EntityKind, std::string>> out;
  for (const Told& told : all_of(trades)) {
    for (const TradeEffect& it : told.trade->effects) out.emplace_back(EntityKind::organisation, it.organisation);
    for (const Exchange& exchange : told.trade->exchanges)
      for (const TradeSide& it : exchange.sides)
        if (!it.order.empty()) out.emplace_back(EntityKind::order, it.order);
  }
  return out;
}

}  // namespace

Answer answer_of(const Trades& trades) {
  Answer answer;
  answer.provenance = report::provenance_of(trades.scenario, trades.basis, trades.seed, trades.replications);
  answer.provenance.emplace_back("metric", trades.metric);
  answer.provenance.emplace_back("currency", report::text_cell(trades.currency));
  if (trades.free.empty()) answer.statements.push_back(of_nothing(trades));
  for (const Told& it : all_of(trades)) {
    const std::string kind = it.kind;
    answer.statements.push_back(kind == "free"   ? of_free(trades, it)
                                : kind == "paid" ? of_paid(trades, it)
                                                 : of_nearest(trades, it));
  }
  answer.statements.push_back(of_search(trades));
  answer.tables = {report::entities_table(things_of(trades), trades.labels),
                   report::assumptions_table(trades.basis.notes),
                   trades_rows(trades),
                   exchanges_rows(trades),
                   effects_rows(trades),
                   payments_rows(trades),
                   search_row(trades)};
  answer.tree = trades_tree();
  answer.sheets = trades_sheets();
  return answer;
}

}  // namespace allot

#include <cmath>

#include "allot/answers.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Sentence;

Answer::Cell day_cell(const std::optional<Date>& date) {
  return date ? Answer::Cell(format_date(*date)) : Answer::Cell();
}

std::string product_label(const Promise& it) { return Labels::in(it.labels.products, it.product); }

Answer::Table order_row(const Promise& it) {
  return report::small_table("order", "The order that is asked for",
                             {{"order", CellKind::id},
                              {"organisation", CellKind::id},
                              {"supplier", CellKind::id},
                              {"product", CellKind::id},
                              {"product_label", CellKind::text},
                              {"units", CellKind::number, "GPUs"},
                              {"delivered_by_end", CellKind::number, "share"},
                              {"median", CellKind::date}},
                             {{it.order, it.organisation, it.supplier, it.product, product_label(it),
                               report::cell(it.units), report::cell(it.share_by_end), day_cell(it.median)}});
}

Answer::Table promise_rows(const Promise& it) {
  std::vector<Answer::Row> rows = {
      {report::cell(it.probability), day_cell(it.date), day_cell(it.low), day_cell(it.high)}};
  if (it.probability != 0.5) rows.push_back({0.5, day_cell(it.median), {}, {}});
  return report::small_table("promise", "By when it is delivered in full, with which probability; none: not by the end",
                             {{"probability", CellKind::number, "share"},
                              {"date", CellKind::date},
                              {"ci95_low", CellKind::date},
                              {"ci95_high", CellKind::date}},
                             rows);
}

// Two rows for each: units delivered, and GPU-days.
Answer::Table displaced_rows(const Promise& it) {
  std::vector<Answer::Column> columns = {
      {"organisation", CellKind::id}, {"metric", CellKind::text}, {"unit", CellKind::text}};
  report::add_estimate_columns(columns);
  return {"displaced", "What the other orders gain or lose by it: with it less without", columns,
          2 * it.displaced.size(), [&it](std::size_t i) {
            const Displacement& one = it.displaced[i / 2];
            const bool is_units = i % 2 == 0;
            Answer::Row row = {one.organisation, std::string(is_units ? "delivered_units" : "delivered_gpu_days"),
                               std::string(is_units ? "GPUs" : "GPU-days")};
            report::add_estimate(row, is_units ? one.units : one.gpu_days);
            return row;
          }};
}

Answer::Table calibration_rows(const Promise& it) {
  std::vector<Answer::Row> rows;
  for (const Calibration& one : it.calibration)
    rows.push_back({report::cell(one.probability), day_cell(one.quoted), report::count_cell(one.kept),
                    report::count_cell(one.held_out), report::cell(one.share), report::cell(one.share_ci95.low),
                    report::cell(one.share_ci95.high)});
  return report::small_table("calibration", "How dates from half of the replications are kept in the others",
                             {{"probability", CellKind::number, "share"},
                              {"quoted", CellKind::date},
                              {"kept", CellKind::number},
                              {"held_out", CellKind::number},
                              {"share", CellKind::number, "share"},
                              {"ci95_low", CellKind::number, "share"},
                              {"ci95_high", CellKind::number, "share"}},
                             rows);
}

// "Promise lab 2024-05-20: its 80 gpu from maker are delivered in full by then with a probability of 90%."
Answer::Statement promised_date(const Promise& it) {
  Sentence sentence;
  const std::string who = report::full_name(it.labels, EntityKind::organisation, it.organisation);
  const std::string what = report::shortened(report::one_line(product_label(it)), report::longest_name);
  const auto order = [&](const std::string& before) {
    sentence.say(before)
        .show(report::plain_number(it.units), "order", 0, "units")
        .say(" " + what + " from " + report::full_name(it.labels, EntityKind::supplier, it.supplier));
  };
  if (it.date) {
    sentence.say("Promise " + who + " ").show(report::plain_day(format_date(*it.date)), "promise", 0, "date");
    order(": its ");
    sentence.say(" are delivered in full by then with a probability of ");
  } else {
    order("No date before the end can be promised " + who + " for its ");
    sentence.say(" with a probability of ");
  }
  return sentence.show(report::percent(it.probability), "promise", 0, "probability")
      .say(".")
      .done("promise", Answer::Certainty::stated);
}

Answer::Statement share_by_end(const Promise& it) {
  return Sentence()
      .say("They are delivered in full by the end in ")
      .show(report::percent(it.share_by_end), "order", 0, "delivered_by_end")
      .say(" of the replications.")
      .done("by_end", Answer::Certainty::stated);
}

// Whoever has fewer or more GPU-days because of it.
std::optional<Answer::Statement> displaces(const Promise& it, std::size_t i) {
  const Displacement& one = it.displaced[i];
  if (!std::isfinite(one.gpu_days.mean) || std::abs(one.gpu_days.mean) < 0.5) return std::nullopt;
  const std::string who = report::full_name(it.labels, EntityKind::organisation, one.organisation);
  const bool is_own = one.organisation == it.organisation;
  return Sentence()
      .say(is_own ? "The other orders of " + who + " have " : who + " has ")
      .change(one.gpu_days.mean, "more", "fewer", "displaced", 2 * i + 1, "mean")
      .say(" GPU-days delivered by the end because of it, in the mean.")
      .done("displaced." + one.organisation, Answer::Certainty::stated);
}

View promise_tree(const Promise& it) {
  const auto promised = [](Part part) { return Part{part.key, views::of("promise", part.view)}; };
  const auto ordered = [](Part part) { return Part{part.key, views::of("order", part.view)}; };
  const View estimate = views::object({views::field("mean"),
                                       {"ci95", views::interval("ci95_low", "ci95_high")},
                                       views::field("p10"),
                                       views::field("p50"),
                                       views::field("p90")});
  std::vector<Part> parts = {
      report::version_field(),
      {"scenario", views::object({views::field("name", "scenario")})},
      {"run", report::run_view(false)},
      ordered({"order", views::object({views::field("id", "order"), views::field("organisation"),
                                       views::field("supplier"), views::field("product"), views::field("units")})}),
      {"promise",
       views::lines({promised(views::field("probability")), promised(views::field("date")),
                     promised({"ci95", views::cells({"ci95_low", "ci95_high"})}), ordered(views::field("median")),
                     ordered(views::field("share_by_end", "delivered_by_end"))})},
      {"displaced", views::of("displaced", views::grouped_lines("organisation", views::groups("metric", estimate)))}};
  if (!it.calibration.empty())
    parts.push_back(
        {"calibration",
         views::of("calibration", views::each(views::object({views::field("probability"),
                                                             views::field("quoted"),
                                                             views::field("kept"),
                                                             views::field("held_out"),
                                                             views::field("share"),
                                                             {"ci95", views::interval("ci95_low", "ci95_high")}})))});
  return views::lines(std::move(parts));
}

std::vector<Sheet> promise_sheets() {
  using views::cell, views::text;
  const View none = views::constant({});
  return {
      {{"what", "of", "value", "low", "high"},
       {views::of("promise",
                  views::list({text("date"), cell("probability"), cell("date"), cell("ci95_low"), cell("ci95_high")})),
        views::of("order", views::list({text("median"), none, cell("median"), none, none})),
        views::of("order", views::list({text("share_by_end"), none, cell("delivered_by_end"), none, none})),
        views::of("displaced", views::each(views::cells({"metric", "organisation", "mean", "ci95_low", "ci95_high"}))),
        views::of("calibration",
                  views::each(std::vector<Part>{
                      views::entries(views::list({text("quoted"), cell("probability"), cell("quoted"), none, none})),
                      views::entries(views::list({text("kept"), cell("probability"), cell("share"), cell("ci95_low"),
                                                  cell("ci95_high")}))}))}}};
}

}  // namespace

Answer answer_of(const Promise& it) {
  Answer answer;
  answer.provenance = report::provenance_of(it.scenario, it.basis, it.seed, it.replications);
  answer.statements = {promised_date(it), share_by_end(it)};
  bool is_without_cost = true;
  for (std::size_t i = 0; i < it.displaced.size(); ++i)
    if (auto one = displaces(it, i)) {
      answer.statements.push_back(std::move(*one));
      is_without_cost = false;
    }
  if (is_without_cost)
    answer.statements.push_back(Sentence().say("It displaces nobody.").done("displaced", Answer::Certainty::stated));
  std::vector<std::pair<EntityKind, std::string>> things = {{EntityKind::organisation, it.organisation},
                                                            {EntityKind::supplier, it.supplier}};
  for (const Displacement& one : it.displaced) things.emplace_back(EntityKind::organisation, one.organisation);
  answer.tables = {report::entities_table(things, it.labels),
                   report::assumptions_table(it.basis.notes),
                   order_row(it),
                   promise_rows(it),
                   displaced_rows(it),
                   calibration_rows(it)};
  answer.tree = promise_tree(it);
  answer.sheets = promise_sheets();
  return answer;
}

}  // namespace allot

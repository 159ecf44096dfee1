#include <cmath>
#include <span>

#include "allot/answers.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/displacement_tables.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Sentence;

using PromiseSpan = std::span<const Promise>;

Answer::Cell day_cell(const std::optional<Date>& date) {
  return date ? Answer::Cell(format_date(*date)) : Answer::Cell();
}
Answer::Cell promised_units_cell(const std::optional<Units>& units) {
  return units ? report::cell(static_cast<double>(*units)) : Answer::Cell();
}

std::string product_label(const Promise& it) { return Labels::in(it.labels.products, it.product); }

Answer::Table order_rows(PromiseSpan asked) {
  std::vector<Answer::Row> rows;
  for (const Promise& it : asked)
    rows.push_back({it.order, it.organisation, it.supplier, it.product, product_label(it), report::cell(it.units),
                    report::cell(it.share_by_end), day_cell(it.median)});
  return report::small_table("order", "The orders that are asked for",
                             {{"order", CellKind::id},
                              {"organisation", CellKind::id},
                              {"supplier", CellKind::id},
                              {"product", CellKind::id},
                              {"product_label", CellKind::text},
                              {"units", CellKind::number, "GPUs"},
                              {"delivered_by_end", CellKind::number, "share"},
                              {"median", CellKind::date}},
                             std::move(rows));
}

Answer::Table promise_rows(PromiseSpan asked) {
  std::vector<Answer::Row> rows;
  for (const Promise& it : asked) {
    rows.push_back({it.order, report::cell(it.probability), day_cell(it.date), day_cell(it.low), day_cell(it.high)});
    if (it.probability != 0.5) rows.push_back({it.order, 0.5, day_cell(it.median), {}, {}});
  }
  return report::small_table("promise", "By when it is delivered in full, with which probability; none: not by the end",
                             {{"order", CellKind::id},
                              {"probability", CellKind::number, "share"},
                              {"date", CellKind::date},
                              {"ci95_low", CellKind::date},
                              {"ci95_high", CellKind::date}},
                             std::move(rows));
}

template <class Quoted>
Answer::Row way_row(const Promise& of, const char* way, const Quoted& it, const std::optional<PromisedUnits>& by) {
  Answer::Row row = {of.order,         std::string(way),  report::cell(of.probability), day_cell(it.date),
                     day_cell(it.low), day_cell(it.high), day_cell(it.median),          report::cell(it.share_by_end)};
  if (!by) return row.resize(row.size() + 6), row;
  for (Answer::Cell cell :
       {Answer::Cell(format_date(by->by)), promised_units_cell(by->units), promised_units_cell(by->low),
        promised_units_cell(by->high), report::cell(by->share), Answer::Cell(by->is_monotone)})
    row.push_back(std::move(cell));
  return row;
}

// With displacement, and displacing nobody.
Answer::Table way_rows(PromiseSpan asked) {
  std::vector<Answer::Row> rows;
  for (const Promise& it : asked) {
    rows.push_back(way_row(it, "as_served", it, it.by));
    if (it.behind_others) rows.push_back(way_row(it, "displacing_nobody", *it.behind_others, it.behind_others->by));
  }
  return report::small_table("ways", "What can be promised as the order is served, and if nobody may be displaced",
                             {{"order", CellKind::id},
                              {"way", CellKind::text},
                              {"probability", CellKind::number, "share"},
                              {"date", CellKind::date},
                              {"date_ci95_low", CellKind::date},
                              {"date_ci95_high", CellKind::date},
                              {"median", CellKind::date},
                              {"delivered_by_end", CellKind::number, "share"},
                              {"by", CellKind::date},
                              {"units", CellKind::number, "GPUs"},
                              {"units_ci95_low", CellKind::number, "GPUs"},
                              {"units_ci95_high", CellKind::number, "GPUs"},
                              {"delivered_by", CellKind::number, "share"},
                              {"is_monotone", CellKind::boolean}},
                             std::move(rows));
}

report::DisplacedBy displaced_by(const Promise& it) {
  return {{it.order}, it.probability, &it.displaced, &it.displaced_orders};
}

std::vector<report::DisplacedBy> displaced_by_all(PromiseSpan asked) {
  std::vector<report::DisplacedBy> out;
  for (const Promise& it : asked) out.push_back(displaced_by(it));
  return out;
}

Answer::Table calibration_rows(PromiseSpan asked) {
  std::vector<Answer::Row> rows;
  for (const Promise& it : asked)
    for (const Calibration& one : it.calibration)
      rows.push_back({it.order, report::cell(one.probability), day_cell(one.quoted), report::count_cell(one.kept),
                      report::count_cell(one.held_out), report::cell(one.share), report::cell(one.share_ci95.low),
                      report::cell(one.share_ci95.high)});
  return report::small_table("calibration", "How dates from half of the replications are kept in the others",
                             {{"order", CellKind::id},
                              {"probability", CellKind::number, "share"},
                              {"quoted", CellKind::date},
                              {"kept", CellKind::number},
                              {"held_out", CellKind::number},
                              {"share", CellKind::number, "share"},
                              {"ci95_low", CellKind::number, "share"},
                              {"ci95_high", CellKind::number, "share"}},
                             std::move(rows));
}

/// One promise among those of an answer, and where its rows stand.
struct PromiseSaid {
  const Promise& it;
  bool is_one_of_several;
  std::size_t order = 0, promise = 0, ways = 0, displaced = 0;

  std::string id(const std::string& what) const { return is_one_of_several ? what + "." + it.order : what; }
};

// "Promise lab 2024-05-20: its 80 gpu from maker are delivered in full by then with a probability of 90%."
Answer::Statement promised_date(const PromiseSaid& said) {
  const Promise& it = said.it;
  Sentence sentence;
  const std::string who = report::full_name(it.labels, EntityKind::organisation, it.organisation);
  const std::string what = report::shortened(report::one_line(product_label(it)), report::longest_name);
  const auto order = [&](const std::string& before) {
    sentence.say(before)
        .show(report::plain_number(it.units), "order", said.order, "units")
        .say(" " + what + " from " + report::full_name(it.labels, EntityKind::supplier, it.supplier));
  };
  if (it.date) {
    sentence.say("Promise " + who + " ")
        .show(report::plain_day(format_date(*it.date)), "promise", said.promise, "date");
    order(": its ");
    sentence.say(" are delivered in full by then with a probability of ");
  } else {
    order("No date before the end can be promised " + who + " for its ");
    sentence.say(" with a probability of ");
  }
  return sentence.show(report::percent(it.probability), "promise", said.promise, "probability")
      .say(".")
      .done(said.id("promise"), Answer::Certainty::stated);
}

// "By 2024-05-20 lab can be promised 48 gpu from maker with a probability of 90%."
Answer::Statement promised_units(const PromiseSaid& said) {
  const Promise& it = said.it;
  const std::string what = report::shortened(report::one_line(product_label(it)), report::longest_name);
  return Sentence()
      .say("By ")
      .show(report::plain_day(format_date(it.by->by)), "ways", said.ways, "by")
      .say(" " + report::full_name(it.labels, EntityKind::organisation, it.organisation) + " can be promised ")
      .show(report::plain_number(static_cast<double>(it.by->units)), "ways", said.ways, "units")
      .say(" " + what + " from " + report::full_name(it.labels, EntityKind::supplier, it.supplier) +
           " with a probability of ")
      .show(report::percent(it.probability), "ways", said.ways, "probability")
      .say(it.by->is_monotone ? "." : "; a smaller order may come later than that.")
      .done(said.id("units"), Answer::Certainty::stated);
}

Answer::Statement share_by_end(const PromiseSaid& said) {
  return Sentence()
      .say("They are delivered in full by the end in ")
      .show(report::percent(said.it.share_by_end), "order", said.order, "delivered_by_end")
      .say(" of the replications.")
      .done(said.id("by_end"), Answer::Certainty::stated);
}

Answer::Statement displacing_nobody(const PromiseSaid& said) {
  const DisplacingNobody& it = *said.it.behind_others;
  const std::size_t row = said.ways + 1;
  Sentence sentence;
  if (it.by)
    sentence.say("Displacing nobody, it is ")
        .show(report::plain_number(static_cast<double>(it.by->units)), "ways", row, "units")
        .say(" by then");
  else if (it.date)
    sentence.say("Displacing nobody, it is ").show(report::plain_day(format_date(*it.date)), "ways", row, "date");
  else
    sentence.say("Displacing nobody, no date before the end can be promised");
  return sentence.say(".").done(said.id("displacing_nobody"), Answer::Certainty::stated);
}

// Whoever has fewer or more GPU-days because of it.
std::optional<Answer::Statement> displaces(const PromiseSaid& said, std::size_t i) {
  const Displacement& one = said.it.displaced[i];
  if (!std::isfinite(one.gpu_days.mean) || std::abs(one.gpu_days.mean) < 0.5) return std::nullopt;
  const std::string who = report::full_name(said.it.labels, EntityKind::organisation, one.organisation);
  const bool is_own = one.organisation == said.it.organisation;
  return Sentence()
      .say(is_own ? "The other orders of " + who + " have " : who + " has ")
      .change(one.gpu_days.mean, "more", "fewer", "displaced",
              said.displaced + report::displacement_row(i, "delivered_gpu_days"), "mean")
      .say(" GPU-days delivered by the end because of it, in the mean.")
      .done(said.id("displaced." + one.organisation), Answer::Certainty::stated);
}

void add_statements(const PromiseSaid& said, std::vector<Answer::Statement>& out) {
  if (said.it.by) out.push_back(promised_units(said));
  if (said.it.units > 0 || !said.it.by) {
    out.push_back(promised_date(said));
    out.push_back(share_by_end(said));
  }
  if (said.it.behind_others) out.push_back(displacing_nobody(said));
  bool is_without_cost = true;
  for (std::size_t i = 0; i < said.it.displaced.size(); ++i)
    if (auto one = displaces(said, i)) {
      out.push_back(std::move(*one));
      is_without_cost = false;
    }
  if (is_without_cost)
    out.push_back(Sentence().say("It displaces nobody.").done(said.id("displaced"), Answer::Certainty::stated));
}

std::vector<Answer::Statement> statements_of(PromiseSpan asked, bool is_several) {
  std::vector<Answer::Statement> out;
  PromiseSaid at{asked.front(), is_several};
  for (const Promise& it : asked) {
    add_statements({it, is_several, at.order, at.promise, at.ways, at.displaced}, out);
    at.order += 1;
    at.promise += it.probability != 0.5 ? 2 : 1;
    at.ways += it.behind_others ? 2 : 1;
    at.displaced += report::displacement_row(it.displaced.size(), "delivered_units");
  }
  return out;
}

View ways_view(const View::Match& of_order) {
  const View one =
      views::object({views::field("date"),
                     {"date_ci95", views::cells({"date_ci95_low", "date_ci95_high"})},
                     views::field("median"),
                     views::field("share_by_end", "delivered_by_end"),
                     views::if_known("by", views::field("by")),
                     views::if_known("by", views::field("units")),
                     views::if_known("by", {"units_ci95", views::cells({"units_ci95_low", "units_ci95_high"})}),
                     views::if_known("by", views::field("share_by", "delivered_by")),
                     views::if_known("by", views::field("is_monotone"))});
  return views::of("ways", views::grouped_lines("way", one), {of_order});
}

std::vector<Part> promise_parts(const Promise& it) {
  const View::Match match{"order", it.order};
  const auto promised = [&](Part part) { return Part{part.key, views::of("promise", part.view, {match})}; };
  const auto ordered = [&](Part part) { return Part{part.key, views::of("order", part.view, {match})}; };
  std::vector<Part> parts = {
      ordered({"order", views::object({views::field("id", "order"), views::field("organisation"),
                                       views::field("supplier"), views::field("product"), views::field("units")})}),
      {"promise",
       views::lines({promised(views::field("probability")), promised(views::field("date")),
                     promised({"ci95", views::cells({"ci95_low", "ci95_high"})}), ordered(views::field("median")),
                     ordered(views::field("share_by_end", "delivered_by_end"))})},
      {"ways", ways_view(match)}};
  for (Part& part : report::displacement_parts(match)) parts.push_back(std::move(part));
  if (!it.calibration.empty())
    parts.push_back(
        {"calibration", views::of("calibration",
                                  views::each(views::object({views::field("probability"),
                                                             views::field("quoted"),
                                                             views::field("kept"),
                                                             views::field("held_out"),
                                                             views::field("share"),
                                                             {"ci95", views::interval("ci95_low", "ci95_high")}})),
                                  {match})});
  return parts;
}

View promise_tree(PromiseSpan asked, bool is_several) {
  std::vector<Part> parts = {report::version_field(),
                             {"scenario", views::object({views::field("name", "scenario")})},
                             {"run", report::run_view(false)}};
  std::vector<Part> orders;
  for (const Promise& it : asked) {
    std::vector<Part> one = promise_parts(it);
    if (is_several)
      orders.push_back({it.order, views::lines(std::move(one))});
    else
      parts.insert(parts.end(), one.begin(), one.end());
  }
  if (is_several) parts.push_back({"orders", views::lines(std::move(orders))});
  return views::lines(std::move(parts));
}

std::vector<View> promise_lines(const Promise& of, bool is_several) {
  using views::cell, views::text;
  const View none = views::constant({});
  const auto line = [&](std::vector<View> cells) {
    if (is_several) cells.insert(cells.begin(), cell("order"));
    return views::list(std::move(cells));
  };
  const View::Match match{"order", of.order};
  const auto rows = [&](const char* table, std::vector<Part> parts) {
    return views::of(table, views::each(std::move(parts)), {match});
  };
  const auto first = [&](const char* table, View view) { return views::of(table, std::move(view), {match}); };
  const auto estimate = [&](const char* of_whom) {
    return std::vector<Part>{
        views::entries(line({cell("metric"), cell(of_whom), cell("mean"), cell("ci95_low"), cell("ci95_high")}))};
  };
  std::vector<View> lines = {
      first("promise", line({text("date"), cell("probability"), cell("date"), cell("ci95_low"), cell("ci95_high")})),
      first("order", line({text("median"), none, cell("median"), none, none})),
      first("order", line({text("share_by_end"), none, cell("delivered_by_end"), none, none})),
      rows("ways", {views::entries(line({text("date_by_way"), cell("way"), cell("date"), cell("date_ci95_low"),
                                         cell("date_ci95_high")})),
                    views::if_known("by", views::entries(line({text("units_by_way"), cell("way"), cell("units"),
                                                               cell("units_ci95_low"), cell("units_ci95_high")})))}),
      rows("displaced", estimate("organisation")),
      rows("displaced_orders", estimate("displaced"))};
  if (!of.calibration.empty())
    lines.push_back(
        rows("calibration", {views::entries(line({text("quoted"), cell("probability"), cell("quoted"), none, none})),
                             views::entries(line({text("kept"), cell("probability"), cell("share"), cell("ci95_low"),
                                                  cell("ci95_high")}))}));
  return lines;
}

std::vector<Sheet> promise_sheets(PromiseSpan asked, bool is_several) {
  Sheet sheet{{"what", "of", "value", "low", "high"}, {}};
  if (is_several) sheet.head.insert(sheet.head.begin(), "order");
  for (const Promise& it : asked)
    for (View& line : promise_lines(it, is_several)) sheet.lines.push_back(std::move(line));
  return {std::move(sheet)};
}

Answer answer_to(PromiseSpan asked, bool is_several) {
  const Promise& first = asked.front();
  Answer answer;
  answer.provenance = report::provenance_of(first.scenario, first.basis, first.seed, first.replications);
  answer.statements = statements_of(asked, is_several);
  Labels labels;
  std::vector<std::pair<EntityKind, std::string>> things;
  for (const Promise& it : asked) {
    labels.add(it.labels);
    things.insert(things.end(), {{EntityKind::organisation, it.organisation}, {EntityKind::supplier, it.supplier}});
    for (const Displacement& one : it.displaced) things.emplace_back(EntityKind::organisation, one.organisation);
    for (const Displacement& one : it.displaced_orders) things.emplace_back(EntityKind::order, one.order);
  }
  answer.tables = {report::entities_table(things, labels),
                   report::assumptions_table(first.basis.notes),
                   order_rows(asked),
                   promise_rows(asked),
                   way_rows(asked),
                   report::displaced_table({{"order", CellKind::id}}, displaced_by_all(asked)),
                   report::displaced_orders_table({{"order", CellKind::id}}, displaced_by_all(asked)),
                   report::displaced_dates_table({{"order", CellKind::id}}, displaced_by_all(asked)),
                   calibration_rows(asked)};
  answer.tree = promise_tree(asked, is_several);
  answer.sheets = promise_sheets(asked, is_several);
  return answer;
}

}  // namespace

Answer answer_of(const Promise& it) { return answer_to({&it, 1}, false); }
Answer answer_of(const Promises& all) { return answer_to(all.orders, true); }

}  // namespace allot

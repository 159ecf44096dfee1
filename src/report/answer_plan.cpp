#include <algorithm>

#include "allot/answers.hpp"
#include "base/text.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/plan_late.hpp"
#include "report/plan_moves.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::PlanCounts;
using report::PlannedCustomer;
using report::Sentence;

constexpr std::size_t most_customers_told = 5, most_orders_of_a_plan_told = 3;

Answer::Cell date_cell(const std::optional<Date>& date) {
  return date ? Answer::Cell(format_date(*date)) : Answer::Cell();
}

std::vector<Answer::Column> order_columns() {
  return {{"order", CellKind::id},
          {"label", CellKind::text},
          {"organisation", CellKind::id},
          {"customer", CellKind::text},
          {"supplier", CellKind::id},
          {"product", CellKind::id},
          {"units", CellKind::number, "GPUs"},
          {"due", CellKind::date},
          {"confirmed", CellKind::date},
          {"days_later", CellKind::number, "days"},
          {"on_time", CellKind::number, "share"},
          {"shipped_p50", CellKind::date},
          {"shipped_p90", CellKind::date},
          {"dock_p50", CellKind::date},
          {"dock_p90", CellKind::date},
          {"online_p50", CellKind::date},
          {"online_p90", CellKind::date},
          {"by_end", CellKind::number, "share"},
          {"units_by_end", CellKind::number, "GPUs"},
          {"source", CellKind::id},
          {"served_by", CellKind::text},
          {"source_share", CellKind::number, "share"},
          {"site", CellKind::id},
          {"site_label", CellKind::text},
          {"cause", CellKind::id},
          {"cause_text", CellKind::text},
          {"cause_days", CellKind::number, "days"},
          {"late_units", CellKind::number, "GPUs"},
          {"days_late", CellKind::number, "days"},
          {"yields", CellKind::id},
          {"yields_label", CellKind::text},
          {"yields_share", CellKind::number, "share"}};
}

// Of an id that is empty there is nothing to name.
Answer::Cell label_cell(const Labels::ById& labels, const std::string& id) {
  return id.empty() ? Answer::Cell() : Answer::Cell(Labels::in(labels, id));
}

Answer::Row order_cells(const Plan& plan, const PlannedOrder& it) {
  const auto known = [&](bool is_known, double number) { return is_known ? report::cell(number) : Answer::Cell(); };
  return {it.id,
          Labels::in(plan.labels.orders, it.id),
          it.organisation,
          Labels::in(plan.labels.organisations, it.organisation),
          it.supplier,
          it.product,
          report::cell(it.units),
          date_cell(it.due),
          date_cell(it.confirmed),
          known(it.due && it.confirmed, it.due ? report::days_later(plan, it) : 0),
          report::cell(it.on_time),
          date_cell(it.shipped.p50),
          date_cell(it.shipped.p90),
          date_cell(it.docked.p50),
          date_cell(it.docked.p90),
          date_cell(it.online.p50),
          date_cell(it.online.p90),
          report::cell(it.by_end),
          report::cell(it.docked_units),
          report::text_cell(it.source),
          report::text_cell(report::source_words(it)),
          known(!it.source.empty(), it.source_share),
          report::text_cell(it.site),
          label_cell(plan.labels.sites, it.site),
          report::text_cell(it.cause),
          report::text_cell(report::cause_words(it.cause)),
          known(!it.cause.empty(), it.cause_days),
          known(it.due.has_value(), it.late_units),
          known(!it.cause.empty(), it.days_late),
          report::text_cell(it.yields),
          label_cell(plan.labels.organisations, it.yields),
          known(!it.yields.empty(), it.yields_share)};
}

Answer::Table orders_table(const Plan& plan) {
  return {"orders", "What becomes of each order; a day without a date is not before the end", order_columns(),
          plan.orders.size(), [&plan](std::size_t i) { return order_cells(plan, plan.orders[i]); }};
}

Answer::Table summary_table(const Plan& plan) {
  const PlanCounts it = report::counts_of(plan);
  return report::small_table(
      "summary", "How many orders are confirmed by the day they are promised",
      {{"probability", CellKind::number, "share"},
       {"orders", CellKind::number},
       {"promised", CellKind::number},
       {"on_time", CellKind::number},
       {"later", CellKind::number},
       {"unconfirmed", CellKind::number},
       {"late", CellKind::number}},
      {{report::cell(plan.probability), report::count_cell(it.orders), report::count_cell(it.promised),
        report::count_cell(it.on_time), report::count_cell(it.later), report::count_cell(it.unconfirmed),
        report::count_cell(it.late())}});
}

Answer::Table customers_table(const Plan& plan, const std::vector<PlannedCustomer>& customers) {
  std::vector<Answer::Row> rows;
  for (const PlannedCustomer& it : customers)
    rows.push_back({it.organisation, Labels::in(plan.labels.organisations, it.organisation),
                    report::count_cell(it.counts.orders), report::count_cell(it.counts.promised),
                    report::count_cell(it.counts.on_time), report::count_cell(it.counts.late()), report::cell(it.units),
                    report::cell(it.late_units), report::text_cell(it.cause),
                    report::text_cell(report::cause_words(it.cause))});
  return report::small_table("customers", "Who is confirmed late, and what most of these orders wait for",
                             {{"organisation", CellKind::id},
                              {"customer", CellKind::text},
                              {"orders", CellKind::number},
                              {"promised", CellKind::number},
                              {"on_time", CellKind::number},
                              {"late", CellKind::number},
                              {"units", CellKind::number, "GPUs"},
                              {"late_units", CellKind::number, "GPUs"},
                              {"cause", CellKind::id},
                              {"cause_text", CellKind::text}},
                             std::move(rows));
}

void add_spread_columns(const std::string& name, std::vector<Answer::Column>& columns) {
  columns.push_back({name, CellKind::number, "GPUs"});
  for (const char* quantile : {"_p10", "_p50", "_p90"}) columns.push_back({name + quantile, CellKind::number, "GPUs"});
}

void add_spread(const Spread& it, Answer::Row& row) {
  for (const double number : {it.mean, it.p10, it.p50, it.p90}) row.push_back(report::cell(number));
}

Answer::Table periods_table(const Plan& plan) {
  std::vector<Answer::Column> columns = {{"organisation", CellKind::id},
                                         {"customer", CellKind::text},
                                         {"product", CellKind::id},
                                         {"from", CellKind::date},
                                         {"until", CellKind::date}};
  for (const char* name : {"awarded", "arrived", "online"}) add_spread_columns(name, columns);
  columns.push_back({"backlog", CellKind::number, "GPUs"});
  columns.push_back({"fill", CellKind::number, "share"});
  return {"periods",
          "By customer, product and period (" + format_duration(plan.grid) +
              "): units awarded and arrived in it, online, open and delivered of what was due at its end",
          columns, plan.periods.size(), [&plan](std::size_t i) {
            const PlannedPeriod& it = plan.periods[i];
            Answer::Row row = {it.organisation, Labels::in(plan.labels.organisations, it.organisation), it.product,
                               format_date(it.from), format_date(it.until)};
            for (const Spread* one : {&it.awarded, &it.arrived, &it.online}) add_spread(*one, row);
            row.push_back(report::cell(it.backlog));
            row.push_back(report::cell(it.fill));
            return row;
          }};
}

Answer::Table supplies_table(const Plan& plan) {
  std::vector<Answer::Column> columns = {{"supplier", CellKind::id},
                                         {"supplier_label", CellKind::text},
                                         {"product", CellKind::id},
                                         {"from", CellKind::date},
                                         {"until", CellKind::date}};
  for (const char* name : {"supply", "awarded", "left"}) add_spread_columns(name, columns);
  return {"supplies", "By supplier, product and period: what came, what of it was awarded, what is left at its end",
          columns, plan.supplies.size(), [&plan](std::size_t i) {
            const PlannedSupply& it = plan.supplies[i];
            Answer::Row row = {it.supplier, Labels::in(plan.labels.suppliers, it.supplier), it.product,
                               format_date(it.from), format_date(it.until)};
            for (const Spread* one : {&it.supply, &it.awarded, &it.left}) add_spread(*one, row);
            return row;
          }};
}

Answer::Table sites_table(const Plan& plan) {
  std::vector<Answer::Column> columns = {{"site", CellKind::id},   {"site_label", CellKind::text},
                                         {"gate", CellKind::text}, {"level", CellKind::text},
                                         {"unit", CellKind::text}, {"time", CellKind::date}};
  for (const char* name : {"mean", "p10", "p50", "p90"}) columns.push_back({name, CellKind::number});
  const std::size_t moments = plan.moments.size();
  return {"sites", "How sites stand at each moment of the grid: room and power, what is taken of them, units stranded",
          columns, plan.sites.size() * moments, [&plan, moments](std::size_t i) -> Answer::Row {
            const SiteSeries& it = plan.sites[i / moments];
            const std::size_t k = i % moments;
            return {it.values.entity,
                    Labels::in(plan.labels.sites, it.values.entity),
                    report::text_cell(it.gate),
                    it.level,
                    it.unit,
                    format_date(plan.moments[k]),
                    report::cell(it.values.mean[k]),
                    report::cell(it.values.p10[k]),
                    report::cell(it.values.p50[k]),
                    report::cell(it.values.p90[k])};
          }};
}

// What can be written back: only orders that can be confirmed, by day.
Answer::Table confirmed_table(const Plan& plan) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < plan.orders.size(); ++i)
    if (plan.orders[i].confirmed && plan.orders[i].units > 0) places.push_back(i);
  return {"confirmed",
          "Dates that can be confirmed, to be written back",
          {{"id", CellKind::id},
           {"organisation", CellKind::id},
           {"supplier", CellKind::id},
           {"product", CellKind::id},
           {"units", CellKind::number, "GPUs"},
           {"due", CellKind::date},
           {"confirmed", CellKind::date},
           {"probability", CellKind::number, "share"}},
          places.size(),
          [&plan, places](std::size_t i) -> Answer::Row {
            const PlannedOrder& it = plan.orders[places[i]];
            return {it.id,
                    it.organisation,
                    it.supplier,
                    it.product,
                    report::cell(it.units),
                    date_cell(it.due),
                    format_date(*it.confirmed),
                    report::cell(plan.probability)};
          }};
}

std::string counted_orders(std::size_t count) { return count == 1 ? " order" : " orders"; }

std::string shown(std::size_t count) { return trimmed_with_thousands(static_cast<double>(count), 0); }

// "1,240 of 5,000 orders are confirmed by the day they are promised, with a probability of 90%."
Answer::Statement confirmed_on_time(const Plan& plan) {
  const PlanCounts counts = report::counts_of(plan);
  Sentence sentence;
  if (counts.promised == 0)
    return sentence.say("No order has a date that it is promised for.").done("on_time", Answer::Certainty::stated);
  sentence.show(shown(counts.on_time), "summary", 0, "on_time")
      .say(" of ")
      .show(shown(counts.promised), "summary", 0, "promised")
      .say(counted_orders(counts.promised) + " can be confirmed for the day promised");
  if (plan.replications == 1) return sentence.say(".").done("on_time", Answer::Certainty::stated);
  return sentence.say(", with a probability of ")
      .show(report::percent(plan.probability), "summary", 0, "probability")
      .say(".")
      .done("on_time", Answer::Certainty::stated);
}

// "24 can be confirmed for a later day only; for 14 no day before the end can be confirmed."
std::optional<Answer::Statement> confirmed_later(const Plan& plan) {
  const PlanCounts counts = report::counts_of(plan);
  if (counts.late() == 0) return std::nullopt;
  Sentence sentence;
  if (counts.later > 0)
    sentence.show(shown(counts.later), "summary", 0, "later").say(" can be confirmed for a later day only");
  if (counts.unconfirmed > 0)
    sentence.say(counts.later > 0 ? "; for " : "For ")
        .show(shown(counts.unconfirmed), "summary", 0, "unconfirmed")
        .say(" no day before the end can be confirmed");
  return sentence.say(".").done("late", Answer::Certainty::stated);
}

Answer::Statement customer_late(const Plan& plan, const PlannedCustomer& it, std::size_t row) {
  Sentence sentence;
  sentence.say(report::full_name(plan.labels, EntityKind::organisation, it.organisation) + ": ")
      .show(shown(it.counts.late()), "customers", row, "late")
      .say(" of ")
      .show(shown(it.counts.promised), "customers", row, "promised")
      .say(counted_orders(it.counts.promised) + (it.counts.late() == 1 ? " is late" : " are late"));
  if (!it.cause.empty()) sentence.say(", mostly: ").show(report::cause_words(it.cause), "customers", row, "cause_text");
  return sentence.say(".").done("customer." + it.organisation, Answer::Certainty::stated);
}

// "so-17 of Acme, promised for 2024-03-01, can be confirmed for 2024-04-12: waiting for a place to stand."
Answer::Statement order_late(const Plan& plan, std::size_t row) {
  const PlannedOrder& it = plan.orders[row];
  Sentence sentence;
  sentence
      .say(report::full_name(plan.labels, EntityKind::order, it.id) + " of " +
           report::full_name(plan.labels, EntityKind::organisation, it.organisation) + ", promised for ")
      .show(report::plain_day(format_date(*it.due)), "orders", row, "due");
  if (it.confirmed)
    sentence.say(", can be confirmed for ")
        .show(report::plain_day(format_date(*it.confirmed)), "orders", row, "confirmed");
  else
    sentence.say(", can be confirmed for no day before the end");
  if (!it.cause.empty()) sentence.say(": ").show(report::cause_words(it.cause), "orders", row, "cause_text");
  return sentence.say(".").done("order." + it.id, Answer::Certainty::stated);
}

void tell(const Plan& plan, const std::vector<PlannedCustomer>& customers, Answer& answer) {
  answer.statements = report::moves_told(plan);
  answer.statements.push_back(confirmed_on_time(plan));
  if (auto it = confirmed_later(plan)) answer.statements.push_back(std::move(*it));
  for (std::size_t i = 0; i < customers.size() && i < most_customers_told; ++i)
    if (customers[i].counts.late() > 0) answer.statements.push_back(customer_late(plan, customers[i], i));
  const std::vector<std::size_t> late = report::late_orders(plan);
  for (std::size_t i = 0; i < late.size() && i < most_orders_of_a_plan_told; ++i)
    answer.statements.push_back(order_late(plan, late[i]));
}

View object_of(const std::vector<Answer::Column>& columns) {
  std::vector<Part> parts;
  for (const Answer::Column& it : columns) parts.push_back(views::field(it.name));
  return views::object(std::move(parts));
}

View cells_of(const std::vector<Answer::Column>& columns) {
  std::vector<View> cells;
  for (const Answer::Column& it : columns) cells.push_back(views::cell(it.name));
  return views::list(std::move(cells));
}

View plan_tree(const Answer& answer) {
  std::vector<Part> parts = {report::version_field(),
                             {"scenario", views::object({views::field("name", "scenario")})},
                             {"run", report::run_view(false)},
                             {"summary", views::of("summary", object_of(answer.table("summary")->columns))}};
  for (const char* id : {"customers", "orders", "periods", "sites", "supplies"})
    parts.push_back({id, views::of(id, views::each(object_of(answer.table(id)->columns)))});
  if (answer.table("move_counts")->size > 0) {
    parts.push_back({"since", views::of("move_counts", object_of(answer.table("move_counts")->columns))});
    for (const char* id : {"move_causes", "moves"})
      parts.push_back({id, views::of(id, views::each(object_of(answer.table(id)->columns)))});
  }
  return views::lines(std::move(parts));
}

std::vector<Sheet> plan_sheets() {
  Sheet orders;
  for (const Answer::Column& it : order_columns()) orders.head.push_back(it.name);
  orders.lines = {views::of("orders", views::each(cells_of(order_columns())))};
  return {orders};
}

std::vector<std::pair<EntityKind, std::string>> things_of(const Plan& plan, const std::vector<PlannedCustomer>& all) {
  std::vector<std::pair<EntityKind, std::string>> out;
  for (const PlannedCustomer& it : all) out.emplace_back(EntityKind::organisation, it.organisation);
  for (const SiteSeries& it : plan.sites)
    if (it.gate.empty() && it.level == "online") out.emplace_back(EntityKind::site, it.values.entity);
  std::string last;
  for (const PlannedSupply& it : plan.supplies)
    if (it.supplier != std::exchange(last, it.supplier)) out.emplace_back(EntityKind::supplier, it.supplier);
  return out;
}

}  // namespace

Answer answer_of(const Plan& plan) {
  const std::vector<PlannedCustomer> customers = report::customers_of(plan);
  Answer answer;
  answer.provenance = report::provenance_of(plan.scenario, plan.basis, plan.seed, plan.replications);
  tell(plan, customers, answer);
  answer.tables = {report::entities_table(things_of(plan, customers), plan.labels),
                   report::assumptions_table(plan.basis.notes),
                   summary_table(plan),
                   customers_table(plan, customers),
                   orders_table(plan),
                   periods_table(plan),
                   sites_table(plan),
                   supplies_table(plan),
                   confirmed_table(plan),
                   report::move_counts_table(plan),
                   report::move_causes_table(plan),
                   report::moves_table(plan)};
  answer.tree = plan_tree(answer);
  answer.sheets = plan_sheets();
  return answer;
}

}  // namespace allot

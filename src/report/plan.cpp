#include "allot/plan.hpp"

#include <fmt/core.h>

#include <cmath>

#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "base/text.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/plan_late.hpp"
#include "report/plan_moves.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Align;
using report::Cell;
using report::PlannedCustomer;

constexpr std::size_t most_customers = 10, most_orders = 15;

std::string day_text(const std::optional<Date>& date, const char* otherwise) {
  return date ? format_date(*date).substr(0, 10) : otherwise;
}

std::string headline(const Plan& plan) {
  return report::one_line(plan.scenario) +
         (plan.replications == 1 ? ": the plan by order, nothing left to chance"
                                 : fmt::format(": the plan by order, {}, seed {}",
                                               report::counted(plan.replications, "replication"), plan.seed));
}

std::string customers_text(const Plan& plan, const Style& style) {
  report::Table table;
  table.columns = {{"Customer", "", Align::left},
                   {"orders", "", Align::right},
                   {"late", "", Align::right},
                   {"late", "GPUs", Align::right},
                   {"mostly", "", Align::left}};
  std::size_t more = 0;
  for (const PlannedCustomer& it : report::customers_of(plan)) {
    if (it.counts.late() == 0) continue;
    if (table.rows.size() == most_customers) {
      ++more;
      continue;
    }
    table.rows.push_back({{Cell{report::shown_name(plan.labels, EntityKind::organisation, it.organisation), ""},
                           Cell{with_thousands(static_cast<std::int64_t>(it.counts.orders)), ""},
                           Cell{with_thousands(static_cast<std::int64_t>(it.counts.late())), ""},
                           Cell{report::whole(it.late_units), ""}, Cell{report::cause_words(it.cause), ""}}});
  }
  if (table.rows.empty()) return {};
  std::string text = "\n" + report::text_of(table, style);
  if (more > 0) text += report::wrapped(report::counted(more, "more customer") + " with late orders.", style.width);
  return text;
}

// "138 days later".
std::string how_much_later(const Plan& plan, const PlannedOrder& it) {
  if (!it.confirmed) return "";
  const auto days = static_cast<std::size_t>(std::ceil(report::days_later(plan, it)));
  return report::counted(days, "day") + " later";
}

report::Row order_row(const Plan& plan, const PlannedOrder& it) {
  const auto customer = [&](const std::string& id) {
    return report::shown_name(plan.labels, EntityKind::organisation, id);
  };
  return {{Cell{report::shown_name(plan.labels, EntityKind::order, it.id), customer(it.organisation)},
           Cell{day_text(it.due, ""), ""}, Cell{day_text(it.confirmed, "not by the end"), how_much_later(plan, it)},
           Cell{report::percent(it.on_time.value_or(0)), ""},
           Cell{report::cause_word(it.cause), it.yields.empty() ? "" : "behind " + customer(it.yields)}}};
}

std::string orders_text(const Plan& plan, const Style& style) {
  const std::vector<std::size_t> late = report::late_orders(plan);
  if (late.empty()) return {};
  report::Table table;
  table.columns = {{"Order", "", Align::left},
                   {"promised", "", Align::right},
                   {"confirmed", "", Align::right},
                   {"on time", "", Align::right},
                   {"why late", "", Align::left}};
  for (std::size_t i = 0; i < late.size() && i < most_orders; ++i)
    table.rows.push_back(order_row(plan, plan.orders[late[i]]));
  std::string text = "\n" + report::text_of(table, style);
  if (late.size() > most_orders)
    text += report::wrapped(fmt::format("{}; -o plan.xlsx and --out have all of them.",
                                        report::counted(late.size() - most_orders, "more late order")),
                            style.width);
  return text;
}

std::string days_text(const PlanMove& it) {
  if (it.what == PlanMove::What::added || it.what == PlanMove::What::gone) return std::string(report::word_of(it.what));
  const double days = std::abs(it.days);
  return report::counted_whole(days, "day") + " " + std::string(report::word_of(it.what));
}

std::string moves_text(const Plan& plan, const Style& style) {
  const std::vector<PlanMove>& moves = plan.changes->moves;
  if (moves.empty()) return {};
  report::Table table;
  table.columns = {{"Order", "", Align::left},
                   {"was confirmed", "", Align::right},
                   {"is confirmed", "", Align::right},
                   {"why", "", Align::left}};
  for (std::size_t i = 0; i < moves.size() && i < most_orders; ++i) {
    const PlanMove& it = moves[i];
    const bool was_there = it.what != PlanMove::What::added, is_there = it.what != PlanMove::What::gone;
    table.rows.push_back({{Cell{report::shown_name(plan.labels, EntityKind::order, it.order),
                                report::shown_name(plan.labels, EntityKind::organisation, it.organisation)},
                           Cell{was_there ? day_text(it.confirmed_before, "not by the end") : "", ""},
                           Cell{is_there ? day_text(it.confirmed, "not by the end") : "", ""},
                           Cell{days_text(it), report::move_words(plan, it)}}});
  }
  std::string text = "\n" + report::text_of(table, style);
  if (moves.size() > most_orders)
    text +=
        report::wrapped(fmt::format("{}; -o plan.xlsx and --out have all of them.",
                                    with_thousands(static_cast<std::int64_t>(moves.size() - most_orders)) + " more"),
                        style.width);
  return text;
}

std::string as_table(const Plan& plan, const Style& style) {
  std::string text = report::bold_lines(headline(plan), style) + "\n";
  if (plan.changes) {
    for (const Answer::Statement& it : report::moves_told(plan)) text += report::wrapped(it.text, style.width);
    text += moves_text(plan, style) + "\n";
  }
  const Answer answer = answer_of(plan);
  for (const Answer::Statement& it : answer.statements)
    if (it.id == "on_time" || it.id == "late") text += report::wrapped(it.text, style.width);
  return text + customers_text(plan, style) + orders_text(plan, style);
}

}  // namespace

std::string render(const Plan& plan, Format format, const Style& style) {
  return report::rendered(plan, format, [&](const Plan& it) { return as_table(it, report::wide_enough(style)); });
}

}  // namespace allot

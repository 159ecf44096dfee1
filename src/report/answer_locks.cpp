#include <cmath>

#include "allot/answers.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/displacement_tables.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Sentence;

Answer::Cell lock_day(const std::optional<Date>& date) {
  return date ? Answer::Cell(format_date(*date)) : Answer::Cell();
}

const std::vector<Answer::Column> lock_names() { return {{"lock", CellKind::number}, {"order", CellKind::id}}; }

Answer::Row name_of_lock(const Locks& all, std::size_t i) { return {report::count_cell(i), all.locks[i].order}; }

std::vector<Answer::Column> with_columns(std::vector<Answer::Column> columns, std::vector<Answer::Column> more) {
  columns.insert(columns.end(), more.begin(), more.end());
  return columns;
}

Answer::Table lock_rows(const Locks& all) {
  std::vector<Answer::Row> rows;
  for (std::size_t i = 0; i < all.locks.size(); ++i) {
    const Lock& it = all.locks[i];
    rows.push_back({report::count_cell(i), it.order, it.organisation, it.supplier, it.product, report::cell(it.units),
                    format_date(it.at), report::cell(it.kept), report::cell(all.probability), lock_day(it.given),
                    lock_day(it.date_without), lock_day(it.date_with)});
  }
  return report::small_table("locks",
                             "Units given by hand, whether they are given on their day, and what its order gains",
                             with_columns(lock_names(), {{"organisation", CellKind::id},
                                                         {"supplier", CellKind::id},
                                                         {"product", CellKind::id},
                                                         {"units", CellKind::number, "GPUs"},
                                                         {"at", CellKind::date},
                                                         {"kept", CellKind::number, "share"},
                                                         {"probability", CellKind::number, "share"},
                                                         {"given", CellKind::date},
                                                         {"date_without", CellKind::date},
                                                         {"date_with", CellKind::date}}),
                             std::move(rows));
}

struct LockMetric {
  const char *name, *unit;
  Estimate Lock::*estimate;
};
constexpr LockMetric lock_metrics[] = {{"short_on_day", "GPUs", &Lock::short_on_day},
                                       {"short_at_end", "GPUs", &Lock::short_at_end},
                                       {"gained_gpu_days", "GPU-days", &Lock::gpu_days},
                                       {"days_later", "days", &Lock::days}};
constexpr std::size_t metrics_of_lock = std::size(lock_metrics);

Answer::Table lock_estimates(const Locks& all) {
  std::vector<Answer::Column> columns =
      with_columns(lock_names(), {{"metric", CellKind::text}, {"unit", CellKind::text}});
  report::add_estimate_columns(columns);
  return {"lock_estimates", "What of each lock is not given, and how much later its order is delivered with it",
          columns, metrics_of_lock * all.locks.size(), [&all](std::size_t i) {
            const LockMetric& metric = lock_metrics[i % metrics_of_lock];
            Answer::Row row = name_of_lock(all, i / metrics_of_lock);
            row.push_back(std::string(metric.name));
            row.push_back(std::string(metric.unit));
            report::add_estimate(row, all.locks[i / metrics_of_lock].*metric.estimate);
            return row;
          }};
}

std::vector<report::DisplacedBy> displaced_by_locks(const Locks& all) {
  std::vector<report::DisplacedBy> out;
  for (std::size_t i = 0; i < all.locks.size(); ++i)
    out.push_back({name_of_lock(all, i), all.probability, &all.locks[i].displaced, &all.locks[i].displaced_orders});
  return out;
}

Answer::Table conflict_rows(const Locks& all) {
  std::vector<Answer::Row> rows;
  for (std::size_t i = 0; i < all.conflicts.size(); ++i) {
    const LockConflict& it = all.conflicts[i];
    Answer::Row row = {
        report::count_cell(i),       it.supplier, it.product, format_date(it.at), report::cell(it.locked),
        report::cell(it.supply.mean)};
    report::add_interval(row, it.supply.ci95);
    row.push_back(report::cell(it.share));
    rows.push_back(std::move(row));
  }
  return report::small_table("conflicts", "Where locks come to more by a day than came into stock",
                             {{"conflict", CellKind::number},
                              {"supplier", CellKind::id},
                              {"product", CellKind::id},
                              {"at", CellKind::date},
                              {"locked", CellKind::number, "GPUs"},
                              {"supply", CellKind::number, "GPUs"},
                              {"supply_ci95_low", CellKind::number, "GPUs"},
                              {"supply_ci95_high", CellKind::number, "GPUs"},
                              {"share", CellKind::number, "share"}},
                             std::move(rows));
}

Answer::Table conflict_members(const Locks& all) {
  std::vector<Answer::Row> rows;
  for (std::size_t i = 0; i < all.conflicts.size(); ++i)
    for (const std::size_t lock : all.conflicts[i].locks)
      rows.push_back({report::count_cell(i), report::count_cell(lock), all.locks[lock].order});
  return report::small_table("conflict_locks", "Which locks those are",
                             {{"conflict", CellKind::number}, {"lock", CellKind::number}, {"order", CellKind::id}},
                             std::move(rows));
}

std::string order_of_lock(const Locks& all, const Lock& it) {
  return report::full_name(all.labels, EntityKind::order, it.order);
}

// "64 of so-17 are given by the end of 2024-05-06 in 90% of the replications."
Answer::Statement is_kept(const Locks& all, std::size_t i) {
  const Lock& it = all.locks[i];
  return Sentence()
      .show(report::plain_number(it.units), "locks", i, "units")
      .say(" of " + order_of_lock(all, it) + " are given by the end of ")
      .show(report::plain_day(format_date(it.at)), "locks", i, "at")
      .say(" in ")
      .show(report::percent(it.kept), "locks", i, "kept")
      .say(" of the replications.")
      .done("kept." + std::to_string(i), Answer::Certainty::stated);
}

// Its costs: the GPU-days of each organisation that it changes.
void add_costs(const Locks& all, std::size_t i, std::size_t first_row, std::vector<Answer::Statement>& out) {
  const Lock& it = all.locks[i];
  for (std::size_t o = 0; o < it.displaced.size(); ++o) {
    const Displacement& one = it.displaced[o];
    if (!std::isfinite(one.gpu_days.mean) || std::abs(one.gpu_days.mean) < 0.5) continue;
    const std::string who = report::full_name(all.labels, EntityKind::organisation, one.organisation);
    out.push_back(Sentence()
                      .say(one.organisation == it.organisation ? "Other orders of " + who + " have " : who + " has ")
                      .change(one.gpu_days.mean, "more", "fewer", "displaced",
                              first_row + report::displacement_row(o, "delivered_gpu_days"), "mean")
                      .say(" GPU-days because of the lock of " + order_of_lock(all, it) + ", in the mean.")
                      .done("cost." + std::to_string(i) + "." + one.organisation, Answer::Certainty::stated));
  }
}

Answer::Statement contradicts(const Locks& all, std::size_t i) {
  const LockConflict& it = all.conflicts[i];
  return Sentence()
      .say("By ")
      .show(report::plain_day(format_date(it.at)), "conflicts", i, "at")
      .say(", ")
      .show(report::plain_number(it.locked), "conflicts", i, "locked")
      .say(" are locked at " + report::full_name(all.labels, EntityKind::supplier, it.supplier) + ", and ")
      .show(report::plain_number(it.supply.mean), "conflicts", i, "supply")
      .say(" have come: too few in ")
      .show(report::percent(it.share), "conflicts", i, "share")
      .say(" of the replications.")
      .done("conflict." + std::to_string(i), Answer::Certainty::stated);
}

std::vector<Answer::Statement> lock_statements(const Locks& all) {
  std::vector<Answer::Statement> out;
  if (all.locks.empty())
    out.push_back(Sentence().say("The scenario has no locks.").done("locks", Answer::Certainty::stated));
  for (std::size_t i = 0; i < all.conflicts.size(); ++i) out.push_back(contradicts(all, i));
  std::size_t first_row = 0;
  for (std::size_t i = 0; i < all.locks.size(); ++i) {
    out.push_back(is_kept(all, i));
    add_costs(all, i, first_row, out);
    first_row += report::displacement_row(all.locks[i].displaced.size(), "delivered_units");
  }
  return out;
}

View lock_view(std::size_t i) {
  const View::Match match{"lock", static_cast<double>(i)};
  const auto said = [&](const char* column) { return Part{column, views::of("locks", views::cell(column), {match})}; };
  std::vector<Part> parts;
  for (const char* column :
       {"order", "organisation", "supplier", "product", "units", "at", "kept", "given", "date_without", "date_with"})
    parts.push_back(said(column));
  const View estimate = views::object({views::field("mean"),
                                       {"ci95", views::interval("ci95_low", "ci95_high")},
                                       views::field("p10"),
                                       views::field("p50"),
                                       views::field("p90")});
  parts.push_back({"", views::of("lock_estimates", views::groups("metric", estimate), {match})});
  for (Part& part : report::displacement_parts(match)) parts.push_back(std::move(part));
  return views::lines(std::move(parts));
}

View lock_tree(const Locks& all) {
  std::vector<View> of_locks;
  for (std::size_t i = 0; i < all.locks.size(); ++i) of_locks.push_back(lock_view(i));
  const View conflict =
      views::object({views::field("supplier"),
                     views::field("product"),
                     views::field("at"),
                     views::field("locked"),
                     views::field("supply"),
                     {"supply_ci95", views::interval("supply_ci95_low", "supply_ci95_high")},
                     views::field("share"),
                     {"orders", views::of("conflict_locks", views::each(views::cell("order")), {{"conflict", {}}})}});
  return views::lines({report::version_field(),
                       {"scenario", views::object({views::field("name", "scenario")})},
                       {"run", report::run_view(false)},
                       {"locks", views::list(std::move(of_locks))},
                       {"conflicts", views::of("conflicts", views::each(conflict))}});
}

std::vector<Sheet> lock_sheets() {
  return {
      {{"order", "organisation", "supplier", "product", "units", "at", "kept", "given", "date_without", "date_with"},
       {views::of("locks", views::each(views::cells({"order", "organisation", "supplier", "product", "units", "at",
                                                     "kept", "given", "date_without", "date_with"})))}},
      {{"order", "metric", "of", "mean", "low", "high"},
       {views::of("lock_estimates",
                  views::each(views::cells({"order", "metric", "order", "mean", "ci95_low", "ci95_high"}))),
        views::of("displaced",
                  views::each(views::cells({"order", "metric", "organisation", "mean", "ci95_low", "ci95_high"}))),
        views::of("displaced_orders",
                  views::each(views::cells({"order", "metric", "displaced", "mean", "ci95_low", "ci95_high"})))}},
      {{"supplier", "product", "at", "locked", "supply", "share"},
       {views::of("conflicts",
                  views::each(views::cells({"supplier", "product", "at", "locked", "supply", "share"})))}}};
}

}  // namespace

Answer answer_of(const Locks& all) {
  Answer answer;
  answer.provenance = report::provenance_of(all.scenario, all.basis, all.seed, all.replications);
  answer.statements = lock_statements(all);
  std::vector<std::pair<EntityKind, std::string>> things;
  for (const Lock& it : all.locks) {
    things.insert(things.end(), {{EntityKind::order, it.order}, {EntityKind::supplier, it.supplier}});
    for (const Displacement& one : it.displaced) things.emplace_back(EntityKind::organisation, one.organisation);
    for (const Displacement& one : it.displaced_orders) things.emplace_back(EntityKind::order, one.order);
  }
  answer.tables = {report::entities_table(things, all.labels),
                   report::assumptions_table(all.basis.notes),
                   lock_rows(all),
                   lock_estimates(all),
                   report::displaced_table(lock_names(), displaced_by_locks(all)),
                   report::displaced_orders_table(lock_names(), displaced_by_locks(all)),
                   report::displaced_dates_table(lock_names(), displaced_by_locks(all)),
                   conflict_rows(all),
                   conflict_members(all)};
  answer.tree = lock_tree(all);
  answer.sheets = lock_sheets();
  return answer;
}

}  // namespace allot

#include <algorithm>
#include <cmath>

#include "allot/answers.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/bound_words.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Sentence;

Answer::Table bounds_table(const Bound& bound) {
  std::vector<Answer::Column> columns = {
      {"variant", CellKind::text}, {"metric", CellKind::text}, {"quantity", CellKind::text}, {"unit", CellKind::text}};
  report::add_estimate_columns(columns);
  std::vector<Answer::Row> rows;
  for (const RuleBound& it : bound.variants)
    for (const auto& [quantity, estimate] :
         {std::pair("reached", &it.reached), std::pair("best", &it.best), std::pair("price", &it.price)}) {
      rows.push_back({it.name, bound.metric, quantity, bound.unit});
      report::add_estimate(rows.back(), *estimate);
    }
  return report::small_table("bounds", "What each reached, the best that any rule could have done, and what is between",
                             columns, rows);
}

Answer::Table shares_table(const Bound& bound) {
  std::vector<Answer::Row> rows;
  for (const RuleBound& it : bound.variants)
    rows.push_back({it.name, report::cell(report::share_of_best(it)), report::count_cell(it.met),
                    report::count_cell(bound.replications), static_cast<double>(it.grain)});
  return report::small_table("bound_shares", "How much of the best each reached",
                             {{"variant", CellKind::text},
                              {"share", CellKind::number, "share"},
                              {"met", CellKind::number},
                              {"replications", CellKind::number},
                              {"grain", CellKind::number, "seconds"}},
                             rows);
}

Answer::Table limits_table(const Bound& bound) {
  std::vector<Answer::Row> rows;
  for (const RuleBound& it : bound.variants)
    for (const BindingLimit& limit : it.limits)
      rows.push_back({it.name, limit.kind, report::text_cell(limit.entity), report::text_cell(limit.product),
                      bound.unit, report::cell(limit.mean), report::cell(limit.mean / it.best.mean)});
  return report::small_table("bound_limits", "What even the best runs into",
                             {{"variant", CellKind::text},
                              {"limit", CellKind::text},
                              {"entity", CellKind::id},
                              {"product", CellKind::id},
                              {"unit", CellKind::text},
                              {"mean", CellKind::number},
                              {"share", CellKind::number, "share"}},
                             rows);
}

Answer::Table rules_table(const Bound& bound) {
  std::vector<Answer::Row> rows;
  for (const RuleBound& it : bound.variants)
    for (const auto& [supplier, rule] : it.rules) rows.push_back({it.name, supplier, rule});
  return report::small_table("bound_rules", "How suppliers divide",
                             {{"variant", CellKind::text}, {"supplier", CellKind::id}, {"rule", CellKind::text}}, rows);
}

Answer::Table left_out_table(const Bound& bound) {
  std::vector<Answer::Row> rows;
  for (const std::string& it : bound.left_out) rows.push_back({it});
  return report::small_table("bound_left_out", "What the best is not held to", {{"what", CellKind::text}}, rows);
}

// "fifo reaches 93.2% of the best that any rule could have done."
Answer::Statement reaches(const Bound& bound, std::size_t which) {
  const RuleBound& it = bound.variants[which];
  const std::string name = report::variant_name(bound.labels, it.name);
  const double share = report::share_of_best(it);
  Sentence sentence;
  if (!std::isfinite(share))
    sentence.say("Of " + report::bounded_in_words(bound) + ", even the best has nothing in '" + name + "'.");
  else
    sentence.say("'" + name + "' reaches ")
        .show(report::percent(share), "bound_shares", which, "share")
        .say(" of the best that any rule could have done, by " + report::bounded_in_words(bound) + ".");
  return sentence.done("bound." + it.name, Answer::Certainty::stated);
}

std::vector<std::pair<EntityKind, std::string>> things_of(const Bound& bound) {
  std::vector<std::pair<EntityKind, std::string>> out;
  const auto add = [&](EntityKind kind, const std::string& id) {
    if (std::find(out.begin(), out.end(), std::pair(kind, id)) == out.end()) out.emplace_back(kind, id);
  };
  for (const RuleBound& it : bound.variants) {
    for (const auto& [supplier, rule] : it.rules) add(EntityKind::supplier, supplier);
    for (const BindingLimit& limit : it.limits)
      if (limit.kind == "room" || limit.kind == "power" || limit.kind == "crew") add(EntityKind::site, limit.entity);
  }
  return out;
}

View bound_tree() {
  const View estimate = views::object(report::estimate_fields());
  const View limit = views::object({views::field("limit"), views::field("entity"), views::field("product"),
                                    views::field("mean"), views::field("share")});
  const View variant = views::lines(
      {views::field("share"),
       views::field("met"),
       views::field("grain_seconds", "grain"),
       views::entries(views::of("bounds", views::grouped_lines("quantity", estimate), {{.column = "variant"}})),
       {"rules", views::of("bound_rules", views::groups("supplier", views::cell("rule")), {{.column = "variant"}})},
       {"limits", views::of("bound_limits", views::each(limit), {{.column = "variant"}})}});
  return views::lines({report::version_field(),
                       {"scenario", views::object({views::field("name", "scenario")})},
                       {"run", report::run_view(false)},
                       views::field("metric"),
                       views::field("unit"),
                       {"variants", views::of("bound_shares", views::grouped_lines("variant", variant))},
                       {"left_out", views::of("bound_left_out", views::each(views::cell("what")))}});
}

std::vector<Sheet> bound_sheets() {
  const auto head = {"variant", "metric", "quantity", "unit", "mean", "ci95_low", "ci95_high", "p10", "p50", "p90"};
  Sheet sheet{{head.begin(), head.end()}, {}};
  std::vector<View> line;
  for (const char* column : head) line.push_back(views::cell(column));
  sheet.lines = {views::of("bounds", views::each(views::list(std::move(line))))};
  return {std::move(sheet)};
}

}  // namespace

Answer answer_of(const Bound& bound) {
  Answer answer;
  answer.provenance = report::provenance_of(bound.scenario, bound.basis, bound.seed, bound.replications);
  answer.provenance.emplace_back("currency", report::text_cell(bound.currency));
  answer.provenance.emplace_back("metric", bound.metric);
  answer.provenance.emplace_back("unit", bound.unit);
  for (std::size_t i = 0; i < bound.variants.size(); ++i) answer.statements.push_back(reaches(bound, i));
  answer.tables = {report::entities_table(things_of(bound), bound.labels),
                   report::assumptions_table(bound.basis.notes),
                   bounds_table(bound),
                   shares_table(bound),
                   limits_table(bound),
                   rules_table(bound),
                   left_out_table(bound)};
  answer.tree = bound_tree();
  answer.sheets = bound_sheets();
  return answer;
}

}  // namespace allot

#include <algorithm>
#include <cmath>

#include "allot/answers.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/kinds.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Sentence;

constexpr std::size_t most_parts_told = 6;

// A row for each metric and intervention, those of a metric behind one another.
std::size_t part_row(const Attributions& all, std::size_t metric, std::size_t part) {
  return metric * all.interventions.size() + part;
}

Answer::Table attribution_table(const Attributions& all) {
  const std::size_t parts = all.interventions.size();
  return {"attribution",
          all.is_of_edits ? "What each edit changed, of what all of them change"
                          : "What each intervention changed, of what all of them change",
          {{"kind", CellKind::text},
           {"entity", CellKind::id},
           {"metric", CellKind::text},
           {"unit", CellKind::text},
           {"intervention", CellKind::id},
           {"part", CellKind::number},
           {"ci95_low", CellKind::number},
           {"ci95_high", CellKind::number},
           {"total", CellKind::number}},
          (all.metrics.size() + all.milestones.size()) * parts,
          [&all, parts](std::size_t i) -> Answer::Row {
            const bool is_metric = i / parts < all.metrics.size();
            const Attribution& one =
                is_metric ? all.metrics[i / parts] : all.milestones[i / parts - all.metrics.size()];
            const std::size_t part = i % parts;
            Answer::Row row = {is_metric ? std::string(report::name_of(one.column.kind)) : "milestone",
                               one.column.entity,
                               one.column.metric,
                               is_metric ? report::unit_of(one.column.metric, all.currency) : "days",
                               all.interventions[part],
                               report::cell(one.parts[part])};
            report::add_interval(row, one.intervals[part]);
            row.push_back(report::cell(one.total));
            return row;
          }};
}

// The largest first; what changes nothing is not told.
std::vector<std::size_t> parts_told(const Attribution& one) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < one.parts.size(); ++i)
    if (std::abs(one.parts[i]) >= 0.5) out.push_back(i);
  std::stable_sort(out.begin(), out.end(),
                   [&](std::size_t a, std::size_t b) { return std::abs(one.parts[a]) > std::abs(one.parts[b]); });
  return out;
}

// "Together the interventions leave Tesla with 187,000 more GPU-days online: 217,000 more by Swap with X, and 30,000 fewer by
// the late lot."
Answer::Statement brought(const Attributions& all, std::size_t metric) {
  const Attribution& one = all.metrics[metric];
  const std::string who = report::full_name(all.labels, one.column.kind, one.column.entity);
  const std::string what = all.is_of_edits ? "edits" : "interventions";
  const std::string id = "attribution." + one.column.entity;
  const std::vector<std::size_t> told = parts_told(one);
  Sentence sentence;
  if (told.empty())
    return sentence.say("The " + what + " change nothing of the GPU-days that " + who + " has online.")
        .done(id, Answer::Certainty::unchanged);
  if (all.interventions.size() == 1)
    return sentence
        .say(report::full_name(all.labels, EntityKind::intervention, all.interventions[0]) + " leaves " + who +
             " with ")
        .change(one.total, "more", "fewer", "attribution", part_row(all, metric, 0), "total")
        .say(" GPU-days online.")
        .done(id, Answer::Certainty::stated);
  sentence.say("Together the " + what + " leave " + who + " with ")
      .change(one.total, "more", "fewer", "attribution", part_row(all, metric, 0), "total")
      .say(" GPU-days online: ");
  const std::size_t count = std::min(told.size(), most_parts_told);
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t part = told[k];
    const bool is_last = k + 1 == told.size();
    sentence.say(k == 0    ? ""
                 : is_last ? " and "
                           : ", ")
        .change(one.parts[part], "more", "fewer", "attribution", part_row(all, metric, part), "part")
        .say(" by " + report::full_name(all.labels, EntityKind::intervention, all.interventions[part]));
  }
  return sentence.say(count < told.size() ? " and the rest by others." : ".").done(id, Answer::Certainty::stated);
}

View split_view() {
  return views::object({views::field("total"),
                        {"parts", views::groups("intervention", views::cell("part"))},
                        {"ci95", views::groups("intervention", views::interval("ci95_low", "ci95_high"))}});
}

View attribution_tree(const Attributions& all) {
  std::vector<std::string> kinds;
  for (const std::string& kind : report::all_kinds())
    for (const Attribution& it : all.metrics)
      if (report::name_of(it.column.kind) == kind && (kinds.empty() || kinds.back() != kind)) kinds.push_back(kind);
  std::vector<Part> metrics = {
      views::entries(views::of("attribution", report::by_metric(split_view(), std::move(kinds))))};
  if (!all.milestones.empty())
    metrics.push_back(
        {"milestone", views::of("attribution", views::grouped_lines("entity", views::groups("metric", split_view())),
                                {{"kind", std::string("milestone")}})});
  return views::lines({report::version_field(),
                       {"scenario", views::object({views::field("name", "scenario")})},
                       {"run", report::run_view(true)},
                       views::field("baseline"),
                       {"metrics", views::lines(std::move(metrics))}});
}

std::vector<Sheet> attribution_sheets() {
  return {{{"kind", "entity", "metric", "intervention", "part", "ci95_low", "ci95_high", "total"},
           {views::of("attribution", views::each(views::cells({"kind", "entity", "metric", "intervention", "part",
                                                               "ci95_low", "ci95_high", "total"})))}}};
}

}  // namespace

Answer answer_of(const Attributions& all) {
  Answer answer;
  answer.provenance = report::provenance_of(all.scenario, all.basis, all.seed, all.replications);
  answer.provenance.emplace_back("currency", report::text_cell(all.currency));
  answer.provenance.emplace_back("baseline", std::string(all.is_of_edits ? "as written" : "no interventions"));
  std::vector<std::pair<EntityKind, std::string>> things;
  for (std::size_t i = 0; i < all.metrics.size(); ++i) {
    const MetricColumn& column = all.metrics[i].column;
    things.emplace_back(column.kind, column.entity);
    if (column.kind == EntityKind::organisation && column.metric == report::judged_by &&
        std::isfinite(all.metrics[i].total))
      answer.statements.push_back(brought(all, i));
  }
  if (!all.is_of_edits)
    for (const std::string& id : all.interventions) things.emplace_back(EntityKind::intervention, id);
  answer.tables = {report::entities_table(things, all.labels), report::assumptions_table(all.basis.notes),
                   attribution_table(all)};
  answer.tree = attribution_tree(all);
  answer.sheets = attribution_sheets();
  return answer;
}

}  // namespace allot

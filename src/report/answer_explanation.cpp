#include <algorithm>
#include <cmath>

#include "allot/answers.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/kinds.hpp"
#include "report/lateness_words.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Places;
using report::Sentence;

constexpr std::size_t most_orders_told = 20;

/// Organisations, and behind them orders: what an answer explains.
struct Explained {
  EntityKind kind;
  const Explanation* it;
};

std::vector<Explained> explained_by(const Explanations& all) {
  std::vector<Explained> out;
  for (const Explanation& it : all.organisations) out.push_back({EntityKind::organisation, &it});
  for (const Explanation& it : all.orders) out.push_back({EntityKind::order, &it});
  return out;
}

/// The lists of all that is explained, behind one another.
template <class Size>
Places places_of_lists(const std::vector<Explained>& all, const Size& size_of) {
  return report::places_of(all, [&](const Explained& one) { return size_of(*one.it); });
}

std::optional<double> days_per_unit(const Explanation& it) {
  return it.units > 0 ? std::optional(it.unit_days_late / it.units) : std::nullopt;
}

// A table of one of the lists: what it is of, and what the list says.
template <class List, class Cells>
Answer::Table list_table(std::string id, std::string title, std::vector<Answer::Column> of_list,
                         const std::vector<Explained>& all, const List& list, const Cells& cells) {
  std::vector<Answer::Column> columns = {{"kind", CellKind::text}, {"entity", CellKind::id}};
  columns.insert(columns.end(), of_list.begin(), of_list.end());
  const Places places = places_of_lists(all, list);
  return {std::move(id), std::move(title), std::move(columns), places.size(), [all, places, cells](std::size_t i) {
            const auto [which, at] = places(i);
            const Explained& one = all[which];
            Answer::Row row = {std::string(report::name_of(one.kind)), one.it->id};
            for (Answer::Cell& cell : cells(*one.it, at)) row.push_back(std::move(cell));
            return row;
          }};
}

using NamedNumbers = std::vector<std::pair<std::string, double>> Explanation::*;
using Intervals = std::vector<std::optional<Interval>> Explanation::*;  ///< of these numbers, by place

Answer::Table numbers_table(std::string id, std::string title, Answer::Column name, Answer::Column number,
                            const std::vector<Explained>& all, NamedNumbers numbers, Intervals intervals) {
  const std::string unit = number.unit;
  return list_table(
      std::move(id), std::move(title),
      {std::move(name), std::move(number), {"ci95_low", CellKind::number, unit}, {"ci95_high", CellKind::number, unit}},
      all, [numbers](const Explanation& it) { return (it.*numbers).size(); },
      [numbers, intervals](const Explanation& it, std::size_t i) -> Answer::Row {
        const auto& [what, value] = (it.*numbers)[i];
        Answer::Row row = {what, report::cell(value)};
        report::add_interval(row, i < (it.*intervals).size() ? (it.*intervals)[i] : std::nullopt);
        return row;
      });
}

Answer::Table lateness_table(const std::vector<Explained>& all) {
  return list_table(
      "lateness", "How late units come online, of those that have a due date",
      {{"gpu_days_late", CellKind::number, "GPU-days"},
       {"units", CellKind::number, "GPUs"},
       {"days_per_unit", CellKind::number, "days"},
       {"late", CellKind::number, "GPU-days"},
       {"early", CellKind::number, "GPU-days"},
       {"open_units", CellKind::number, "GPUs"},
       {"gpu_days_late_ci95_low", CellKind::number, "GPU-days"},
       {"gpu_days_late_ci95_high", CellKind::number, "GPU-days"},
       {"late_ci95_low", CellKind::number, "GPU-days"},
       {"late_ci95_high", CellKind::number, "GPU-days"},
       {"early_ci95_low", CellKind::number, "GPU-days"},
       {"early_ci95_high", CellKind::number, "GPU-days"},
       {"has_remedies", CellKind::boolean}},
      all, [](const Explanation&) { return std::size_t{1}; },
      [](const Explanation& it, std::size_t) -> Answer::Row {
        Answer::Row row = {report::cell(it.unit_days_late), report::cell(it.units), report::cell(days_per_unit(it)),
                           report::cell(it.late),           report::cell(it.early), report::cell(it.open_units)};
        for (const auto* interval : {&it.unit_days_late_ci95, &it.late_ci95, &it.early_ci95})
          report::add_interval(row, *interval);
        row.emplace_back(it.remedies.has_value());
        return row;
      });
}

std::size_t size_of_binding(const Explanation& it) { return it.remedies ? it.remedies->binding.size() : 0; }
std::size_t size_of_tried(const Explanation& it) { return it.remedies ? it.remedies->tried.size() : 0; }

Answer::Table binding_table(const std::vector<Explained>& all) {
  return list_table("binding", "The parts that cost most, the largest first",
                    {{"rank", CellKind::number}, {"part", CellKind::text}}, all, size_of_binding,
                    [](const Explanation& it, std::size_t i) -> Answer::Row {
                      return {report::count_cell(i + 1), it.remedies->binding[i]};
                    });
}

Answer::Table remedies_table(const std::vector<Explained>& all) {
  return list_table("remedies", "Single changes, and whether they would have met the date in the mean",
                    {{"part", CellKind::text},
                     {"pointer", CellKind::text},
                     {"is_enough", CellKind::boolean},
                     {"value", CellKind::text},
                     {"change", CellKind::text}},
                    all, size_of_tried, [](const Explanation& it, std::size_t i) -> Answer::Row {
                      const Remedy& one = it.remedies->tried[i];
                      return {one.part, one.pointer, one.value.has_value(), report::cell(one.value), one.words};
                    });
}

// "Tesla's GPUs come online 12.3 days later than they are due, 152,000 GPU-days late in all."
Answer::Statement how_late(const Explanations& all, const Explained& one, std::size_t row) {
  const Explanation& it = *one.it;
  const std::string who = report::full_name(all.labels, one.kind, it.id);
  const std::string id = "lateness." + it.id;
  Sentence sentence;
  const auto days = days_per_unit(it);
  if (!days)
    return sentence.say("Nothing of " + who + " has a due date that it could miss.")
        .done(id, Answer::Certainty::stated);
  if (it.unit_days_late == 0)
    return sentence.say("The GPUs of " + who + " come online as they are due, in the mean.")
        .done(id, Answer::Certainty::stated);
  return sentence.say("The GPUs of " + who + " come online ")
      .show(report::plain_number(*days), "lateness", row, "days_per_unit")
      .say(std::string(" days ") + (*days < 0 ? "earlier" : "later") + " than they are due, in the mean: ")
      .change(it.unit_days_late, "GPU-days late", "GPU-days early", "lateness", row, "gpu_days_late")
      .say(" in all.")
      .done(id, Answer::Certainty::stated);
}

// "The largest part: waiting for a place to stand, 120,000 GPU-days."
std::optional<Answer::Statement> largest_part(const Explained& one, std::size_t first_part) {
  const auto& parts = one.it->parts;
  const auto most =
      std::max_element(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (one.it->unit_days_late < 0.5 || most == parts.end() || most->second < 0.5) return std::nullopt;
  return Sentence()
      .say("The largest part: " + report::meaning_of(most->first, true) + ", ")
      .show(report::plain_number(most->second), "lateness_parts",
            first_part + static_cast<std::size_t>(most - parts.begin()), "gpu_days")
      .say(" GPU-days.")
      .done("lateness_part." + one.it->id, Answer::Certainty::stated);
}

std::optional<Answer::Statement> on_time_if(const Explanations& all, const Explained& one, std::size_t first) {
  if (!one.it->remedies) return std::nullopt;
  const auto& tried = one.it->remedies->tried;
  const auto enough = std::find_if(tried.begin(), tried.end(), [](const Remedy& it) { return it.value.has_value(); });
  const std::string who = report::full_name(all.labels, one.kind, one.it->id);
  const std::string id = "remedy." + one.it->id;
  Sentence sentence;
  if (enough == tried.end())
    return sentence.say("No single change that was tried would have made " + who + " on time in the mean.")
        .done(id, Answer::Certainty::stated);
  return sentence.say("All else as it is, " + who + " would have been on time in the mean if ")
      .show(enough->words, "remedies", first + static_cast<std::size_t>(enough - tried.begin()), "change")
      .say(".")
      .done(id, Answer::Certainty::stated);
}

void tell(const Explanations& all, const std::vector<Explained>& explained, Answer& answer) {
  const Places parts = places_of_lists(explained, [](const Explanation& it) { return it.parts.size(); });
  const Places remedies = places_of_lists(explained, size_of_tried);
  const bool tells_orders = all.orders.size() <= most_orders_told;
  for (std::size_t i = 0; i < explained.size(); ++i) {
    if (explained[i].kind == EntityKind::order && !tells_orders) continue;
    answer.statements.push_back(how_late(all, explained[i], i));
    if (auto it = largest_part(explained[i], parts.start(i))) answer.statements.push_back(std::move(*it));
    if (auto it = on_time_if(all, explained[i], remedies.start(i))) answer.statements.push_back(std::move(*it));
  }
}

// The rows of a table that are of the same thing.
View of_same(std::string table, View view, std::vector<View::Match> further = {}) {
  std::vector<View::Match> matches = {{.column = "kind"}, {.column = "entity"}};
  for (View::Match& it : further) matches.push_back(std::move(it));
  return views::of(std::move(table), std::move(view), std::move(matches));
}

View explanation_tree() {
  const View remedies = views::each(
      views::object({views::field("part"), views::field("pointer"), views::field("value"), views::field("change")}));
  const auto if_asked = [](Part part) { return views::if_known("has_remedies", std::move(part)); };
  const View one =
      views::lines({views::field("unit_days_late", "gpu_days_late"),
                    views::field("units"),
                    views::field("late"),
                    views::field("early"),
                    {"parts", of_same("lateness_parts", views::groups("part", views::cell("gpu_days")))},
                    {"reassigned_by", of_same("reassigned", views::groups("intervention", views::cell("gpu_days")))},
                    {"passed_over_by", of_same("passed_over", views::groups("organisation", views::cell("units")))},
                    views::field("open_units"),
                    if_asked({"binding", of_same("binding", views::each(views::cell("part")))}),
                    if_asked({"would_meet", of_same("remedies", remedies, {{"is_enough", true}})}),
                    if_asked({"would_not_meet", of_same("remedies", remedies, {{"is_enough", false}})})});
  return views::lines(
      {report::version_field(),
       {"scenario", views::object({views::field("name", "scenario")})},
       {"run", report::run_view(false)},
       views::entries(views::of(
           "lateness", views::grouped_lines("kind", views::grouped_lines("entity", one), {"organisation", "order"})))});
}

std::vector<Sheet> explanation_sheets() {
  using views::cell;
  const View total = views::list({cell("kind"), cell("entity"), views::text("total"), cell("gpu_days_late")});
  const View parts = of_same("lateness_parts", views::each(views::cells({"kind", "entity", "part", "gpu_days"})));
  return {{{"kind", "entity", "part", "unit_days"},
           {views::of("lateness", views::each(std::vector<Part>{views::entries(total), views::entries(parts)}))}}};
}

}  // namespace

Answer answer_of(const Explanations& all) {
  const std::vector<Explained> explained = explained_by(all);
  const Answer::Column gpu_days = {"gpu_days", CellKind::number, "GPU-days"};
  Answer answer;
  answer.provenance = report::provenance_of(all.scenario, all.basis, all.seed, all.replications);
  tell(all, explained, answer);
  std::vector<std::pair<EntityKind, std::string>> things;
  for (const Explained& one : explained) things.emplace_back(one.kind, one.it->id);
  answer.tables = {
      report::entities_table(things, all.labels),
      report::assumptions_table(all.basis.notes),
      lateness_table(explained),
      numbers_table("lateness_parts", "Where the days went; the parts sum to the lateness", {"part", CellKind::text},
                    gpu_days, explained, &Explanation::parts, &Explanation::parts_ci95),
      numbers_table("reassigned", "What each intervention moved, of the parts reassigned, lost and gained",
                    {"intervention", CellKind::id}, gpu_days, explained, &Explanation::reassigned_by,
                    &Explanation::reassigned_by_ci95),
      numbers_table("passed_over", "Units that were ordered later and served in between",
                    {"organisation", CellKind::id}, {"units", CellKind::number, "GPUs"}, explained,
                    &Explanation::passed_over_by, &Explanation::passed_over_by_ci95),
      binding_table(explained),
      remedies_table(explained)};
  answer.tree = explanation_tree();
  answer.sheets = explanation_sheets();
  return answer;
}

}  // namespace allot

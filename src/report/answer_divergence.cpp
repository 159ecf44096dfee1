#include "allot/answers.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Places;
using report::Sentence;

constexpr const char* names_of_deviation[] = {"intervention", "order",    "organisation", "from",
                                              "site",         "supplier", "product",      "name"};

// A row for each variant.
Answer::Table parting_table(const Divergences& all) {
  return {"parting",
          "When each variant first differs from the baseline, and in how many things in all",
          {{"variant", CellKind::id},
           {"baseline", CellKind::id},
           {"parts_on", CellKind::date},
           {"deviations", CellKind::number}},
          all.variants.size(),
          [&all](std::size_t i) -> Answer::Row {
            const Divergence& it = all.variants[i];
            return {it.variant, it.baseline,
                    it.deviations.empty() ? Answer::Cell() : Answer::Cell(it.deviations.front().at),
                    report::count_cell(it.deviations.size())};
          }};
}

void add_side(Answer::Row& row, const Happened& it) {
  row.push_back(it.first.empty() ? Answer::Cell() : Answer::Cell(static_cast<double>(it.units)));
  row.push_back(report::text_cell(it.first));
  row.push_back(report::text_cell(it.last));
}

Answer::Table deviations_table(const Divergences& all) {
  std::vector<std::size_t> sizes;
  for (const Divergence& it : all.variants) sizes.push_back(it.deviations.size());
  const Places places(sizes);
  std::vector<Answer::Column> columns = {{"variant", CellKind::id},
                                         {"number", CellKind::number},
                                         {"cause", CellKind::number},
                                         {"at", CellKind::date},
                                         {"event", CellKind::text}};
  for (const char* name : names_of_deviation) columns.push_back({name, CellKind::id});
  for (const std::string side : {"baseline", "variant"}) {
    columns.push_back({side + "_units", CellKind::number, "GPUs"});
    columns.push_back({side + "_first", CellKind::date});
    columns.push_back({side + "_last", CellKind::date});
  }
  return {"divergence",
          "What happens in one of two runs and not, or not then, in the other; a cause is the number of an earlier row",
          columns, places.size(), [&all, places](std::size_t i) {
            const auto [which, at] = places(i);
            const Deviation& it = all.variants[which].deviations[at];
            Answer::Row row = {all.variants[which].variant, report::count_cell(at),
                               it.cause ? report::count_cell(*it.cause) : Answer::Cell(), it.at, it.event};
            for (const std::string* name : {&it.intervention, &it.order, &it.organisation, &it.from, &it.site,
                                            &it.supplier, &it.product, &it.name})
              row.push_back(report::text_cell(*name));
            add_side(row, it.baseline);
            add_side(row, it.variant);
            return row;
          }};
}

// What the first thing is in which they differ, in a few words.
std::string first_thing(const Deviation& it, const Labels& labels) {
  const std::string of =
      it.organisation.empty() ? "" : " of " + report::full_name(labels, EntityKind::organisation, it.organisation);
  if (!it.intervention.empty())
    return "the intervention " + report::full_name(labels, EntityKind::intervention, it.intervention);
  if (!it.order.empty())
    return "the order " + report::full_name(labels, EntityKind::order, it.order) + of + " (" + it.event + ")";
  if (!it.site.empty())
    return "the site " + report::full_name(labels, EntityKind::site, it.site) + " (" + it.event + ")";
  if (!it.supplier.empty())
    return "the supplier " + report::full_name(labels, EntityKind::supplier, it.supplier) + " (" + it.event + ")";
  return it.event + of;
}

// "no-swap first differs from base on 2024-01-20, in the intervention Swap; in all, 41 things differ."
Answer::Statement parts_on(const Divergences& all, std::size_t row) {
  const Divergence& it = all.variants[row];
  const std::string variant = report::one_line(it.variant), baseline = report::one_line(it.baseline);
  const std::string id = "divergence." + it.variant;
  Sentence sentence;
  if (it.deviations.empty())
    return sentence.say(variant + " does not differ from " + baseline + ": all that happens is the same.")
        .done(id, Answer::Certainty::unchanged);
  return sentence.say(variant + " first differs from " + baseline + " on ")
      .show(report::plain_day(it.deviations.front().at), "parting", row, "parts_on")
      .say(", in " + first_thing(it.deviations.front(), all.labels) + "; in all, ")
      .show(with_thousands(static_cast<std::int64_t>(it.deviations.size())), "parting", row, "deviations")
      .say(it.deviations.size() == 1 ? " thing differs." : " things differ.")
      .done(id, Answer::Certainty::stated);
}

View side_view(const std::string& side) {
  return views::unless_unknown(
      side + "_first", views::object({views::field("units", side + "_units"), views::field("first", side + "_first"),
                                      views::field("last", side + "_last")}));
}

View divergence_tree() {
  std::vector<Part> fields = {views::field("cause"), views::field("at"), views::field("event")};
  for (const char* name : names_of_deviation) fields.push_back(views::field(name));
  for (const char* side : {"baseline", "variant"}) fields.push_back({side, side_view(side)});
  return views::lines(
      {views::field("scenario"),
       {"seed", views::digits("seed")},
       {"replication", views::digits("replication")},
       views::field("baseline"),
       {"variants",
        views::of("parting",
                  views::grouped_lines("variant", views::of("divergence", views::each(views::object(std::move(fields))),
                                                            {{.column = "variant"}})))}});
}

std::vector<Sheet> divergence_sheets() {
  Sheet sheet{{"variant", "number", "cause", "at", "event"}, {}};
  for (const char* name : names_of_deviation) sheet.head.emplace_back(name);
  for (const std::string side : {"baseline", "variant"})
    for (const char* what : {"_units", "_first", "_last"}) sheet.head.push_back(side + what);
  std::vector<View> line;
  for (const std::string& name : sheet.head) line.push_back(views::cell(name));
  sheet.lines = {views::of("divergence", views::each(views::list(std::move(line))))};
  return {std::move(sheet)};
}

}  // namespace

Answer answer_of(const Divergences& all) {
  Answer answer;
  answer.provenance = report::provenance_of(all.scenario, all.basis, all.seed, 1);
  answer.provenance.emplace_back("replication", std::to_string(all.replication));
  if (!all.variants.empty()) answer.provenance.emplace_back("baseline", all.variants.front().baseline);
  std::vector<std::pair<EntityKind, std::string>> things;
  for (const Divergence& one : all.variants)
    for (const Deviation& it : one.deviations)
      for (const auto& [kind, id] :
           {std::pair(EntityKind::intervention, &it.intervention),
            std::pair(EntityKind::organisation, &it.organisation), std::pair(EntityKind::organisation, &it.from),
            std::pair(EntityKind::site, &it.site), std::pair(EntityKind::supplier, &it.supplier),
            std::pair(EntityKind::order, &it.order)})
        if (!id->empty()) things.emplace_back(kind, *id);
  for (std::size_t i = 0; i < all.variants.size(); ++i) answer.statements.push_back(parts_on(all, i));
  answer.tables = {report::entities_table(things, all.labels), report::assumptions_table(all.basis.notes),
                   parting_table(all), deviations_table(all)};
  answer.tree = divergence_tree();
  answer.sheets = divergence_sheets();
  return answer;
}

}  // namespace allot

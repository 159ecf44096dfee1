#include "allot/answers.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/roll_words.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Sentence;

Answer::Cell roll_day(const std::optional<Date>& date) {
  return date ? Answer::Cell(format_date(*date)) : Answer::Cell();
}

Answer::Cell roll_units(const std::optional<Units>& units) {
  return units ? Answer::Cell(static_cast<double>(*units)) : Answer::Cell();
}

Answer::Row row_of(const RollNote& it) {
  return {std::string(report::word_for(it.matter)),
          it.contradicts,
          report::text_cell(it.id),
          roll_day(it.planned),
          roll_day(it.happened),
          roll_units(it.planned_units),
          roll_units(it.happened_units),
          it.words,
          report::text_cell(report::where(it.place))};
}

Answer::Table notes_table(const Roll& roll) {
  return {"notes",
          "What went otherwise than planned, and what does not add up",
          {{"matter", CellKind::text},
           {"contradicts", CellKind::boolean},
           {"id", CellKind::id},
           {"planned", CellKind::date},
           {"happened", CellKind::date},
           {"planned_units", CellKind::number, "GPUs"},
           {"happened_units", CellKind::number, "GPUs"},
           {"words", CellKind::text},
           {"where", CellKind::text}},
          roll.notes.size(),
          [&roll](std::size_t i) { return row_of(roll.notes[i]); }};
}

Answer::Table span_table(const Roll& roll) {
  const report::RollCounts counts = report::counts_of(roll);
  return report::small_table("roll", "From when to when, and how much of it went otherwise",
                             {{"from", CellKind::date},
                              {"to", CellKind::date},
                              {"otherwise", CellKind::number},
                              {"contradictions", CellKind::number}},
                             {{format_date(roll.from), format_date(roll.to), report::count_cell(counts.otherwise),
                               report::count_cell(counts.contradictions)}});
}

Answer::Statement what_went_otherwise(const Roll& roll) {
  const report::RollCounts counts = report::counts_of(roll);
  Sentence sentence;
  sentence.say("From ")
      .show(report::plain_day(format_date(roll.from)), "roll", 0, "from")
      .say(" to ")
      .show(report::plain_day(format_date(roll.to)), "roll", 0, "to");
  if (counts.otherwise == 0) return sentence.say(" all went as planned.").done("otherwise", Answer::Certainty::stated);
  return sentence.say(" ")
      .show(report::plain_number(static_cast<double>(counts.otherwise)), "roll", 0, "otherwise")
      .say(counts.otherwise == 1 ? " thing went otherwise than planned." : " things went otherwise than planned.")
      .done("otherwise", Answer::Certainty::stated);
}

Answer::Statement what_contradicts(const Roll& roll) {
  const report::RollCounts counts = report::counts_of(roll);
  return Sentence()
      .show(report::plain_number(static_cast<double>(counts.contradictions)), "roll", 0, "contradictions")
      .say(counts.contradictions == 1 ? " thing does not add up." : " things do not add up.")
      .done("contradictions", Answer::Certainty::stated);
}

}  // namespace

Answer answer_of(const Roll& roll) {
  Answer answer;
  answer.provenance = report::provenance_of(roll.scenario, roll.basis, 1, 1);
  answer.statements = {what_went_otherwise(roll)};
  if (roll.contradicts()) answer.statements.push_back(what_contradicts(roll));
  answer.tables = {span_table(roll), notes_table(roll), report::assumptions_table(roll.basis.notes)};
  answer.tree = views::lines(
      {report::version_field(),
       {"scenario", views::object({views::field("name", "scenario")})},
       {"roll", views::of("roll", views::object({views::field("from"), views::field("to"), views::field("otherwise"),
                                                 views::field("contradictions")}))},
       {"notes",
        views::of("notes", views::each(views::object(
                               {views::field("matter"), views::field("contradicts"), views::field("id"),
                                views::field("planned"), views::field("happened"), views::field("planned_units"),
                                views::field("happened_units"), views::field("words"), views::field("where")})))}});
  answer.sheets = {
      {{"matter", "contradicts", "id", "planned", "happened", "planned_units", "happened_units", "words", "where"},
       {views::of("notes", views::each(views::cells({"matter", "contradicts", "id", "planned", "happened",
                                                     "planned_units", "happened_units", "words", "where"})))}}};
  return answer;
}

}  // namespace allot

#include <cmath>

#include "allot/answers.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/decisions_formats.hpp"
#include "report/path_words.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Sentence;

std::string relation_word(Relation relation) {
  switch (relation) {
    case Relation::at_least: return "at least";
    case Relation::at_most: return "at most";
    case Relation::equal: break;
  }
  return "equal to";
}

std::string words_of_relation(const Search& search) {
  if (!is_date(search.metric)) return relation_word(search.relation);
  switch (search.relation) {
    case Relation::at_least: return "on or after";
    case Relation::at_most: return "on or before";
    case Relation::equal: break;
  }
  return "on";
}

// PATH of difference.NAME.PATH.
std::string path_of(const Solution& it) {
  const std::string prefix = "difference." + it.variant + ".";
  const std::string& metric = it.search.metric;
  return !it.variant.empty() && metric.starts_with(prefix) ? metric.substr(prefix.size()) : metric;
}

std::string unit_of_search(const Solution& it) {
  const std::string path = path_of(it), metric = path.substr(path.rfind('.') + 1);
  if (!path.starts_with("milestone.")) return report::unit_of(metric, it.currency);
  if (metric == "reached") return "share";
  return is_date(it.search.metric) ? "" : "days";
}

// A number of the metric: in its own column where it is a date.
Answer::Cell as_number(const Solution& it, double value) {
  return is_date(it.search.metric) ? Answer::Cell() : report::cell(value);
}
Answer::Cell as_date(const Solution& it, double value) {
  if (!is_date(it.search.metric) || !std::isfinite(value)) return {};
  return format_date(static_cast<Date>(std::floor(value + 0.5)));
}

Answer::Table solution_row(const Solution& it) {
  const Search& search = it.search;
  return report::small_table(
      "solution", "The first value that meets the target",
      {{"pointer", CellKind::text},
       {"label", CellKind::text},
       {"low", CellKind::text},
       {"high", CellKind::text},
       {"metric", CellKind::text},
       {"metric_label", CellKind::text},
       {"less_variant", CellKind::id},
       {"relation", CellKind::text},
       {"target", CellKind::number},
       {"target_date", CellKind::date},
       {"unit", CellKind::text},
       {"value", CellKind::text},
       {"band_low", CellKind::text},
       {"band_high", CellKind::text},
       {"asked", CellKind::text}},
      {{search.pointer, report::words_of_pointer(search.pointer, it.labels), search.low, search.high, path_of(it),
        report::words_of_path(path_of(it), it.labels), report::text_cell(it.variant), relation_word(search.relation),
        as_number(it, search.target), as_date(it, search.target), report::text_cell(unit_of_search(it)),
        report::cell(it.value), report::cell(it.band.first), report::cell(it.band.second),
        search.metric + report::sign_of(search.relation) + report::target_text(search, search.target)}});
}

Answer::Table curve_rows(const Solution& it) {
  const std::string unit = unit_of_search(it);
  return {"curve",
          "The metric's mean at the values looked at",
          {{"value", CellKind::text},
           {"mean", CellKind::number, unit},
           {"mean_date", CellKind::date},
           {"ci95_low", CellKind::number, unit},
           {"ci95_high", CellKind::number, unit},
           {"ci95_low_date", CellKind::date},
           {"ci95_high_date", CellKind::date},
           {"reached", CellKind::number, "share"}},
          it.curve.size(),
          [&it](std::size_t i) -> Answer::Row {
            const auto& [value, mean] = it.curve[i];
            const auto interval = i < it.curve_ci95.size() ? it.curve_ci95[i] : std::nullopt;
            const auto bound = [&](double Interval::*which, const auto& write) {
              return interval ? write(it, (*interval).*which) : Answer::Cell();
            };
            return {value,
                    as_number(it, mean),
                    as_date(it, mean),
                    bound(&Interval::low, as_number),
                    bound(&Interval::high, as_number),
                    bound(&Interval::low, as_date),
                    bound(&Interval::high, as_date),
                    i < it.curve_reached.size() ? report::cell(it.curve_reached[i]) : Answer::Cell()};
          }};
}

Answer::Table crossings_rows(const Solution& it) {
  std::vector<Answer::Row> rows;
  for (const Crossing& one : it.crossings) rows.push_back({one.value, one.is_met_after});
  return report::small_table("crossings", "Values from which on the target is met, or is not met any more",
                             {{"value", CellKind::text}, {"is_met_after", CellKind::boolean}}, rows);
}

// "Moving hall_ready from 2023-12-01 to 2024-12-01, the target (online GPU-days of Tesla less those of no-swap, at least
// 0) is first met at 2024-04-11."
Answer::Statement first_value(const Solution& it) {
  const Search& search = it.search;
  Sentence sentence;
  const auto show = [&](const std::string& text, const char* column) { sentence.show(text, "solution", 0, column); };
  sentence.say("Moving " + report::words_of_pointer(search.pointer, it.labels) + " from ");
  show(search.low, "low");
  sentence.say(" to ");
  show(search.high, "high");
  sentence.say(", the target (" + report::words_of_path(path_of(it), it.labels));
  if (!it.variant.empty()) sentence.say(" less the same in " + report::one_line(it.variant));
  sentence.say(", " + words_of_relation(search) + " ");
  if (is_date(search.metric))
    show(std::get<std::string>(as_date(it, search.target)), "target_date");
  else
    show(trimmed_with_thousands(search.target), "target");
  if (!it.value) return sentence.say(") is met nowhere.").done("solution", Answer::Certainty::stated);
  sentence.say(*it.value == search.low ? ") is met from the start, at " : ") is first met at ");
  show(*it.value, "value");
  return sentence.say(".").done("solution", Answer::Certainty::stated);
}

// Where chance could have put it.
std::optional<Answer::Statement> band_of(const Solution& it) {
  const auto& [early, late] = it.band;
  if (it.replications < 2 || (!early && !late)) return std::nullopt;
  Sentence sentence;
  if (early && late)
    sentence.say("One end of the mean's 95% interval first meets it at ")
        .show(*early, "solution", 0, "band_low")
        .say(", the other at ")
        .show(*late, "solution", 0, "band_high");
  else
    sentence.say("Only one end of the mean's 95% interval meets it, first at ")
        .show(early ? *early : *late, "solution", 0, early ? "band_low" : "band_high");
  return sentence.say(".").done("band", Answer::Certainty::stated);
}

std::string mean_column(const Solution& it) { return is_date(it.search.metric) ? "mean_date" : "mean"; }

View solution_tree(const Solution& it) {
  const auto row = [](Part part) { return Part{part.key, views::of("solution", part.view)}; };
  return views::lines(
      {report::version_field(),
       row(views::field("axis", "pointer")),
       row(views::field("target", "asked")),
       row(views::field("value")),
       row({"band", views::cells({"band_low", "band_high"})}),
       {"curve", views::of("curve", views::each(views::list({views::cell("value"), views::cell(mean_column(it))})))},
       {"crossings", views::of("crossings", views::each(views::cells({"value", "is_met_after"})))}});
}

std::vector<Sheet> solution_sheets(const Solution& it) {
  return {{{"value", "mean"},
           {views::of("curve", views::each(views::list({views::cell("value"), views::cell(mean_column(it))})))}}};
}

}  // namespace

Answer answer_of(const Solution& it) {
  Answer answer;
  answer.provenance = report::provenance_of(it.scenario, it.basis, it.seed, it.replications);
  answer.provenance.emplace_back("currency", report::text_cell(it.currency));
  answer.statements.push_back(first_value(it));
  if (auto band = band_of(it)) answer.statements.push_back(std::move(*band));
  answer.tables = {solution_row(it), curve_rows(it), crossings_rows(it), report::assumptions_table(it.basis.notes)};
  answer.tree = solution_tree(it);
  answer.sheets = solution_sheets(it);
  return answer;
}

}  // namespace allot

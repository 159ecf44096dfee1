#include <algorithm>
#include <numeric>

#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/division.hpp"
#include "report/sentence.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Sentence;

constexpr std::size_t most_claimants_told = 12;
constexpr double nothing_left = 1e-9;

Answer::Table division_table(const DivisionAnswer& it) {
  return {"division",
          "What each claimant is given",
          {{"claimant", CellKind::number},
           {"claim", CellKind::number},
           {"award", CellKind::number},
           {"share", CellKind::number, "share"}},
          it.awards.size(),
          [&it](std::size_t i) -> Answer::Row {
            return {report::count_cell(i + 1), report::cell(it.claims[i]), report::cell(it.awards[i]),
                    it.claims[i] > 0 ? report::cell(it.awards[i] / it.claims[i]) : Answer::Cell()};
          }};
}

Answer::Table estate_row(const DivisionAnswer& it) {
  return report::small_table(
      "estate", "What there is to divide",
      {{"rule", CellKind::text},
       {"estate", CellKind::number},
       {"claimed", CellKind::number},
       {"unallocated", CellKind::number}},
      {{it.rule, report::cell(it.estate), report::cell(std::accumulate(it.claims.begin(), it.claims.end(), 0.0)),
        report::cell(it.unallocated)}});
}

// "By talmud, 200 are divided into 50 of 100, 75 of 200 and 75 of 300."
Answer::Statement divided(const DivisionAnswer& it) {
  Sentence sentence;
  const auto number = [](double value) { return trimmed_with_thousands(value, 4); };
  sentence.say("By " + it.rule + ", ").show(number(it.estate), "estate", 0, "estate").say(" are divided into ");
  const std::size_t count = std::min(it.awards.size(), most_claimants_told);
  for (std::size_t i = 0; i < count; ++i)
    sentence.say(i == 0                      ? ""
                 : i + 1 == it.awards.size() ? " and "
                                             : ", ")
        .show(number(it.awards[i]), "division", i, "award")
        .say(" of ")
        .show(number(it.claims[i]), "division", i, "claim");
  sentence.say(count < it.awards.size() ? " and further ones" : "");
  if (it.unallocated > nothing_left)
    sentence.say("; not given: ").show(number(it.unallocated), "estate", 0, "unallocated");
  return sentence.say(".").done("division", Answer::Certainty::stated);
}

View division_tree(const DivisionAnswer& it) {
  std::vector<Part> parts = {views::field("rule"),
                             {"estate", views::of("estate", views::cell("estate"))},
                             {"awards", views::of("division", views::each(views::cell("award")))}};
  if (it.in_lots) parts.push_back({"unallocated", views::of("estate", views::cell("unallocated"))});
  return views::object(std::move(parts));
}

}  // namespace

Answer answer_of(const DivisionAnswer& it) {
  Answer answer;
  answer.provenance = {{"rule", it.rule}};
  answer.statements = {divided(it)};
  answer.tables = {division_table(it), estate_row(it)};
  answer.tree = division_tree(it);
  answer.sheets = {{{"claimant", "claim", "award"},
                    {views::of("division", views::each(views::cells({"claimant", "claim", "award"})))}}};
  return answer;
}

}  // namespace allot

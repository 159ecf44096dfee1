#include <algorithm>
#include <functional>
#include <iterator>

#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "base/text.hpp"
#include "report/render.hpp"
#include "report/roll_words.hpp"
#include "report/wording.hpp"

namespace allot {
namespace report {

std::string_view word_for(RollNote::Matter matter) {
  switch (matter) {
    case RollNote::Matter::received: return "received";
    case RollNote::Matter::shipped: return "shipped";
    case RollNote::Matter::arrived: return "arrived";
    case RollNote::Matter::cancelled: return "cancelled";
    case RollNote::Matter::order: return "order";
    case RollNote::Matter::supply: return "supply";
    case RollNote::Matter::site: return "site";
    case RollNote::Matter::assumed: return "assumed";
  }
  return {};
}

std::string where(const Place& place) {
  if (!place.text) return {};
  return place.text->name + ":" + std::to_string(line_of(place));
}

RollCounts counts_of(const Roll& roll) {
  RollCounts counts;
  for (const RollNote& it : roll.notes) ++(it.contradicts ? counts.contradictions : counts.otherwise);
  return counts;
}

}  // namespace report

namespace {

struct Heading {
  const char* words;
  std::vector<RollNote::Matter> matters;
};

// What cannot have been comes first, then what came, what went, and what is new.
std::string section(const Roll& roll, const std::string& heading, const Style& style,
                    const std::function<bool(const RollNote&)>& belongs) {
  std::string text;
  for (const RollNote& it : roll.notes) {
    if (!belongs(it)) continue;
    const std::string place = report::where(it.place);
    text +=
        report::wrapped("  " + report::one_line(it.words) + (place.empty() ? "" : " (" + report::one_line(place) + ")"),
                        style.width, 4);
  }
  return text.empty() ? text : "\n" + heading + "\n" + text;
}

std::string roll_table(const Roll& roll, const Style& style) {
  using enum RollNote::Matter;
  const Answer answer = answer_of(roll);
  std::string text =
      report::bold_lines(report::one_line(roll.scenario) + " as of " + format_date(roll.to).substr(0, 10), style);
  for (const Answer::Statement& it : answer.statements) text += report::wrapped(it.text, style.width);
  text += section(roll, "Does not add up", style, [](const RollNote& it) { return it.contradicts; });
  const Heading headings[] = {{"Supply that came", {received}},
                              {"Shipped", {shipped}},
                              {"On the way", {arrived}},
                              {"Orders", {order, cancelled}},
                              {"Promises of supply and sites", {supply, site}},
                              {"Taken as given", {assumed}}};
  for (const Heading& heading : headings)
    text += section(roll, heading.words, style, [&](const RollNote& it) {
      return !it.contradicts &&
             std::find(heading.matters.begin(), heading.matters.end(), it.matter) != heading.matters.end();
    });
  return text;
}

}  // namespace

std::string render(const Roll& roll, Format format, const Style& style) {
  return report::rendered(roll, format, [&](const Roll& it) { return roll_table(it, report::wide_enough(style)); });
}

}  // namespace allot

#include <algorithm>
#include <array>

#include "page/numbers.hpp"
#include "page/saying.hpp"
#include "page/sections.hpp"

namespace allot::page {
namespace {

constexpr std::array<std::string_view, 3> confidences = {"assumed", "estimated", "reported"};

std::size_t rank_of(const Assumed& it) {
  return static_cast<std::size_t>(std::ranges::find(confidences, it.confidence) - confidences.begin());
}

// What was looked at as something that could reverse the answer stands first, then what is least sure.
std::vector<Assumed> in_order_of_doubt(const Story& story) {
  const auto turns = [&](const Assumed& it) {
    for (const auto& of_reading : story.moved)
      for (const auto& [headline, moved] : of_reading)
        for (const MovedAssumption& one : moved)
          if (one.pointer == it.pointer && !one.value.empty()) return true;
    return false;
  };
  std::vector<Assumed> all = story.assumptions;
  std::stable_sort(all.begin(), all.end(), [&](const Assumed& a, const Assumed& b) {
    return std::pair(!turns(a), rank_of(a)) < std::pair(!turns(b), rank_of(b));
  });
  return all;
}

}  // namespace

std::optional<Section> what_it_rests_on(const Story& story) {
  if (story.assumptions.empty()) return std::nullopt;
  Section section{"sources", "What it rests on", "Sources"};
  std::string counts;
  for (const std::string_view word : confidences) {
    const auto count = static_cast<std::size_t>(std::ranges::count(story.assumptions, word, &Assumed::confidence));
    counts += (counts.empty() ? "" : ", ") + count_words(count) + " " + std::string(word);
  }
  section.paragraphs = {
      {{},
       plain_statement(
           first_capital(counts) +
           ". Reported is printed by a source; estimated is worked out from one; assumed is a judgement, to "
           "be changed freely. What can turn the answer stands first, then what is least sure.")}};
  const bool has_values = std::ranges::any_of(story.assumptions, [](const Assumed& it) { return !it.value.empty(); });
  NumberTable table{"Every value of the scenario, how far it can be trusted, and where it is from",
                    {"Where", "What", "Confidence", "Source"},
                    {},
                    {1, 2, 3}};
  if (has_values) {
    table.heads.insert(table.heads.begin() + 2, "Value");
    table.text_columns = {1, 2, 3, 4};
  }
  for (const Assumed& it : in_order_of_doubt(story)) {
    std::vector<std::string> row = {it.pointer, it.label, it.confidence,
                                    it.note.empty() ? it.source : it.source + ", " + it.note};
    if (has_values) row.insert(row.begin() + 2, it.value);
    table.rows.push_back(std::move(row));
  }
  section.tables = {{"All values, each with its source", table}};
  return section;
}

}  // namespace allot::page

#include <cctype>

#include "scenario/read_entity.hpp"

/// Periods: a duration, or a word of the calendar.
namespace allot::scenario {
namespace {

struct PeriodWord {
  std::string_view text;
  Period period;
};

const PeriodWord period_words[] = {{"month", Period::of_months(1)},
                                   {"quarter", Period::of_months(3)},
                                   {"year", Period::of_months(12)},
                                   {"all", Period::whole()}};

bool is_word(const Draft& node) {
  return node.is(Draft::Type::string) && !node.text.empty() &&
         std::isalpha(static_cast<unsigned char>(node.text.front())) != 0;
}

void read_period(Reader& reader, const Cursor& at, const Spec& spec, std::span<const PeriodWord> words,
                 Period& period) {
  if (!is_word(at.node())) return read_field(reader, at, spec, period.length);
  std::vector<std::string> known;
  for (const PeriodWord& word : words) {
    if (word.text == at.node().text) {
      period = word.period;
      return;
    }
    known.emplace_back(word.text);
  }
  const std::string near = did_you_mean(at.node().text, known);
  reader.problem(at, "unknown period '" + at.node().text + "'",
                 near.empty() ? "write a duration such as \"2w\", or " + known.front() + ", quarter or year" : near);
}

}  // namespace

void read_field(Reader& reader, const Cursor& at, const Spec& spec, Period& period) {
  read_period(reader, at, spec, std::span(period_words).first(3), period);
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, PeriodOrAll period) {
  Period read;
  read_period(reader, at, spec, period_words, read);
  period.period = read;
}

}  // namespace allot::scenario

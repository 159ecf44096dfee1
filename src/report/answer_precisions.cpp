#include "report/answer_precisions.hpp"

#include <cmath>

#include "base/text.hpp"
#include "report/answer_tables.hpp"
#include "report/path_words.hpp"
#include "report/sentence.hpp"

namespace allot::report {
namespace {

std::string percent_of_mean(double share) { return trimmed(100 * share, share < 0.001 ? 4 : 2) + "%"; }

// ", 5,214,000,"; of a date it would be days, which the sentence does not say.
Sentence& show_mean(Sentence& sentence, const ReachedPrecision& it, std::size_t row) {
  if (it.wanted.metric.starts_with("milestone.")) return sentence;
  return sentence.say(", ").show(plain_number(it.mean), "precisions", row, "mean").say(",");
}

}  // namespace

std::string word_of(StoppedBy by) {
  switch (by) {
    case StoppedBy::count: return "count";
    case StoppedBy::precision: return "precision";
    case StoppedBy::hopeless: return "hopeless";
    case StoppedBy::time: return "time";
    case StoppedBy::memory: return "memory";
    case StoppedBy::most: break;
  }
  return "most";
}

Answer::Table precisions_table(const Results& results) {
  return {
      "precisions",
      "How precise means are that were to reach a precision: the half-width of the 95% interval by the mean; dates of "
      "milestones are days from the start",
      {{"metric", CellKind::text},
       {"label", CellKind::text},
       {"mean", CellKind::number},
       {"half_width", CellKind::number},
       {"relative", CellKind::number, "share"},
       {"wanted", CellKind::number, "share"},
       {"is_reached", CellKind::boolean}},
      results.precisions.size(),
      [&results](std::size_t i) -> Answer::Row {
        const ReachedPrecision& it = results.precisions[i];
        return {it.wanted.metric,    words_of_path(it.wanted.metric, results.labels),
                cell(it.mean),       cell(it.half_width),
                cell(it.relative()), it.wanted.relative,
                it.is_reached};
      }};
}

void add_precisions(const Results& results, std::vector<Answer::Statement>& out) {
  for (std::size_t i = 0; i < results.precisions.size(); ++i) {
    const ReachedPrecision& it = results.precisions[i];
    Sentence sentence;
    sentence.say(words_of_path(it.wanted.metric, results.labels));
    if (std::isfinite(it.relative()))
      show_mean(sentence.say(": the mean"), it, i)
          .say(" is known to ")
          .show(percent_of_mean(it.relative()), "precisions", i, "relative")
          .say(" of itself");
    else
      sentence.say(": there is no mean, or it is nothing");
    sentence.say(", where ")
        .show(percent_of_mean(it.wanted.relative), "precisions", i, "wanted")
        .say(it.is_reached ? " was wanted." : " was wanted and is not reached.");
    out.push_back(sentence.done("precision." + it.wanted.metric, Answer::Certainty::stated));
  }
}

}  // namespace allot::report

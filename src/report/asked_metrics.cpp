#include "report/asked_metrics.hpp"

#include "report/decisions_words.hpp"
#include "report/sensitivity_words.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

// "envy of Meta is 75,736 GPUs in the mean."
Answer::Statement mean_of(const Results& results, std::size_t row) {
  const std::string path = path_of(results.columns[row]);
  const std::string unit = unit_of_number(path, results.currency);
  Sentence sentence;
  sentence.say(words_of_number(path, results.labels) + " is ")
      .show(plain_number(results.estimates[row].mean), "metrics", row, "mean");
  return sentence.say((unit.empty() ? "" : " " + unit) + " in the mean.")
      .done("mean." + path, Answer::Certainty::stated);
}

}  // namespace

std::string said_of_asked(const Results& results) {
  constexpr std::size_t most_named = 10;
  if (results.patterns.empty()) return {};
  return "Only metrics that were asked for are told: " + one_line(listed(results.patterns, most_named)) + ".";
}

std::vector<Answer::Statement> asked_metrics(const Results& results) {
  std::vector<Answer::Statement> out;
  for (std::size_t row = 0; row < results.columns.size() && out.size() < most_asked_told; ++row)
    if (results.estimates[row].count > 0) out.push_back(mean_of(results, row));
  if (out.empty())
    out.push_back(
        Sentence().say("Of the metrics that were asked for none has a value.").done("mean", Answer::Certainty::stated));
  return out;
}

}  // namespace allot::report

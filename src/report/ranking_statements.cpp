#include "report/ranking_statements.hpp"

#include <optional>

#include "allot/solution.hpp"
#include "base/text.hpp"
#include "report/decisions_words.hpp"
#include "report/names.hpp"
#include "report/path_words.hpp"
#include "report/ranking_words.hpp"
#include "report/sentence.hpp"

namespace allot::report {
namespace {

std::string named(const Ranking& it, const std::string& variant) { return variant_name(it.labels, variant); }

std::string criteria_in_words(const Ranking& it) {
  std::vector<std::string> words;
  for (const RankedMetric& metric : it.metrics) words.push_back(words_of_path(metric.path, it.labels));
  return listed(words, words.size());
}

std::string list_of(const Ranking& it, Standing standing) {
  std::vector<std::string> names;
  for (const RankedVariant& one : it.variants)
    if (standing_of(it, one) == standing) names.push_back(named(it, one.name));
  return listed(names, most_names);
}

Answer::Statement is_best(const Ranking& it) {
  const RankedVariant& best = it.variants.front();
  Sentence sentence;
  sentence.say(named(it, best.name) + " is selected as the best of ")
      .show(trimmed_with_thousands(static_cast<double>(it.variants.size())), "selection", 0, "variants")
      .say(" variants by " + criteria_in_words(it) + ".");
  return sentence.done("best", it.is_random ? Answer::Certainty::clear : Answer::Certainty::stated);
}

// The unit of the metric that is ranked by; of a share none.
std::string behind_number(const Ranking& it, double number) {
  const std::string unit = unit_of_ranked(it.metrics.front(), it.currency);
  if (unit.empty() || unit == "share" || unit == "index") return "";
  const bool is_one = small_number(number) == "1" && unit.ends_with("s");
  return " " + (is_one ? unit.substr(0, unit.size() - 1) : unit);
}

// What the selection is worth.
Answer::Statement is_worth(const Ranking& it) {
  return Sentence()
      .say("A best variant that is ahead of all others by ")
      .show(small_number(it.indifference), "selection", 0, "indifference")
      .say(behind_number(it, it.indifference) + " or more is selected with a probability of at least ")
      .show(percent(it.probability), "selection", 0, "probability")
      .say(".")
      .done("probability", Answer::Certainty::stated);
}

Answer::Statement are_left(const Ranking& it) {
  Sentence sentence;
  sentence.show(trimmed_with_thousands(static_cast<double>(it.left())), "selection", 0, "left")
      .say(" of ")
      .show(trimmed_with_thousands(static_cast<double>(it.variants.size())), "selection", 0, "variants")
      .say(" variants are left: " + list_of(it, Standing::left) + ". ");
  if (!it.is_random) return sentence.say("They come to the same.").done("left", Answer::Certainty::stated);
  sentence.say("Which of them is best by " + criteria_in_words(it) + " is not shown by ")
      .show(trimmed_with_thousands(static_cast<double>(it.most)), "selection", 0, "most")
      .say(" replications, the most allowed.");
  return sentence.done("left", Answer::Certainty::unclear);
}

std::string later_or_earlier(double days) { return days < 0 ? " earlier" : " later"; }

// "24 fewer GPU-days", "24 EUR less", "0.02 less".
std::string more_or_less(double number, const std::string& unit) {
  if (!unit.ends_with("s")) return unit + (number < 0 ? " less" : " more");
  return (number < 0 ? " fewer" : " more") + unit;
}

// Of the one that comes next, which may be one that never differs.
std::optional<Answer::Statement> is_behind(const Ranking& it) {
  if (it.left() != 1 || it.variants.size() < 2) return std::nullopt;
  const RankedVariant& next = it.variants[1];
  const Estimate& behind = next.values.front().less_best;
  if (behind.min == 0 && behind.max == 0)
    return Sentence()
        .say(named(it, next.name) + " came to the same in every replication: either may be chosen.")
        .done("same", Answer::Certainty::unchanged);
  const std::string unit = behind_number(it, behind.mean);
  const bool is_day = is_date(it.metrics.front().path);
  return Sentence()
      .say(named(it, next.name) + (is_day ? " is next, " : " is next, with "))
      .show(small_number(behind.mean), "values", 1, "less_best")
      .say(is_day ? unit + later_or_earlier(behind.mean) : more_or_less(behind.mean, unit))
      .say(".")
      .done("behind", Answer::Certainty::stated);
}

std::vector<Answer::Statement> selection_statements(const Ranking& it) {
  std::vector<Answer::Statement> out = {it.left() == 1 ? is_best(it) : are_left(it)};
  if (it.is_random && it.left() == 1 && it.variants.size() > 1) out.push_back(is_worth(it));
  if (auto behind = is_behind(it)) out.push_back(std::move(*behind));
  return out;
}

Answer::Statement pareto_overview(const Ranking& it) {
  Sentence sentence;
  sentence.say("By " + criteria_in_words(it) + ", ")
      .show(trimmed_with_thousands(static_cast<double>(count_of(it, Standing::in_pareto_set))), "selection", 0,
            "in_pareto_set")
      .say(" of ")
      .show(trimmed_with_thousands(static_cast<double>(it.variants.size())), "selection", 0, "variants")
      .say(" variants are in the Pareto set");
  if (it.is_random)
    sentence.say(" with a probability of ")
        .show(percent(it.probability), "selection", 0, "probability")
        .say(" or more");
  const std::string names = list_of(it, Standing::in_pareto_set);
  return sentence.say(names.empty() ? "." : ": " + names + ".").done("pareto", Answer::Certainty::stated);
}

Answer::Statement is_dominated(const Ranking& it, std::size_t i) {
  const RankedVariant& one = it.variants[i];
  const bool is_sure = standing_of(it, one) == Standing::dominated;
  Sentence sentence;
  sentence.say(named(it, one.name) + (is_sure ? " is dominated" : " may be dominated"));
  if (!it.is_random) {
    sentence.say(" by " + named(it, one.dominated_by));
  } else {
    sentence.say(": it is in the Pareto set in ").show(percent(one.nondominated), "ranking", i, "nondominated");
    sentence.say(" of the resamples, and " + named(it, one.dominated_by) + " dominates it in ")
        .show(percent(one.dominated_share), "ranking", i, "dominated_share");
  }
  return sentence.say(".").done("dominated." + one.name,
                                is_sure ? Answer::Certainty::clear : Answer::Certainty::unclear);
}

std::vector<Answer::Statement> pareto_statements(const Ranking& it) {
  std::vector<Answer::Statement> out = {pareto_overview(it)};
  for (std::size_t i = 0; i < it.variants.size(); ++i)
    if (standing_of(it, it.variants[i]) != Standing::in_pareto_set) out.push_back(is_dominated(it, i));
  return out;
}

}  // namespace

std::vector<Answer::Statement> ranking_statements(const Ranking& it) {
  return it.is_of_one() ? selection_statements(it) : pareto_statements(it);
}

}  // namespace allot::report

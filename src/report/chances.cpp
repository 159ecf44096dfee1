#include "report/chances.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "report/figures.hpp"
#include "report/moments.hpp"
#include "report/names.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr Time last_second = day - 1;  // of a day that was asked for as such

std::string when_of(const Results& results, const std::string& milestone) {
  const auto found = std::find_if(results.milestones.begin(), results.milestones.end(),
                                  [&](const auto& it) { return it.id == milestone; });
  return date_text(results, found->date.p50.value).value_or("").substr(0, 10);
}

std::string sentence(const Results& results, const Chance& it) {
  const std::string what = shown_milestone(results.labels, it.milestone) + " by " + by_text(it.by) + ": ";
  const std::string median = when_of(results, it.milestone);
  if (!results.is_random) {
    const std::string when = median.empty() ? "not reached before the end" : "reached on " + median;
    return what + (it.reached > 0 ? "yes, " : "no, ") + when + ".";
  }
  std::string text = what + percent(it.share()) + " (95% interval: " + percent(it.share_ci95.low) + " to " +
                     percent(it.share_ci95.high) + "), in " + whole(static_cast<double>(it.reached)) + " of " +
                     counted(it.count, "replication") + "; ";
  return text + (median.empty() ? "in most it is not reached before the end." : "half have it by " + median + ".");
}

}  // namespace

std::string by_text(Date by) {
  return (by % day + day) % day == last_second ? format_date(by).substr(0, 10) : format_date(by);
}

std::string chance_sentences(const Results& results, const Style& style) {
  std::string text;
  for (const Chance& it : results.chances) text += wrapped(sentence(results, it), style.width);
  return text.empty() ? text : "\n" + text;
}

}  // namespace allot::report

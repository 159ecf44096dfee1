#include "page/saying.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "allot/metric.hpp"
#include "base/text.hpp"
#include "page/numbers.hpp"

namespace allot::page {
namespace {

struct Extent {
  const Estimated *low = nullptr, *high = nullptr;  ///< by their means
  bool is_same = true;                              ///< in every replication
  double low_mean = 0, high_mean = 0;               ///< what is about nothing is 0
};

std::optional<Extent> extent_of(const Story& story, const std::string& organisation, const std::string& metric,
                                double tiny) {
  Extent out;
  for (std::size_t i = 0; i < story.readings.size(); ++i) {
    const Estimated* const it = story.difference(i, "organisation", organisation, metric);
    if (!it) continue;
    if (!out.low || it->mean < out.low->mean) out.low = it;
    if (!out.high || it->mean > out.high->mean) out.high = it;
    out.is_same = out.is_same && it->p_equal == 1;
  }
  if (!out.low) return std::nullopt;
  out.low_mean = std::abs(out.low->mean) <= tiny ? 0 : out.low->mean;
  out.high_mean = std::abs(out.high->mean) <= tiny ? 0 : out.high->mean;
  return out;
}

bool is_of_things(const std::string& metric) {
  const Metric* const known = metric_named(metric);
  return known && (known->unit == Unit::units || known->unit == Unit::gpu_days || known->unit == Unit::days);
}

// The smaller first; nothing where it is about that.
void say_extent(Sentence& sentence, const Story& story, const Extent& it) {
  const bool falls = it.low_mean < 0;
  const Estimated &small = falls ? *it.high : *it.low, &large = falls ? *it.low : *it.high;
  const double least = falls ? it.high_mean : it.low_mean, most = falls ? it.low_mean : it.high_mean;
  if (!story.is_random) sentence.say("exactly ");
  if (in_words(least, !story.is_random) != in_words(most, !story.is_random)) {
    if (least == 0)
      sentence.say("nothing");
    else
      say_size(sentence, story, small, least, "mean");
    sentence.say(" to ");
  }
  say_size(sentence, story, large, most, "mean");
}

}  // namespace

Answer::Statement plainly(Sentence& sentence) { return sentence.done("", Answer::Certainty::stated); }

Answer::Statement plain_statement(const std::string& words) { return {"", words, {}, Answer::Certainty::stated}; }

void say_size(Sentence& sentence, const Story& story, const Estimated& it, double number, const std::string& column) {
  sentence.show(in_words(number, !story.is_random), it.table, it.row, column);
}

std::string counted(const Story& story, const std::string& metric) {
  if (metric == judged) return "GPU-days";
  if (metric == "stranded_gpu_days") return "GPU-days stranded";
  if (metric == "lateness_days") return "days of lateness";
  if (metric == "delay_cost") return story.currency + " of delay cost";
  const Metric* const known = metric_named(metric);
  return known ? std::string(word_of(known->unit)) + " " + std::string(known->head) : metric;
}

double tiny_of(const Story& story, const Shown& shown, const std::string& metric) {
  double largest = 0;
  for (std::size_t i = 0; i < story.readings.size(); ++i)
    for (const Thing& it : shown.organisations)
      if (const Estimated* const one = story.difference(i, "organisation", it.id, metric))
        largest = std::max(largest, std::abs(one->mean));
  return largest / 1000;
}

double tiny_of_all(const Story& story, const std::string& metric) {
  double largest = 0;
  for (std::size_t i = 0; i < story.readings.size(); ++i)
    if (const Estimated* const it = story.difference(i, "system", "", metric))
      largest = std::max(largest, std::abs(it->mean));
  return largest / 1000;
}

bool is_more_better(const std::string& metric) {
  const Metric* const known = metric_named(metric);
  return !known || known->better != Better::less;
}

Tone tone_of(const std::string& metric, double mean, double tiny) {
  if (std::abs(mean) <= tiny) return Tone::none;
  return (mean > 0) == is_more_better(metric) ? Tone::gain : Tone::loss;
}

std::string mark_text(const Estimated& it, double tiny) {
  if (it.p_equal == 1) return "no change";
  return std::abs(it.mean) <= tiny ? "about 0" : beside_mark(it.mean);
}

void say_change(Sentence& sentence, const Story& story, const Shown& shown, const Thing& organisation,
                const std::string& metric, bool says_unit) {
  const auto extent = extent_of(story, organisation.id, metric, tiny_of(story, shown, metric));
  sentence.say(organisation.label);
  if (!extent || (extent->low_mean == 0 && extent->high_mean == 0)) {
    sentence.say(!extent || extent->is_same ? " is unchanged" : " gains and loses about nothing");
    return;
  }
  const bool is_judged = metric == judged, several = story.readings.size() > 1;
  const bool rises = extent->high_mean > 0 && extent->low_mean >= 0;
  const bool falls = extent->low_mean < 0 && extent->high_mean <= 0;
  const std::string more = " more", fewer = is_of_things(metric) ? " fewer" : " less";
  const std::string unit = says_unit ? " " + counted(story, metric) : "";
  if (!rises && !falls) {
    sentence.say(is_judged ? " gains up to " : " has up to ");
    say_size(sentence, story, *extent->high, extent->high->mean, "mean");
    sentence.say(is_judged ? unit + " or loses up to " : more + unit + ", or up to ");
    say_size(sentence, story, *extent->low, extent->low->mean, "mean");
    sentence.say(is_judged ? "" : fewer).say(", depending on the " + story.reading_word());
    return;
  }
  sentence.say(is_judged ? (rises ? " gains " : " loses ") : " has ");
  say_extent(sentence, story, *extent);
  sentence.say(is_judged ? "" : rises ? more : fewer).say(unit);
  if (!several) return;
  const bool is_one = in_words(extent->low_mean) == in_words(extent->high_mean);
  sentence.say((is_one ? " in every " : ", depending on the ") + story.reading_word());
}

std::optional<Answer::Statement> gist(const Story& story, const Shown& shown, const std::string& metric,
                                      const std::string& end_mark) {
  const double tiny = tiny_of(story, shown, metric);
  const Thing *winner = nullptr, *loser = nullptr;
  double most = tiny, least = -tiny;
  for (const Thing& it : shown.organisations) {
    const auto extent = extent_of(story, it.id, metric, tiny);
    if (!extent) continue;
    if (extent->high->mean > most) winner = &it, most = extent->high->mean;
    if (extent->low->mean < least) loser = &it, least = extent->low->mean;
  }
  if (!winner && !loser) return std::nullopt;
  Sentence sentence;
  if (story.is_random && story.replications == 1) sentence.say("In this one replication ");
  if (winner) say_change(sentence, story, shown, *winner, metric);
  if (loser && loser != winner) {
    if (winner) sentence.say("; ");
    say_change(sentence, story, shown, *loser, metric, !winner);
  }
  sentence.say(end_mark);
  return plainly(sentence);
}

std::string over_replications(const Story& story, bool is_paired) {
  if (!story.is_random) return "Nothing is drawn by chance.";
  if (story.replications == 1)
    return "One replication: how sure that is, it cannot say; more are asked for with -n 1000.";
  const std::string count = with_thousands(static_cast<std::int64_t>(story.replications));
  return is_paired ? "Paired over " + count + " replications." : "Over " + count + " replications.";
}

std::string quoted(const std::string& words) { return "\xE2\x80\x9C" + words + "\xE2\x80\x9D"; }

std::string first_capital(std::string words) {
  if (!words.empty()) words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
  return words;
}

std::string plural(std::size_t count, const std::string& one, const std::string& many) {
  return count_words(count) + " " + (count == 1 ? one : many);
}

}  // namespace allot::page

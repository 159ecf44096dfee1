#include "report/decisions_threshold.hpp"

#include <algorithm>

#include "base/pointer.hpp"
#include "base/text.hpp"
#include "report/decisions_words.hpp"
#include "report/names.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

bool is_milestone(const Headline& headline) { return headline.path.starts_with("milestone."); }

}  // namespace

std::string headline_name(const Headline& headline, const Labels& labels) {
  const std::size_t from = headline.path.find('.') + 1, to = headline.path.rfind('.');
  const std::string id = headline.path.substr(from, to - from);
  if (is_milestone(headline)) return "milestone " + full_milestone(labels, id);
  return full_name(labels, EntityKind::organisation, id);
}

std::string headline_says(const Headline& headline, int sign) {
  if (sign == 0) return "is unchanged";
  if (is_milestone(headline)) return sign > 0 ? "is later" : "is earlier";
  return sign > 0 ? "gains" : "loses";
}

// "hall_ready" of a parameter, "south at Giga Texas" of a source.
std::string assumption_name(const Assumption& assumption, const Labels& labels) {
  const std::vector<std::string> keys = *keys_of_pointer(assumption.pointer);
  if (const auto label = labels.parameters.find(keys.back()); keys.size() == 2 && label != labels.parameters.end())
    return one_line(label->second);
  return one_line(keys.size() == 5 ? keys[3] + " at " + full_name(labels, EntityKind::site, keys[1]) : keys.back());
}

namespace {

bool is_dated(const Assumption& assumption) { return assumption.low.size() >= 10 && assumption.low[4] == '-'; }

// A plain whole number as it is read.
std::string shown(const std::string& value) {
  const bool is_whole = !value.empty() && value.size() < 16 && std::all_of(value.begin(), value.end(), is_digit);
  return is_whole ? with_thousands(std::stoll(value)) : value;
}

// Where a stretch ends because there is no further value that can be, there is no bound to tell.
std::string in_words(const Stretch& it, const Assumption& assumption) {
  const std::string before = is_dated(assumption) ? "before " : "below ";
  const bool has_until = it.until && it.until != assumption.possible_until;
  const bool has_from = it.from && it.from != assumption.possible_from;
  if (has_from && has_until) return "from " + shown(*it.from) + " to " + before + shown(*it.until);
  if (has_until) return before + shown(*it.until);
  if (!has_from) return "anything";
  return is_dated(assumption) ? *it.from + " or later" : "at least " + shown(*it.from);
}

// "is before 2024-06-15, or 2024-09-01 or later"; empty where the headline never has that sign.
std::string where(const Threshold& threshold, int sign, const Assumption& assumption) {
  std::string text;
  for (const Stretch& it : threshold.stretches)
    if (it.sign == sign) text += (text.empty() ? "is " : ", or ") + in_words(it, assumption);
  return text;
}

std::string of_unchanged(const Headline& headline, const std::string& who, const Threshold& threshold,
                         const Assumption& assumption, const Labels& labels) {
  std::string text;
  for (const int sign : {-1, 1}) {
    const std::string it = where(threshold, sign, assumption);
    if (!it.empty())
      text += (text.empty() ? " " : "; it ") + headline_says(headline, sign) + " only if " +
              assumption_name(assumption, labels) + " " + it;
  }
  return who + ", unchanged as it is," + text + ".";
}

std::string sentence(const Headline& headline, const std::string& who, const Threshold& threshold,
                     const Assumption& assumption, const Labels& labels) {
  if (headline.sign == 0) return of_unchanged(headline, who, threshold, assumption, labels);
  const std::string it = where(threshold, headline.sign, assumption),
                    claim = who + " " + headline_says(headline, headline.sign);
  const std::string there = "; at " + shown(*threshold.value) + " it " + headline_says(headline, threshold.sign) + ".";
  if (it.empty()) return claim + " at no fixed value of " + assumption_name(assumption, labels) + there;
  return claim + " only if " + assumption_name(assumption, labels) + " " + it + there;
}

// "(now 12,000; not possible from 12,004 on)"
std::string aside(const Assumption& it) {
  std::string text = it.is_drawn ? "" : "now " + shown(it.now);
  const auto add = [&](const std::string& words) { text += (text.empty() ? "" : "; ") + words; };
  if (it.possible_from) add("not possible before " + shown(*it.possible_from));
  if (it.possible_until) add("not possible from " + shown(*it.possible_until) + " on");
  return text.empty() ? text : " (" + text + ")";
}

std::string ranges(const Thresholds& thresholds, const Labels& labels) {
  std::string text;
  for (const Assumption& it : thresholds.assumptions)
    text += (text.empty() ? "" : "; ") + assumption_name(it, labels) + " from " + shown(it.low) + " to " +
            shown(it.high) + aside(it);
  return "Moved one at a time, " + counted(thresholds.replications, "replication") + " a point" +
         (thresholds.replications > 1 ? ", judged by the mean: " : ": ") + text + ".";
}

template <class Visit>
void for_each_threshold(const Thresholds& thresholds, const Visit& visit) {
  for (const Headline& headline : thresholds.headlines)
    for (const Threshold& threshold : headline.thresholds)
      visit(headline, threshold, thresholds.assumptions[threshold.assumption]);
}

// What no assumption reverses, in its range.
std::vector<std::string> firm_ones(const Thresholds& thresholds, const Labels& labels) {
  std::vector<std::string> firm;
  for (const Headline& headline : thresholds.headlines) {
    const bool is_firm = std::none_of(headline.thresholds.begin(), headline.thresholds.end(),
                                      [](const Threshold& it) { return it.value; });
    if (is_firm && headline.sign != 0)
      firm.push_back(headline_name(headline, labels) + " " + headline_says(headline, headline.sign));
  }
  return firm;
}

}  // namespace

std::string threshold_section(const Thresholds& thresholds, const Labels& labels, const Style& style) {
  if (thresholds.assumptions.empty()) return {};
  std::string text;
  for_each_threshold(
      thresholds, [&](const Headline& headline, const Threshold& threshold, const Assumption& assumption) {
        if (threshold.value)
          text += wrapped(sentence(headline, headline_name(headline, labels), threshold, assumption, labels),
                          style.width, 2);
      });
  const std::vector<std::string> firm = firm_ones(thresholds, labels);
  if (!firm.empty())
    text += wrapped("No value of any of these, in its range, reverses that " + listed(firm, most_names) + ".",
                    style.width, 2);
  if (text.empty()) return {};
  return "\n" + bold("What would reverse it", style) + "\n" + text +
         wrapped(ranges(thresholds, labels), style.width, 2);
}

}  // namespace allot::report

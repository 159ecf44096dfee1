#include <algorithm>
#include <cmath>
#include <set>

#include "page/numbers.hpp"
#include "page/saying.hpp"
#include "page/sections.hpp"
#include "report/lateness_words.hpp"

namespace allot::page {
namespace {

constexpr std::size_t most_bars = 8, most_falls = 6;

double size_of_parts(const std::vector<Part>& parts) {
  double size = 0;
  for (const Part& it : parts) size += std::abs(it.value);
  return size;
}

// The largest first, those that are nothing left out.
std::vector<Part> by_size(std::vector<Part> parts) {
  const double least = size_of_parts(parts) / 1000;
  std::erase_if(parts, [&](const Part& it) { return std::abs(it.value) <= least; });
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return std::abs(a.value) > std::abs(b.value); });
  return parts;
}

// What is too small to draw is one bar, so that the bars still sum to the total.
template <class Words>
WaterfallModel waterfall(const std::vector<Part>& all, double total, bool is_more_loss, const Words& words) {
  WaterfallModel model{"GPU-days", {}};
  const std::vector<Part> parts = by_size(all);
  double at = 0;
  const auto add_bar = [&](const std::string& label, double value) {
    const Tone tone = (value > 0) == is_more_loss ? Tone::loss : Tone::gain;
    model.bars.push_back({label, at, at + value, tone, beside_mark(value)});
    at += value;
  };
  for (std::size_t i = 0; i < std::min(parts.size(), most_bars); ++i) add_bar(words(parts[i]), parts[i].value);
  if (std::abs(total - at) > size_of_parts(all) / 1000) add_bar("smaller parts", total - at);
  model.bars.push_back({"in all", 0, total, Tone::ink, beside_mark(total)});
  return model;
}

NumberTable table_of_parts(const std::string& caption, const std::vector<Part>& parts, const auto& words) {
  NumberTable table{caption, {"Part", "GPU-days", "95% of the mean"}, {}};
  for (const Part& it : parts)
    table.rows.push_back({words(it), in_table(it.value),
                          it.ci95 ? in_table(it.ci95->low) + " to " + in_table(it.ci95->high) : "\xE2\x80\x93"});
  return table;
}

std::string lateness_words(const Part& it) {
  const std::string words = report::meaning_of(it.part, it.value >= 0);
  return words.empty() ? report::meaning_of(it.part, true) : words;
}

Figure lateness_figure(const Story& story, const std::string& id, const std::vector<Part>& parts) {
  const Estimated& total = story.lateness_total.at(id);
  Sentence sentence;
  const bool is_late = total.mean >= 0;
  sentence.say(story.label("organisation", id)).say("'s GPUs come online ");
  say_size(sentence, story, total, total.mean, "gpu_days_late");
  sentence.say(is_late ? " GPU-days later than due" : " GPU-days before they are due");
  const std::vector<Part> largest = by_size(parts);
  const auto first = std::ranges::find_if(largest, [&](const Part& it) { return (it.value > 0) == is_late; });
  if (first != largest.end()) {
    sentence.say("; the largest part: ").say(lateness_words(*first)).say(", ");
    sentence.show(in_words(first->value), "lateness_parts", first->row, "gpu_days");
  }
  sentence.say(".");
  Figure out;
  out.title = plainly(sentence);
  out.note =
      "GPU-days between the day due and the day online, in parts that sum to the whole; means. To the right lost, to "
      "the left won.";
  out.key = {{KeyEntry::Mark::area, Tone::loss, "lost"}, {KeyEntry::Mark::area, Tone::gain, "won"}};
  out.model = waterfall(parts, total.mean, true, lateness_words);
  out.tables = {table_of_parts("Where the days went", parts, lateness_words)};
  return out;
}

Figure attribution_figure(const Story& story, const std::string& id, const std::vector<Part>& parts) {
  const auto words = [&](const Part& it) { return story.label("intervention", it.part); };
  const std::vector<Part> largest = by_size(parts);
  Sentence sentence;
  sentence.say(story.label("organisation", id)).say(": ");
  for (std::size_t i = 0; i < std::min<std::size_t>(2, largest.size()); ++i) {
    sentence.say(i > 0 ? ", " : "").say(quoted(words(largest[i]))).say(largest[i].value > 0 ? " brings " : " costs ");
    sentence.show(in_words(largest[i].value), "attribution", largest[i].row, "part").say(i == 0 ? " GPU-days" : "");
  }
  if (largest.empty()) sentence.say("no decision changes anything");
  sentence.say(".");
  Figure out;
  out.title = plainly(sentence);
  out.note =
      "GPU-days online that all decisions together change, split among them by the Shapley value of the mean; the "
      "parts "
      "sum to the whole.";
  out.key = {{KeyEntry::Mark::area, Tone::gain, "more"}, {KeyEntry::Mark::area, Tone::loss, "fewer"}};
  out.model = waterfall(parts, story.attribution_total.at(id), false, words);
  out.tables = {table_of_parts("What each decision changes", parts, words)};
  return out;
}

// Those whom the page is about first.
std::vector<std::string> order_of(const std::map<std::string, std::vector<Part>>& all, const Shown& shown) {
  std::vector<std::string> out;
  for (const Thing& it : shown.organisations)
    if (const auto found = all.find(it.id);
        found != all.end() && size_of_parts(found->second) > 0 && out.size() < most_falls)
      out.push_back(it.id);
  return out;
}

}  // namespace

std::optional<Section> why(const Story& story, const Shown& shown) {
  Section section{"why", "Why", "Why"};
  Group lateness, attribution;
  for (const std::string& id : order_of(story.lateness, shown))
    if (story.lateness_total.contains(id))
      lateness.figures.push_back(lateness_figure(story, id, story.lateness.at(id)));
  std::set<std::string> decisions;
  for (const auto& [id, parts] : story.attribution)
    for (const Part& it : parts) decisions.insert(it.part);
  if (decisions.size() == 1)
    section.after = {{{},
                      plain_statement(quoted(story.label("intervention", *decisions.begin())) +
                                      " is the only decision of this scenario: all of the difference is its.")}};
  else
    for (const std::string& id : order_of(story.attribution, shown))
      attribution.figures.push_back(attribution_figure(story, id, story.attribution.at(id)));
  if (!lateness.figures.empty() && story.readings.size() > 1)
    section.paragraphs = {{{},
                           plain_statement((story.is_of_policies() ? "Where the days went under "
                                                                   : "Where the days went with the decision, in ") +
                                           quoted(story.readings[0].label) + ".")}};
  for (Group* it : {&lateness, &attribution})
    if (!it->figures.empty()) section.groups.push_back(std::move(*it));
  if (section.groups.empty()) return std::nullopt;
  return section;
}

}  // namespace allot::page

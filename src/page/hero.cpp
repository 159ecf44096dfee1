#include <algorithm>
#include <cmath>

#include "page/numbers.hpp"
#include "page/saying.hpp"
#include "page/sections.hpp"

namespace allot::page {
namespace {

RowsModel::Row difference_row(const Estimated& it, const std::string& metric, double tiny, bool is_random) {
  RowsModel::Row row;
  row.tone = it.p_equal == 1 ? Tone::none : tone_of(metric, it.mean, tiny);
  row.mean = it.mean;
  if (is_random && it.ci95) {
    row.ci_low = it.ci95->low;
    row.ci_high = it.ci95->high;
    row.p10 = it.p10;
    row.p90 = it.p90;
  }
  row.text = mark_text(it, tiny);
  return row;
}

std::string spread_text(const std::optional<double>& low, const std::optional<double>& high) {
  return low && high ? in_table(low) + " to " + in_table(high) : "\xE2\x80\x93";
}

std::string share_text(const std::optional<double>& share) { return share ? in_percent(*share) : "\xE2\x80\x93"; }

std::vector<std::string> numbers_of(const Estimated& it) {
  return {in_table(it.mean),           it.ci95 ? spread_text(it.ci95->low, it.ci95->high) : "\xE2\x80\x93",
          spread_text(it.p10, it.p90), share_text(it.p_less),
          share_text(it.p_equal),      share_text(it.p_greater)};
}

const std::vector<KeyEntry>& key_of_rows() {
  static const std::vector<KeyEntry> key = {
      {KeyEntry::Mark::row, Tone::gain, "better: mean, its 95% interval (thick), eight in ten replications (thin)"},
      {KeyEntry::Mark::row, Tone::loss, "worse"}};
  return key;
}

const std::vector<KeyEntry>& key_of_dots() {
  static const std::vector<KeyEntry> key = {{KeyEntry::Mark::dot, Tone::gain, "better"},
                                            {KeyEntry::Mark::dot, Tone::loss, "worse"}};
  return key;
}

// Everyone who differs, also those that are not drawn, in every reading.
NumberTable table_of_differences(const Story& story, const Shown& shown, const std::string& metric) {
  const bool several = story.readings.size() > 1;
  NumberTable table;
  table.caption = words_of_metric(metric) + ", less the baseline";
  table.heads = {"Who", "Mean", "95% of the mean", "Eight in ten", "Less", "Equal", "More"};
  if (several) table.heads.insert(table.heads.begin() + 1, "Reading");
  if (several) table.text_columns = {1};
  std::vector<Thing> all = shown.organisations;
  all.insert(all.end(), shown.others.begin(), shown.others.end());
  for (const Thing& one : all)
    for (std::size_t i = 0; i < story.readings.size(); ++i) {
      const Estimated* const it = story.difference(i, "organisation", one.id, metric);
      if (!it) continue;
      std::vector<std::string> row = {one.label};
      if (several) row.push_back(story.readings[i].label);
      for (std::string& cell : numbers_of(*it)) row.push_back(std::move(cell));
      table.rows.push_back(std::move(row));
    }
  return table;
}

// The others change less than any that is drawn, and are one row, which has no interval: a sum of means has none here.
void add_others(RowsModel& model, const Story& story, const Shown& shown, const std::string& metric, double tiny) {
  if (shown.others.empty()) return;
  for (std::size_t i = 0; i < story.readings.size(); ++i) {
    RowsModel::Row row;
    row.label = count_words(shown.others.size()) + (shown.others.size() == 1 ? " other" : " others together");
    if (story.readings.size() > 1) {
      row.label += ", " + story.readings[i].label;
      row.reading = i;
    }
    for (const Thing& it : shown.others)
      if (const Estimated* const one = story.difference(i, "organisation", it.id, metric)) row.mean += one->mean;
    row.tone = tone_of(metric, row.mean, tiny);
    row.text = beside_mark(row.mean);
    model.rows.push_back(std::move(row));
  }
}

std::string note_of_rows(const Story& story, const std::string& metric) {
  std::string note = words_of_metric(metric) + ": each variant less its baseline. " + over_replications(story, true);
  if (story.is_random && story.replications > 1) note += " Both sides of a difference meet the same chance.";
  return note;
}

// The headline says who gains and who loses; this, how much hangs on the reading, or what all together have of it.
Answer::Statement beside_the_headline(const Story& story, const Shown& shown) {
  const double tiny = tiny_of(story, shown, judged);
  Sentence sentence;
  if (story.readings.size() == 1) {
    const Estimated* const all = story.difference(0, "system", "", judged);
    if (!all || std::abs(all->mean) <= tiny)
      return plain_statement("All together have as many GPU-days as without: what one gains another loses.");
    sentence.say("All together have ");
    say_size(sentence, story, *all, all->mean, "mean");
    sentence.say(all->mean > 0 ? " GPU-days more." : " GPU-days fewer.");
    return plainly(sentence);
  }
  const Thing* most = nullptr;
  std::pair<std::size_t, std::size_t> ends;  // readings
  double width = tiny;
  for (const Thing& it : shown.organisations) {
    // A reading of another file may be without the organisation.
    std::pair<std::size_t, std::size_t> its;
    const Estimated *low = nullptr, *high = nullptr;
    for (std::size_t i = 0; i < story.readings.size(); ++i) {
      const Estimated* const one = story.difference(i, "organisation", it.id, judged);
      if (!one) continue;
      if (!low || one->mean < low->mean) low = one, its.first = i;
      if (!high || one->mean > high->mean) high = one, its.second = i;
    }
    if (low && high->mean - low->mean > width) most = &it, ends = its, width = high->mean - low->mean;
  }
  if (!most) return plain_statement("Every " + story.reading_word() + " says the same, within a thousandth.");
  sentence.say("The " + story.reading_word() + " matters most to ").say(most->label);
  for (const std::size_t i : {ends.first, ends.second}) {
    const Estimated& it = *story.difference(i, "organisation", most->id, judged);
    sentence.say(i == ends.first ? ": in " : ", in ").say(quoted(story.readings[i].label));
    if (std::abs(it.mean) <= tiny) {
      sentence.say(" about nothing");
      continue;
    }
    sentence.say(it.mean < 0 ? " it loses " : " it gains ");
    say_size(sentence, story, it, it.mean, "mean");
    sentence.say(i == ends.first ? " GPU-days" : "");
  }
  sentence.say(".");
  return plainly(sentence);
}

std::optional<Figure> hero_of_organisations(const Story& story, const Shown& shown, const std::string& metric,
                                            bool is_only) {
  auto title = gist(story, shown, metric, ".");
  if (!title) return std::nullopt;
  const bool several = story.readings.size() > 1;
  const double tiny = tiny_of(story, shown, metric);
  RowsModel model;
  for (const Thing& organisation : shown.organisations) {
    std::vector<RowsModel::Row> rows;
    for (std::size_t i = 0; i < story.readings.size(); ++i) {
      const Estimated* const it = story.difference(i, "organisation", organisation.id, metric);
      if (!it) continue;
      model.unit = it->unit;
      RowsModel::Row row = difference_row(*it, metric, tiny, story.is_random);
      row.label = several ? story.readings[i].label : organisation.label;
      if (several) row.reading = i;
      row.organisation = organisation.id;
      rows.push_back(std::move(row));
    }
    if (several && !rows.empty()) model.rows.push_back({.head = organisation.label});
    model.rows.insert(model.rows.end(), rows.begin(), rows.end());
  }
  add_others(model, story, shown, metric, tiny);
  Figure out;
  if (!is_only) out.choice.metric = metric;
  out.title = metric == judged ? beside_the_headline(story, shown) : *title;
  out.note = note_of_rows(story, metric);
  out.key = story.is_random && story.replications > 1 ? key_of_rows() : key_of_dots();
  out.model = model;
  out.tables = {table_of_differences(story, shown, metric)};
  return out;
}

// "All together: from 4.14 million GPU-days more under “ready-first” to 57.7 million fewer under “clouds-first”".
Answer::Statement from_best_to_worst(const Story& story,
                                     const std::vector<std::pair<std::size_t, const Estimated*>>& order, double tiny) {
  Sentence sentence;
  sentence.say("All together: from ");
  for (const auto& [i, it] : {order.front(), order.back()}) {
    if (it == order.back().second) sentence.say(" to ");
    if (std::abs(it->mean) <= tiny) {
      sentence.say("about as many under ").say(quoted(story.readings[i].label));
      continue;
    }
    say_size(sentence, story, *it, it->mean, "mean");
    sentence.say(it == order.front().second ? " GPU-days" : "").say(it->mean < 0 ? " fewer under " : " more under ");
    sentence.say(quoted(story.readings[i].label));
  }
  sentence.say(".");
  return plainly(sentence);
}

// The policies, by what all have under them.
std::optional<Figure> hero_of_policies(const Story& story) {
  std::vector<std::pair<std::size_t, const Estimated*>> order;
  for (std::size_t i = 0; i < story.readings.size(); ++i)
    if (const Estimated* const it = story.difference(i, "system", "", judged)) order.emplace_back(i, it);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second->mean > b.second->mean; });
  if (order.empty()) return std::nullopt;
  const double tiny = tiny_of_all(story, judged);
  RowsModel model;
  NumberTable table{"GPU-days online of all together, less the baseline",
                    {"Variant", "Mean", "95% of the mean", "Eight in ten", "Less", "Equal", "More"},
                    {}};
  for (const auto& [i, it] : order) {
    model.unit = it->unit;
    RowsModel::Row row = difference_row(*it, judged, tiny, story.is_random);
    row.label = story.readings[i].label;
    row.reading = i;
    model.rows.push_back(std::move(row));
    std::vector<std::string> cells = {story.readings[i].label};
    for (std::string& cell : numbers_of(*it)) cells.push_back(std::move(cell));
    table.rows.push_back(std::move(cells));
  }
  Figure out;
  out.title = from_best_to_worst(story, order, tiny);
  out.note = "GPU-days online of all together, each variant less " +
             quoted(story.label("variant", story.readings[0].baseline)) + ". " + over_replications(story, true);
  out.key = key_of_rows();
  out.model = model;
  out.tables = {table};
  return out;
}

}  // namespace

std::vector<Figure> hero(const Story& story, const Shown& shown) {
  std::vector<Figure> out;
  if (story.readings.empty()) return out;
  if (story.is_of_policies()) {
    if (auto figure = hero_of_policies(story)) out.push_back(std::move(*figure));
    return out;
  }
  const std::vector<std::string> metrics = metrics_shown(story, shown);
  for (const std::string& metric : metrics)
    if (auto figure = hero_of_organisations(story, shown, metric, metrics.size() == 1))
      out.push_back(std::move(*figure));
  return out;
}

}  // namespace allot::page

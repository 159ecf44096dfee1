#include <algorithm>
#include <cmath>

#include "page/numbers.hpp"
#include "page/saying.hpp"
#include "page/sections.hpp"

namespace allot::page {
namespace {

constexpr std::size_t fewest_for_matrix = 3;  // organisations; of fewer the rows above say it all

// How much of what the baseline has: in five tints a side.
int step_of_share(double share) {
  const double size = std::abs(share);
  int step = 0;
  for (const double from : {0.005, 0.02, 0.05, 0.1, 0.25}) step += size >= from;
  return share < 0 ? -step : step;
}

std::string share_words(double share) {
  if (std::abs(share) < 0.0005) return "0";
  const std::string text = in_percent(std::round(std::abs(share) * 1000) / 1000);
  return (share > 0 ? "+" : "\xE2\x88\x92") + text.substr(0, text.size() - 1);
}

HeatCell heat_cell(const Estimated* difference, const Estimated* baseline) {
  if (!difference || !baseline || baseline->mean == 0) return {0, "\xE2\x80\x93", true};
  const double share = difference->mean / baseline->mean;
  return {step_of_share(share), share_words(share), !difference->p_value || *difference->p_value < 0.05};
}

HeatTable matrix_of(const Story& story, const std::vector<Thing>& organisations) {
  HeatTable table;
  const std::string baseline = story.readings[0].baseline;
  table.caption = "GPU-days online, change against " + quoted(story.label("variant", baseline)) +
                  ", in per cent of it, means. Darker is more; blue and + is a gain, orange and \xE2\x88\x92 a loss; "
                  "? is not told "
                  "from none.";
  table.corner = "Who";
  for (const Reading& it : story.readings) table.heads.push_back(it.label);
  const auto add_row = [&](const std::string& kind, const std::string& id, const std::string& label) {
    HeatTable::Row row{kind == "organisation" ? id : "", label, {}};
    for (std::size_t i = 0; i < story.readings.size(); ++i)
      row.cells.push_back(heat_cell(story.difference(i, kind, id, judged), story.metric(baseline, kind, id, judged)));
    table.rows.push_back(std::move(row));
  };
  for (const Thing& it : organisations) add_row("organisation", it.id, it.label);
  add_row("system", "", "All together");
  return table;
}

// How many organisations each policy is the best for; the baseline is behind all of them.
std::vector<std::size_t> times_best(const Story& story, const std::vector<Thing>& organisations) {
  std::vector<std::size_t> out(story.readings.size() + 1);
  for (const Thing& it : organisations) {
    std::size_t best = story.readings.size();
    double most = 0;
    for (std::size_t i = 0; i < story.readings.size(); ++i)
      if (const Estimated* const one = story.difference(i, "organisation", it.id, judged); one && one->mean > most)
        best = i, most = one->mean;
    ++out[best];
  }
  return out;
}

Answer::Statement title_of_matrix(const Story& story, const std::vector<Thing>& organisations) {
  const std::vector<std::size_t> best = times_best(story, organisations);
  const auto top = static_cast<std::size_t>(std::ranges::max_element(best) - best.begin());
  const std::string name =
      top < story.readings.size() ? story.readings[top].label : story.label("variant", story.readings[0].baseline);
  std::string words =
      quoted(name) + " is best for " + count_words(best[top]) + " of " + count_words(organisations.size());
  words += best[top] == organisations.size() ? "." : "; no variant is best for all.";
  return plain_statement(words);
}

// "Ready first: seven of ten gain, three lose; CoreWeave gains most, 1.68 million; Tesla loses most, 1.84 million GPU-days".
Answer::Statement of_policy(const Story& story, std::size_t reading, const std::vector<Thing>& organisations) {
  std::size_t gain = 0, lose = 0;
  const Thing *winner = nullptr, *loser = nullptr;
  double most = 0, least = 0;
  for (const Thing& it : organisations) {
    const Estimated* const one = story.difference(reading, "organisation", it.id, judged);
    if (!one) continue;
    const bool is_sure = !one->p_value || *one->p_value < 0.05;
    gain += is_sure && one->mean > 0;
    lose += is_sure && one->mean < 0;
    if (!is_sure) continue;
    if (one->mean > most) winner = &it, most = one->mean;
    if (one->mean < least) loser = &it, least = one->mean;
  }
  Sentence sentence;
  sentence.say(story.readings[reading].label)
      .say(": " + (gain == 0 ? "none" : count_words(gain)) + " of " + count_words(organisations.size()) + " gain, " +
           (lose == 0 ? std::string("none") : count_words(lose)) + " lose");
  for (const Thing* thing : {winner, loser}) {
    if (!thing) continue;
    const Estimated& one = *story.difference(reading, "organisation", thing->id, judged);
    sentence.say("; ").say(thing->label).say(thing == winner ? " gains most, " : " loses most, ");
    say_size(sentence, story, one, one.mean, "mean");
    if (thing == loser || !loser) sentence.say(" GPU-days");
  }
  sentence.say(".");
  return plainly(sentence);
}

// In per cent of what the organisation has online in the end in the baseline.
std::optional<Series> in_per_cent_of_end(const Story& story, std::size_t reading, const std::string& id) {
  const auto baseline = story.series.find(story.readings[reading].baseline);
  const auto difference = story.difference_series[reading].find(id);
  if (baseline == story.series.end() || !baseline->second.contains(id)) return std::nullopt;
  const double end = baseline->second.at(id).mean.back();
  if (end <= 0) return std::nullopt;
  Series out(story.grid.size(), 0.0);
  if (difference != story.difference_series[reading].end())
    for (std::size_t i = 0; i < std::min(out.size(), difference->second.mean.size()); ++i)
      out[i] = 100 * difference->second.mean[i] / end;
  return out;
}

std::vector<Group> multiples_of(const Story& story, const std::vector<Thing>& organisations) {
  using enum TimeModel::Kind;
  std::pair<double, double> limits{0, 0};
  std::vector<Group> out;
  for (std::size_t i = 0; i < story.readings.size(); ++i) {
    Group group{{}, true};
    for (const Thing& it : organisations) {
      const auto share = in_per_cent_of_end(story, i, it.id);
      if (!share) continue;
      limits = {std::min(limits.first, std::ranges::min(*share)), std::max(limits.second, std::ranges::max(*share))};
      TimeModel model{.unit = "%", .organisation = it.id, .height = 150, .layers = {}, .limits = {}, .say = {}};
      model.layers.push_back({area, Tone::gain, false, {}, *share, {}, {}, {}});
      model.say = {{"difference", *share, {}, {}}};
      Figure figure;
      figure.choice.reading = i;
      figure.title = plain_statement(it.label);
      figure.model = model;
      figure.is_small = true;
      group.figures.push_back(std::move(figure));
    }
    if (!group.figures.empty()) out.push_back(std::move(group));
  }
  for (Group& group : out)
    for (Figure& it : group.figures) std::get<TimeModel>(*it.model).limits = limits;
  return out;
}

// A metric of all together under each variant and the baseline, the least first.
std::optional<Figure> levels_of_policies(const Story& story, const std::string& metric, const std::string& words,
                                         Tone tone, bool is_most_best) {
  std::vector<std::pair<std::string, const Estimated*>> all;
  const auto add_one = [&](const std::string& variant, const std::string& label) {
    if (const Estimated* const it = story.metric(variant, "system", "", metric)) all.emplace_back(label, it);
  };
  add_one(story.readings[0].baseline, story.label("variant", story.readings[0].baseline));
  for (const Reading& it : story.readings) add_one(it.variant, it.label);
  if (all.size() < 2) return std::nullopt;
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.second->mean < b.second->mean; });
  RowsModel model;
  NumberTable table{words, {"Variant", "Mean", "95% of the mean", "Eight in ten"}, {}};
  for (const auto& [label, it] : all) {
    RowsModel::Row row;
    row.label = label;
    row.tone = label == story.label("variant", story.readings[0].baseline) ? Tone::ink : tone;
    row.mean = it->mean;
    if (story.is_random && it->ci95) {
      row.ci_low = it->ci95->low;
      row.ci_high = it->ci95->high;
      row.p10 = it->p10;
      row.p90 = it->p90;
    }
    row.text = level_text(it->mean);
    model.unit = it->unit;
    model.rows.push_back(std::move(row));
    table.rows.push_back({label, in_table(it->mean),
                          it->ci95 ? in_table(it->ci95->low) + " to " + in_table(it->ci95->high) : "\xE2\x80\x93",
                          it->p10 && it->p90 ? in_table(it->p10) + " to " + in_table(it->p90) : "\xE2\x80\x93"});
  }
  const auto &best = is_most_best ? all.back() : all.front(), &worst = is_most_best ? all.front() : all.back();
  Sentence sentence;
  sentence.say(words);
  if (in_words(best.second->mean) == in_words(worst.second->mean)) {
    sentence.say(": the same under all.");
  } else {
    sentence.say(": best under ").say(quoted(best.first)).say(", ");
    say_size(sentence, story, *best.second, best.second->mean, "mean");
    sentence.say("; worst under ").say(quoted(worst.first)).say(", ");
    say_size(sentence, story, *worst.second, worst.second->mean, "mean");
    sentence.say(".");
  }
  Figure out;
  out.title = plainly(sentence);
  out.note = words + ", of all together: mean, its 95% interval, eight in ten replications. " +
             over_replications(story, false);
  out.model = model;
  out.tables = {table};
  return out;
}

}  // namespace

std::optional<Section> policies(const Story& story, const Shown& shown) {
  if (!story.is_of_policies() || shown.organisations.empty()) return std::nullopt;
  Section section{"who", "Who gains and who loses under each", "Who gains"};
  std::vector<Thing> rows = shown.organisations;
  if (rows.size() >= fewest_for_matrix) {
    Figure matrix;
    matrix.title = title_of_matrix(story, rows);
    matrix.heat = matrix_of(story, rows);
    section.groups.push_back({{matrix}});
  }
  Group levels;
  if (auto it =
          levels_of_policies(story, "stranded_gpu_days", "GPU-days waiting for room or power", Tone::waiting, false))
    levels.figures.push_back(std::move(*it));
  if (rows.size() >= fewest_for_matrix) {
    if (auto it = levels_of_policies(
            story, "jain", "Jain's index of awarded by ordered, one where all are served alike", Tone::with, true))
      levels.figures.push_back(std::move(*it));
  }
  if (!levels.figures.empty()) section.groups.push_back(std::move(levels));
  if (section.groups.empty()) return std::nullopt;
  return section;
}

std::optional<Section> policies_over_time(const Story& story, const Shown& shown) {
  if (!story.is_of_policies() || story.grid.empty()) return std::nullopt;
  Section section{"time", "Moment by moment", "Over time"};
  for (std::size_t i = 0; i < story.readings.size() && shown.organisations.size() >= fewest_for_matrix; ++i)
    section.paragraphs.push_back({{i, {}}, of_policy(story, i, shown.organisations)});
  section.paragraphs.push_back(
      {{},
       plain_statement(
           "GPUs online, less those of the baseline: means, in per cent of what the organisation has online in the "
           "end in the baseline; one scale for all.")});
  section.groups = multiples_of(story, shown.organisations);
  if (section.groups.empty()) return std::nullopt;
  return section;
}

}  // namespace allot::page

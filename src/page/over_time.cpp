#include <algorithm>
#include <cmath>
#include <set>

#include "page/numbers.hpp"
#include "page/saying.hpp"
#include "page/sections.hpp"

namespace allot::page {
namespace {

std::size_t widest_of(const Series& mean) {
  const auto largest = std::ranges::max_element(mean, {}, [](double it) { return std::abs(it); });
  return static_cast<std::size_t>(largest - mean.begin());
}

const Levels* levels_of(const Story& story, const std::string& variant, const std::string& id) {
  const auto of_variant = story.series.find(variant);
  if (of_variant == story.series.end()) return nullptr;
  const auto it = of_variant->second.find(id);
  return it == of_variant->second.end() || it->second.mean.size() != story.grid.size() ? nullptr : &it->second;
}

std::string every_so_often(std::size_t moments) {
  return moments > 40 ? "every fourth moment of the grid" : "at each moment";
}

std::size_t step_of(std::size_t moments) { return moments > 40 ? 4 : 1; }

std::string eight_in_ten(const Levels& it, std::size_t i) { return in_table(it.p10[i]) + " to " + in_table(it.p90[i]); }

NumberTable table_of_levels(const Story& story, const std::string& label, const Levels& with, const Levels& without,
                            const Levels* difference) {
  NumberTable table{
      label + ", GPUs online, " + every_so_often(story.grid.size()),
      {"Date", "With, mean", "Eight in ten", "Without, mean", "Eight in ten", "Difference, mean", "Eight in ten"},
      {}};
  for (std::size_t i = 0; i < story.grid.size(); i += step_of(story.grid.size()))
    table.rows.push_back({day_only(story.grid[i]), in_table(with.mean[i]), eight_in_ten(with, i),
                          in_table(without.mean[i]), eight_in_ten(without, i),
                          difference ? in_table(difference->mean[i]) : "0",
                          difference ? eight_in_ten(*difference, i) : "0"});
  return table;
}

// A band is drawn where chance makes one.
bool has_band(const Story& story) { return story.is_random && story.replications > 1; }

std::string note_of_levels(const Story& story) {
  return std::string("GPUs online. ") + (has_band(story) ? "Line: median; band: eight in ten. " : "") +
         over_replications(story, false);
}

// "Tesla: at the widest, on 11 February 2024, 3,360 GPUs fewer run".
Answer::Statement widest_gap(const Story& story, const Thing& organisation, const Levels* difference, double tiny) {
  Sentence sentence;
  sentence.say(organisation.label);
  const std::size_t widest = difference ? widest_of(difference->mean) : 0;
  const double gap = difference ? difference->mean[widest] : 0;
  if (std::abs(gap) <= tiny) {
    sentence.say(gap == 0 ? " runs as many on every day." : " runs nearly as many on every day.");
    return plainly(sentence);
  }
  const std::size_t row = difference->first_row + widest;
  sentence.say(": at the widest, on ").show(day_words(story.grid[widest]), difference->table, row, "time").say(", ");
  sentence.show(in_words(gap, !story.is_random), difference->table, row, "mean");
  sentence.say(gap > 0 ? " GPUs more are running." : " GPUs fewer are running.");
  return plainly(sentence);
}

Answer::Statement area_is(const Story& story, const Thing& organisation, std::size_t reading, const Levels* difference,
                          double tiny) {
  const Estimated* const it = story.difference(reading, "organisation", organisation.id, judged);
  Sentence sentence;
  sentence.say(organisation.label);
  if (!difference || !it || it->p_equal == 1) {
    sentence.say(": no area, no difference.");
    return plainly(sentence);
  }
  if (std::abs(it->mean) <= tiny) {
    sentence.say(": the shaded area comes to about nothing.");
    return plainly(sentence);
  }
  sentence.say(it->mean > 0 ? ": the shaded area is the gain, " : ": the shaded area is the loss, ");
  say_size(sentence, story, *it, it->mean, "mean");
  sentence.say(" GPU-days.");
  return plainly(sentence);
}

Figure level_figure(const Story& story, const Thing& organisation, std::size_t reading, const Levels& with,
                    const Levels& without, const Levels* difference, double tiny) {
  TimeModel model{.unit = "GPUs", .organisation = organisation.id, .layers = {}, .limits = {}, .say = {}};
  using enum TimeModel::Kind;
  if (has_band(story))
    model.layers = {{band, Tone::without, false, {}, {}, without.p10, without.p90, {}},
                    {band, Tone::with, false, {}, {}, with.p10, with.p90, {}}};
  model.layers.push_back({line, Tone::without, true, "without", without.p50, {}, {}, {}});
  model.layers.push_back({line, Tone::with, false, "with", with.p50, {}, {}, {}});
  model.say = {{"with", with.p50, with.p10, with.p90}, {"without", without.p50, without.p10, without.p90}};
  Figure out;
  out.choice = {story.choice_of(reading), {}};
  out.title = widest_gap(story, organisation, difference, tiny);
  out.note = story.opening_of(reading) + note_of_levels(story);
  out.key = {{KeyEntry::Mark::line, Tone::with, "with"}, {KeyEntry::Mark::dash, Tone::without, "without"}};
  out.model = model;
  out.tables = {table_of_levels(story, organisation.label, with, without, difference)};
  return out;
}

Figure difference_figure(const Story& story, const Thing& organisation, std::size_t reading, const Levels* difference,
                         const std::pair<double, double>& limits, double tiny) {
  using enum TimeModel::Kind;
  const Series none(story.grid.size(), 0.0);
  const Series& mean = difference ? difference->mean : none;
  TimeModel model{
      .unit = "GPUs", .organisation = organisation.id, .height = 180, .layers = {}, .limits = limits, .say = {}};
  if (difference && has_band(story))
    model.layers.push_back({band, Tone::none, false, {}, {}, difference->p10, difference->p90, {}});
  model.layers.push_back({area, Tone::gain, false, {}, mean, {}, {}, {}});
  model.layers.push_back({line, Tone::ink, false, {}, mean, {}, {}, {}});
  model.say = {{"difference", mean, difference ? difference->p10 : Series{}, difference ? difference->p90 : Series{}}};
  Figure out;
  out.choice = {story.choice_of(reading), {}};
  out.title = area_is(story, organisation, reading, difference, tiny);
  out.note = story.opening_of(reading) + "How many more GPUs are online with the decision than without it" +
             (has_band(story) ? ", replication by replication. Line: mean; grey band: eight in ten." : ".");
  out.key = {{KeyEntry::Mark::area, Tone::gain, "more"}, {KeyEntry::Mark::area, Tone::loss, "fewer"}};
  out.model = model;
  return out;
}

// One scale for all differences, so that areas can be compared.
std::pair<double, double> limits_of(const Story& story, const std::vector<Thing>& organisations) {
  std::pair<double, double> out{0, 0};
  for (const auto& of_reading : story.difference_series)
    for (const Thing& it : organisations)
      if (const auto found = of_reading.find(it.id); found != of_reading.end())
        for (const Series* all : {&found->second.mean, &found->second.p10, &found->second.p90})
          for (const double number : *all) out = {std::min(out.first, number), std::max(out.second, number)};
  return out;
}

const Levels* difference_of(const Story& story, std::size_t reading, const std::string& id) {
  const auto& all = story.difference_series[reading];
  const auto it = all.find(id);
  return it == all.end() || it->second.mean.size() != story.grid.size() ? nullptr : &it->second;
}

Section section_of_pairs(const Story& story, const Shown& shown, std::size_t most) {
  Section section{"time", "Who ran how many, and when", "Over time"};
  const std::vector<Thing> drawn(
      shown.organisations.begin(),
      shown.organisations.begin() + static_cast<std::ptrdiff_t>(std::min(most, shown.organisations.size())));
  const auto limits = limits_of(story, drawn);
  const double tiny = std::max(limits.second, -limits.first) / 1000, tiny_area = tiny_of(story, shown, judged);
  for (std::size_t i = 0; i < story.readings.size(); ++i)
    for (const Thing& it : drawn) {
      const Levels* const with = levels_of(story, story.readings[i].variant, it.id);
      const Levels* const without = levels_of(story, story.readings[i].baseline, it.id);
      if (!with || !without) continue;
      const Levels* const difference = difference_of(story, i, it.id);
      section.groups.push_back({{level_figure(story, it, i, *with, *without, difference, tiny),
                                 difference_figure(story, it, i, difference, limits, tiny_area)}});
    }
  return section;
}

// Of one run there is nothing to compare.
Section section_of_run(const Story& story, const Shown& shown) {
  using enum TimeModel::Kind;
  Section section{"time", "Who ran how many, and when", "Over time"};
  Group group;
  for (const Thing& it : shown.organisations) {
    const Levels* const levels = levels_of(story, story.run_name, it.id);
    if (!levels) continue;
    TimeModel model{.unit = "GPUs", .organisation = it.id, .layers = {}, .limits = {}, .say = {}};
    if (has_band(story)) model.layers.push_back({band, Tone::with, false, {}, {}, levels->p10, levels->p90, {}});
    model.layers.push_back({line, Tone::with, false, "online", levels->p50, {}, {}, {}});
    model.say = {{"online", levels->p50, levels->p10, levels->p90}};
    Sentence sentence;
    const std::size_t last = story.grid.size() - 1;
    sentence.say(it.label).say(" runs ");
    sentence.show(in_words(levels->p50[last], !story.is_random), levels->table, levels->first_row + last, "p50");
    sentence.say(" GPUs on ").show(day_words(story.grid[last]), levels->table, levels->first_row + last, "time");
    sentence.say(has_band(story) ? ", in the median." : ".");
    Figure figure;
    figure.title = plainly(sentence);
    figure.note = note_of_levels(story);
    figure.model = model;
    NumberTable table{it.label + ", GPUs online, " + every_so_often(story.grid.size()),
                      {"Date", "Mean", "Median", "Eight in ten"},
                      {}};
    for (std::size_t i = 0; i < story.grid.size(); i += step_of(story.grid.size()))
      table.rows.push_back(
          {day_only(story.grid[i]), in_table(levels->mean[i]), in_table(levels->p50[i]), eight_in_ten(*levels, i)});
    figure.tables = {table};
    group.figures.push_back(std::move(figure));
  }
  section.groups = {group};
  const std::size_t drawn = shown.organisations.size(), all = drawn + shown.others.size();
  if (drawn < all)
    section.paragraphs = {{{},
                           plain_statement("Drawn are the " + count_words(drawn) +
                                           " with the most GPU-days online, of " + count_words(all) + ".")}};
  return section;
}

}  // namespace

std::optional<Section> over_time(const Story& story, const Shown& shown) {
  constexpr std::size_t most_figures = 12;  // two abreast, and two of each organisation in each reading
  if (story.grid.empty() || story.is_of_policies()) return std::nullopt;
  Section section =
      story.readings.empty()
          ? section_of_run(story, shown)
          : section_of_pairs(story, shown, std::max<std::size_t>(1, most_figures / story.readings.size()));
  if (section.groups.empty() || section.groups[0].figures.empty()) return std::nullopt;
  return section;
}

}  // namespace allot::page

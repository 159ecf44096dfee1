#include <algorithm>
#include <cmath>

#include "page/numbers.hpp"
#include "page/saying.hpp"
#include "page/sections.hpp"

namespace allot::page {
namespace {

using Site = std::map<std::pair<std::string, std::string>, Levels>;

const Levels* level_of(const Site& site, const std::string& gate, const std::string& level) {
  const auto it = site.find({gate, level});
  return it == site.end() ? nullptr : &it->second;
}

const Site* site_of(const Story& story, const std::string& variant, const std::string& id) {
  const auto it = story.room.find({variant, id});
  if (it == story.room.end()) return nullptr;
  const Levels* const stranded = level_of(it->second, "", "stranded");
  const bool is_whole = stranded && stranded->mean.size() == story.grid.size() && level_of(it->second, "", "arrived") &&
                        level_of(it->second, "", "installing") && level_of(it->second, "", "online");
  return is_whole ? &it->second : nullptr;
}

std::size_t peak_of(const Series& all) { return static_cast<std::size_t>(std::ranges::max_element(all) - all.begin()); }

double worst_of(const Site* site) { return site ? std::ranges::max(level_of(*site, "", "stranded")->mean) : 0; }

// Stretches of time in which more than a twentieth of what ever arrived waits.
std::size_t times_short(const Site& site) {
  const double least = std::ranges::max(level_of(site, "", "arrived")->mean) / 20;
  std::size_t count = 0;
  bool was_short = false;
  for (const double it : level_of(site, "", "stranded")->mean) {
    if (it > least && !was_short) ++count;
    was_short = it > least;
  }
  return count;
}

// What is short when most wait: power where all of it is taken, else a place.
std::string what_is_short(const Site& site, std::size_t moment) {
  const Levels *const capacity = level_of(site, "power", "capacity"), *const taken = level_of(site, "power", "taken");
  return capacity && taken && taken->mean[moment] >= 0.98 * capacity->mean[moment] ? "power" : "a place";
}

// Places are GPUs; power is as many of them as it carries at what one takes, on average, of those that run that day.
struct Carried {
  Series p10, p50, p90;
};

std::optional<Carried> carried_by(const Site& site, const std::string& gate) {
  const Levels *const capacity = level_of(site, gate, "capacity"), *const taken = level_of(site, gate, "taken");
  if (!capacity || !taken || std::ranges::max(capacity->mean) <= 0) return std::nullopt;
  if (capacity->unit != "W") return Carried{capacity->p10, capacity->p50, capacity->p90};
  const Series& online = level_of(site, "", "online")->mean;
  std::optional<double> per_watt;
  for (std::size_t i = 0; i < online.size() && !per_watt; ++i)
    if (online[i] > 1 && taken->mean[i] > 0) per_watt = online[i] / taken->mean[i];
  if (!per_watt) return std::nullopt;
  Carried out;
  for (std::size_t i = 0; i < online.size(); ++i) {
    if (online[i] > 1 && taken->mean[i] > 0) per_watt = online[i] / taken->mean[i];
    out.p10.push_back(capacity->p10[i] * *per_watt);
    out.p50.push_back(capacity->p50[i] * *per_watt);
    out.p90.push_back(capacity->p90[i] * *per_watt);
  }
  return out;
}

Answer::Statement title_of_room(const Story& story, const Thing& thing, const Site& site, const std::string& when) {
  const Levels& stranded = *level_of(site, "", "stranded");
  const std::size_t peak = peak_of(stranded.mean), times = times_short(site);
  Sentence sentence;
  sentence.say(thing.label).say(when);
  if (stranded.mean[peak] < 0.5) {
    sentence.say(": no GPU ever waits for room or power.");
    return plainly(sentence);
  }
  const std::string what = what_is_short(site, peak);
  if (times > 0)
    sentence.say(": " + what + " is short " +
                 (times == 1   ? "once"
                  : times == 2 ? "twice"
                               : count_words(times) + " times") +
                 "; at most ");
  else
    sentence.say(": " + what + " is hardly ever short; at most ");
  sentence.show(in_words(stranded.mean[peak], !story.is_random), stranded.table, stranded.first_row + peak, "mean");
  sentence.say(" GPUs wait, on ");
  sentence.show(day_words(story.grid[peak]), stranded.table, stranded.first_row + peak, "time").say(".");
  return plainly(sentence);
}

std::string grid_words(const Story& story) {
  return story.grid.size() > 40 ? "every fourth moment of the grid" : "at each moment";
}

Figure room_figure(const Story& story, const Thing& thing, const Site& site, const std::string& when,
                   const std::pair<double, double>& limits) {
  using enum TimeModel::Kind;
  const Levels &arrived = *level_of(site, "", "arrived"), &installing = *level_of(site, "", "installing"),
               &online = *level_of(site, "", "online"), &stranded = *level_of(site, "", "stranded");
  const std::string what = what_is_short(site, peak_of(stranded.mean)), waiting = "waiting for " + what;
  TimeModel model{.unit = "GPUs", .organisation = {}, .layers = {}, .limits = limits, .say = {}};
  model.layers.push_back({.kind = stack,
                          .tone = Tone::with,
                          .is_dashed = false,
                          .label = {},
                          .y = {},
                          .low = {},
                          .high = {},
                          .parts = {{Tone::with, "running", online.mean},
                                    {Tone::busy, "being installed", installing.mean},
                                    {Tone::waiting, waiting, stranded.mean}}});
  model.layers.push_back({line, Tone::ink, false, "arrived", arrived.mean, {}, {}, {}});
  model.say = {
      {"running", online.mean, {}, {}}, {"being installed", installing.mean, {}, {}}, {waiting, stranded.mean, {}, {}}};
  Figure out;
  out.note = "GPUs at the dock of " + thing.label + ", means. ";
  NumberTable table{thing.label + when + ", GPUs, means, " + grid_words(story),
                    {"Date", "Arrived", "Running", "Being installed", "Waiting"},
                    {}};
  std::vector<Carried> limits_drawn;
  for (const auto& [gate, words] : {std::pair("room", "Room"), std::pair("power", "Power")})
    if (const auto carried = carried_by(site, gate)) {
      const bool is_power = gate == std::string("power");
      if (story.is_random && story.replications > 1)
        model.layers.push_back(
            {band, is_power ? Tone::ink : Tone::none, false, {}, {}, carried->p10, carried->p90, {}});
      model.layers.push_back(
          {line, is_power ? Tone::ink : Tone::none, true, is_power ? "power" : "room", carried->p50, {}, {}, {}});
      model.say.push_back({is_power ? "power for" : "room for", carried->p50, {}, {}});
      table.heads.push_back(std::string(words) + " for, median");
      limits_drawn.push_back(*carried);
      if (is_power) out.note += "Power is counted in GPUs at what those running that day take each. ";
    }
  for (std::size_t i = 0; i<story.grid.size(); i += story.grid.size()> 40 ? 4 : 1) {
    std::vector<std::string> row = {day_only(story.grid[i]), in_table(arrived.mean[i]), in_table(online.mean[i]),
                                    in_table(installing.mean[i]), in_table(stranded.mean[i])};
    for (const Carried& it : limits_drawn) row.push_back(in_table(it.p50[i]));
    table.rows.push_back(std::move(row));
  }
  out.title = title_of_room(story, thing, site, when);
  out.note += over_replications(story, false);
  out.key = {{KeyEntry::Mark::area, Tone::with, "running"},
             {KeyEntry::Mark::area, Tone::busy, "being installed"},
             {KeyEntry::Mark::hatch, Tone::waiting, waiting},
             {KeyEntry::Mark::line, Tone::ink, "arrived"},
             {KeyEntry::Mark::dash, Tone::ink, "room or power there is"}};
  out.model = model;
  out.tables = {table};
  return out;
}

// What arrives and what there is room and power for, within one picture.
std::pair<double, double> limits_of_site(std::initializer_list<const Site*> sites) {
  double high = 0;
  for (const Site* site : sites) {
    high = std::max(high, std::ranges::max(level_of(*site, "", "arrived")->mean));
    for (const char* gate : {"room", "power"})
      if (const auto carried = carried_by(*site, gate)) high = std::max(high, std::ranges::max(carried->p90));
  }
  return {0, high};
}

// Sites where units wait, the worst first.
std::vector<Thing> worst_sites(const Story& story, const std::string& variant, const std::string& baseline,
                               std::size_t most) {
  std::vector<std::pair<double, Thing>> all;
  for (const Thing& it : story.sites) {
    const Site *const with = site_of(story, variant, it.id), *const without = site_of(story, baseline, it.id);
    if (!with) continue;
    const double worst = std::max(worst_of(with), worst_of(without));
    const bool differs = !without || std::abs(worst_of(with) - worst_of(without)) >= 0.5 ||
                         level_of(*with, "", "online")->mean != level_of(*without, "", "online")->mean;
    if (worst >= 0.5 && differs) all.emplace_back(worst, it);
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Thing> out;
  for (const auto& [worst, it] : all)
    if (out.size() < most) out.push_back(it);
  return out;
}

}  // namespace

std::optional<Section> room(const Story& story) {
  constexpr std::size_t most_sites = 6, most_of_a_reading = 2;
  if (story.grid.empty() || story.room.empty() || story.is_of_policies()) return std::nullopt;
  Section section{"room", "Room and power, and what waited for them", "The room"};
  if (story.readings.empty())
    for (const Thing& it : worst_sites(story, story.run_name, "", most_sites)) {
      const Site& site = *site_of(story, story.run_name, it.id);
      section.groups.push_back({{room_figure(story, it, site, "", limits_of_site({&site}))}});
    }
  for (std::size_t i = 0; i < story.readings.size(); ++i) {
    const Reading& reading = story.readings[i];
    for (const Thing& it : worst_sites(story, reading.variant, reading.baseline, most_of_a_reading)) {
      const Site *const with = site_of(story, reading.variant, it.id), *const without =
                                                                           site_of(story, reading.baseline, it.id);
      if (!without) continue;
      const auto limits = limits_of_site({with, without});
      Group group{
          {room_figure(story, it, *without, ", without", limits), room_figure(story, it, *with, ", with", limits)}};
      for (Figure& figure : group.figures) {
        figure.choice.reading = story.choice_of(i);
        figure.note = story.opening_of(i) + figure.note;
      }
      section.groups.push_back(std::move(group));
    }
  }
  if (!section.groups.empty() && !story.readings.empty())
    section.paragraphs = {{{},
                           plain_statement("Sites that differ and where units wait; of each " + story.reading_word() +
                                           " the two where most do.")}};
  if (section.groups.empty()) {
    if (story.readings.empty()) section.paragraphs = {{{}, plain_statement("No GPU ever waits for room or power.")}};
    return story.readings.empty() ? std::optional(section) : std::nullopt;
  }
  return section;
}

}  // namespace allot::page

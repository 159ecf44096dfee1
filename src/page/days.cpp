#include <algorithm>
#include <cmath>

#include "page/numbers.hpp"
#include "page/saying.hpp"
#include "page/sections.hpp"

namespace allot::page {
namespace {

const MilestoneDates* milestone_of(const Story& story, const std::string& variant, const std::string& id) {
  const auto all = story.milestones.find(variant);
  if (all == story.milestones.end()) return nullptr;
  const auto it = std::ranges::find(all->second, id, &MilestoneDates::id);
  return it == all->second.end() ? nullptr : &*it;
}

std::string day_or_not(const std::string& date) { return date.empty() ? "not reached" : day_only(date); }

std::string range_words(const MilestoneDates& it) {
  const auto until = it.p90.empty() ? "after the end" : day_only(it.p90);
  return it.p10.empty() ? "not reached" : day_only(it.p10) + " to " + until;
}

RangesModel::Mark mark_of(const MilestoneDates& it, Tone tone) { return {tone, it.p10, it.p50, it.p90, it.reached}; }

std::string days_text(double days) {
  const double size = std::round(std::abs(days));
  if (size < 1) return "no change";
  return in_words(size) + (size == 1 ? " day " : " days ") + (days < 0 ? "sooner" : "later");
}

// The largest changes, two of them.
Answer::Statement title_of_differences(const Story& story, std::size_t reading,
                                       const std::vector<std::pair<std::string, const Estimated*>>& by_size) {
  Sentence sentence;
  std::size_t said = 0;
  for (const auto& [label, it] : by_size) {
    if (std::abs(it->mean) < 0.5 || said == 2) break;
    if (said++ > 0) sentence.say("; ");
    const double size = std::round(std::abs(it->mean));
    sentence.say(label).say(" comes ").show(in_words(size), it->table, it->row, "mean");
    sentence.say(size == 1 ? " day " : " days ").say(it->mean < 0 ? "sooner" : "later");
  }
  sentence.say(said > 0 ? "." : "Every milestone comes on the same day, within one.");
  if (said > 0 || story.readings.size() == 1) return plainly(sentence);
  Sentence named;
  named.say(story.readings[reading].label).say(": every milestone comes on the same day, within one.");
  return plainly(named);
}

std::optional<Figure> milestones_of_reading(const Story& story, std::size_t reading) {
  constexpr std::size_t most_rows = 12;
  const Reading& pair = story.readings[reading];
  std::vector<std::pair<std::string, const Estimated*>> by_size;
  for (const auto& [id, it] : story.milestone_differences[reading]) by_size.emplace_back(id, &it);
  std::stable_sort(by_size.begin(), by_size.end(),
                   [](const auto& a, const auto& b) { return std::abs(a.second->mean) > std::abs(b.second->mean); });
  RangesModel model;
  NumberTable table{"Milestones" + (story.readings.size() > 1 ? ", " + pair.label : std::string()),
                    {"Milestone", "With: median", "Eight in ten", "Reached", "Without: median", "Eight in ten",
                     "Reached", "Days later, mean"},
                    {}};
  for (auto& [id, it] : by_size) {
    const MilestoneDates *const with = milestone_of(story, pair.variant, id), *const without = milestone_of(
                                                                                  story, pair.baseline, id);
    if (!with || !without) continue;
    const Tone tone = std::abs(it->mean) < 0.5 ? Tone::none : it->mean < 0 ? Tone::gain : Tone::loss;
    if (model.rows.size() < most_rows)
      model.rows.push_back(
          {with->label, {}, days_text(it->mean), tone, {mark_of(*with, Tone::with), mark_of(*without, Tone::without)}});
    table.rows.push_back({with->label, day_or_not(with->p50), range_words(*with), in_percent(with->reached),
                          day_or_not(without->p50), range_words(*without), in_percent(without->reached),
                          in_table(it->mean)});
    id = with->label;
  }
  if (model.rows.empty()) return std::nullopt;
  Figure out;
  out.choice.reading = story.choice_of(reading);
  out.title = title_of_differences(story, reading, by_size);
  out.note =
      story.opening_of(reading) +
      "Days on which milestones are reached: median and eight in ten replications. What is not reached by the end "
      "counts to it.";
  out.key = {{KeyEntry::Mark::dot, Tone::with, "with"}, {KeyEntry::Mark::square, Tone::without, "without"}};
  out.model = model;
  out.tables = {table};
  return out;
}

std::optional<Figure> milestones_of_run(const Story& story) {
  const auto all = story.milestones.find(story.run_name);
  if (all == story.milestones.end() || all->second.empty()) return std::nullopt;
  RangesModel model;
  NumberTable table{"Milestones", {"Milestone", "Median", "Eight in ten", "Reached"}, {}};
  for (const MilestoneDates& it : all->second) {
    const bool is_sure = it.reached == 1;
    if (model.rows.size() < 12)
      model.rows.push_back({it.label,
                            {},
                            is_sure ? day_words(it.p50) : "reached in " + in_percent(it.reached),
                            Tone::with,
                            {mark_of(it, Tone::with)}});
    table.rows.push_back({it.label, day_or_not(it.p50), range_words(it), in_percent(it.reached)});
  }
  const MilestoneDates& last = all->second.back();
  Sentence sentence;
  sentence.say(last.label).say(" is reached in ");
  if (last.reached == 1)
    sentence.say("all replications");
  else
    sentence.show(in_percent(last.reached), "milestones", last.row, "reached").say(" of the replications");
  if (!last.p50.empty())
    sentence.say(", by ").show(day_words(last.p50), "milestones", last.row, "p50").say(" in half of them");
  sentence.say(".");
  Figure out;
  out.title = plainly(sentence);
  out.note = "Days on which milestones are reached: median and eight in ten replications.";
  out.model = model;
  out.tables = {table};
  return out;
}

// Whether anything differs at the site of a source, SITE.GATE.ID.
bool differs_at(const Story& story, const std::string& variant, const std::string& baseline,
                const std::string& source) {
  for (const Thing& site : story.sites) {
    if (!source.starts_with(site.id + ".")) continue;
    const auto with = story.room.find({variant, site.id}), without = story.room.find({baseline, site.id});
    if (with == story.room.end() || without == story.room.end()) return true;
    for (const char* level : {"arrived", "online", "stranded"}) {
      const auto a = with->second.find({"", level}), b = without->second.find({"", level});
      if (a == with->second.end() || b == without->second.end() || a->second.mean != b->second.mean) return true;
    }
    return false;
  }
  return true;
}

// Where what is planned differs from what happens, and what is not sure; of more than fit, those.
std::vector<Happening> worth_drawing(const Story& story, const std::string& variant, const std::string& baseline) {
  constexpr std::size_t most_rows = 25;
  std::vector<Happening> decisions, deliveries, sources;
  const auto all = story.timeline.find(variant);
  if (all == story.timeline.end()) return {};
  for (const Happening& it : all->second) {
    if (it.kind == "intervention") decisions.push_back(it);
    if (it.kind == "delivery") deliveries.push_back(it);
    if (it.kind == "source") sources.push_back(it);
  }
  const auto is_named = [](const Happening& it) { return it.label != it.id; };
  if (deliveries.size() > most_rows - std::min(most_rows, decisions.size() + 10) &&
      std::ranges::any_of(deliveries, is_named))
    std::erase_if(deliveries, [&](const Happening& it) { return !is_named(it); });
  if (baseline != variant)
    std::erase_if(sources, [&](const Happening& it) { return !differs_at(story, variant, baseline, it.id); });
  const auto is_unsure = [](const Happening& it) { return it.p10 != it.p90; };
  std::ranges::stable_partition(sources, is_unsure);
  std::vector<Happening> out = decisions;
  for (const auto* list : {&deliveries, &sources})
    for (const Happening& it : *list)
      if (out.size() < most_rows) out.push_back(it);
  return out;
}

// "Two decisions, four deliveries, 13 dates of room or power; seven not sure"; what there is none of is not said.
Answer::Statement title_of_plan(std::size_t decisions, std::size_t deliveries, std::size_t sources,
                                std::size_t unsure) {
  std::string words;
  const auto add_part = [&](std::size_t count, const std::string& part) {
    if (count > 0) words += (words.empty() ? "" : ", ") + part;
  };
  add_part(decisions, plural(decisions, "decision", "decisions"));
  add_part(deliveries, plural(deliveries, "delivery", "deliveries"));
  add_part(sources, plural(sources, "date", "dates") + " of room or power");
  const std::string sureness = unsure == 0                                  ? "all of them sure."
                               : unsure == decisions + deliveries + sources ? "none of them sure."
                                                                            : count_words(unsure) + " not sure.";
  return plain_statement(first_capital(words) + "; " + sureness);
}

std::string note_of_plan(bool has_deliveries, bool has_sources, const std::vector<Happening>& rows, std::size_t all) {
  std::string note;
  const auto add_sentence = [&](bool is_wanted, const std::string& words) {
    if (is_wanted) note += (note.empty() ? "" : " ") + words;
  };
  add_sentence(has_deliveries, "Day promised, and days of delivery (eight in ten, median).");
  add_sentence(has_sources, "Room and power, more or less: in force from when that is sure, hatched while it may be.");
  add_sentence(std::ranges::any_of(rows, [](const Happening& it) { return it.share < 1; }),
               "Per cent: in how many replications it happens by the end.");
  add_sentence(rows.size() < all, "Drawn are " + count_words(rows.size()) + " of " + count_words(all) + ".");
  return note;
}

std::vector<KeyEntry> key_of_plan(bool has_decisions, bool has_deliveries, bool has_sources) {
  std::vector<KeyEntry> key;
  if (has_decisions) key.push_back({KeyEntry::Mark::diamond, Tone::ink, "decision"});
  if (has_deliveries) {
    key.push_back({KeyEntry::Mark::tick, Tone::ink, "promised"});
    key.push_back({KeyEntry::Mark::area, Tone::with, "delivered"});
  }
  if (has_sources) {
    key.push_back({KeyEntry::Mark::hatch, Tone::busy, "room or power, not sure"});
    key.push_back({KeyEntry::Mark::area, Tone::busy, "room or power"});
  }
  return key;
}

std::optional<Figure> plan_of(const Story& story, const std::string& variant, const std::string& baseline) {
  const std::vector<Happening> rows = worth_drawing(story, variant, baseline);
  if (rows.empty()) return std::nullopt;
  PlanModel model;
  NumberTable table{
      "Decisions, deliveries, and room and power", {"What", "Planned", "Median", "Eight in ten", "Happens in"}, {}};
  std::size_t decisions = 0, deliveries = 0, sources = 0, unsure = 0;
  for (const Happening& it : rows) {
    const std::string what = it.kind == "intervention" ? "decision" : it.kind == "delivery" ? "order" : "room";
    (what == "decision" ? decisions : what == "order" ? deliveries : sources) += 1;
    unsure += it.p10 != it.p90 || it.share < 1;
    model.rows.push_back(
        {what, it.label, it.planned, it.p10, it.p50, it.p90, it.share < 1 ? in_percent(it.share) : ""});
    table.rows.push_back({it.label, it.planned.empty() ? "\xE2\x80\x93" : day_only(it.planned), day_or_not(it.p50),
                          it.p10.empty()
                              ? "not reached"
                              : day_only(it.p10) + " to " + (it.p90.empty() ? "after the end" : day_only(it.p90)),
                          in_percent(it.share)});
  }
  const auto all = std::ranges::count_if(story.timeline.at(variant), [](const Happening& it) {
    return it.kind == "intervention" || it.kind == "delivery" || it.kind == "source";
  });
  Figure out;
  out.title = title_of_plan(decisions, deliveries, sources, unsure);
  out.note = note_of_plan(deliveries > 0, sources > 0, rows, static_cast<std::size_t>(all));
  out.key = key_of_plan(decisions > 0, deliveries > 0, sources > 0);
  out.model = model;
  out.tables = {table};
  return out;
}

}  // namespace

std::optional<Section> days(const Story& story) {
  if (story.is_of_policies()) return std::nullopt;
  Section section{"days", "On which days", "Milestones and plan"};
  if (story.readings.empty()) {
    if (auto figure = milestones_of_run(story)) section.groups.push_back({{std::move(*figure)}});
  }
  for (std::size_t i = 0; i < story.readings.size(); ++i)
    if (auto figure = milestones_of_reading(story, i)) section.groups.push_back({{std::move(*figure)}});
  const Reading first = story.readings.empty() ? Reading{"", story.run_name, story.run_name} : story.readings[0];
  if (auto plan = plan_of(story, first.variant, first.baseline)) section.groups.push_back({{std::move(*plan)}});
  if (section.groups.empty()) return std::nullopt;
  return section;
}

}  // namespace allot::page
